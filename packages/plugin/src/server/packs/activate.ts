import { daysOfChange } from '@sidan/rules';
import type { Actor } from '../access/actor';
import { checkMayChange } from '../access/packs';
import { actorKey, checkKey, hashBody } from '../commands/requests';
import { isDuplicate, withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { rolledBack, switchedOff } from './before';
import { versionFor } from './choose';
import { loadStack } from './load';
import { dayOf, isOver, NATION, startOf } from './regions';
import { StackError } from './stackError';
import { activationsOf, stackAt, versionsFor, type Activation } from './stored';
import { sayProblem } from './thread/inspect';
import { addActivation, type NewActivation } from './write';

/** What somebody decides about the rules of a region. */
export interface Decision {
  do: 'activate' | 'off' | 'rollback';
  /** To activate: which version. Else the region. */
  versionId?: unknown;
  regionCode?: unknown;
  /** Which pack of the region is switched off or rolled back; may be left out where there is no doubt. */
  packName?: unknown;
  /** A day, `YYYY-MM-DD`, from the beginning of which it holds; today or none: from now on. */
  effectiveFrom?: unknown;
  reason: unknown;
  actor: Actor;
  key?: string;
  texts: Readonly<Record<string, string>>;
}

export interface Activated {
  regionCode: string;
  seq: number;
  packName: string;
  packVersion: string | null;
  effectiveFrom: string;
  replayed: boolean;
}

const REASON_MAX = 500;
const DAYS_AHEAD_MAX = 366;

/**
 * Puts a version into force, or none of its pack, or again the one before; never for the past. A newer version takes the place of the older, a pack that is new in
 * its region stands on those that are there. What stands above and below has to fit it, from that day on.
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID_DATA, PACK_CONFLICT, NOTHING_BEFORE, KEY_REUSED, KEY_INVALID, BUSY
 */
export async function decidePack(sidan: Sidan, decision: Decision): Promise<Activated> {
  checkKey(decision.key);
  const run = () =>
    withRetry(() =>
      sidan.db.sequelize.transaction((transaction) => attempt(sidan, connectionOf(sidan.db, transaction), decision)),
    );
  // Two decisions on one region at once: the later one comes behind the other.
  return run().catch((error: unknown) => (isDuplicate(error) ? run() : Promise.reject(error)));
}

async function attempt(sidan: Sidan, q: Connection, decision: Decision): Promise<Activated> {
  const { actor, texts } = decision;
  const at = sidan.clock();
  const version = decision.do === 'activate' ? await versionFor(sidan, q, actor, decision.versionId) : undefined;
  const regionCode = version?.regionCode ?? String(decision.regionCode ?? '');
  if (!version && !(regionCode === NATION || /^\d{2,12}$/.test(regionCode)))
    throw new SidanError('NOT_FOUND', { what: 'sidanPackActivations' });
  checkMayChange(actor, regionCode);
  const before = await answered(sidan, q, regionCode, decision);
  if (before) return { ...before, replayed: true };
  const { effectiveFrom, reason } = checked(decision, at);
  const history = await activationsOf(sidan, q, null);
  const asked = typeof decision.packName === 'string' && decision.packName ? decision.packName : undefined;
  const next = version
    ? { packName: version.name, packVersion: version.version, versionId: version.id }
    : decision.do === 'off'
      ? switchedOff(history, regionCode, asked, at)
      : rolledBack(history, regionCode, asked);
  const entry: NewActivation = {
    ...next,
    regionCode,
    kind: decision.do,
    effectiveFrom,
    at,
    by: actor.name,
    reason,
  };
  await checkFit(sidan, q, [...history, { ...entry, seq: Infinity, digest: null }], entry, texts);
  const seq = await addActivation(sidan, q, entry);
  const { packName, packVersion } = entry;
  const answer = { regionCode, seq, packName, packVersion, effectiveFrom: effectiveFrom.toISOString() };
  await keepAnswer(sidan, q, regionCode, decision, answer, at);
  return { ...answer, replayed: false };
}

function checked({ effectiveFrom, reason }: Decision, now: Date): { effectiveFrom: Date; reason: string } {
  const why = typeof reason === 'string' ? reason.trim() : '';
  const problems: { field: string; code: string; max?: number }[] = [];
  if (!why) problems.push({ field: 'reason', code: 'REQUIRED' });
  if (why.length > REASON_MAX) problems.push({ field: 'reason', code: 'TOO_LONG', max: REASON_MAX });
  const today = dayOf(now);
  const day = effectiveFrom === undefined || effectiveFrom === null || effectiveFrom === '' ? today : effectiveFrom;
  const from = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? startOf(day) : new Date(NaN);
  if (
    Number.isNaN(from.getTime()) ||
    dayOf(from) !== day ||
    from.getTime() > now.getTime() + DAYS_AHEAD_MAX * 86_400_000
  )
    problems.push({ field: 'effectiveFrom', code: 'DATE' });
  else if (day < today) problems.push({ field: 'effectiveFrom', code: 'DATE_PAST' });
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  return { effectiveFrom: day === today ? now : from, reason: why };
}

/**
 * Every stack that the region is part of has to load, from the day on which this holds and on every later day on which something changes. A region that has
 * nothing of its own in force has the stack of those around it, which is among these.
 * @throws PACK_CONFLICT
 */
async function checkFit(
  sidan: Sidan,
  q: Connection,
  history: readonly Activation[],
  { regionCode, effectiveFrom }: NewActivation,
  texts: Decision['texts'],
): Promise<void> {
  const concerned = history.filter(
    (entry) => isOver(regionCode, entry.regionCode) || isOver(entry.regionCode, regionCode),
  );
  const places = [...new Set(concerned.map((entry) => entry.regionCode))].filter((code) => isOver(regionCode, code));
  const later = concerned.map((entry) => entry.effectiveFrom).filter((at) => at > effectiveFrom);
  const checked = new Set<string>();
  for (const at of [effectiveFrom, ...later.sort((a, b) => a.getTime() - b.getTime())])
    for (const place of places) {
      const entries = stackAt(history, place, at);
      const key = entries.map(({ versionId }) => versionId).join(' ');
      if (checked.has(key)) continue;
      checked.add(key);
      try {
        const stack = await versionsFor(sidan, q, entries).then(loadStack);
        stack.whole();
        for (const day of [dayOf(at), ...daysOfChange(stack.packs).filter((change) => change > dayOf(at))])
          stack.on(day);
      } catch (error) {
        if (!(error instanceof StackError)) throw error;
        const problems = error.problems.map((problem) => sayProblem(problem, texts));
        throw new SidanError('PACK_CONFLICT', { pack: error.pack, problems, count: problems.length });
      }
    }
}

/** The answer that was given to this key before. @throws KEY_REUSED */
async function answered(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  decision: Decision,
): Promise<Activated | undefined> {
  if (!decision.key) return undefined;
  const { rows } = await q.query<{ action: string; actor: string; bodyHash: string; answer: Activated }>(
    sidan.write(
      `select [action] as action, [actor] as actor, [bodyHash] as "bodyHash", [answer] as answer from {sidanRequests} where [regionCode] = $1 and [key] = $2`,
    ),
    [regionCode, decision.key],
  );
  const stored = rows[0];
  if (!stored) return undefined;
  if (
    stored.action !== actionOf(decision) ||
    stored.actor !== actorKey(decision.actor) ||
    stored.bodyHash !== hashOf(decision)
  )
    throw new SidanError('KEY_REUSED', { key: decision.key });
  return stored.answer;
}

async function keepAnswer(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  decision: Decision,
  answer: object,
  at: Date,
): Promise<void> {
  if (!decision.key) return;
  await q.query(
    sidan.write(`
      insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8::timestamptz, now(), now())`),
    [
      sidan.newId(),
      regionCode,
      decision.key,
      actionOf(decision),
      actorKey(decision.actor),
      hashOf(decision),
      JSON.stringify(answer),
      at,
    ],
  );
}

const actionOf = (decision: Decision): string => `packs.${decision.do}`;
const hashOf = ({ versionId, regionCode, packName, effectiveFrom, reason }: Decision): string =>
  hashBody({ versionId, regionCode, packName, effectiveFrom, reason });
