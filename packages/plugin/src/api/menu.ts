/** The service menu, the form that places an order, and what one is paid with. */
import type { EventField } from './events';
import type { FamilyMember } from './transfers';

/** One field of the form for placing an order, made from the collection's fields (an administrator's own fields included). */
export interface FormField {
  name: string;
  /** Already in the caller's language. */
  title: string;
  description?: string;
  kind:
    | 'text'
    | 'textarea'
    | 'phone'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'select'
    | 'multiselect';
  required: boolean;
  options?: { value: string; label: string }[];
  maxLength?: number;
  /** True for a field that an administrator added in NocoBase. */
  custom: boolean;
}

/** `GET sidanPortal:menu` (public): the service menu. */
export interface ServiceItemView {
  id: string;
  code: string;
  name: string;
  description?: string;
  category: string;
  categoryName: string;
  durationMinutes?: number;
  headcount: number;
  needsReview: boolean;
  /** It is ordered in emergencies only, and one in force covers it. */
  emergencyOnly?: boolean;
  /** The emergency in force covers it: an order of it is one in an emergency. */
  emergency?: boolean;
}

/** `GET sidanPortal:form?serviceItemId=…&event=…&minutes=…&payFor=…&beneficiaryId=…` (signed in); the last three for what it would cost. */
export interface OrderForm {
  serviceItemId?: string;
  fields: FormField[];
  /** Towns for the field `townCode`. */
  towns: { code: string; name: string }[];
  /** What the event that begins it asks beside the form, by a county's own layer: of `place`, or of `declare` with `event=declare`. */
  told?: EventField[];
  /** 支付：of a service that is paid in an asset of the county; for what was asked with `minutes`, `payFor` and `beneficiaryId`. */
  payment?: PaymentQuote;
  /** 家庭成员：for whom besides themselves the reader may place it (`beneficiaryId`). */
  family?: FamilyMember[];
}

/** 预计：what a service would cost, whoever pays for it. */
export interface ServiceCost {
  /** There is no order without payment; else who asks chooses (`pay`). */
  required: boolean;
  /** Its price goes by the minutes. */
  byTime: boolean;
  /** How long one person is expected to serve. */
  minutes: number;
  /** How many are expected to serve: each of them is paid. */
  people: number;
  assetName: string;
  unit: string;
  /** None where no rule is in force for it. */
  expected?: number;
  /** 借用: so much of it would be owed, by a rule that lends; what comes in later pays it first. */
  borrowed?: number;
  /** What speaks against it; empty: it may be had. */
  reasons: string[];
}

/** What a service would cost the reader. */
export interface PaymentQuote extends ServiceCost {
  balance: number;
}

/** 支付：how an order is paid. */
export interface OrderPayment {
  assetName: string;
  unit: string;
  /** held: set aside until it is confirmed; taken; released: nothing was served, it went back. */
  state: 'held' | 'taken' | 'released';
  expected?: number;
  taken?: number;
  minutes?: number;
  payerName: string;
  /** The reader pays. */
  mine: boolean;
}
