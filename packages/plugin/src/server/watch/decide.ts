/** What people do about findings: each in one transaction, under the lock of the attendance, so that two at once are one after the other. */
import { isId } from '../ids';
import { withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { transact } from '../transaction';
import { hasAnother, mayWatch } from './access';
import { readDecision, readText } from './asked';
import { releasePoints, restorePoints, voidPoints } from './points';
import { tellPerson } from './tell';

type Body = Record<string, unknown>;

interface Finding {
  id: string;
  regionCode: string;
  state: 'open' | 'dismissed' | 'upheld';
  appealState: 'open' | 'granted' | 'refused' | null;
  attendanceId: string;
  orderId: string;
  personId: string;
  statement: string | null;
  decidedById: string | null;
  recordedBy: string | null;
}

/**
 * 核查处理：the hours stand (`dismissed`), or do not count (`upheld`), with the reason. Points that were held are the volunteer's again, or go back to where they are issued;
 * with hours that do not count the other findings on them are settled too.
 * @throws NOT_FOUND (also somebody else's), INVALID_DATA, FINDING_DECIDED, FINDING_OWN
 */
export async function decideFinding(reader: Reader, id: unknown, body: Body): Promise<string> {
  const { sidan, actor } = reader;
  const { decision, reason } = readDecision(reader, body, ['dismissed', 'upheld']);
  return changed(reader, id, async (q, finding, now) => {
    if (finding.state !== 'open') throw new SidanError('FINDING_DECIDED');
    await checkOwn(reader, q, finding);
    const { regionCode, attendanceId } = finding;
    const upheld = decision === 'upheld';
    const short = upheld ? await voidPoints(sidan, q, regionCode, attendanceId, now) : {};
    await q.query(
      sidan.write(`
        update {sidanFindings} set [state] = $4::text, [decidedAt] = $5, [decidedById] = $6, [decidedBy] = $7, [reason] = $8,
               [evidence] = [evidence] || $9::jsonb, [updatedAt] = now()
         where [regionCode] = $1 and [state] = 'open' and ([id] = $2::uuid or ($4::text = 'upheld' and [attendanceId] = $3::uuid))`),
      [
        regionCode,
        finding.id,
        attendanceId,
        decision,
        now,
        actor.userId ?? null,
        actor.name,
        reason,
        JSON.stringify(Object.keys(short).length ? { short } : {}),
      ],
    );
    if (upheld) await setVoid(reader, q, finding, now);
    else if (!(await stillHeld(reader, q, finding))) await releasePoints(sidan, q, regionCode, attendanceId, now);
    await tellPerson(sidan, q, { ...finding, as: upheld ? 'hoursVoided' : 'hoursStand', reason, now });
  });
}

/**
 * 申诉处理：the appeal is granted, and hours and points are as they were, or refused. By another than who decided, where the county has another.
 * @throws NOT_FOUND, INVALID_DATA, APPEAL_NONE, APPEAL_SAME_PERSON, FINDING_OWN
 */
export async function answerAppeal(reader: Reader, id: unknown, body: Body): Promise<string> {
  const { sidan, actor } = reader;
  const { decision, reason } = readDecision(reader, body, ['granted', 'refused']);
  return changed(reader, id, async (q, finding, now) => {
    if (finding.appealState !== 'open') throw new SidanError('APPEAL_NONE');
    await checkOwn(reader, q, finding);
    const { regionCode, attendanceId } = finding;
    const decider = finding.decidedById === null ? null : Number(finding.decidedById);
    if (decider === actor.userId && (await hasAnother(sidan, q, regionCode, [decider])))
      throw new SidanError('APPEAL_SAME_PERSON');
    await q.query(
      sidan.write(`
        update {sidanFindings} set [appealState] = $4::text, [answeredAt] = $5, [answeredBy] = $6, [answer] = $7, [updatedAt] = now()
         where [regionCode] = $1 and [state] = 'upheld' and ([id] = $2::uuid or ($4::text = 'granted' and [attendanceId] = $3::uuid))`),
      [regionCode, finding.id, attendanceId, decision, now, actor.name, reason],
    );
    if (decision === 'granted') {
      await setVoid(reader, q, finding, null);
      await restorePoints(sidan, q, regionCode, attendanceId, now);
    }
    const as = decision === 'granted' ? 'hoursAppealGranted' : 'hoursAppealRefused';
    await tellPerson(sidan, q, { ...finding, as, reason, now });
  });
}

/** 说明情况：what the volunteer says before it is decided; they may say it anew until then. @throws NOT_FOUND (also another's), INVALID_DATA, FINDING_DECIDED */
export async function stateFinding(reader: Reader, id: unknown, body: Body): Promise<string> {
  const text = readText(reader, body, 'text');
  return changed(
    reader,
    id,
    async (q, finding, now) => {
      if (finding.state !== 'open') throw new SidanError('FINDING_DECIDED');
      await q.query(
        reader.sidan.write(
          `update {sidanFindings} set [statement] = $3, [statedAt] = $4, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`,
        ),
        [finding.regionCode, finding.id, text, now],
      );
    },
    'own',
  );
}

/** 申诉：once, against hours that were taken off. @throws NOT_FOUND (also another's), INVALID_DATA, APPEAL_EARLY (nothing has been taken off), APPEAL_ONCE */
export async function appealFinding(reader: Reader, id: unknown, body: Body): Promise<string> {
  const text = readText(reader, body, 'text');
  return changed(
    reader,
    id,
    async (q, finding, now) => {
      if (finding.state !== 'upheld') throw new SidanError('APPEAL_EARLY');
      if (finding.appealState) throw new SidanError('APPEAL_ONCE');
      await q.query(
        reader.sidan.write(`
        update {sidanFindings} set [appealState] = 'open', [appeal] = $3, [appealedAt] = $4, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`),
        [finding.regionCode, finding.id, text, now],
      );
    },
    'own',
  );
}

/** One's own hours, or hours that one entered, are for another to decide on: always the former, the latter where there is another. @throws FINDING_OWN */
async function checkOwn({ sidan, actor }: Reader, q: Connection, finding: Finding): Promise<void> {
  if (actor.personId === finding.personId) throw new SidanError('FINDING_OWN');
  const recorder = finding.recordedBy === null ? null : Number(finding.recordedBy);
  if (recorder !== null && recorder === actor.userId && (await hasAnother(sidan, q, finding.regionCode, [recorder])))
    throw new SidanError('FINDING_OWN');
}

async function stillHeld({ sidan }: Reader, q: Connection, { regionCode, attendanceId }: Finding): Promise<boolean> {
  const { rows } = await q.query(
    sidan.write(`
      select 1 from {sidanFindings} f where f.[regionCode] = $1 and f.[attendanceId] = $2::uuid and f.[state] = 'open' and f.[outcome] #>> '{params,severity}' = 'hold' limit 1`),
    [regionCode, attendanceId],
  );
  return rows.length > 0;
}

async function setVoid({ sidan }: Reader, q: Connection, { regionCode, attendanceId }: Finding, at: Date | null) {
  await q.query(
    sidan.write(
      `update {sidanAttendances} set [voidedAt] = $3::timestamptz, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`,
    ),
    [regionCode, attendanceId, at],
  );
}

async function changed(
  reader: Reader,
  id: unknown,
  change: (q: Connection, finding: Finding, now: Date) => Promise<void>,
  whose: 'own' | 'county' = 'county',
): Promise<string> {
  const { sidan, actor } = reader;
  const unknown = () => new SidanError('NOT_FOUND', { what: 'sidanFindings' });
  if (!isId(id)) throw unknown();
  const regionCode = await withRetry(() =>
    transact(sidan.db, async (q) => {
      const { rows } = await q.query<Finding>(sidan.write(LOCKED), [id]);
      const [finding] = rows;
      const may =
        finding && (whose === 'own' ? finding.personId === actor.personId : mayWatch(actor, finding.regionCode));
      if (!may) throw unknown();
      await change(q, finding, sidan.clock());
      return finding.regionCode;
    }),
  );
  sidan.wake();
  return regionCode;
}

/** The attendance is locked before the finding: two findings on one are decided one after the other. */
const LOCKED = `
with a as materialized (
  select a.[id], a.[regionCode], a.[recordedBy] from {sidanFindings} f join {sidanAttendances} a on a.[regionCode] = f.[regionCode] and a.[id] = f.[attendanceId]
   where f.[id] = $1::uuid for no key update of a)
select f.[id] as id, f.[regionCode] as "regionCode", f.[state] as state, f.[appealState] as "appealState", f.[attendanceId] as "attendanceId", f.[orderId] as "orderId",
       f.[personId] as "personId", f.[statement] as statement, f.[decidedById] as "decidedById", a.[recordedBy] as "recordedBy"
  from a join {sidanFindings} f on f.[regionCode] = a.[regionCode] and f.[id] = $1::uuid for no key update of f`;
