/** What strangers' files hold, before anything counts on it. */

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `YYYY-MM-DD`, a day that there is. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** A day, or a day and hour. */
export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && isDay(value.slice(0, 10)) && /^(T\d{2}:\d{2}.*)?$/.test(value.slice(10));
}
