import type { OrderEventType } from '../../../api/types';
import type { Team } from '../base';
import type { Random } from '../random';
import { leaderOf, type Cast, type World } from './cast';
import { OPEN_DAY_MINUTES, type OpenHours } from './hours';
import type { Shape } from './shapes';

/** A step before its moment is a date: `minute` counts open minutes. */
export interface Draft {
  minute: number;
  type: OrderEventType;
  actor: string;
  data: Record<string, unknown>;
  teams?: string[];
}

export interface Story {
  drafts: Draft[];
  /** When the service is wanted: open minutes. */
  expect: number;
  /** Who served from when to when. */
  shifts: { person: string; from: number; to: number }[];
}

/** Whether `person` serves elsewhere between two open minutes. */
export type Busy = (person: string, from: number, to: number) => boolean;

/** Tells one order's life from `start` (an open minute) on. The same random source tells the same life at another start. */
export function tell(
  world: World,
  cast: Cast,
  shape: Shape,
  random: Random,
  hours: OpenHours,
  start: number,
  busy: Busy,
): Story {
  const { phrases } = world.county;
  const { service, team, others } = cast;
  const requester = cast.placement.requester;
  const story: Story = { drafts: [], expect: 0, shifts: [] };
  let at = start;
  const send = (type: OrderEventType, actor: string, data: Record<string, unknown> = {}, teams?: Team[]) =>
    story.drafts.push({ minute: at, type, actor, data, teams: teams?.map(({ ref }) => ref) });
  const wait = (min: number, max: number) => (at += random.int(min, max));

  const ask = (asked: Team[], answerMinutes: number) => {
    wait(8, 70);
    // Sent while there is time to answer on the same day.
    at = hours.fit(at, answerMinutes + 5);
    send('dispatch', cast.dispatcher, noteOf(random.pick(phrases.dispatchNotes)), asked);
  };
  const patience = Math.min(Math.floor(service.responseMinutes / 2), 120);

  send('place', cast.placedBy);
  story.expect = hours.fit(at + random.int(OPEN_DAY_MINUTES, 4 * OPEN_DAY_MINUTES), service.durationMinutes);
  if (service.needsReview) {
    if (shape.end === 'review') return story;
    wait(10, 120);
    if (shape.end === 'rejected') {
      send('reject', cast.dispatcher, { reason: random.pick(phrases.rejectReasons) });
      return story;
    }
    send('approve', cast.dispatcher);
  }
  const cancel = () => {
    wait(15, 200);
    send('cancel', requester, { reason: random.pick(phrases.cancelReasons) });
    return story;
  };
  if (shape.cancelledIn === 'waiting') return cancel();

  const first = others[0];
  if (shape.trouble && first) {
    ask([first], patience);
    // Nobody answers: the clock of work minutes has run out four days later even over a weekend.
    if (shape.trouble === 'expired') at += 4 * OPEN_DAY_MINUTES;
    else wait(5, patience);
    if (shape.trouble === 'declined')
      send('decline', leaderOf(world, first), { reason: random.pick(phrases.declineReasons) });
    if (shape.trouble === 'withdrawn')
      send('withdraw', cast.dispatcher, { reason: random.pick(phrases.withdrawReasons) });
  }
  if (shape.end === 'waiting') return story;

  const asked = shape.contested ? [team, ...others.filter((other) => !shape.trouble || other !== first)] : [team];
  ask(asked, patience);
  if (shape.end === 'offered') return story;
  if (shape.cancelledIn === 'offered') return cancel();
  wait(5, patience);
  send('accept', leaderOf(world, team));
  if (shape.cancelledIn === 'accepted') return cancel();
  if (shape.end === 'accepted') return story;

  serve();
  if (shape.end === 'serving' || shape.end === 'finished') return story;
  settle();
  if (!shape.reopened) return story;
  wait(60, 400);
  send('reopen', requester, { reason: random.pick(phrases.reopenReasons) });
  ask([team], patience);
  wait(5, patience);
  send('accept', leaderOf(world, team));
  serve();
  settle();
  return story;

  /** The crew checks in around the agreed time and out again when it is done; the last one writes the report. */
  function serve() {
    const length = Math.round(service.durationMinutes * (0.8 + random.next() * 0.5));
    at = hours.fit(at + random.int(60, OPEN_DAY_MINUTES + 200), length + 60) + random.int(5, 20);
    story.expect = at - (at % 15);
    const crew = crewFor(at - 10, at + length + 15);
    const begin = at;
    crew.forEach((person, i) => {
      at = begin + i * random.int(0, 4);
      send('start', person);
    });
    if (shape.end === 'serving') return;
    crew.forEach((person, i) => {
      at = begin + length + i * random.int(0, 5);
      story.shifts.push({ person, from: begin - 10, to: at });
      send('finish', person, i === crew.length - 1 ? { report: random.pick(service.reports) } : {});
    });
  }

  function crewFor(from: number, to: number): string[] {
    const members = world.crewOf.get(team.ref) ?? [];
    const [leader, ...rest] = members as [string, ...string[]];
    const accounts = rest.filter((ref) => world.people.get(ref)?.account && random.chance(0.75));
    const order = [...accounts, ...(random.chance(0.3) ? [leader] : []), ...random.sample(rest, rest.length)];
    const free = [...new Set(order)].filter((person) => !busy(person, from, to));
    const crew = free.slice(0, Math.max(1, service.headcount - (random.chance(0.2) ? 1 : 0)));
    return crew.length ? crew : [leader];
  }

  /** The resident confirms and rates, or rates at once; some leave the confirming to the centre or to the clock. */
  function settle() {
    if (!shape.ratesAtOnce) {
      wait(15, 240);
      send('confirm', random.chance(0.85) ? requester : 'person:dispatcher');
    }
    if (shape.end === 'confirmed') return;
    wait(10, 400);
    send('rate', requester, ratingOf());
  }

  function ratingOf(): Record<string, unknown> {
    const score = random.weighted([5, 4, 3, 2, 1], (stars) => [1, 1, 6, 24, 68][stars - 1] as number);
    const words =
      score >= 4
        ? [...service.praise, ...service.praise, ...phrases.praise]
        : score === 3
          ? phrases.fair
          : phrases.poor;
    return random.chance(0.8) || score < 4 ? { score, comment: random.pick(words) } : { score };
  }
}

const noteOf = (note: string): Record<string, unknown> => (note ? { note } : {});
