/** 月结: hours without an order are settled, and the statements of a month fixed. */

/** Hours of one volunteer that come from another system or a list. */
export interface HoursRow {
  /** What tells them apart in the system that they come from, at most 100 characters: the same one sent again is entered once. */
  ref: string;
  volunteerNo: string;
  /** Code of a service item. */
  service: string;
  /** When the service ended, with its zone. */
  endedAt: string;
  /** 1 to 1,440. */
  minutes: number;
  /** Id of the team with which they served. */
  teamId?: string;
}

/** `POST sidanCloses:enter`: all or none; at most 1,000 rows. */
export interface HoursEntry {
  /** The county, where the caller administers several. */
  regionCode?: string;
  rows: HoursRow[];
}

/** Its answer. */
export interface HoursEntered {
  entered: number;
  /** Sent before. */
  known: number;
}

/** `POST sidanCloses:start`. */
export interface CloseRequest {
  regionCode?: string;
  /** `YYYY-MM`: the month after the one that was closed last. */
  month: string;
}

/** Somebody whose hours wait on. */
export interface CloseProblem {
  personId: string;
  name: string;
  code: string;
  /** Why, in the caller's language. */
  message: string;
}

export interface CloseLine {
  month: string;
  state: 'running' | 'done' | 'failed';
  stage: 'deciding' | 'expiring' | 'stating';
  /** How far it is, 0 to 100. */
  percent: number;
  /** Of one that runs, about; absent while too little is done to tell. */
  secondsLeft?: number;
  /** Hours that waited when it began, and those that are settled. */
  eventsTotal: number;
  events: number;
  /** People whose hours were settled, and those whose wait on. */
  people: number;
  refused: number;
  decisions: number;
  postings: number;
  /** Accounts that lost something by expiry. */
  expired: number;
  statements: number;
  portions: number;
  problems: CloseProblem[];
  /** Why it stands still. */
  error?: { code: string; message: string };
  /** Absent: by itself, on the first of the month. */
  startedBy?: string;
  startedAt: string;
  finishedAt?: string;
}

/** `GET sidanCloses:overview`, and the answer of `:start`. */
export interface CloseOverview {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  /** The month that can be closed, or goes on, now. */
  next?: string;
  /** Hours that wait for it. */
  waiting: number;
  /** Newest first. */
  closes: CloseLine[];
}

/** `GET sidanCloses:preview`: what the next close would do, counted now. */
export interface ClosePreview {
  /** Absent where no month is over that is not closed. */
  month?: string;
  /** Hours without an order that it would decide, of how many people; and those of them that ended in earlier months. */
  waiting: number;
  people: number;
  late: number;
  /** What has expired by the month's end and is still there. */
  expiring: { asset: string; name: string; unit: string; amount: number }[];
  /** Accounts of which a statement would be fixed, where something moved. */
  accounts: number;
}

/** What an account, or many, had and did in a month, in the asset's own unit; what left is positive. */
export interface MonthAmounts {
  opening: number;
  late: number;
  earned: number;
  spent: number;
  donated: number;
  expired: number;
  other: number;
  closing: number;
}

/** The accounts of one kind. */
export interface MonthKind extends MonthAmounts {
  ownerKind: string;
  accounts: number;
}

/** `GET sidanCloses:figures?month=…`: the statements of a closed month summed. */
export interface MonthFigures {
  month: string;
  assets: {
    asset: string;
    name: string;
    unit: string;
    rows: MonthKind[];
    total: MonthAmounts;
  }[];
}

/** One account's statement as staff see it. */
export interface StatementLine extends MonthAmounts {
  accountId: string;
  ownerKind: string;
  /** Empty where nobody knows a name. */
  owner: string;
  asset: string;
  assetName: string;
  unit: string;
}

/** `GET sidanCloses:statements?month=…&search=…`: fifty at a time. */
export interface StatementPage {
  rows: StatementLine[];
  /** To be sent as `after` for the next page; absent at the end. */
  next?: string;
}

/** One account's month. Amounts are whole, in the smallest unit of the asset; what left is positive. */
export interface MonthStatement {
  month: string;
  asset: string;
  opening: number;
  /** Posted for earlier months after those were closed. */
  late: number;
  earned: number;
  spent: number;
  donated: number;
  expired: number;
  other: number;
  closing: number;
}

/** `GET sidanLedger:months`: the caller's own statements, newest first. */
export interface MonthStatements {
  rows: MonthStatement[];
}

/** A decision that comes out otherwise when it is worked out again. */
export interface RecomputedDifference {
  id: string;
  key: string;
  rule: string;
  /** The rule in words, whom it was about, and when. */
  title: string;
  name: string;
  at: string;
  /** What differs: what the rule said, what limits left of it, what was posted; or the version that decided is not kept. */
  what: 'outcome' | 'settlement' | 'posting' | 'version';
}

/** `GET sidanCloses:recompute`: a page of a county's decisions, worked out again from the packs and facts that are kept. */
export interface Recomputed {
  decisions: number;
  differing: number;
  /** The first hundred of them. */
  differences: RecomputedDifference[];
  /** To be sent as `after` for the next page; absent at the end. */
  next?: string;
}
