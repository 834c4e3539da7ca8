/** Clocks: their calendar, their warnings, the facts that they ask. */
import { ALWAYS, factsOfMinutes, shortestOf, type Delay } from '../clock/delay';
import type { Subject } from './finding';

/**
 * CLOCK_WITHOUT_CALENDAR, CALENDAR_UNDEFINED (the county has none of that name), HOLIDAYS_UNKNOWN (warning: a year that is asked about), WARN_TOO_EARLY
 * (a warning that would come before the clock starts), FACT_UNKNOWN, FACT_TYPE (not one that holds minutes).
 */
export function analyseClocks(subject: Subject): void {
  for (const [name, delay] of Object.entries(subject.file.delays ?? {})) analyseClock(subject, name, delay);
}

function analyseClock({ facts, context, find }: Subject, name: string, delay: Delay): void {
  const path = `delays/${name}`;
  const { calendar, minutes, warn = [] } = delay;
  const known = context.calendars ? Object.keys(context.calendars) : ['work'];
  if (calendar === undefined) find('CLOCK_WITHOUT_CALENDAR', path, { delay: name });
  else if (calendar !== ALWAYS && !known.includes(calendar)) {
    find('CALENDAR_UNDEFINED', `${path}/calendar`, { delay: name, calendar });
  } else if (calendar !== ALWAYS) {
    for (const year of context.years ?? []) {
      if (context.calendars?.[calendar]?.covers(year) === false) {
        find('HOLIDAYS_UNKNOWN', `${path}/calendar`, { delay: name, calendar, year }, 'warning');
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
