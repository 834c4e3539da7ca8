import type { Answer } from '../support/api';
import type { Column } from './parts';

/** An action as it is tried. */
export interface Try {
  method?: 'GET';
  action: string;
  body?: (column: Column) => Record<string, unknown>;
}

/** How a cell says it: `yes`, the status of the refusal, or `none` for an answer without rows. */
export function said({ status, data }: Answer): string {
  if (status >= 400) return String(status);
  const rows = (data as { rows?: unknown } | null)?.rows ?? data;
  const empty = rows === null || rows === 0 || (Array.isArray(rows) && rows.length === 0);
  return empty ? 'none' : 'yes';
}

/** Runs `work` on each item, some at once: the server has little more to do than to refuse. */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>, width = 12): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
