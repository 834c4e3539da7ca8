/** 工时核查: what rules have seen about hours, for a person to look at. */

/** What a rule saw. */
export interface FindingFact {
  /** In the caller's language. */
  title: string;
  value: string;
}

/** An order that counts as evidence, and what was seen of it. */
export interface FindingRow {
  orderId: string;
  orderNo: string;
  title: string;
  /** Who served, or checked in there; for the county's administrator only. */
  person?: string;
  at: string;
  /** Figures of the row, in words. */
  facts: FindingFact[];
}

/** A finding, as the caller may see it. */
export interface FindingLine {
  id: string;
  at: string;
  state: 'open' | 'dismissed' | 'upheld';
  /** The rule's title, in the caller's language. */
  title: string;
  /** Why, in a sentence that names the rule and its pack. */
  sentence: string;
  facts: FindingFact[];
  /** The attendance in question. */
  service: {
    orderId: string;
    orderNo: string;
    title: string;
    checkInAt: string;
    checkOutAt: string;
    minutes: number;
    origin: string;
    team?: string;
  };
  /** Whether its points wait, and how many. */
  held: number;
  unit: string;
  /** What the volunteer said of it. */
  statement?: string;
  decidedAt?: string;
  reason?: string;
  /** Points that could not be taken off: they were spent. */
  short?: number;
  appealState?: 'open' | 'granted' | 'refused';
  appeal?: string;
  appealedAt?: string;
  answer?: string;
  answeredAt?: string;
}

/** A finding for who decides. */
export interface FindingCase extends FindingLine {
  person: string;
  decidedBy?: string;
  answeredBy?: string;
  rows: FindingRow[];
  /** Why the caller may not decide on it: it is about the caller. */
  own: boolean;
}

/** `GET sidanFindings:desk`: of a county, for its administrator. */
export interface FindingDesk {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  /** How many there are of each list. */
  counts: { open: number; appeals: number; settled: number };
  list: 'open' | 'appeals' | 'settled';
  rows: FindingCase[];
  page: number;
  pageSize: number;
}

/** `POST sidanFindings:decide` */
export interface FindingDecision {
  decision: 'dismissed' | 'upheld';
  reason: string;
}

/** `POST sidanFindings:answer` */
export interface AppealAnswer {
  decision: 'granted' | 'refused';
  reason: string;
}

/** `POST sidanFindings:state` and `:appeal` */
export interface FindingText {
  text: string;
}
