/** How far the plan of dispatch is with an order, as its row keeps it (`sidanOrders.dispatching`) beside the offers. */
import type { Joined } from '../commands/joined';
import type { Asked, DispatchHistory, DispatchPlan, Level, Run } from '@sidan/lifecycle';

export interface StoredProgress {
  /** The version of the lifecycle whose plan it is: another plan begins anew. */
  version: string;
  runs: (Omit<Run, 'at' | 'until'> & { at: string; until?: string })[];
}

interface Offer {
  teamId: string;
  at: string | Date;
  state: Asked['state'];
  run: number | null;
}

export const runsOf = (stored: StoredProgress | null | undefined, version: string): Run[] =>
  stored?.version === version
    ? stored.runs.map(({ at, until, ...run }) => ({
        ...run,
        at: new Date(at),
        ...(until ? { until: new Date(until) } : {}),
      }))
    : [];

export const storedRuns = (version: string, runs: readonly Run[]): StoredProgress => ({
  version,
  runs: runs.map(({ at, until, ...run }) => ({
    ...run,
    at: at.toISOString(),
    ...(until ? { until: until.toISOString() } : {}),
  })),
});

/**
 * Offers from before the plan's first run are of an earlier try: the order was reopened, or came to another version. Of those that were accepted only the teams count that have
 * `joined` it now, where it needs several.
 */
export function historyOf(
  runs: readonly Run[],
  offers: readonly Offer[],
  joined: readonly Joined[] = [],
): DispatchHistory {
  const since = runs[0]?.at.getTime() ?? Number.POSITIVE_INFINITY;
  const asked = offers.flatMap(({ teamId, at, state, run }): Asked[] => {
    const then = new Date(at);
    const mine = state === 'accepted' ? joined.find((one) => one.teamId === teamId) : undefined;
    if (state !== 'open' && !mine && then.getTime() < since) return [];
    const people = mine ? { people: mine.people } : {};
    return [{ teamId, at: then, state, run: run !== null && run < runs.length ? run : -1, ...people }];
  });
  return { runs, asked };
}

/** The dispatcher has taken it into their own hands: the plan waits at this level. */
export const handed = (plan: DispatchPlan, runs: readonly Run[], level: Level, at: Date): Run[] => [
  ...runs,
  { round: plan.rounds.length, time: 1, level, at },
];

/** The run that is being held is over: the lifecycle's own clock has run out, or a person has ended it. */
export const ended = (runs: readonly Run[]): Run[] =>
  runs.map((run, i) => (i === runs.length - 1 ? { ...run, over: true } : run));
