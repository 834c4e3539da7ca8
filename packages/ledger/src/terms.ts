import type { AccountRef, AccountTerms } from './types';

const LOTTED: ReadonlySet<string> = new Set(['person', 'household', 'team']);
/** As many as write at once to one popular account without waiting for each other. */
const POPULAR_SLOTS = 16;

/**
 * The terms on which accounts are opened unless the caller says otherwise. A county's issuing accounts (`system`) take part in every
 * award: their stored balance would be the one row that all awards wait for, so they keep none, and may go below zero, since what
 * they have issued *is* their negative balance. Everybody else starts at zero and cannot spend what is not there. What people, households
 * and teams earn is kept as lots.
 */
export function defaultTerms({ ownerKind }: AccountRef): AccountTerms {
  if (ownerKind === 'system') return { kept: false, lotted: false, slots: 1 };
  return { kept: true, lotted: LOTTED.has(ownerKind), slots: 1 };
}

/**
 * For an account to which so many post at once that they would wait for each other: its balance lies in several rows. The host's own pages
 * then show none for it, since they read the account's row; ask the ledger.
 */
export const popularTerms: AccountTerms = { kept: true, lotted: false, slots: POPULAR_SLOTS };

/** Where what is held of an account lies until it is captured or released. */
export const holdOf = ({ ownerKind, ownerId }: AccountRef): AccountRef => ({
  ownerKind: 'hold',
  ownerId: `${ownerKind}:${ownerId}`,
});
