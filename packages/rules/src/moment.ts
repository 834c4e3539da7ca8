/**
 * Moments as people write them in cases and events: `YYYY-MM-DD`, or with a time, or with a time and zone.
 */
import { type Calendar, CHINA, instantOf, localTime, utc } from './facts/calendar';
import { isDate } from './load/dates';

const TIME = /^(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?)?$/;
const ZONE = /(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Whether it is a day that there is, or a day and time, of the county's own clocks: without a zone. */
export function isLocalMoment(value: unknown): value is string {
  return typeof value === 'string' && isDate(value.slice(0, 10)) && TIME.test(value.slice(10));
}

/** The same, or with a zone: such years only that no zone leads out of four digits. */
export function isMoment(value: unknown): value is string {
  if (isLocalMoment(value)) return true;
  if (typeof value !== 'string' || value < '1000' || value >= '9999') return false;
  return value[10] === 'T' && ZONE.test(value) && isLocalMoment(value.replace(ZONE, ''));
}

/** The county's own day and minute of a moment (`YYYY-MM-DDTHH:MM`); a day alone stays one. Expects a moment. */
export function localMoment(moment: string, calendar: Calendar = CHINA): string {
  if (isLocalMoment(moment)) return moment.slice(0, 16);
  return new Date(localTime(Date.parse(moment), calendar)).toISOString().slice(0, 16);
}

/** The instant of a moment, ISO 8601 with zone: a day begins at the county's midnight. Expects a moment. */
export function instantText(moment: string, calendar: Calendar = CHINA): string {
  if (!isLocalMoment(moment)) return moment;
  const [year = 0, month = 1, day = 1] = moment.slice(0, 10).split('-').map(Number);
  const time = moment.length > 10 ? Date.parse(`1970-01-01${moment.slice(10)}Z`) : 0;
  return new Date(instantOf(utc(year, month - 1, day) + time, calendar)).toISOString();
}

/** Something was to happen at a moment that does not exist, or that is not said in the county's own time. */
export class MomentError extends RangeError {
  readonly code = 'MOMENT_INVALID';

  constructor(readonly at: unknown) {
    super(`MOMENT_INVALID: ${String(at)}`);
    this.name = 'MomentError';
  }
}
