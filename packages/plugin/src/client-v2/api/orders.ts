import type {
  Candidate,
  OrderAnswer,
  OrderDetail,
  OrderEventType,
  OrderState,
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
  'placedAt',
  'expectStart',
  'dueAt',
  'townCode',
  'address',
  'description',
  'headcount',
];

/** Orders in one state: urgent ones first (`urgent` sorts after `normal`), then the longest waiting. */
export const ordersIn = (state: OrderState, pageSize: number) =>
  list<OrderRow>('sidanOrders', {
    filter: { state },
    fields: ROW_FIELDS,
    appends: ['serviceItem', 'team'],
    sort: ['-priority', 'placedAt'],
    page: 1,
    pageSize,
  });

export const orderDetail = (id: string) => get<OrderDetail>('sidanOrders:detail', { filterByTk: id });

export const candidates = async (id: string) =>
  (await get<{ rows: Candidate[] }>('sidanOrders:candidates', { filterByTk: id })).rows;

/** The contact's telephone number in full; who asked, when and why is recorded. */
export const revealPhone = (id: string, reason: string) =>
  post<Revealed>('sidanOrders:reveal', { params: { filterByTk: id }, data: { reason } });

export const sendEvent = (id: string, event: OrderEventType, data: Record<string, unknown>, key: string) =>
  post<OrderAnswer>(`sidanOrders:${event}`, { params: { filterByTk: id }, data, key });

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
