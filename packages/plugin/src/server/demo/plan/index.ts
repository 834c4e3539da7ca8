/** The history of a demo county as a list of commands: pure and seeded, so that the same county and seed give the same three months. */
import type { Base } from '../base';
import type { County } from '../county';
import { createRandom, type Random } from '../random';
import { castOrder, worldOf, type Featured } from './cast';
import { OPEN_DAY_MINUTES, openHours, type OpenHours } from './hours';
import { PAST, PRESENT, type Shape } from './shapes';
import type { Step } from './step';
import { tell, type Busy, type Story } from './story';

export type { Placement, Step } from './step';

export interface PlanOptions {
  seed: string;
  months: number;
  /** The end of the history: nothing in it is later. */
  until: Date;
  /** How many orders; never fewer than those that show every state. */
  orders: number;
}

const DAYS_PER_MONTH = 30;
const DAY_MS = 24 * 60 * 60_000;

/** Three months (or as many as asked for) of commands in the order of their time. */
export function plan(county: County, base: Base, options: PlanOptions): Step[] {
  const days = Math.round(options.months * DAYS_PER_MONTH);
  if (!(days >= 10)) throw new Error(`months must be at least ${10 / DAYS_PER_MONTH}, not ${options.months}`);
  const hours = openHours(new Date(options.until.getTime() - days * DAY_MS), county.timeZoneMinutes);
  const end = hours.minuteOf(options.until);
  const random = createRandom(`${options.seed}/plan`);
  const world = worldOf(county, base);
  const shifts = new Map<string, { from: number; to: number }[]>();
  const busy: Busy = (person, from, to) =>
    (shifts.get(person) ?? []).some((shift) => shift.from < to && from < shift.to);

  const steps: Step[] = [];
  outline(random, end, options.orders).forEach((sketch, i) => {
    const ref = `order:${i + 1}`;
    const chance = random.fork(ref);
    const cast = castOrder(world, sketch.shape, chance.fork('cast'), sketch.featured);
    const story = placeInTime(sketch, end, (start) =>
      tell(world, cast, sketch.shape, chance.fork('story'), hours, start, busy),
    );
    for (const { person, from, to } of story.shifts) shifts.set(person, [...(shifts.get(person) ?? []), { from, to }]);
    const place = { ...cast.placement, ...expectation(hours, story.expect, cast.service.durationMinutes) };
    const key = `demo:${options.seed}:${i + 1}`;
    story.drafts.forEach((draft, n) => {
      const at = draft.type === 'place' ? placedAt(hours, draft.minute, chance) : hours.dateOf(draft.minute);
      steps.push({
        key: `${key}:${n}`,
        at,
        order: ref,
        type: draft.type,
        actor: draft.actor,
        data: draft.data,
        teams: draft.teams,
        ...(draft.type === 'place' ? { place } : {}),
      });
    });
    if (sketch.shape.alsoCalled) {
      const moment = (minutes: number) => hours.dateOf(story.drafts.at(-1)!.minute + minutes);
      const reason = chance.pick(county.phrases.mergeReasons);
      const twin = { order: `${ref}:again`, actor: cast.dispatcher };
      steps.push(
        {
          ...twin,
          key: `${key}:again:0`,
          at: moment(1),
          type: 'place',
          data: {},
          place: { ...place, channel: 'hotline' },
        },
        { ...twin, key: `${key}:again:1`, at: moment(2), type: 'merge', data: { reason }, into: ref },
      );
    }
  });
  // A stable sort: steps of one order keep their order within a minute.
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

interface Sketch {
  shape: Shape;
  featured?: Featured;
  /** The open minute by which its own steps are over, and from which to look for a start. */
  start: number;
  finishBy: number;
}

/** Which orders there are, in no order of time: those that stand in the middle of things at the end, then those of the months before. */
function outline(random: Random, end: number, orders: number): Sketch[] {
  const sketches: Sketch[] = [];
  let turn = 0;
  for (const shape of PRESENT)
    for (let n = 0; n < shape.count; n++) {
      const finishBy = end - random.int(3, 240);
      // Of each kind one for every team of a demo account, the first placed by the demo's resident.
      const featured = n < 2 ? { turn: turn++, resident: n === 0 } : undefined;
      sketches.push({ shape, featured, start: finishBy, finishBy });
    }
  const calls = sketches.filter(({ shape }) => shape.alsoCalled).length;
  const past = Math.max(orders - sketches.length - calls, PAST.length);
  for (let n = 0; n < past; n++) {
    // Every shape has its turn, then chance decides.
    const shape = PAST[n] ?? random.weighted(PAST, (candidate) => candidate.share);
    sketches.push({
      shape,
      featured: random.chance(0.04) ? { turn: turn++, resident: random.chance(0.5) } : undefined,
      start: random.int(0, Math.max(end - 3 * OPEN_DAY_MINUTES, 0)),
      finishBy: end - 1,
    });
  }
  return sketches;
}

/** Moves a story back until it is over by `finishBy`, never before the first day. */
function placeInTime(sketch: Sketch, end: number, tellFrom: (start: number) => Story): Story {
  let start = sketch.start;
  for (let tries = 0; ; tries++) {
    const story = tellFrom(start);
    const last = story.drafts.at(-1)!.minute;
    if (last <= sketch.finishBy) return story;
    if (start <= 0 || tries > 40)
      throw new Error(`an order of shape ${JSON.stringify(sketch.shape)} does not fit into ${end} open minutes`);
    start = Math.max(0, start - Math.max(last - sketch.finishBy, 15));
  }
}

/** Residents also order in the evening: some of the day's first orders were placed the evening before. */
function placedAt(hours: OpenHours, minute: number, random: Random): Date {
  const inDay = minute % OPEN_DAY_MINUTES;
  const day = minute - inDay;
  if (day === 0 || inDay > 90 || !random.chance(0.5)) return hours.dateOf(minute);
  const closing = hours.dateOf(day - 1);
  return new Date(closing.getTime() + random.int(10, 200) * 60_000);
}

function expectation(
  hours: OpenHours,
  minute: number,
  durationMinutes: number,
): { expectStart: Date; expectEnd: Date } {
  const expectStart = hours.dateOf(minute);
  return { expectStart, expectEnd: new Date(expectStart.getTime() + durationMinutes * 60_000) };
}
