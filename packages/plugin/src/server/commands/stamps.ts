import { CLAIMABLE, OFFERED, WAITING } from '../dispatch/plan';
import type { OrderRow } from './orderRow';

/** Nobody has the order yet. */
const LOOKING: ReadonlySet<string> = new Set([WAITING, OFFERED, CLAIMABLE]);

/** Which column remembers when a state was last entered. */
const STAMPS: Record<string, string> = {
  offered: 'dispatchedAt',
  serving: 'startedAt',
  finished: 'finishedAt',
  confirmed: 'confirmedAt',
};

/** With which somebody decides about a rating that is objected to. */
const SETTLES = new Set(['settle', 'decide']);

/** Columns that a change of state fills or clears, beside the state itself; `ends` where nothing follows, also when a layer added that end. */
export function stampState(
  order: OrderRow,
  from: string | null,
  to: string,
  event: string,
  data: Record<string, unknown>,
  now: Date,
  ends: boolean,
): void {
  if (from !== to && ends) order.set({ closedAt: now });
  if (from !== to && STAMPS[to]) order.set({ [STAMPS[to]!]: now });
  // Rating confirms at once when the resident did not confirm before.
  if (to === 'rated' && from === 'finished') order.set({ confirmedAt: now });
  if (typeof data.report === 'string' && data.report.trim()) order.set({ report: data.report.trim() });
  if (to === WAITING && from && from !== 'review')
    order.set({ teamId: null, acceptedAt: null, startedAt: null, finishedAt: null });
  // Of several teams the first has joined, and others are still looked for.
  else if (LOOKING.has(to) && order.get('teamId')) order.set({ teamId: null, acceptedAt: null });
  if (to === WAITING && from && !LOOKING.has(from) && order.get('joined')) order.set({ joined: null });
  // The same team does it again.
  if (event === 'rework')
    order.set({ startedAt: null, finishedAt: null, confirmedAt: null, ratingScore: null, disputeCount: 0 });
  if (SETTLES.has(event)) order.set({ disputeCount: Number(order.get('disputeCount') ?? 0) + 1 });
  if (event === 'reopen')
    order.set({
      reopenCount: Number(order.get('reopenCount') ?? 0) + 1,
      confirmedAt: null,
      ratingScore: null,
      disputeCount: 0,
    });
}
