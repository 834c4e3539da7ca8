import type { AccountRef, AccountTerms } from './types';

/**
 * The terms on which accounts are opened unless the caller says otherwise. A county's issuing accounts (`system`) take part in every
 * award: their stored balance would be the one row that all awards wait for, so they keep none, and may go below zero, since what
 * they have issued *is* their negative balance. Everybody else starts at zero and cannot spend what is not there.
 */
export function defaultTerms(ref: AccountRef): AccountTerms {
  return ref.ownerKind === 'system' ? { kept: false, minBalance: null } : { kept: true, minBalance: 0 };
}
