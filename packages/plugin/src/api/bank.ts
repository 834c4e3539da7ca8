/** 银行总账: what a county has issued, what became of it, and who holds it; and the terms of accounts. */

/** What moved, by what it is to the county. In the asset's own unit. */
export interface BankMoved {
  /** Out of nothing, by a rule. */
  issued: number;
  /** Back to the county: an award undone. */
  takenBack: number;
  /** For goods and services, and to merchants. */
  spent: number;
  /** What was spent, given back. */
  returned: number;
  /** Into funds and out of them. */
  donated: number;
  /** Among people, households, teams and sites. */
  transferred: number;
  expired: number;
  /** Set aside, and back. */
  held: number;
  /** By hand, and whatever is none of the others. */
  adjusted: number;
}

/** The same for one kind of account: what came in is positive, what left negative; and what it began and ended with. */
export interface BankFigures extends BankMoved {
  opening: number;
  closing: number;
}

/** A kind of account. */
export interface BankRow extends BankFigures {
  /** `person`, `household`, `team`, `site`, `fund`, `merchant`, `hold`; of the system's: `issue`, `redeemed`, `served`, `expired`, `system`. */
  kind: string;
  system: boolean;
  /** Accounts that there are now, whatever the period; null for the system's, and for what is set aside. */
  accounts: number | null;
  /** Present where the accounts themselves hold something else now than the book says. */
  wrong?: { book: number; accounts: number };
}

export interface BankAsset {
  asset: string;
  name: string;
  unit: string;
  rows: BankRow[];
  /** Nothing but zeros in a book that is whole. */
  total: BankFigures;
  /** What moved in the period, without a sign. */
  moved: BankMoved;
  /** What everybody but the system held at the end. */
  circulating: number;
  /** 尚欠: what accounts are below zero now, together, and how many they are; none where nobody owes anything. */
  owed?: { amount: number; accounts: number };
  balanced: boolean;
}

/** `GET sidanBank:statement?from=…&to=…`: days, both in it; the month so far where none is named. */
export interface BankStatement {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  from: string;
  to: string;
  at: string;
  assets: BankAsset[];
}

/** `GET sidanBank:outlook`: what is outstanding would cost, and what goes by itself when. */
export interface BankOutlook {
  assets: {
    asset: string;
    name: string;
    unit: string;
    /** What people, households, teams, sites and funds hold, what is held included. */
    outstanding: number;
    /** Fen for a hundred of the unit: what the county says, else what it pays merchants at most; absent where nobody says. */
    fenPerHundred?: number;
    from?: 'county' | 'merchants';
    /** What is outstanding at that price. */
    fen?: number;
    /** By the month of the last day, the first to come first; what has expired and not yet gone is in the first. */
    going: { month: string; amount: number; accounts: number; fen?: number }[];
    /** What never expires. */
    lasting: number;
    /** Who has some of that: people and others, merchants aside. */
    lastingAccounts: number;
  }[];
  /** Whether the caller may set the price. */
  maySet: boolean;
}

/** `POST sidanBank:price`. */
export interface BankPrice {
  regionCode?: string;
  asset: string;
  /** Null: as merchants are paid. */
  fenPerHundred: number | null;
}

export type AccountState = 'open' | 'frozen' | 'refusing' | 'closed';

/** An account as its county's administrator sees it. */
export interface AccountLine {
  id: string;
  ownerKind: string;
  /** Empty where nobody knows a name. */
  owner: string;
  /** Of a person, to tell two of one name apart. */
  phone?: string;
  asset: string;
  assetName: string;
  unit: string;
  balance: number;
  status: AccountState;
  /** How far below zero it may go: zero or less. */
  floor: number;
  mayOverdraw: boolean;
  /** Why its terms are what they are, where they were ever changed. */
  reason?: string;
}

/** `GET sidanBank:accounts?search=…`: without words those whose terms are not the usual ones. */
export interface AccountPage {
  regionCode: string;
  counties: { regionCode: string; name: string }[];
  maySet: boolean;
  rows: AccountLine[];
  next?: string;
}

/** `GET sidanBank:terms?filterByTk=…`: how an account's terms came about, newest first. */
export interface AccountTermsHistory {
  rows: { id: string; at: string; by: string; status: AccountState; floor: number; reason: string }[];
}

/** `POST sidanBank:setTerms?filterByTk=…`. */
export interface AccountTermsChange {
  regionCode?: string;
  status: 'open' | 'frozen' | 'refusing';
  /** In the asset's own unit, zero or less; what it was where none is named. */
  floor?: number;
  reason: string;
}
