/**
 * Every refusal of this plugin, in one table. The code is the locale key `errors.<CODE>`; clients recognise an error by its code,
 * never by its class, because bundles duplicate classes.
 */
const STATUS = {
  /** The month is closed. `{ month }` */
  CLOSE_DONE: 409,
  /** Months are closed one after the other, when they are over. `{ month, next }` */
  CLOSE_ORDER: 409,
  /** The list is not at this point: confirmed already, or paid, or not yet confirmed by the merchant. */
  SETTLEMENT_STATE: 409,
  /** Nobody is signed in. */
  NOT_SIGNED_IN: 401,
  /** The caller may not do this at all, or not here. */
  NOT_ALLOWED: 403,
  /** The order does not exist, or the caller may not know that it does. */
  ORDER_NOT_FOUND: 404,
  /** Another row does not exist, or the caller may not know that it does. `{ what }` */
  NOT_FOUND: 404,
  /** The order's state does not allow this now. `{ event, state }` */
  EVENT_NOT_ALLOWED: 409,
  /** The state would allow it, but not to this caller. `{ event }` */
  CAPACITY_NOT_ALLOWED: 403,
  /** The same idempotency key came with another request. `{ key }` */
  KEY_REUSED: 409,
  /** The idempotency key is empty, too long or has characters outside of letters, digits and `-_.:`. */
  KEY_INVALID: 400,
  /** Something about the data sent. `{ problems: [{ field, code, ... }] }` */
  INVALID_DATA: 422,
  /** No person record yet: `sidanPortal:join` comes first. */
  NOT_JOINED: 409,
  /** Consent to keep personal data was not given. */
  CONSENT_REQUIRED: 422,
  /** The caller is a volunteer already. */
  ALREADY_VOLUNTEER: 409,
  /** The service item is closed or belongs to another county. */
  ITEM_CLOSED: 422,
  /** The service item is for emergencies, and none is in force that covers it. */
  EMERGENCY_ONLY: 422,
  /** An emergency is in force in the county already. `{ name, until }` */
  EMERGENCY_IN_FORCE: 409,
  /** The emergency is over. */
  EMERGENCY_OVER: 409,
  /** The caller is not registered as a volunteer. */
  NOT_VOLUNTEER: 409,
  /** The caller has asked for a certificate already, and it is under way. */
  CERTIFICATE_OPEN: 409,
  /** There is no confirmed service in the period. */
  CERTIFICATE_EMPTY: 422,
  /** The certificate is not in a state that allows this; somebody may have been faster. */
  CERTIFICATE_STATE: 409,
  /** The county makes no certificates known: this one can be issued at once. */
  CERTIFICATE_NO_NOTICE: 409,
  /** It has to be made known first. `{ days }` */
  CERTIFICATE_NOTICE_FIRST: 409,
  /** It is still being made known; `from` is the first day on which it can be issued. `{ from, noticeEndsAt }` */
  CERTIFICATE_NOTICE_RUNS: 409,
  /** An objection has not been answered. */
  CERTIFICATE_OBJECTED: 409,
  /** There are as many objections as are taken. */
  CERTIFICATE_OBJECTIONS_FULL: 409,
  /** The service records are not what they were when it was asked for. */
  CERTIFICATE_CHANGED: 409,
  /** It is not said who answers for certificates in the county. */
  CERTIFICATE_ISSUER: 409,
  /** What is kept of the certificate is not what was issued. */
  CERTIFICATE_BROKEN: 409,
  /** Orders under way are likely the same: merge, or say that it is another one. `{ orders }` */
  ORDER_SIMILAR: 409,
  /** A team is frozen, paused, or of another county. `{ team }` */
  TEAM_UNAVAILABLE: 422,
  /** Another team than those that the rules suggest: say why. `{ suggested }` (names) */
  OVERRULE_REASON: 422,
  /** The order is open to all, but the rules leave this team out. `{ team, reasons }` (in the caller's language) */
  CLAIM_EXCLUDED: 409,
  /** The rules of dispatch do not let some of those serve who would. `{ people, rules, reasons }` (in the caller's language) */
  SERVER_EXCLUDED: 409,
  /** The order is not as it was when this was prepared. `{ order }` */
  ORDER_CHANGED: 409,
  /** The caller leads several of the teams that were asked: say for which. */
  TEAM_AMBIGUOUS: 422,
  /** The volunteer is checked in already. */
  ALREADY_CHECKED_IN: 409,
  /** The volunteer is not checked in. */
  NOT_CHECKED_IN: 409,
  /** A column that commands own was written directly. `{ field }` */
  FIELD_PROTECTED: 403,
  /** History is only added to. `{ what }` */
  HISTORY_PROTECTED: 403,
  /** A role that the caller may not hand out, or not there. */
  SCOPE_NOT_GRANTABLE: 403,
  /** There is such a row already. `{ what, fields }` */
  ALREADY_EXISTS: 409,
  /** No county has been set up yet. */
  NO_COUNTY: 409,
  /** A clock of the order cannot be set: its minutes or its calendar do not fit. `{ order }` */
  CLOCK_UNFIT: 500,
  /** The caller has a person record in another county of this installation. */
  JOINED_ELSEWHERE: 409,
  /** The stored order does not fit its lifecycle definition. `{ order }` */
  SNAPSHOT_UNFIT: 500,
  /** The layers of the lifecycle in force do not fit together: nothing was done. `{ problems }` */
  LIFECYCLE_BROKEN: 503,
  /** No such version of the lifecycle is kept. `{ version }` */
  LIFECYCLE_UNKNOWN: 500,
  /** Orders cannot be moved to the version in force: states without a place there. `{ problems }` */
  LIFECYCLE_MAPPING: 422,
  /** Who rates has done so. */
  ALREADY_RATED: 409,
  /** There are no points of this order that could be redeemed, or the rules give nothing for them. */
  NOTHING_TO_REDEEM: 409,
  /** The campaign has not begun, is over, or is switched off. `{ name, from, to }` */
  CAMPAIGN_CLOSED: 409,
  /** No rule in force gives anything for this campaign to somebody like that. `{ name }` */
  CAMPAIGN_NO_RULE: 409,
  /** More than is left of the campaign's budget. `{ name, left, unit }` */
  CAMPAIGN_BUDGET: 409,
  /** The entry is void, and stays so. */
  CAMPAIGN_ENTRY_VOID: 409,
  /** None of it is left at that outlet, or not as many. */
  OUT_OF_STOCK: 409,
  /** The reward is not offered now, or not at that outlet. */
  REWARD_OFF: 422,
  /** Goods of that kind are not brought home, or not from there. */
  DELIVERY_NOT_HERE: 422,
  /** No rule in force lets anybody like the caller redeem such a thing: the shop is closed for it. */
  REDEEM_NO_RULE: 409,
  PAY_NO_RULE: 409,
  /** The caller is no guardian of whom they act for, or no longer. */
  NOT_WARD: 403,
  /** The rules let one pay for what one is given oneself only. */
  PAY_SELF_ONLY: 422,
  /** The rules let one pay for oneself and one's household, and whoever it is for does not belong to it by a proof that was seen. */
  PAY_FAMILY_ONLY: 422,
  /** Whoever an order is placed for does not belong to the household of who asks by a proof that was seen. */
  BENEFICIARY_UNKNOWN: 422,
  /** The rules do not let the caller have it. `{ reasons }` (in the caller's language) */
  REDEEM_REFUSED: 409,
  /** The caller has had as many as one person may. `{ limit, window, used }` */
  REDEEM_LIMIT: 409,
  /** The rules let one redeem for oneself only. */
  REDEEM_SELF_ONLY: 422,
  /** The rules let one redeem for oneself and one's household only. */
  REDEEM_FAMILY_ONLY: 422,
  /** The rules let one redeem for somebody else only. */
  REDEEM_OTHERS_ONLY: 422,
  /** Nobody of that id belongs to the caller's household, or was served by them within a year. */
  RECIPIENT_UNKNOWN: 422,
  /** No rule in force lets anybody like the caller move that asset so. */
  TRANSFER_NO_RULE: 409,
  /** The caller does not lead that team, or no longer. */
  TEAM_NOT_LED: 403,
  /** What a team has is donated, and not passed on or exchanged. */
  TEAM_DONATES_ONLY: 422,
  /** Nobody of that id belongs to the caller's household by a proof that was seen. */
  TRANSFER_NOT_FAMILY: 422,
  /** There is no such fund in the county, it is closed, or that person is not on its list. */
  FUND_OFF: 422,
  /** No redemption of this county has that pick-up code. */
  CODE_WRONG: 422,
  /** The code is for another outlet. `{ outlet }` */
  CODE_ELSEWHERE: 409,
  /** The code was used, or is not good any more. `{ state }` */
  CODE_SPENT: 409,
  /** Too many wrong codes within a minute. */
  CODE_TRIES: 429,
  /** Somebody has decided on the finding. */
  FINDING_DECIDED: 409,
  /** A finding on the caller's own hours, or on hours that the caller entered: another decides. */
  FINDING_OWN: 403,
  /** Nothing has been taken off that could be appealed against. */
  APPEAL_EARLY: 409,
  /** There was an appeal already. */
  APPEAL_ONCE: 409,
  /** No appeal waits for an answer. */
  APPEAL_NONE: 409,
  /** Who decided does not decide on the appeal, where the county has another administrator. */
  APPEAL_SAME_PERSON: 403,
  /** The ledger's own refusals, by its own codes (`packages/ledger`). */
  INVALID_ENTRY: 500,
  KEY_CONFLICT: 409,
  POSTING_NOT_FOUND: 404,
  ALREADY_REVERSED: 409,
  NOT_REVERSIBLE: 409,
  INSUFFICIENT: 409,
  ACCOUNT_FROZEN: 409,
  ACCOUNT_CLOSED: 409,
  ACCOUNT_REFUSING: 409,
  NOT_A_HOLD: 409,
  ALREADY_SETTLED: 409,
  ACCOUNT_NOT_FOUND: 404,
  ASSET_MISMATCH: 422,
  LEDGER_HISTORY_PROTECTED: 403,
  LEDGER_BALANCE_PROTECTED: 403,
  /** The rule packs in force cannot be read or do not fit together: nothing was decided or changed. `{ pack }` */
  RULES_BROKEN: 503,
  /** A rule pack with something wrong. `{ problems: [{ code, file, path, cause, remedy }] }` */
  PACK_REFUSED: 422,
  /** A rule pack without a signature that is trusted here. `{ signature, keyId? }` */
  PACK_UNTRUSTED: 422,
  /** Another pack with this name and version, or this name for another region, is there. `{ pack, version }` */
  PACK_TAKEN: 409,
  /** What is put into force does not fit what stands above or below it. `{ problems }` as above */
  PACK_CONFLICT: 409,
  /** A period with more than a simulation looks at, or more than it has time for. `{ events, seconds }` */
  SIMULATION_TOO_LARGE: 422,
  /** A text that is no public Ed25519 key in PEM. */
  KEY_UNFIT: 422,
  /** Nothing was in force before that could be put back. */
  NOTHING_BEFORE: 409,
  /** The database kept refusing under load; nothing was changed; try again. */
  BUSY: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

export class SidanError extends Error {
  readonly status: number;
  /** Words of the order's own lifecycle for its states and events: language → key → text. */
  titles?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of which lifecycle they are; of orders where nothing is said. */
  definition?: string;
  /** Why, where rules say it: language → sentences. */
  reasons?: Readonly<Record<string, readonly string[]>>;
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'SidanError';
    this.status = STATUS[code];
  }
}

/** A refusal of ours, or of a core of ours, whose codes stand in the same table. */
export function toSidanError(error: unknown): SidanError | null {
  if (!(error instanceof Error)) return null;
  const { code, params } = error as { code?: unknown; params?: Record<string, unknown> };
  if ((error.name !== 'SidanError' && error.name !== 'LedgerError') || typeof code !== 'string' || !(code in STATUS))
    return null;
  return error.name === 'SidanError' ? (error as SidanError) : new SidanError(code as ErrorCode, params);
}

export const isSidanError = (error: unknown): error is SidanError =>
  error instanceof Error && error.name === 'SidanError' && String((error as { code?: unknown }).code) in STATUS;

export const ERROR_CODES = Object.keys(STATUS) as ErrorCode[];
