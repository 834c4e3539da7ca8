/** 逢假日：what becomes of a date that is a day off by the county's calendar. */
import { isWorked, type HolidayProvider, type LocalDate } from '../clock/holidays';
import { plusDays, datesOf, type Recurrence } from './recurrence';

/** 照常 as ever, 跳过 left out, 顺延 moved to the next day of work. */
export type DayOffRule = 'keep' | 'skip' | 'next';

export interface Rule {
  recurrence: Recurrence;
  dayOff: DayOffRule;
  /** Saturdays and Sundays that are not worked count as days off too; otherwise only public holidays do. */
  weekendsOff: boolean;
  /** From which date on it comes round, and until which, both included. */
  startsOn?: LocalDate;
  endsOn?: LocalDate;
}

/**
 * One time that it comes round. `date` is what the recurrence says, and by it the occasion is known; `on` is when it is held. `skipped`: a day off. `together`: moved
 * to, or on, a day that has one already. `unknown`: nobody can say before the holidays of that year are published.
 */
export type Occasion =
  | { date: LocalDate; as: 'held'; on: LocalDate }
  | { date: LocalDate; as: 'skipped' }
  | { date: LocalDate; as: 'together'; on: LocalDate }
  | { date: LocalDate; as: 'unknown'; year: number };

/** No run of days off is longer; a calendar that says otherwise leaves the date out. */
export const MOVED_DAYS_MAX = 31;

/**
 * What comes round from `from` to `to` (by `date`, both included), in order. The same date is always told the same, whatever stretch is asked for; a date whose year
 * is not covered by `holidays` is `unknown` and never guessed, unless the rule is to keep all dates. On the days `held` it is held for certain.
 */
export function occasions(
  rule: Rule,
  from: LocalDate,
  to: LocalDate,
  holidays: HolidayProvider,
  held: Iterable<LocalDate> = [],
): Occasion[] {
  const { startsOn = '', endsOn = to } = rule;
  const taken = new Set(held);
  const told: Occasion[] = [];
  // What was moved out of the days before may lie on one of these.
  const before = rule.dayOff === 'next' ? plusDays(from, -MOVED_DAYS_MAX) : from;
  const begin = before < startsOn ? startsOn : before;
  for (const date of datesOf(rule.recurrence, begin, to < endsOn ? to : endsOn)) {
    const settled = settle(rule, date, holidays);
    const occasion: Occasion =
      settled.as === 'held' && taken.has(settled.on) ? { date, as: 'together', on: settled.on } : settled;
    if (occasion.as === 'held') taken.add(occasion.on);
    if (date >= from) told.push(occasion);
  }
  return told;
}

function settle({ dayOff, weekendsOff }: Rule, date: LocalDate, holidays: HolidayProvider): Occasion {
  if (dayOff === 'keep') return { date, as: 'held', on: date };
  const kind = holidays.kindOf(date);
  if (kind === undefined) return { date, as: 'unknown', year: Number(date.slice(0, 4)) };
  if (isWorked(kind) || (kind === 'weekend' && !weekendsOff)) return { date, as: 'held', on: date };
  if (dayOff === 'skip') return { date, as: 'skipped' };
  for (let days = 1; days <= MOVED_DAYS_MAX; days++) {
    const on = plusDays(date, days);
    const next = holidays.kindOf(on);
    if (next === undefined) return { date, as: 'unknown', year: Number(on.slice(0, 4)) };
    if (isWorked(next)) return { date, as: 'held', on };
  }
  return { date, as: 'skipped' };
}
