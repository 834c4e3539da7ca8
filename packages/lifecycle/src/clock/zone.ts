/** Wall clock of a time zone, on Intl and without regard to the zone of the process. */
import type { LocalDate } from './holidays';

export const DAY_MS = 86_400_000;

export interface LocalTime {
  date: LocalDate;
  /** Milliseconds since local midnight. */
  ms: number;
}

export interface Zone {
  readonly name: string;
  toLocal(instant: number): LocalTime;
  /** The instant of a local time. A time that a clock change skips becomes the same distance after the change. */
  toInstant(local: LocalTime): number;
}

/** Throws a RangeError for a name that the time zone database does not have. */
export function zone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

  /** What the wall clock shows at `instant`, read as if it were UTC. */
  function wall(instant: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const fraction = ((instant % 1000) + 1000) % 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second) + fraction;
  }

  return {
    name,
    toLocal(instant) {
      const shown = wall(instant);
      const ms = ((shown % DAY_MS) + DAY_MS) % DAY_MS;
      return { date: new Date(shown).toISOString().slice(0, 10), ms };
    },
    toInstant({ date, ms }) {
      const shown = Date.parse(`${date}T00:00:00Z`) + ms;
      const guess = shown - (wall(shown) - shown);
      // The offset was read some hours off; once more where a clock change lies between. A skipped time is shown by neither: it moves on.
      const corrected = guess + (shown - wall(guess));
      return wall(corrected) === shown ? corrected : Math.max(guess, corrected);
    },
  };
}

/** The date after `date`. */
export function nextDate(date: LocalDate): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
