/**
 * How often one key may be used: `limit` times in a minute, counted in this process (several nodes let through as many times more). It keeps one client's mistake
 * from filling a county's day; what comes without a key is the reverse proxy's to limit.
 */
export function createRate(limit: number, minuteMs = 60_000) {
  let minute = 0;
  let counts = new Map<string, number>();
  /** Whether this use is within the limit. */
  return (key: string, now: Date): boolean => {
    const current = Math.floor(now.getTime() / minuteMs);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= limit;
  };
}
