/** What strangers' files hold, before anything counts on it. */

import { isMoment } from '@sidan/rules';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `YYYY-MM-DD`, a day that there is. */
export function isDay(value: unknown): value is string {
  return isMoment(value) && value.length === 10;
}
