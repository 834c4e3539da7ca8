/** 商户结算单: what the county owes a merchant for a month. */

export interface SettlementLine {
  id: string;
  month: string;
  outletId: string;
  outletName: string;
  asset: string;
  unit: string;
  state: 'made' | 'confirmed' | 'paid';
  collectedCount: number;
  collected: number;
  returnedCount: number;
  returned: number;
  /** In yuan-cents, for a hundred of the unit. */
  fenPerHundred: number;
  /** What is owed; less than nothing where more was brought back than collected. */
  fen: number;
  madeBy: string;
  madeAt: string;
  confirmedBy?: string;
  confirmedAt?: string;
  paidOn?: string;
  reference?: string;
  paidBy?: string;
}

/** `GET sidanSettlements:desk`, newest month first. */
export interface SettlementDesk {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  maySet: boolean;
  /** The last month that is over. */
  month: string;
  /** Merchants with something that stands on no list yet, up to that month's end. */
  waiting: { outletId: string; outletName: string; count: number; priced: boolean }[];
  rows: SettlementLine[];
  count: number;
  page: number;
  pageSize: number;
}

/** `GET sidanSettlements:mine`: of the counters that the caller keeps as a merchant. */
export interface MySettlements {
  rows: SettlementLine[];
  /** 未出单：since the last list of each counter, by what was paid with. */
  open: OpenSettlement[];
}

/** What a counter has handed over and taken back that stands on no list yet. */
export interface OpenSettlement {
  outletId: string;
  outletName: string;
  collectedCount: number;
  /** In the asset's own unit. */
  collected: number;
  returnedCount: number;
  returned: number;
  unit: string;
  /** What that would come to at the rate of today; none where nobody has set one. */
  fen?: number;
}

/** `POST sidanSettlements:make`: for every merchant of the county that has none for this month or a later one. */
export interface SettlementRequest {
  regionCode?: string;
  /** `YYYY-MM`, over. */
  month: string;
}

/** `POST sidanSettlements:pay?filterByTk=…`. */
export interface SettlementPayment {
  /** `YYYY-MM-DD`, not in the future. */
  paidOn: string;
  /** Of the transfer, as the bank or the finance office has it. */
  reference: string;
}

/** `GET sidanSettlements:sheet?filterByTk=…`: a list with what stands on it. */
export interface SettlementSheet {
  settlement: SettlementLine;
  rows: {
    redemptionNo: string;
    rewardName: string;
    quantity: number;
    kind: 'collected' | 'returned';
    at: string;
    /** Less than nothing where it was brought back. */
    amount: number;
  }[];
}
