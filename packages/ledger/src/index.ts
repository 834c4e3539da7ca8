/**
 * The book of points: double entry in PostgreSQL. The promises are kept by the database (`guards`); the functions here are the
 * convenient way to it. See the README for what they are.
 */
export { clearingWith, type Crossed, type Crossing, isClearing } from './across';
export { LEDGER_ERRORS, LedgerError, type LedgerErrorCode, isLedgerError, toLedgerError } from './errors';
export { ENTRIES_MAX } from './entries';
export { createLedger, type Ledger } from './ledger';
export type { Lot } from './lots';
export { ledgerNames, type Names } from './names';
export type { Going } from './outlook';
export type { Queryable } from './queryable';
export { isRetryable, withRetry } from './retry';
export { applyGuards, guards } from './schema/guards';
export { createTables } from './schema/tables';
export type { Period, Statement, StatementLine } from './statement';
export { defaultTerms, holdOf, popularTerms } from './terms';
export type { TermsEntry } from './termsHistory';
export { applyTotals } from './totals/schema';
export { type BookTotals, bookTotals, type Flow, type Held, packTotals } from './totals/totals';
export {
  ACCOUNT_STATUSES,
  OWNER_KINDS,
  type AccountKey,
  type AccountRef,
  type AccountStatus,
  type AccountTerms,
  type Capture,
  type Entry,
  type Hold,
  type OwnerKind,
  type Posted,
  type Posting,
  type PostingKind,
  type Release,
  type Reversal,
  type Subject,
  type TermsChange,
} from './types';
export type { Violation } from './violation';
