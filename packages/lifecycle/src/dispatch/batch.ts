/** A morning's pile: many orders given to teams at once, so that no order takes a team that another needs more. A preview: nothing is sent. */
import { message, type Message } from '@sidan/rules/conditions';
import { Network } from './flow';
import type { Ranked } from './rank';

export interface PileOrder {
  orderId: string;
  priority: 'normal' | 'urgent';
  placedAt: Date;
  /** How many teams it needs. Default 1. */
  teams?: number;
  /** Of `rank()`. */
  candidates: readonly Ranked[];
}

export interface PileOptions {
  /** teamId → how many more orders it can be given. Default: one. */
  room?: Readonly<Record<string, number>>;
  /** What a further order of this pile takes from a team's weight, each time: a busy team is less keen. Default 10. */
  further?: number;
}

export interface PileRow {
  orderId: string;
  teamIds: readonly string[];
  /** Its best candidate, where that one is given to other orders. */
  bestElsewhere?: string;
  because: readonly Message[];
}

export interface PileTotal {
  urgent: number;
  normal: number;
  weight: number;
}

export interface PilePlan {
  /** By priority, then by the time at which they were placed. */
  rows: readonly PileRow[];
  /** How many teams were found, and the sum of their weights. */
  total: PileTotal;
  /** The same when each order takes the best that is left, one after the other. Never better: fewer urgent, else fewer, else less weight. */
  oneByOne: PileTotal;
}

/** Weights have four decimals, and sums must be exact. */
const UNIT = 10_000;
const FURTHER = 10;

type Given = Map<string, Ranked[]>;

/**
 * As many urgent orders as possible get their teams, then as many others, then at the highest sum of weights. Exact, and the same for the same data in any order.
 * @throws RangeError when `further` is negative, or weights and numbers are so large that sums are no longer exact
 */
export function dispatchPile(pile: readonly PileOrder[], options: PileOptions = {}): PilePlan {
  const { room = {}, further = FURTHER } = options;
  if (!(further >= 0)) throw new RangeError('further must not be negative');
  const orders = [...pile].sort(byTurn);
  const roomOf = (teamId: string) => Math.max(0, Math.floor(Object.hasOwn(room, teamId) ? room[teamId]! : 1));
  const together = assign(orders, roomOf, further);
  const single = oneAfterAnother(orders, roomOf, further);
  return {
    rows: orders.map((order) => rowOf(order, together.get(order.orderId) ?? [], together)),
    total: totalOf(orders, together, further),
    oneByOne: totalOf(orders, single, further),
  };
}

const byTurn = (a: PileOrder, b: PileOrder): number =>
  Number(b.priority === 'urgent') - Number(a.priority === 'urgent') ||
  a.placedAt.getTime() - b.placedAt.getTime() ||
  (a.orderId < b.orderId ? -1 : Number(a.orderId > b.orderId));

const eligibleOf = ({ candidates }: PileOrder): Ranked[] => candidates.filter(({ eligible }) => eligible);
const units = (weight: number): number => Math.round(weight * UNIT);

function assign(orders: readonly PileOrder[], roomOf: (teamId: string) => number, further: number): Given {
  const teams = [...new Set(orders.flatMap((order) => eligibleOf(order).map(({ teamId }) => teamId)))].sort();
  const [source, sink] = [0, 1];
  const orderNode = (i: number) => 2 + i;
  const teamNode = new Map(teams.map((teamId, i) => [teamId, 2 + orders.length + i]));
  const network = new Network(2 + orders.length + teams.length);
  const { normal, urgent } = leavingOut(orders, further);
  const chosen: { orderId: string; candidate: Ranked; flow: () => number }[] = [];
  orders.forEach((order, i) => {
    const wanted = order.teams ?? 1;
    network.connect(source, orderNode(i), wanted, 0);
    network.connect(orderNode(i), sink, wanted, order.priority === 'urgent' ? urgent : normal);
    for (const candidate of eligibleOf(order)) {
      const flow = network.connect(orderNode(i), teamNode.get(candidate.teamId)!, 1, -units(candidate.weight));
      chosen.push({ orderId: order.orderId, candidate, flow });
    }
  });
  for (const teamId of teams) {
    // More than there are orders is never used.
    const most = Math.min(roomOf(teamId), orders.length);
    for (let n = 0; n < most; n += 1) network.connect(teamNode.get(teamId)!, sink, 1, n * units(further));
  }
  network.run(source, sink);
  const given: Given = new Map();
  for (const { orderId, candidate, flow } of chosen) {
    if (flow() > 0) given.set(orderId, [...(given.get(orderId) ?? []), candidate]);
  }
  return given;
}

/** What it costs to leave an order without a team: more than all weights together, and an urgent one more than all others. */
function leavingOut(orders: readonly PileOrder[], further: number): { normal: number; urgent: number } {
  const slots = orders.reduce((sum, { teams = 1 }) => sum + teams, 0);
  const weights = orders.flatMap((order) => eligibleOf(order).map(({ weight }) => units(weight)));
  const range = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const normal = 1 + slots * (2 * range + slots * units(Math.abs(further)));
  const urgent = normal * (slots + 1);
  if (!Number.isSafeInteger(urgent * (slots + 1))) throw new RangeError('weights are too large for this many orders');
  return { normal, urgent };
}

function oneAfterAnother(orders: readonly PileOrder[], roomOf: (teamId: string) => number, further: number): Given {
  const given: Given = new Map();
  const taken = new Map<string, number>();
  for (const order of orders) {
    const left = eligibleOf(order).filter(({ teamId }) => (taken.get(teamId) ?? 0) < roomOf(teamId));
    const worth = ({ teamId, weight }: Ranked) => weight - (taken.get(teamId) ?? 0) * further;
    const picked = left.sort((a, b) => worth(b) - worth(a)).slice(0, order.teams ?? 1);
    for (const { teamId } of picked) taken.set(teamId, (taken.get(teamId) ?? 0) + 1);
    given.set(order.orderId, picked);
  }
  return given;
}

function totalOf(orders: readonly PileOrder[], given: Given, further: number): PileTotal {
  const total = { urgent: 0, normal: 0, weight: 0 };
  const taken = new Map<string, number>();
  for (const { orderId, priority } of orders) {
    for (const { teamId, weight } of given.get(orderId) ?? []) {
      const before = taken.get(teamId) ?? 0;
      taken.set(teamId, before + 1);
      total[priority] += 1;
      total.weight += units(weight) - before * units(further);
    }
  }
  return { ...total, weight: total.weight / UNIT };
}

function rowOf(order: PileOrder, given: readonly Ranked[], all: Given): PileRow {
  const { orderId, teams = 1 } = order;
  const row = { orderId, teamIds: given.map(({ teamId }) => teamId) };
  const eligible = eligibleOf(order);
  const [best] = eligible;
  const short = given.length < teams;
  const why = given.flatMap(({ known, because }) => [...because, ...known]);
  if (!best) return { ...row, because: [message('lifecycle.dispatch.pile.nobody')] };
  if (short && given.length === 0) return { ...row, because: [message('lifecycle.dispatch.pile.full')] };
  if (short) why.unshift(message('lifecycle.dispatch.pile.short', { count: teams - given.length }));
  const elsewhere = [...all.values()].flat().filter(({ teamId }) => teamId === best.teamId).length;
  if (given.includes(best) || elsewhere === 0) return { ...row, because: why };
  return {
    ...row,
    bestElsewhere: best.teamId,
    because: [message('lifecycle.dispatch.pile.elsewhere', { count: elsewhere }), ...why],
  };
}
