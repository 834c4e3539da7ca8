import { MOVED_DAYS_MAX, plusDays, type LocalDate, type Occasion } from '@sidan/lifecycle';
import { heldOn, instantOf, occasionsOf, todayOf, type DayRow, type Times } from './plan';

/** How far ahead is looked, step by step, until there are enough. */
const AHEAD_DAYS = [70, 400, 1500, 4200];

export type Upcoming =
  | Exclude<Occasion, { as: 'unknown' }>
  | { date: LocalDate; as: 'unknown'; year: number }
  | { date: LocalDate; as: 'made' | 'missed'; on: LocalDate };

/** The next dates of a plan and what is to become of each, or became of it already; none whose time is over. */
export function upcoming(times: Times, now: Date, days: readonly DayRow[], count = 10): Upcoming[] {
  const today = todayOf(times, now);
  const known = new Map(days.map((day) => [day.date, day]));
  const begin = plusDays(today > times.startsOn ? today : times.startsOn, -MOVED_DAYS_MAX);
  let found: Upcoming[] = [];
  for (const ahead of AHEAD_DAYS) {
    found = occasionsOf(times, begin, plusDays(begin, ahead), heldOn(days))
      .map((occasion) => settled(occasion, known.get(occasion.date)))
      .filter((one) => ('on' in one ? instantOf(times, one.on, times.timeTo) > now : one.date >= today));
    if (found.length >= count || (times.endsOn && plusDays(begin, ahead) > times.endsOn)) break;
  }
  return found.slice(0, count);
}

function settled(occasion: Occasion, day: DayRow | undefined): Upcoming {
  if (day?.state === 'placed') return { date: day.date, as: 'made', on: day.on ?? day.date };
  if (day?.state === 'missed') return { date: day.date, as: 'missed', on: day.on ?? day.date };
  return occasion;
}
