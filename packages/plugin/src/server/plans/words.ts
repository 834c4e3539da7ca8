import type { LocalDate, Recurrence } from '@sidan/lifecycle';
import type { PlanDate, PlanDay } from '../../api/types';
import type { Reader } from '../reads/reader';
import type { DayRow, Plan, Times } from './plan';
import type { Upcoming } from './upcoming';

type Speaking = Pick<Reader, 'lang' | 'say'>;

const LAST = -1;

/** 周期：a recurrence in words: every Friday; three days before Mid-Autumn. */
export function ruleInWords({ say, lang }: Speaking, recurrence: Recurrence): string {
  const list = (words: readonly string[]) => words.join(say('api.list.separator'));
  const rule = ((): string => {
    switch (recurrence.kind) {
      case 'weekly':
        return say('api.plan.rule.weekly', { days: list(recurrence.weekdays.map((day) => say(`api.weekday.${day}`))) });
      case 'monthDay':
        return say('api.plan.rule.monthDay', {
          days: list(
            recurrence.days.map((day) =>
              day === LAST ? say('api.plan.lastDay') : say('api.plan.dayOfMonth', { day }),
            ),
          ),
        });
      case 'monthWeekday':
        return say('api.plan.rule.monthWeekday', {
          nth: say(`api.plan.nth.${recurrence.nth === LAST ? 'last' : recurrence.nth}`),
          weekday: say(`api.weekday.${recurrence.weekday}`),
        });
      case 'festival':
        return say('api.plan.rule.yearly', {
          days: list(recurrence.festivals.map((name) => say(`api.festival.${name}`))),
        });
      case 'solarTerm':
        return say('api.plan.rule.yearly', {
          days: list(recurrence.terms.map((name) => say(`api.solarTerm.${name}`))),
        });
      case 'yearly':
        return say('api.plan.rule.yearly', {
          days: list(recurrence.dates.map((date) => format(lang, `2001-${date}`, { month: 'long', day: 'numeric' }))),
        });
    }
  })();
  const { offsetDays = 0 } = recurrence;
  if (!offsetDays) return rule;
  return say(offsetDays < 0 ? 'api.plan.rule.before' : 'api.plan.rule.after', { rule, count: Math.abs(offsetDays) });
}

/** With the time of day, and what becomes of days off. */
export function planInWords(
  speaking: Speaking,
  times: Pick<Times, 'recurrence' | 'timeFrom' | 'timeTo' | 'dayOff' | 'weekendsOff'>,
): string {
  const { say } = speaking;
  const when = say('api.plan.when', {
    day: ruleInWords(speaking, times.recurrence),
    from: times.timeFrom,
    to: times.timeTo,
  });
  if (times.dayOff === 'keep') return when;
  const days = say(times.weekendsOff ? 'api.plan.off.weekends' : 'api.plan.off.holidays');
  return say(times.dayOff === 'skip' ? 'api.plan.off.skip' : 'api.plan.off.next', { when, days });
}

const format = (lang: string, date: LocalDate, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(lang, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

const whole = (lang: string, date: LocalDate): string =>
  format(lang, date, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

/** One date, what is to become of it, and when it is held. */
export function dateInWords(
  { lang, say }: Speaking,
  { timeFrom, timeTo }: Pick<Plan, 'timeFrom' | 'timeTo'>,
  one: Upcoming,
): PlanDate {
  const date = whole(lang, one.date);
  const on = 'on' in one ? whole(lang, one.on) : date;
  const params = { date, on, from: timeFrom, to: timeTo, year: one.as === 'unknown' ? one.year : '' };
  const moved = one.as === 'held' && one.on !== one.date;
  return {
    date: one.date,
    ...('on' in one ? { on: one.on } : {}),
    as: one.as,
    words: say(`api.plan.date.${moved ? 'moved' : one.as}`, params),
  };
}

/** What became of one date. */
export function dayInWords({ lang, say }: Speaking, { date, on, state, late, orderId, orderNo }: DayRow): PlanDay {
  const said = state === 'placed' && late ? 'late' : state;
  return {
    date,
    ...(on ? { on } : {}),
    state,
    words: say(`api.plan.became.${said}`, { date: whole(lang, date), on: whole(lang, on ?? date) }),
    ...(orderId && orderNo ? { orderId, orderNo } : {}),
  };
}

/** What keeps a plan's orders from being made. */
export function problemInWords({ say }: Speaking, { problem }: Pick<Plan, 'problem'>): string | undefined {
  if (!problem) return undefined;
  const { code, params } = problem;
  if (code === 'HOLIDAYS_UNKNOWN') return say('api.plan.problem.holidays', params);
  if (code === 'INVALID_DATA') return say('api.plan.problem.form');
  if (code === 'ITEM_CLOSED') return say('api.plan.problem.item');
  if (code === 'EMERGENCY_ONLY') return say('api.plan.problem.emergency');
  return say('api.plan.problem.other', { code });
}
