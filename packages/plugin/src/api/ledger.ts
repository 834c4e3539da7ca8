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

/** `GET sidanLedger:wallet?asset=…` (signed in): what the caller has of an asset, points unless it is said. Amounts are in the asset's own unit. */
export interface Wallet {
  asset: string;
  /** Those of which the caller has an account, by name; points are always among them. Of an account of their household: `household/<asset>`; of a team that they lead: `team/<id>/<asset>`. */
  assets: { asset: string; name: string; team?: { id: string; name: string } }[];
  balance: number;
  unit: string;
  /** What is held for redemptions that are not done; no part of the balance. */
  held: number;
  /** 尚欠: how far it is below zero; what comes in pays it first. */
  owed?: number;
  /** Present where the account is frozen, takes nothing in, or may go below zero: since when and why. */
  terms?: { status: 'open' | 'frozen' | 'refusing' | 'closed'; floor: number; reason: string; at: string };
  /** Parts of the balance that go on a day, or cannot be spent yet, the first to go first; whatever is free and stays is in none. */
  parts: { amount: number; lastDay?: string; fromDay?: string }[];
  /** For `before` of the next, older page; absent on the last. */
  next?: string;
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

/** `GET sidanLedger:statement?asset=…&from=YYYY-MM-DD&to=YYYY-MM-DD` (signed in): 对账单, what came and went of an asset in a time. Amounts are in the asset's own unit. */
export interface WalletStatement {
  asset: string;
  /** The asset by its name; of a household's it is said. */
  name: string;
  unit: string;
  /** Whose it is, and in which county. */
  owner: string;
  county: string;
  /** Days of the county; both are in it. */
  from: string;
  to: string;
  madeAt: string;
  opening: number;
  /** Of what is listed. */
  received: number;
  spent: number;
  closing: number;
  /** There are older entries in the period: `opening` is the balance before the first that is listed. */
  more: boolean;
  /** Oldest first. */
  entries: Wallet['entries'];
}

/** A line of `GET sidanLedger:rules` (signed in): a points rule and its pack by their titles in the caller's language. */
export interface RuleTitle {
  pack: string;
  packTitle: string;
  rule: string;
  title: string;
}

/** A line of `GET sidanLedger:assets` (signed in): how an asset is counted in a county now. The host's own tables hold amounts in the smallest unit: 15 of the scale 1 are 1.5. */
export interface AssetMeasure {
  asset: string;
  name: string;
  unit: string;
  scale: number;
}
