/** `hold`: what is held of another account (`holdOf`). */
export const OWNER_KINDS = ['person', 'household', 'team', 'site', 'merchant', 'fund', 'system', 'hold'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

/** `frozen`: nothing leaves. `refusing`: nothing enters. `closed`: neither. Reversals pass but for `closed`. */
export const ACCOUNT_STATUSES = ['open', 'frozen', 'refusing', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Whose account; with the asset and the county it names exactly one. `ownerId` is the owner's id, or a name such as `issue`. */
export interface AccountRef {
  ownerKind: OwnerKind;
  ownerId: string;
}

/** One account of the book. */
export interface AccountKey extends AccountRef {
  regionCode: string;
  asset: string;
}

/** On what terms an account is opened. One that keeps its balance begins with nothing and cannot go below it until `setTerms` says so. */
export interface AccountTerms {
  /** False: no stored balance, it is summed when asked. For accounts that take part in every award of a county. */
  kept: boolean;
  /** True: what comes in is kept as lots, each with its origin and expiry, and the oldest-expiring is spent first. */
  lotted: boolean;
  /** In how many rows the balance is kept: 1, or more for an account that many post to at once; 1 when lotted or not kept. */
  slots: number;
}

/** What a posting is about: `{ kind: 'order', id }`. */
export interface Subject {
  kind: string;
  id: string;
}

/**
 * `award` 奖励, `adjust` 调整 (may take lots that cannot be spent yet), `expire` 到期 (takes lots that have expired, and no others), `reverse` 冲正
 * (made by `reverse` and `release` only), `hold` 冻结 (by `hold` only), or a county's own.
 */
export type PostingKind = 'award' | 'adjust' | 'expire' | (string & {});

/** A transfer to be posted. */
export interface Entry {
  from: AccountRef;
  to: AccountRef;
  asset: string;
  /** A whole number above zero, in the asset's smallest unit. */
  amount: number;
  /** Names this transfer in its county for ever, 1 to 200 characters: the same key never posts twice. */
  key: string;
  kind: PostingKind;
  /** When it happened, as the county sees it; not when it was written. */
  at: Date;
  decisionId?: string | null;
  subject?: Subject | null;
  memo?: unknown;
  /** Where the lot that this makes comes from (`app`, `staff`, …). What moves between lotted accounts keeps the origin that it has. */
  origin?: string | null;
  /** From when on the lot that this makes cannot be spent any more. */
  expiresAt?: Date | null;
  /** Until when the lot that this makes cannot be spent yet. */
  spendableFrom?: Date | null;
}

/** So much of an account is to be kept for something. */
export interface Hold extends Omit<Entry, 'from' | 'to' | 'kind' | 'origin' | 'expiresAt' | 'spendableFrom'> {
  owner: AccountRef;
}

/** What was held goes to an account, all of it. */
export interface Capture {
  /** Id of the posting that holds. */
  hold: string;
  to: AccountRef;
  /** Of what is held. */
  asset: string;
  key: string;
  kind: PostingKind;
  at: Date;
  decisionId?: string | null;
  memo?: unknown;
}

/** What was held goes back, all of it, into the lots from which it came. */
export interface Release {
  /** Id of the posting that holds. */
  hold: string;
  key: string;
  at: Date;
  decisionId?: string | null;
  memo?: unknown;
}

/** Other terms for an account, from now on. */
export interface TermsChange {
  account: AccountKey;
  status: AccountStatus;
  /** The balance never falls below this, in the asset's smallest unit; null: it may. Must be null for an account that keeps no balance. */
  minBalance: number | null;
  /** In words, 1 to 500 characters: who is refused reads it. */
  reason: string;
  /** Who decided it. */
  byId?: string | null;
  at: Date;
}

/** A posting to be reversed in full. Accounts, asset, amount and subject are taken from the original. */
export interface Reversal {
  /** Id of the posting. */
  reverses: string;
  key: string;
  at: Date;
  decisionId?: string | null;
  memo?: unknown;
}

/** A transfer that stands in the book. */
export interface Posting {
  id: string;
  regionCode: string;
  sourceId: string;
  destinationId: string;
  asset: string;
  amount: number;
  key: string;
  kind: string;
  at: Date;
  decisionId: string | null;
  reversesId: string | null;
  /** The hold that this captured or released. */
  settlesId: string | null;
  origin: string | null;
  expiresAt: Date | null;
  spendableFrom: Date | null;
  subject: Subject | null;
  memo: unknown;
}

export interface Posted extends Posting {
  /** True: it stood in the book already, under the same key; nothing was posted now. */
  replayed: boolean;
}
