import type { Calendars, Mark, Run, Scale } from '@sidan/lifecycle';
import type { Transaction } from 'sequelize';
import type { OrderRow } from './orderRow';
import type { Actor } from '../access/actor';
import type { TeamTie } from '../access/capacities';
import type { Lifecycle } from '../lifecycles';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Part } from './parts';
import type { RaterKind } from './raters';

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
  /** From which device it came, as a keyed hash. */
  deviceKey?: string;
  /** The durable timer that this command is the firing of. */
  timerId?: string;
  /** A person chose from what was suggested: another choice needs a reason. */
  chosen?: boolean;
  /** What the history keeps beside the event's own data: what was suggested, why the plan did this. */
  noted?: Record<string, unknown>;
  /** The rating that it gives, checked and put together. */
  rating?: { score: number | null; form: GivenForm };
  /** The plan of dispatch sends it. */
  plan?: PlanStep;
  /** The order's version that the sender has seen; it is refused when there is another by now. */
  seenVersion?: number;
}

/** What a turn of the plan of dispatch leaves with the order. */
export interface PlanStep {
  runs: readonly Run[];
  /** Of the runs the one that asks teams. */
  run?: number;
  /** When those who are asked have to have answered. */
  until?: Date;
  /** When the plan looks at the order again, where no clock of the lifecycle brings it back. */
  again?: Date;
  /** Who is told that it is open to all. */
  teamIds?: readonly string[];
  /** It is the dispatcher's turn: the order stays where it is. */
  stays?: boolean;
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
  /** Read where an order is made of it. */
  teamCount?: number | null;
}

/** The same when an order is made of it: whether it is only for emergencies, and the one in force that covers it. */
export interface ItemNow extends ItemFacts {
  emergencyOnly: boolean;
  emergencyId: string | null;
}

/** An order's line without a language; what is kept as a command's answer. */
export interface NeutralLine {
  id: string;
  regionCode: string;
  orderNo: string;
  title: string;
  state: string;
  /** The version of the lifecycle by which it runs; none in answers from before there were several. */
  definitionVersion?: string;
  itemName: string;
  itemNameEn: string | null;
  placedAt: string;
  expectStart: string | null;
  townCode: string | null;
  teamName: string | null;
  allowed: string[];
  version: number;
  /** It was placed in an emergency. */
  emergency?: boolean;
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
  lifecycle: Lifecycle;
  q: Connection;
  /** Of the host's, where somebody besides us listens to what becomes of orders. */
  transaction?: Transaction;
  command: Command;
  order: OrderRow;
  item: ItemFacts | null;
  ties: TeamTie[];
  /** In which the county's clocks count. */
  calendars: Calendars;
  /** The team for which the caller acts; undefined when none or several. */
  actorTeam?: TeamTie;
  /** Due time of the response clock set by this step, if any. */
  expiresAt: Date | null;
  /** Teams that were asked and have not answered. */
  offeredTo: Set<string>;
  /** Who has checked in and not out. */
  present: Set<string>;
  /** Of the teams that the command names those that there are in the county. */
  teams: readonly TeamNamed[];
  /** What effects leave to the command's last statement. */
  parts: Part[];
  /** Who has rated since the order was confirmed, and what they gave. */
  ratings: Rated[];
  /** How many of those who served have not redeemed. */
  toRedeem: number;
  /** In which capacity the event was sent. */
  capacity: string;
  /** Teams that were asked by this step, or lost their offer by it. */
  touchedTeams: Set<string>;
  closedOffers: boolean;
  notices: Notice[];
  /** Due times of clocks set by this step. */
  timers: { name: string; event: string; dueAt: string }[];
  cancelledTimers: string[];
  /** Due time of the clock that goes on after a pause; null when clocks were stopped. Undefined: neither. */
  dueAt?: Date | null;
}

/** A team that is to be asked, and whether it takes orders. */
export interface TeamNamed {
  id: string;
  name: string;
  usable: boolean;
}

/** A rating as it was given, kept with it: the scale of that day, and the marks by item (none where stars were given for the whole). */
export interface GivenForm extends Pick<Scale, 'from' | 'to'> {
  scale: string;
  marks: Mark[];
}

/** A rating since the order was confirmed. */
export interface Rated {
  kind: RaterKind;
  /** None: who was asked could not judge. */
  score: number | null;
  /** Nobody gave it: the time to do so was over. */
  presumed?: boolean;
}

export const inRegion = (order: OrderRow): string => String(order.get('regionCode'));
export const idOf = (order: OrderRow): string => String(order.get('id'));
