import type { OrderEventType } from '../../../api/types';

/** One command of the demo's history. People, teams, orders and service items are named by refs; the driver knows their ids. */
export interface Step {
  /** Idempotency key: the same in every run of the same county, seed and size. */
  key: string;
  at: Date;
  order: string;
  type: OrderEventType;
  /** Ref of the person who sends it. */
  actor: string;
  /** Data of the event; `teams` and, for `place`, the refs below stand in for ids. */
  data: Record<string, unknown>;
  teams?: string[];
  /** The order that it is merged into. */
  into?: string;
  place?: Placement;
}

/** What an order is placed with. */
export interface Placement {
  item: string;
  requester: string;
  /** Somebody of the centre writes it down for the resident (telephone, counter). */
  channel: 'portal' | 'hotline' | 'clerk';
  title: string;
  description: string;
  townCode: string;
  areaCode: string;
  address: string;
  contactName: string;
  contactPhone: string;
  expectStart: Date;
  expectEnd: Date;
  headcount: number;
  priority: 'normal' | 'urgent';
}
