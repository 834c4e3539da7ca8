/** An order as the plan of dispatch sees it. */
import { isLevel, nextRound, type Facts, type Level, type Run, type TurnResult } from '@sidan/lifecycle';
import { joinedOf, mayNeedSeveral, needOf } from '../commands/joined';
import type { OrderRow } from '../commands/orderRow';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { historyOf, runsOf, type StoredProgress } from './progress';
import { planOf } from './plan';
import { weigh, type Weighed, type WeighedOrders } from './weigh';

export interface InPlan {
  weighed: Weighed;
  teams: WeighedOrders['teams'];
  runs: Run[];
  level: Level;
  /** What comes next if this has been done so far. */
  next(runs: readonly Run[], offers: NonNullable<Weighed['order']['offers']>): TurnResult;
}

export const levelOf = (level: unknown): Level => (isLevel(level) ? level : 'center');

export const runsOfOrder = (order: OrderRow, version: string): Run[] =>
  runsOf(order.get('dispatching') as StoredProgress | null, version);

/** @throws RULES_BROKEN */
export async function inPlan(
  sidan: Sidan,
  q: Connection,
  lifecycle: Lifecycle,
  order: OrderRow,
  facts: Facts,
  now: Date,
): Promise<InPlan> {
  const { definition } = lifecycle;
  const { weighed, teams, calendars } = await weigh(
    sidan,
    q,
    String(order.get('regionCode')),
    [String(order.get('id'))],
    now,
  );
  const level = levelOf(order.get('level'));
  const read = (field: string) => order.get(field);
  const joined = joinedOf(read);
  const need = mayNeedSeveral(lifecycle) ? needOf(read) : {};
  const one = weighed[0]!;
  return {
    weighed: one,
    teams,
    level,
    runs: runsOfOrder(order, definition.version),
    next: (runs, offers) =>
      nextRound(
        planOf(definition)!,
        { history: historyOf(runs, offers, joined), need, candidates: one.ranked, level, facts, calendars },
        now,
      ),
  };
}
