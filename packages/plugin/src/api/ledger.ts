/** Points: the wallet, and decisions in words. */

/** A decision in words: which rule, which facts, how many points. */
export interface DecisionView {
  id: string;
  at: string;
  subjectName: string;
  pack: string;
  packVersion: string;
  rule: string;
  /** A sentence in the caller's language. */
  sentence: string;
  amount?: number;
  unit?: string;
}

/** `GET sidanLedger:wallet` (signed in): the caller's own points. */
export interface Wallet {
  balance: number;
  /** Points set aside for what is to be collected; not in the balance. */
  held?: number;
  unit: string;
  entries: {
    id: string;
    at: string;
    amount: number;
    /** Balance after this entry. */
    balance: number;
    title: string;
    sentence: string;
    orderId?: string;
    orderNo?: string;
  }[];
}

/** A line of `GET sidanLedger:rules` (signed in): a points rule and its pack by their titles in the caller's language. */
export interface RuleTitle {
  pack: string;
  packTitle: string;
  rule: string;
  title: string;
}
