/**
 * How teams behave: the hidden truth of the simulation. No way of dispatching sees any of it, only what comes of it.
 *
 * - A leader looks at offers at a rate of their own (lognormal, half of them more than 1.2 times an hour, two thirds within a factor of two), by the hour
 *   of the day: half of them are people of the day (8 to 18), a quarter of the morning (6 to 11), a quarter of the evening (17 to 22); at other waking
 *   hours a third as often, hardly ever at night.
 * - Some offers are overlooked: 0 to 24 % of a team's, each team its own share.
 * - Who looks declines for good reasons (no capacity left, nobody free at that time), or because the place is far (2 % for each kilometre beyond 3, at most
 *   50 %), the service is not theirs (30 %), or for reasons of its own (0 to 20 %, each team its own).
 *
 * Teams and offers are drawn from sources of their own, so that the same team meets the same order with the same luck whoever dispatches.
 */
import { createRandom, type Random } from '../../../packages/plugin/src/server/demo/random';
import { HOUR_MS, kilometres, type SimOrder, type SimTeam } from './world';

export interface Temper {
  looksPerHour: number;
  from: number;
  to: number;
  overlooks: number;
  declines: number;
}

export type Reason = 'full' | 'conflict' | 'far' | 'otherKind' | 'own';

const LOOKS_PER_HOUR = 1.2;
const SPREAD = 0.7;
const OVERLOOKS_MAX = 0.24;
const DECLINES_MAX = 0.2;
const ELSEWHEN = 1 / 3;
const NIGHT = 0.02;
const FAR_KM = 3;
const FAR_SHARE = 0.02;
const FAR_MAX = 0.5;
const OTHER_KIND = 0.3;
const ZONE_HOURS = 8;
const SLOT_MS = 10 * 60_000;
const SLOTS_MAX = 14 * 24 * 6;

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

export function temperOf(seed: string, team: SimTeam): Temper {
  const random = createRandom(`${seed}/temper/${team.id}`);
  const [from, to] = random.pick([
    [8, 18],
    [8, 18],
    [6, 11],
    [17, 22],
  ] as const);
  return {
    looksPerHour: LOOKS_PER_HOUR * Math.exp(SPREAD * normal(random)),
    from,
    to,
    overlooks: random.next() * OVERLOOKS_MAX,
    declines: random.next() * DECLINES_MAX,
  };
}

function rateAt({ looksPerHour, from, to }: Temper, at: number): number {
  const hour = (at / HOUR_MS + ZONE_HOURS) % 24;
  if (hour >= from && hour < to) return looksPerHour;
  return looksPerHour * (hour >= 6 && hour < 22 ? ELSEWHEN : NIGHT);
}

/** When the leader looks at an offer made at `at`; undefined when it is overlooked. */
export function looksAt(temper: Temper, at: number, random: Random): number | undefined {
  if (random.chance(temper.overlooks)) return undefined;
  for (let slot = 0, now = at; slot < SLOTS_MAX; slot += 1, now += SLOT_MS) {
    const chance = 1 - Math.exp((-rateAt(temper, now) * SLOT_MS) / HOUR_MS);
    if (random.chance(chance)) return now + Math.floor(random.next() * SLOT_MS) + 60_000;
  }
  return undefined;
}

/** What they say. `full` and `busy` are asked at the moment of the answer. */
export function declinesFor(
  temper: Temper,
  team: SimTeam,
  order: SimOrder,
  state: { full: boolean; busy: boolean },
  random: Random,
): Reason | undefined {
  // Drawn always, so that one reason does not move the luck of the next.
  const [far, kind, own] = [random.next(), random.next(), random.next()];
  if (state.full) return 'full';
  if (state.busy) return 'conflict';
  const beyond = Math.max(0, kilometres(team.place, order.place) - FAR_KM);
  if (far < Math.min(FAR_MAX, beyond * FAR_SHARE)) return 'far';
  if (team.category !== order.service.category && kind < OTHER_KIND) return 'otherKind';
  return own < temper.declines ? 'own' : undefined;
}
