import type { Model } from '@nocobase/database';

/** Which column remembers when a state was last entered. */
const STAMPS: Record<string, string> = {
  offered: 'dispatchedAt',
  serving: 'startedAt',
  finished: 'finishedAt',
  confirmed: 'confirmedAt',
  closed: 'closedAt',
  cancelled: 'closedAt',
  rejected: 'closedAt',
};

/** Columns that a change of state fills or clears, beside the state itself. */
export function stampState(
  order: Model,
  from: string | null,
  to: string,
  event: string,
  data: Record<string, unknown>,
  now: Date,
): void {
  if (from !== to && STAMPS[to]) order.set(STAMPS[to]!, now);
  // Rating confirms at once when the resident did not confirm before.
  if (to === 'rated' && from === 'finished') order.set('confirmedAt', now);
  if (event === 'finish' && typeof data.report === 'string' && data.report.trim())
    order.set('report', data.report.trim());
  if (to === 'waiting' && from && from !== 'review')
    order.set({ teamId: null, acceptedAt: null, startedAt: null, finishedAt: null });
  if (event === 'reopen')
    order.set({ reopenCount: Number(order.get('reopenCount') ?? 0) + 1, confirmedAt: null, ratingScore: null });
}
