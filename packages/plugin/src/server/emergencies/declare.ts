/** Starting, prolonging and ending an emergency: each in one transaction, under the county's lock, so that two at once are one after the other. */
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Reader } from '../reads/reader';
import { connectionOf, type Connection } from '../sql';
import { checkDeclarer, mayDeclare } from './access';
import { readDeclared, readProlonged, readReason } from './asked';
import { inForce } from './force';
import { tell } from './tell';

type Body = Record<string, unknown>;

interface Emergency {
  id: string;
  regionCode: string;
  name: string;
  endsAt: Date | string;
}

/**
 * 启动应急响应。From now until `endsAt` the county's services that it covers are ordered as in an emergency; dispatchers and leaders of teams are told.
 * @returns its id
 * @throws NOT_ALLOWED, NO_COUNTY, INVALID_DATA (everything at once), EMERGENCY_IN_FORCE (one at a time)
 */
export async function startEmergency(reader: Reader, regionCode: string, body: Body): Promise<string> {
  const { sidan, actor } = reader;
  checkDeclarer(actor, regionCode);
  const id = sidan.newId();
  await sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    const now = await locked(reader, q, regionCode);
    const declared = readDeclared(reader, body, await servicesOf(reader, q, regionCode), now);
    // One that was declared a moment ago on a node whose clock is ahead counts as well.
    const { rows } = await q.query<Emergency>(
      sidan.write(`
        select e.[name] as name, e.[endsAt] as "endsAt" from {sidanEmergencies} e
         where e.[regionCode] = $1 and e.[endedAt] is null and e.[endsAt] > $2::timestamptz limit 1`),
      [regionCode, now],
    );
    if (rows[0])
      throw new SidanError('EMERGENCY_IN_FORCE', { name: rows[0].name, until: new Date(rows[0].endsAt).toISOString() });
    const { name, reason, endsAt, items, categories } = declared;
    const story = [{ as: 'started', at: now, by: actor.name, until: endsAt, reason }];
    await q.query(sidan.write(START), [
      id,
      regionCode,
      name,
      reason,
      now,
      endsAt,
      actor.name,
      JSON.stringify(items),
      JSON.stringify(categories),
      JSON.stringify(story),
    ]);
    await tell(reader, q, { id, regionCode, name, endsAt, reason, as: 'emergencyStarted', now });
  });
  sidan.wake();
  return id;
}

/**
 * 延长。@throws NOT_FOUND (also somebody else's), INVALID_DATA, EMERGENCY_OVER
 */
export async function prolongEmergency(reader: Reader, id: unknown, body: Body): Promise<string> {
  return changed(reader, id, async (q, emergency, now) => {
    const { reason, endsAt } = readProlonged(reader, body, new Date(emergency.endsAt), now);
    const entry = { as: 'prolonged', at: now, by: reader.actor.name, until: endsAt, reason };
    await q.query(
      reader.sidan.write(`
        update {sidanEmergencies} set [endsAt] = $3, [story] = [story] || $4::jsonb, [updatedAt] = now() where [regionCode] = $1 and [id] = $2::uuid`),
      [emergency.regionCode, emergency.id, endsAt, JSON.stringify([entry])],
    );
  });
}

/**
 * 提前结束。Orders that were placed in it stay what they are; those who were told of it are told of its end.
 * @throws NOT_FOUND (also somebody else's), INVALID_DATA, EMERGENCY_OVER
 */
export async function endEmergency(reader: Reader, id: unknown, body: Body): Promise<string> {
  const { sidan, actor } = reader;
  const ended = await changed(reader, id, async (q, emergency, now) => {
    const reason = readReason(reader, body);
    const entry = { as: 'ended', at: now, by: actor.name, reason };
    await q.query(
      sidan.write(`
        update {sidanEmergencies} set [endedAt] = $3, [endedBy] = $4, [story] = [story] || $5::jsonb, [updatedAt] = now()
         where [regionCode] = $1 and [id] = $2::uuid`),
      [emergency.regionCode, emergency.id, now, actor.name, JSON.stringify([entry])],
    );
    await tell(reader, q, { ...emergency, endsAt: now, reason, as: 'emergencyEnded', now });
  });
  sidan.wake();
  return ended;
}

async function changed(
  reader: Reader,
  id: unknown,
  change: (q: Connection, emergency: Emergency, now: Date) => Promise<void>,
): Promise<string> {
  const { sidan } = reader;
  const { regionCode } = await emergencyOf(reader, id);
  await sidan.db.sequelize.transaction(async (transaction) => {
    const q = connectionOf(sidan.db, transaction);
    const now = await locked(reader, q, regionCode);
    const { rows } = await q.query<Emergency>(
      sidan.write(`
        select e.[id] as id, e.[regionCode] as "regionCode", e.[name] as name, e.[endsAt] as "endsAt" from {sidanEmergencies} e
         where ${inForce('$1', '$2')} and e.[id] = $3::uuid`),
      [regionCode, now, id],
    );
    if (!rows[0]) throw new SidanError('EMERGENCY_OVER');
    await change(q, rows[0], now);
  });
  return String(id);
}

/** One that the reader may know of. @throws NOT_FOUND */
async function emergencyOf({ sidan, q, actor }: Reader, id: unknown): Promise<{ regionCode: string }> {
  const { rows } = isId(id)
    ? await q.query<{ regionCode: string }>(
        sidan.write(`select e.[regionCode] as "regionCode" from {sidanEmergencies} e where e.[id] = $1::uuid`),
        [id],
      )
    : { rows: [] };
  const [found] = rows;
  if (!found || !mayDeclare(actor, found.regionCode)) throw new SidanError('NOT_FOUND', { what: 'sidanEmergencies' });
  return found;
}

/** The time at which the county's emergencies are this transaction's alone. @throws NO_COUNTY */
async function locked({ sidan }: Reader, q: Connection, regionCode: string): Promise<Date> {
  const { rows } = await q.query(
    sidan.write(`select c.[regionCode] from {sidanCounties} c where c.[regionCode] = $1 for no key update`),
    [regionCode],
  );
  if (!rows.length) throw new SidanError('NO_COUNTY');
  return sidan.clock();
}

async function servicesOf({ sidan }: Reader, q: Connection, regionCode: string) {
  const { rows } = await q.query<{ code: string; category: string }>(
    sidan.write(
      `select i.[code] as code, i.[category] as category from {sidanServiceItems} i where i.[regionCode] = $1 and coalesce(i.[status], 'active') = 'active'`,
    ),
    [regionCode],
  );
  return { items: new Set(rows.map(({ code }) => code)), categories: new Set(rows.map(({ category }) => category)) };
}

const START = `
insert into {sidanEmergencies} ([id], [regionCode], [name], [reason], [startsAt], [endsAt], [startedBy], [items], [categories], [story], [createdAt], [updatedAt])
values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10::jsonb, now(), now())`;
