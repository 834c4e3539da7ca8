/**
 * Numbers for people: 19.983333 hours are read out as 19.98. What is worked out is exact all the same; only words are made of these.
 */

/** Hundredths of an hour or a yuan say enough; a share of less than one that has no unit needs more. */
const DECIMALS = { most: 2, shares: 4 } as const;
/** As many as a quotient keeps. */
const DECIMALS_MAX = 12;

/**
 * The number rounded for reading. It never looks like what it is not: a fraction does not become whole, and what differs from
 * `beside`, the number that it is read together with, still does; more decimals are kept for that.
 */
export function readable(value: number, unit?: string, beside?: number): number {
  if (Number.isInteger(value)) return value;
  const first: number = unit === undefined && Math.abs(value) < 1 ? DECIMALS.shares : DECIMALS.most;
  for (let decimals = first; decimals < DECIMALS_MAX; decimals += 1) {
    const rounded = Number(value.toFixed(decimals));
    if (!Number.isInteger(rounded) && (rounded !== beside || value === beside)) return rounded;
  }
  return value;
}
