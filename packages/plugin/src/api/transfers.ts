/** 转赠：what somebody moves out of their account by themselves: to their family, to a fund, into another asset. */

export type TransferPurpose = 'transfer' | 'donate' | 'exchange';

/** One of the caller's household, by the paper that proved it. */
export interface FamilyMember {
  personId: string;
  name: string;
  /** In the caller's language, to the head of the household. */
  relation: string;
}

export interface FundView {
  id: string;
  name: string;
  purpose?: string;
  /** Whom it is for, first those who come first: names are masked. */
  members: { id: string; name: string; reason: string }[];
}

/** What the caller has of an asset, and what they may do with it. */
export interface TransferAsset {
  asset: string;
  name: string;
  unit: string;
  /** In `unit`: what is held is not in it. */
  balance: number;
  /** Decimals that an amount may have. */
  scale: number;
  /** Purposes that some rule in force is meant for. Whether it lets this one pass is said when it is asked. */
  purposes: TransferPurpose[];
  /** 兑成: assets that a rule gives for it. */
  into: { asset: string; name: string; unit: string }[];
}

/** `GET sidanTransfers:options?teamId=…` (signed in); of a team that the caller leads, what it may donate. */
export interface TransferOptions {
  /** In whose name it is. */
  team?: { id: string; name: string };
  assets: TransferAsset[];
  family: FamilyMember[];
  funds: FundView[];
}

/** `POST sidanTransfers:preview`, `sidanTransfers:give`. */
export interface TransferRequest {
  purpose: TransferPurpose;
  asset: string;
  /** In the asset's unit; of an exchange, in the unit of what is wanted. */
  amount: number;
  /** 转给家人: whom. */
  personId?: string;
  /** 捐赠: to which fund; */
  fundId?: string;
  /** and for whom of its list, if it is for one. */
  memberId?: string;
  /** 兑成: which asset. */
  into?: string;
  /** 团队捐赠: from the account of a team that the caller leads; donations only. */
  teamId?: string;
}

/** What it would take, or took, and what arrives; with every reason against it. */
export interface TransferQuote {
  cost: number;
  unit: string;
  receives: number;
  receivesUnit: string;
  /** Why it is so, by the rule. */
  sentence: string;
  reasons: string[];
}

/** The answer of `give`. */
export interface TransferDone {
  /** Of the posting. */
  id: string;
  cost: number;
  unit: string;
  receives: number;
  receivesUnit: string;
}
