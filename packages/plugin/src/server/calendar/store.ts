import { chineseHolidays } from '@sidan/lifecycle';
import type { WorkCalendar, WorkCalendarSetting } from '../../api/types';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { countsInto } from './counting';
import { calendarsFor, settingIn, STANDARD, yearsNeeded } from './index';

interface Row {
  regionCode: string;
  name: string;
  calendar: WorkCalendarSetting | null;
}

/** What each county has set; of one, where it is named. */
export async function calendarSettings(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string | null = null,
): Promise<Row[]> {
  const { rows } = await q.query<Row>(
    write(`
      select c.[regionCode] as "regionCode", c.[name] as name, c.[calendar] as calendar from {sidanCounties} c
       where $1::text is null or c.[regionCode] = $1 order by c.[createdAt], c.[regionCode]`),
    [regionCode],
  );
  return rows;
}

/** A county's calendar, and of which years the holidays are known. @throws NOT_FOUND */
export async function workCalendar(sidan: Sidan, q: Connection, regionCode: string): Promise<WorkCalendar> {
  const [row] = await calendarSettings(sidan, q, regionCode);
  if (!row) throw new SidanError('NOT_FOUND', { what: 'sidanCounties' });
  const setting = { ...STANDARD, ...row.calendar };
  const published = chineseHolidays();
  const [year] = yearsNeeded(sidan.clock(), setting.timeZone);
  const shown = [...new Set([year!, year! + 1, ...Object.keys(setting.years).map(Number)])].sort((a, b) => a - b);
  return {
    regionCode,
    name: row.name,
    isOwn: row.calendar !== null,
    ...setting,
    known: shown.map((one) => ({
      year: one,
      from: Object.hasOwn(setting.years, one) ? 'county' : published.covers(one) ? 'software' : 'nowhere',
    })),
  };
}

/**
 * Sets a county's calendar. Clocks that run already keep their time; it counts for those that are set from now on. @throws NOT_FOUND, INVALID_DATA
 */
export async function saveCalendar(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  body: Record<string, unknown>,
  titleOf: (field: string) => string,
): Promise<WorkCalendar> {
  const { setting, problems } = settingIn(body);
  if (problems.length)
    throw new SidanError('INVALID_DATA', {
      problems: problems.map((problem) => ({ ...problem, title: titleOf(problem.field) })),
    });
  await q.query(
    sidan.write(`update {sidanCounties} set [calendar] = $2::jsonb, [updatedAt] = now() where [regionCode] = $1`),
    [regionCode, JSON.stringify(setting)],
  );
  // Plans look at their dates anew: a year that was not known may be now.
  await q.query(sidan.write(`update {sidanPlans} set [nextAt] = null where [regionCode] = $1`), [regionCode]);
  return workCalendar(sidan, q, regionCode);
}

/** A county and years that are needed and unknown: those over whose days clocks count by now, and those that are only coming. */
export interface UnknownYears {
  name: string;
  counted: number[];
  coming: number[];
}

/**
 * Counties whose calendars do not know the holidays of a year that is needed: for the health page. The year it is now is counted over by every clock; the next one
 * once a clock that runs reaches into it.
 */
export async function unknownYears(sidan: Sidan, q: Connection): Promise<{ years: number[]; unknown: UnknownYears[] }> {
  const now = sidan.clock();
  const years = new Set<number>();
  const unknown: UnknownYears[] = [];
  const counties = await calendarSettings(sidan, q);
  for (const { regionCode, name, calendar } of counties.length ? counties : [NOBODYS]) {
    const timeZone = calendar?.timeZone ?? STANDARD.timeZone;
    const needed = yearsNeeded(now, timeZone);
    const { work } = calendarsFor(calendar);
    const found: UnknownYears = { name, counted: [], coming: [] };
    for (const year of needed) {
      years.add(year);
      if (work!.covers(year)) continue;
      const counts = year === needed[0] || (await countsInto(sidan, q, regionCode, year, timeZone));
      found[counts ? 'counted' : 'coming'].push(year);
    }
    if (found.counted.length || found.coming.length) unknown.push(found);
  }
  return { years: [...years].sort((a, b) => a - b), unknown };
}

/** Before a county is set up, what would hold for it. */
const NOBODYS: Row = { regionCode: '', name: '', calendar: null };
