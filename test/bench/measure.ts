/** Middle value. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/**
 * Lets `clients` work side by side for `ms` milliseconds; `work` is called again and again by each and answers how many units it did; gives units per second.
 * Work under way at the end is finished and counted with the time that it took.
 */
export async function perSecond(
  clients: number,
  ms: number,
  work: (client: number) => Promise<number>,
): Promise<number> {
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() - begun < ms) {
        // Not `done += await …`: that reads `done` before the wait, and what the others did meanwhile would be lost.
        const units = await work(client);
        done += units;
      }
    }),
  );
  return done / ((performance.now() - begun) / 1000);
}

/** Rows of cells as columns of equal width. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) => row.map((cell, column) => String(cell)[column ? 'padStart' : 'padEnd'](widths[column]!)).join('  '))
    .join('\n');
}
