import type { Names } from '@sidan/ledger';
import type { Tables } from '../sql';

/** The ledger's tables by this host's names. */
export const ledgerNames = ({ table, column }: Tables): Names => ({
  accounts: table('sidanAccounts'),
  postings: table('sidanPostings'),
  column,
});
