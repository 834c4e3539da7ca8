export const OWNER_KINDS = ['person', 'household', 'team', 'site', 'merchant', 'fund', 'system'] as const;
export type OwnerKind = (typeof OWNER_KINDS)[number];

export const ACCOUNT_STATUSES = ['open', 'frozen', 'closed'] as const;
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

/** On what terms an account is opened. */
export interface AccountTerms {
  /** False: no stored balance, it is summed when asked. For accounts that take part in every award of a county. */
  kept: boolean;
  /** The balance never falls below this, in the asset's smallest unit; null: it may. Must be null when not kept. */
  minBalance: number | null;
}

/** What a posting is about: `{ kind: 'order', id }`. */
export interface Subject {
  kind: string;
  id: string;
}

/** `award` 奖励, `adjust` 调整, `reverse` 冲正 (made by `reverse` only), or a county's own. */
export type PostingKind = 'award' | 'adjust' | (string & {});

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
  subject: Subject | null;
  memo: unknown;
}

export interface Posted extends Posting {
  /** True: it stood in the book already, under the same key; nothing was posted now. */
  replayed: boolean;
}
