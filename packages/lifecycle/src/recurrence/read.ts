import { FESTIVALS, SOLAR_TERMS } from './almanac';
import { OFFSET_DAYS_MAX, type Recurrence } from './recurrence';

const DAYS_MAX = 40;

const whole = (value: unknown, from: number, to: number): value is number =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

/** A list that is neither empty nor endless, of what is allowed, each once. */
const list = (value: unknown, allowed: (one: unknown) => boolean): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= DAYS_MAX &&
  value.every(allowed) &&
  new Set(value).size === value.length;

const weekday = (value: unknown) => whole(value, 1, 7);

/** Every year has it: 29 February is none. */
function yearlyDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`2001-${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(5, 10) === value;
}

/** What each kind must have, beside the offset. A forgotten kind does not compile. */
const PARTS: Record<Recurrence['kind'], Record<string, (value: unknown) => boolean>> = {
  weekly: { weekdays: (value) => list(value, weekday) },
  monthDay: { days: (value) => list(value, (day) => day === -1 || whole(day, 1, 28)) },
  monthWeekday: { nth: (value) => value === -1 || whole(value, 1, 4), weekday },
  festival: { festivals: (value) => list(value, (name) => Object.hasOwn(FESTIVALS, String(name))) },
  solarTerm: { terms: (value) => list(value, (name) => SOLAR_TERMS.includes(name as never)) },
  yearly: { dates: (value) => list(value, yearlyDate) },
};

export const RECURRENCE_KINDS = Object.keys(PARTS) as Recurrence['kind'][];

/** A recurrence out of what somebody sent: only its own parts, or undefined when it is none. */
export function readRecurrence(sent: unknown): Recurrence | undefined {
  if (!sent || typeof sent !== 'object') return undefined;
  const given = sent as Record<string, unknown>;
  if (!Object.hasOwn(PARTS, String(given.kind))) return undefined;
  const parts = PARTS[given.kind as Recurrence['kind']];
  if (!Object.entries(parts).every(([name, fits]) => fits(given[name]))) return undefined;
  const { offsetDays = 0 } = given;
  if (!whole(offsetDays, -OFFSET_DAYS_MAX, OFFSET_DAYS_MAX)) return undefined;
  const own = Object.fromEntries(Object.keys(parts).map((name) => [name, given[name]]));
  return { kind: given.kind, ...own, ...(offsetDays ? { offsetDays } : {}) } as Recurrence;
}
