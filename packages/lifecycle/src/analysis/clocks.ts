/** Clocks: their calendar, their warnings, the facts that they ask. */
import { ALWAYS, calendarsOf, factsOfMinutes, shortestOf, type CalendarName, type Delay } from '../clock/delay';
import type { Subject } from './finding';

/**
 * CLOCK_WITHOUT_CALENDAR, CALENDAR_UNDEFINED (the county has none of that name), HOLIDAYS_UNKNOWN (warning: a year that is asked about), WARN_TOO_EARLY
 * (a warning that would come before the clock starts), FACT_UNKNOWN, FACT_TYPE (not one that holds minutes).
 */
export function analyseClocks(subject: Subject): void {
  for (const [name, delay] of Object.entries(subject.file.delays ?? {})) analyseClock(subject, name, delay);
}

function analyseClock(subject: Subject, name: string, delay: Delay): void {
  const { facts, context, find } = subject;
  const path = `delays/${name}`;
  const { calendar, minutes, warn = [] } = delay;
  if (calendar === undefined) find('CLOCK_WITHOUT_CALENDAR', path, { delay: name });
  else {
    analyseCalendar(subject, name, calendar, `${path}/calendar`);
    for (const one of calendarsOf(calendar)) {
      for (const year of context.years ?? []) {
        if (one !== ALWAYS && context.calendars?.[one]?.covers(year) === false) {
          find('HOLIDAYS_UNKNOWN', `${path}/calendar`, { delay: name, calendar: one, year }, 'warning');
        }
      }
    }
  }
  const shortest = shortestOf(minutes);
  warn.forEach((before, i) => {
    if (before >= shortest) find('WARN_TOO_EARLY', `${path}/warn/${i}`, { delay: name, before, minutes: shortest });
  });
  for (const { fact, path: at, holds } of factsOfMinutes(minutes)) {
    const type = facts.get(fact)?.type;
    if (type === undefined) find('FACT_UNKNOWN', `${path}/${at}`, { fact });
    else if (holds === 'minutes' && type !== 'integer') find('FACT_TYPE', `${path}/${at}`, { fact, type });
  }
}

/** CALENDAR_UNDEFINED of each that a clock or a round may count in, FACT_UNKNOWN of what decides between several. */
export function analyseCalendar(
  { facts, context, find }: Subject,
  delay: string,
  calendar: CalendarName,
  path: string,
): void {
  const known = context.calendars ? Object.keys(context.calendars) : ['work'];
  for (const one of calendarsOf(calendar))
    if (one !== ALWAYS && !known.includes(one)) find('CALENDAR_UNDEFINED', path, { delay, calendar: one });
  if (typeof calendar !== 'string' && !facts.has(calendar.by))
    find('FACT_UNKNOWN', `${path}/by`, { fact: calendar.by });
}
