/** Whether a dispatcher's choice is what the rules suggest. */
import { eventSpec, type Definition } from '@sidan/lifecycle';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { weigh, type Weighed } from './weigh';

/** What the history keeps of a choice that the rules did not suggest. */
export interface Suggested {
  teamId: string;
  name: string;
}

/** The eligible teams that are neither asked now nor on it, best first. */
export function suggestedOf({ order, ranked }: Weighed): Weighed['ranked'] {
  const engaged = new Set((order.offers ?? []).filter(({ state }) => state === 'open').map(({ teamId }) => teamId));
  for (const id of [order.teamId, ...(order.joined ?? []).map(({ teamId }) => teamId)]) if (id) engaged.add(id);
  return ranked.filter(({ eligible, teamId }) => eligible && !engaged.has(teamId));
}

/** The field of an event that names teams, if it has one. */
export const teamsField = (definition: Definition, event: string): string | undefined =>
  eventSpec(definition, event)?.fields.find(({ kind }) => kind === 'teams')?.name;

/**
 * The teams that were suggested in place of those chosen; undefined where the choice follows the ranking: nobody who is left out weighs more than anybody chosen.
 * @throws OVERRULE_REASON when it does not, and no reason was given
 */
export async function overruled(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  orderId: string,
  teamIds: readonly string[],
  reason: unknown,
  now: Date,
): Promise<Suggested[] | undefined> {
  const { weighed, teams } = await weigh(sidan, q, regionCode, [orderId], now);
  const one = weighed[0];
  if (!one) return undefined;
  const suggested = suggestedOf(one);
  const asked = new Set((one.order.offers ?? []).filter(({ state }) => state === 'open').map((offer) => offer.teamId));
  const chosen = [...new Set(teamIds)].filter((teamId) => !asked.has(teamId));
  const places = new Map(suggested.map((candidate) => [candidate.teamId, candidate.weight]));
  const lowest = Math.min(...chosen.map((teamId) => places.get(teamId) ?? Number.NEGATIVE_INFINITY));
  const passed = suggested.find(({ teamId }) => !chosen.includes(teamId));
  if (chosen.length === 0 || lowest >= (passed?.weight ?? -Number.MAX_VALUE)) return undefined;
  const better = suggested.slice(0, chosen.length).map(({ teamId }) => ({ teamId, name: teams.get(teamId)!.name }));
  if (typeof reason !== 'string' || !reason.trim())
    throw new SidanError('OVERRULE_REASON', { suggested: better.map(({ name }) => name) });
  return better;
}
