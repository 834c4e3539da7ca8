/** How regions stack: `0` stands for the nation in tables, whose key needs a code; a pack says it with an empty one. */

export const NATION = '0';

/** Lengths of the codes of province, city, county, town and village. */
const LENGTHS = [2, 4, 6, 9, 12] as const;

/** The code under which a pack of this region is kept. */
export const keptCode = (regionCode: string): string => regionCode || NATION;

/** Codes of all regions that a place lies in, widest first: `0`, `13`, `1309`, `130982`, … */
export function codesOf(place: string): string[] {
  const code = place === NATION ? '' : place;
  return [NATION, ...LENGTHS.filter((length) => length <= code.length).map((length) => code.slice(0, length))];
}

/** Sorts kept codes widest first; those of equal width stay as they are. */
export const isWider = (a: string, b: string): number => widthOf(a) - widthOf(b);

const widthOf = (code: string): number => (code === NATION ? 0 : code.length);

/** Whether a pack of `code` holds in `place`. */
export const isOver = (code: string, place: string): boolean => code === NATION || place.startsWith(code);

const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' });

/** The county's own day, `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => DAY.format(at);

/** The county's own day and hour, `YYYY-MM-DDTHH:MM`. */
export const minuteOf = (at: Date): string => `${DAY.format(at)}T${TIME.format(at)}`;

/** When a day begins in the county. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

const DAY_MS = 24 * 60 * 60_000;

/** When a day is over in the county. China has no summer time: every day has as many hours. */
export const endOf = (day: string): Date => new Date(startOf(day).getTime() + DAY_MS);

/** The last day before a moment at which something ends; of a midnight, the day that is then over. */
export const lastDayBefore = (end: Date): string => dayOf(new Date(end.getTime() - 1));
