/** Does `work` for each of `all`, begun in order, at most `lanes` at once. After an error nothing new is begun; it rejects when what was under way has ended. */
export async function inLanes<T, R>(all: readonly T[], lanes: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(all.length);
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < all.length && !failed) {
      const at = next;
      next += 1;
      results[at] = await work(all[at]!);
    }
  };
  const running = Array.from({ length: Math.min(lanes, all.length) }, () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.allSettled(running);
  await Promise.all(running);
  return results;
}
