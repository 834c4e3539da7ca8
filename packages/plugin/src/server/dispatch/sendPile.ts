/** 批量派单：carries out what the dispatcher has confirmed, each order by its own command. */
import type { PileSending, PileSent } from '../../api/types';
import type { Actor } from '../access/actor';
import { runCommand } from '../commands/run';
import { SidanError, toSidanError } from '../errors';
import { isId } from '../ids';
import { lifecycleIn } from '../lifecycles/titles';
import { rowsOf, type Reader } from '../reads/reader';
import { suggestedOf, teamsField } from './choice';
import { pileOf, reachOf } from './pile';
import { weigh } from './weigh';

const ROWS_MAX = 100;
const TEAMS_MAX = 20;

/**
 * Each order in a transaction of its own; one that is refused (changed meanwhile, no longer there, a reason is missing) is reported and does not hold up the others.
 * With the same key again, what was done is not done twice.
 * @throws NOT_ALLOWED (who dispatches nowhere), INVALID_DATA, RULES_BROKEN
 */
export async function sendPile(
  reader: Reader,
  actor: Actor,
  rows: unknown,
  key: string | undefined,
  tell: (error: SidanError) => string,
): Promise<PileSent> {
  if (reachOf(reader.actor).length === 0) throw new SidanError('NOT_ALLOWED');
  const sendings = checked(rows);
  const follows = await inLine(reader, sendings);
  const sent: PileSent['rows'] = [];
  for (const [i, sending] of sendings.entries()) {
    const { orderId, version, teamIds, reason } = sending;
    const { type = 'dispatch', field = 'teamIds' } = follows[i]!;
    try {
      await runCommand(reader.sidan, {
        type,
        orderId,
        data: { [field]: teamIds, ...(reason ? { reason } : {}) },
        actor,
        now: reader.sidan.clock(),
        seenVersion: version,
        ...(key ? { key: `${key}:${orderId}` } : {}),
        ...(follows[i]!.isSuggested ? { noted: { pile: true } } : { chosen: true }),
      });
      sent.push({ orderId, sent: true });
    } catch (error) {
      const refusal = toSidanError(error);
      if (!refusal) throw error;
      sent.push({ orderId, sent: false, code: refusal.code, message: tell(refusal) });
    }
  }
  const done = sent.filter((row) => row.sent).length;
  return { rows: sent, sent: done, refused: sent.length - done };
}

function checked(rows: unknown): PileSending[] {
  const bad = (field: string, code: string) => new SidanError('INVALID_DATA', { problems: [{ field, code }] });
  if (!Array.isArray(rows) || rows.length === 0) throw bad('rows', 'FIELD_REQUIRED');
  if (rows.length > ROWS_MAX) throw bad('rows', 'FIELD_TOO_LONG');
  return rows.map((row: unknown) => {
    const { orderId, version, teamIds, reason } = (row ?? {}) as Partial<PileSending>;
    const teams = Array.isArray(teamIds) ? teamIds : [];
    if (typeof orderId !== 'string' || !isId(orderId) || !Number.isSafeInteger(version)) throw bad('rows', 'CHOICE');
    if (teams.length === 0 || teams.length > TEAMS_MAX || !teams.every((id) => typeof id === 'string' && isId(id)))
      throw bad('teamIds', 'CHOICE');
    return {
      orderId,
      version: version!,
      teamIds: teams,
      ...(typeof reason === 'string' && reason.trim() ? { reason: reason.trim() } : {}),
    };
  });
}

interface Follows {
  type?: string;
  field?: string;
  /** As the pile gives it, or the best of the order's own ranking, before any of these was sent. */
  isSuggested: boolean;
}

async function inLine(reader: Reader, sendings: readonly PileSending[]): Promise<Follows[]> {
  const { sidan, q } = reader;
  const ids = sendings.map(({ orderId }) => orderId);
  const places = await rowsOf<{ id: string; regionCode: string; version: string | null }>(
    reader,
    `select o.[id] as id, o.[regionCode] as "regionCode", o.[definitionVersion] as version from {sidanOrders} o where o.[id] = any($1::uuid[])`,
    [ids],
  );
  const found = new Map<string, Follows>();
  for (const regionCode of new Set(places.map((place) => place.regionCode))) {
    const here = places.filter((place) => place.regionCode === regionCode);
    const orders = await weigh(
      sidan,
      q,
      regionCode,
      here.map(({ id }) => id),
      sidan.clock(),
    );
    const plan = new Map(pileOf(orders).rows.map((row) => [row.orderId, row.teamIds]));
    for (const one of orders.weighed) {
      const { id } = one.order;
      const { teamIds } = sendings.find(({ orderId }) => orderId === id)!;
      const best = suggestedOf(one)
        .slice(0, teamIds.length)
        .map(({ teamId }) => teamId);
      const same = (other: readonly string[]) =>
        other.length === teamIds.length && other.every((teamId) => teamIds.includes(teamId));
      const version = here.find((place) => place.id === id)!.version;
      const lifecycle = await lifecycleIn(reader, regionCode, version);
      const events = lifecycle ? Object.keys(lifecycle.definition.events) : [];
      const type = events.find((event) => teamsField(lifecycle!.definition, event));
      const field = type && teamsField(lifecycle!.definition, type);
      found.set(id, {
        ...(type && field ? { type, field } : {}),
        isSuggested: same(plan.get(id) ?? []) || same(best),
      });
    }
  }
  return ids.map((id) => found.get(id) ?? { isSuggested: false });
}
