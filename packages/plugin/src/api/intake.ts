import type { OrderState } from './events';
import type { FormField, ServiceCost, ServiceItemView } from './menu';
import type { FamilyMember } from './transfers';

/** Intake: orders in another's name, keys of other systems (Open311), and spreadsheets of paper orders. */

/** 同意方式: spoken (to the clerk's face), phone, signed, guardian (by family or a guardian). */
export type ConsentWay = 'spoken' | 'phone' | 'signed' | 'guardian';

/** Somebody as a clerk was told of them. */
export interface PersonNamed {
  name: string;
  phone?: string;
  idNo?: string;
}

/** How an order in another's name is paid. */
export interface IntakePaying {
  /** How long one person is expected to serve; what the service says where it is left out. */
  minutes?: number;
  /** Where somebody else is helped: whoever is helped pays for themselves, unless who asks pays for them. */
  by?: 'requester' | 'beneficiary';
}

/** `POST sidanIntake:place`: an order for who does not place it themselves. The contact is the requester unless `values` says otherwise; a telephone is not needed. */
export interface IntakeRequest {
  serviceItemId: string;
  channel: 'clerk' | 'grid' | 'hotline';
  requester: PersonNamed;
  /** Who is helped, when that is somebody else. */
  beneficiary?: PersonNamed;
  /** Instead of `beneficiary`: somebody of the requester's household, by a proof that staff have seen. */
  beneficiaryId?: string;
  consent: ConsentWay;
  /** 支付: it is to be paid; of a service that has to be, it is in any case. */
  payment?: IntakePaying;
  /** Fields of the order's form. */
  values: Record<string, unknown>;
  /** The clerk was told of orders that are likely the same (`ORDER_SIMILAR`), and it is another one. */
  isAnother?: boolean;
}

/** `POST sidanIntake:quote`: the sheet as far as it is filled in. */
export interface IntakeQuoteRequest {
  serviceItemId: string;
  channel: IntakeRequest['channel'];
  requester: PersonNamed;
  beneficiary?: PersonNamed;
  beneficiaryId?: string;
  payment?: IntakePaying;
  values: Record<string, unknown>;
}

export interface IntakeQuote {
  /** 家庭成员: whom the requester's household has besides, of a requester in the clerk's own area. */
  family?: FamilyMember[];
  /** 预计支付; none where the service is not paid. */
  payment?: IntakePayment;
}

/** What a service would cost whoever would pay for it. */
export interface IntakePayment extends ServiceCost {
  /** Who would pay; nobody until a name stands on the sheet. */
  payerName?: string;
  /** What they have; nothing of it, and of the price, is told of somebody outside the clerk's own area. */
  balance?: number;
}

/** An order that may be meant, as far as the clerk may know of it: outside their own area only of which service it is, since when, and whether it is under way. */
export interface KnownOrder {
  id?: string;
  orderNo?: string;
  state?: OrderState;
  stateName?: string;
  serviceItemId: string;
  itemName: string;
  placedAt: string;
  isOpen: boolean;
  requesterName?: string;
  beneficiaryName?: string;
  townName?: string;
  address?: string;
  /** Why it is likely the same, in words. */
  because?: string[];
}

/** `POST sidanIntake:caller { phone }`: who is known by that number, what they have under way, and what they had last. */
export interface CallerView {
  /** Names are masked outside the clerk's own area (`isNear`). */
  people: { name: string; townCode?: string; townName?: string; address?: string; isNear: boolean }[];
  /** Those under way first, newest first. */
  orders: KnownOrder[];
}

/** `GET sidanIntake:desk`: what the page is made of on which staff take orders down. */
export interface IntakeDesk {
  /** The county of the menu and the form. */
  regionCode: string;
  /** Where the caller takes orders down; several only for who looks after several. */
  counties: { regionCode: string; name: string }[];
  items: ServiceItemView[];
  /** Towns are those of the caller's own area. */
  fields: FormField[];
}

/** `GET sidanOpen311:keys`: a key of another system; the key itself is not among it. */
export interface Open311Key {
  id: string;
  regionCode: string;
  name: string;
  /** The first letters of the key. */
  prefix: string;
  madeBy: string;
  madeAt: string;
  lastUsedAt?: string;
  placedCount: number;
  revokedAt?: string;
  revokedBy?: string;
}

/** `POST sidanOpen311:make`: the only answer in which the key can be read. */
export interface Open311KeyMade {
  id: string;
  regionCode: string;
  name: string;
  apiKey: string;
}

/** `POST sidanImports:start` */
export interface ImportStarted {
  id: string;
}

/** A spreadsheet of paper orders: `GET sidanImports:mine`. */
export interface ImportLine {
  id: string;
  regionCode: string;
  fileName: string;
  state: 'running' | 'done' | 'stopped';
  /** Rows, and what became of them; `repeated` were placed before. */
  total: number;
  placed: number;
  repeated: number;
  faulty: number;
  pending: number;
  uploadedBy: string;
  uploadedAt: string;
  finishedAt?: string;
  /** Titles of columns that are none of the form's and were left out. */
  ignored: string[];
}

/** `GET sidanImports:progress?filterByTk=…`: with the first hundred faulty rows, each with all that is wrong, in words. */
export interface ImportView extends ImportLine {
  problems: { row: number; reasons: string[] }[];
}
