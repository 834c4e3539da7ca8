import type { Model } from '@nocobase/database';
import type { Transaction } from 'sequelize';
import type { OrderState } from '../../api/types';
import type { Actor } from '../access/actor';
import type { TeamTie } from '../access/capacities';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** One thing that somebody asks for, or that a clock does. */
export interface Command {
  /** An event of the lifecycle definition. */
  type: string;
  orderId: string;
  /** The event's data, as the definition lists its fields. */
  data: Record<string, unknown>;
  /** For which team the caller acts, when they lead several that were asked. */
  teamId?: string;
  actor: Actor;
  now: Date;
  /** Idempotency key; the same key with the same command gives the first answer again. */
  key?: string;
  /** The durable timer that this command is the firing of. */
  timerId?: string;
}

/** Service item of an order, as commands and lines need it. */
export interface ItemFacts {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  category: string;
  unit: string;
  responseMinutes: number | null;
  needsReview: boolean;
  headcount: number;
}

/** An order's line without a language; what is kept as a command's answer. */
export interface NeutralLine {
  id: string;
  regionCode: string;
  orderNo: string;
  title: string;
  state: OrderState;
  itemName: string;
  itemNameEn: string | null;
  placedAt: string;
  expectStart: string | null;
  townCode: string | null;
  teamName: string | null;
  allowed: string[];
  version: number;
}

/** A row of the outbox that the command leaves behind. */
export interface Notice {
  template: string;
  to: string[];
  teamIds?: string[];
}

/** What the effects of one step share while they are carried out. */
export interface StepContext {
  sidan: Sidan;
  q: Connection;
  transaction: Transaction;
  command: Command;
  order: Model;
  item: ItemFacts | null;
  ties: TeamTie[];
  /** The team for which the caller acts; undefined when none or several. */
  actorTeam?: TeamTie;
  /** Due time of the response clock set by this step, if any. */
  expiresAt: Date | null;
  openOffers: number;
  openAttendances: number;
  /** Teams that were asked by this step, or lost their offer by it. */
  touchedTeams: Set<string>;
  closedOffers: boolean;
  notices: Notice[];
  /** Due times of clocks set by this step. */
  timers: { name: string; event: string; dueAt: string }[];
  cancelledTimers: string[];
}

export const inRegion = (order: Model): string => String(order.get('regionCode'));
export const idOf = (order: Model): string => String(order.get('id'));
