/**
 * The part of the day in which things happen, 8:00 to 18:30 by the county's clock, counted through as one line of open minutes: adding to it never
 * lands in the night. Minute 0 is the opening of the day of `origin`.
 */
export interface OpenHours {
  /** Open minutes until `at`; a moment in the night counts as the closing before it. */
  minuteOf(at: Date): number;
  dateOf(minute: number): Date;
  /** The first minute not before `minute` from which `length` minutes are left in the same day. */
  fit(minute: number, length: number): number;
}

export const OPEN_FROM_MINUTES = 8 * 60;
export const OPEN_DAY_MINUTES = 630;
const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

export function openHours(origin: Date, timeZoneMinutes: number): OpenHours {
  const localMinutes = (at: Date) => Math.floor(at.getTime() / MINUTE_MS) + timeZoneMinutes;
  const firstDay = Math.floor(localMinutes(origin) / DAY_MINUTES);
  return {
    minuteOf(at) {
      const local = localMinutes(at);
      const day = Math.floor(local / DAY_MINUTES);
      // Before the opening: -1, the last minute of the day before.
      const inDay = Math.min(Math.max(local - day * DAY_MINUTES - OPEN_FROM_MINUTES, -1), OPEN_DAY_MINUTES - 1);
      return (day - firstDay) * OPEN_DAY_MINUTES + inDay;
    },
    dateOf(minute) {
      const day = Math.floor(minute / OPEN_DAY_MINUTES);
      const local = (firstDay + day) * DAY_MINUTES + OPEN_FROM_MINUTES + (minute - day * OPEN_DAY_MINUTES);
      return new Date((local - timeZoneMinutes) * MINUTE_MS);
    },
    fit(minute, length) {
      const left = OPEN_DAY_MINUTES - (minute % OPEN_DAY_MINUTES);
      return left >= Math.min(length, OPEN_DAY_MINUTES)
        ? minute
        : (Math.floor(minute / OPEN_DAY_MINUTES) + 1) * OPEN_DAY_MINUTES;
    },
  };
}
