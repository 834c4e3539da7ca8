import type { Actor } from '../access/actor';
import { checkMayChange } from '../access/packs';
import { actorKey, checkKey, hashBody } from '../commands/requests';
import { isDuplicate, withRetry } from '../commands/retry';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { rolledBack, switchedOff } from './before';
import { versionFor } from './choose';
import { fitChecker, packConflict } from './fit';
import { keepWhatFits, withEntry, type Choice } from './keep';
import { dayOf, isOver, NATION, startOf } from './regions';
import { activationsOf, type Activation } from './stored';
import { addActivation, decideAlone, type NewActivation } from './write';

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
 * its region stands on those that are there. What stands above and below has to fit it, from that day on; what a region kept because a newer pack did not fit is let
 * go where that fits now.
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
  await decideAlone(sidan, q);
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
    misfit: null,
  };
  const { entries, unfit } = await settled(sidan, q, history, entry);
  if (unfit[0]) throw packConflict(unfit[0].misfit, texts);
  const seq = await addActivation(sidan, q, entry);
  for (const one of entries) await addActivation(sidan, q, one);
  const { packName, packVersion } = entry;
  const answer = { regionCode, seq, packName, packVersion, effectiveFrom: effectiveFrom.toISOString() };
  await keepAnswer(sidan, q, regionCode, decision, answer, at);
  return { ...answer, replayed: false };
}

/**
 * Every stack that the region is part of has to load, from the day on which this holds and on every later day on which something changes. A region that has
 * nothing of its own in force has the stack of those around it, which is among these.
 */
function settled(sidan: Sidan, q: Connection, history: readonly Activation[], entry: NewActivation) {
  const { regionCode, effectiveFrom, at, kind } = entry;
  const after = withEntry(history, entry);
  return keepWhatFits(fitChecker(sidan, q), {
    history: after,
    places: [...new Set(after.map((one) => one.regionCode))].filter((place) => isOver(regionCode, place)),
    at,
    since: () => effectiveFrom,
    // What is put back had stood on what was kept before it was undone.
    choices: (place) => (kind === 'rollback' ? releasedIn(history, place, effectiveFrom) : []),
    isDecided: (place, packName) => place === regionCode && packName === entry.packName,
  });
}

/** What a place went on with until it was let go. */
function releasedIn(history: readonly Activation[], place: string, effectiveFrom: Date): Choice[] {
  const kept = history.filter((entry) => entry.regionCode === place && entry.kind === 'kept');
  return kept.map((entry) => ({ ...entry, effectiveFrom }));
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
