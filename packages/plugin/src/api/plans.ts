import type { FormField, ServiceItemView } from './menu';

/** 周期计划: services that a centre arranges in advance, and the orders that are made of them. Dates are local, `YYYY-MM-DD`. */

/** On which dates it comes round; each kind has its own parts. */
export interface PlanRecurrence {
  kind: 'weekly' | 'monthDay' | 'monthWeekday' | 'festival' | 'solarTerm' | 'yearly';
  /** `weekly`: 1 is Monday, 7 Sunday. */
  weekdays?: number[];
  /** `monthDay`: 1 to 28, -1 for the last day. */
  days?: number[];
  /** `monthWeekday`: the first to the fourth, -1 for the last. */
  nth?: number;
  weekday?: number;
  /** `festival`: of the lunar calendar, as `sidanPlans:desk` lists them. */
  festivals?: string[];
  /** `solarTerm`: as `sidanPlans:desk` lists them. */
  terms?: string[];
  /** `yearly`: `MM-DD`. */
  dates?: string[];
  /** So many days later, or earlier: three days before is -3. */
  offsetDays?: number;
}

/** On days off by the county's calendar: as ever, left out, moved to the next day of work. */
export type PlanDayOff = 'keep' | 'skip' | 'next';

/** When it comes round, and at what time of day (`HH:MM`). */
export interface PlanTimes {
  recurrence: PlanRecurrence;
  timeFrom: string;
  timeTo: string;
  dayOff: PlanDayOff;
  /** Saturdays and Sundays that are not worked are days off too. */
  weekendsOff?: boolean;
  /** Default: today. */
  startsOn?: string;
  endsOn?: string;
}

/** What a plan is made of. */
export interface PlanForm extends PlanTimes {
  id?: string;
  title: string;
  serviceItemId: string;
  siteId?: string;
  /** So many days before each date its order is made. */
  leadDays: number;
  /** Fields of the order's form, without the time. A telephone left out of a change stays as it is. */
  values: Record<string, unknown>;
}

/** `POST sidanPlans:save`: a new plan, or with `id` another shape of one. What it is for counts for orders from then on. */
export interface PlanRequest extends PlanForm {
  /** For whom it is arranged; left out, the site itself (or the centre) asks. Left out of a change, it stays as it is. */
  requester?: { name: string; phone?: string };
}

/** A plan as it is changed; the telephone is masked. */
export interface PlanFilled extends PlanForm {
  /** It is arranged for a resident. */
  forPerson: boolean;
}

/** One date, in words. `made`: its order is there. `unknown`: the holidays of that year are not published yet. */
export interface PlanDate {
  date: string;
  on?: string;
  as: 'held' | 'made' | 'skipped' | 'together' | 'missed' | 'unknown';
  words: string;
}

/** `POST sidanPlans:preview`: the next dates of a plan that need not be saved; with `id`, those of which orders are there are told so. */
export interface PlanPreview {
  /** The rule in words. */
  words: string;
  dates: PlanDate[];
}

/** A row of `GET sidanPlans:overview`. */
export interface PlanLine {
  id: string;
  regionCode: string;
  title: string;
  itemName: string;
  townName?: string;
  siteName?: string;
  requesterName: string;
  words: string;
  state: 'active' | 'paused';
  /** The next date, in words; none when it is paused or over. */
  next?: string;
  /** Its newest order. */
  lastOrder?: { id: string; orderNo: string; on: string };
  /** What keeps its orders from being made, in words. */
  problem?: string;
  /** Dates of the last 30 days whose time was over before an order could be made. */
  missed: number;
}

/** What became of one date. */
export interface PlanDay {
  date: string;
  on?: string;
  state: 'placed' | 'skipped' | 'together' | 'missed';
  /** In words. */
  words: string;
  orderId?: string;
  orderNo?: string;
}

/** `GET sidanPlans:detail?filterByTk=…` */
export interface PlanDetail extends PlanLine {
  form: PlanFilled;
  next10: PlanDate[];
  /** Newest first. */
  days: PlanDay[];
}

/** `GET sidanPlans:desk`: what the page is made of on which plans are kept. */
export interface PlanDesk {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  items: ServiceItemView[];
  /** The order's form without the time; towns are those of the caller's own area. */
  fields: FormField[];
  sites: { id: string; name: string; townCode?: string; address?: string; phone?: string }[];
  festivals: { value: string; label: string }[];
  terms: { value: string; label: string }[];
  today: string;
}
