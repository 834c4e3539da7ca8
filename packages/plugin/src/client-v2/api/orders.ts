import type {
  Candidates,
  OrderAnswer,
  OrderDetail,
  OrderEventType,
  OrderState,
  OrderStates,
  Pile,
  PileSending,
  PileSent,
  Revealed,
  Workbench,
} from '../../api/types';
import { get, list, post } from './request';

/** A row of `sidanOrders:list` as far as the dispatch console and the board show it. */
export interface OrderRow {
  id: string;
  orderNo: string;
  title: string;
  state: OrderState;
  priority: 'normal' | 'urgent';
  /** The emergency in which it was placed. */
  emergencyId?: string;
  placedAt: string;
  expectStart?: string;
  dueAt?: string;
  townCode?: string;
  address?: string;
  description?: string;
  headcount: number;
  serviceItem?: { name: string };
  team?: { name: string };
}

const ROW_FIELDS = [
  'id',
  'orderNo',
  'title',
  'state',
  'priority',
  'emergencyId',
  'placedAt',
  'expectStart',
  'dueAt',
  'townCode',
  'address',
  'description',
  'headcount',
];

/** Orders in one state: those in an emergency first (what has none sorts last), then urgent ones (`urgent` sorts after `normal`), then the longest waiting. */
export const ordersIn = (state: OrderState, pageSize: number) =>
  list<OrderRow>('sidanOrders', {
    filter: { state },
    fields: ROW_FIELDS,
    appends: ['serviceItem', 'team'],
    sort: ['-emergencyId', '-priority', 'placedAt'],
    page: 1,
    pageSize,
  });

export const orderDetail = (id: string) => get<OrderDetail>('sidanOrders:detail', { filterByTk: id });

/** Teams for an order, ranked, with reasons. */
export const candidates = (id: string) => get<Candidates>('sidanOrders:candidates', { filterByTk: id });

/** The orders that wait, and to whom they would go. */
export const pile = () => get<Pile>('sidanOrders:pile');

/** Carries out what was confirmed, each order by itself. */
export const sendPile = (rows: readonly PileSending[], key: string) =>
  post<PileSent>('sidanOrders:dispatchPile', { data: { rows }, key });

/** The contact's telephone number in full; who asked, when and why is recorded. */
export const revealPhone = (id: string, reason: string) =>
  post<Revealed>('sidanOrders:reveal', { params: { filterByTk: id }, data: { reason } });

/** Sends any event of the order's own lifecycle. */
export const sendEvent = (id: string, event: OrderEventType, data: Record<string, unknown>, key: string) =>
  post<OrderAnswer>('sidanOrders:send', { params: { filterByTk: id }, data: { event, data }, key });

/** Puts an order into another state of its lifecycle. */
export const correctOrder = (id: string, state: OrderState, reason: string, key: string) =>
  post<OrderAnswer>('sidanOrders:correct', { params: { filterByTk: id }, data: { state, reason }, key });

let states: Promise<OrderStates> | undefined;

/** The states of orders where the reader works. Read once, until the page is loaded anew; a failure is not kept. */
export function orderStates(): Promise<OrderStates> {
  if (!states) {
    states = get<OrderStates>('sidanOrders:states');
    states.catch(() => (states = undefined));
  }
  return states;
}

let today: { at: number; answer: Promise<Workbench> } | undefined;

/** The workbench's blocks stand on one page and ask at the same moment: they share an answer for a few seconds. */
export function workbench(): Promise<Workbench> {
  if (!today || Date.now() - today.at > 3000) {
    const answer = get<Workbench>('sidanWorkbench:today');
    today = { at: Date.now(), answer };
    answer.catch(() => (today = undefined));
  }
  return today.answer;
}
