/**
 * Every refusal of the ledger. The database raises them itself (SQLSTATE `SDLGR`, the code as message, params as detail), so that a
 * statement written by hand meets the same refusals as the functions of this package.
 */
export const LEDGER_ERRORS = {
  /** An entry is malformed. `{ index, field }` */
  INVALID_ENTRY: 'INVALID_ENTRY',
  /** The key was used before for another transfer. `{ key, postingId }` */
  KEY_CONFLICT: 'KEY_CONFLICT',
  /** Nothing was posted under this id in this county. `{ postingId }` */
  POSTING_NOT_FOUND: 'POSTING_NOT_FOUND',
  /** A posting is reversed once only. `{ postingId }` */
  ALREADY_REVERSED: 'ALREADY_REVERSED',
  /** Reversals are not reversed (post anew), and a reversal mirrors its original exactly. `{ postingId }` */
  NOT_REVERSIBLE: 'NOT_REVERSIBLE',
  /**
   * The account's balance would fall below what its terms allow, or too little of it can be spent yet or still.
   * `{ accountId, ownerKind, ownerId, asset, balance, change, minBalance, usable? }`
   */
  INSUFFICIENT: 'INSUFFICIENT',
  /** Nothing may leave a frozen account, except by reversal. Params as INSUFFICIENT. */
  ACCOUNT_FROZEN: 'ACCOUNT_FROZEN',
  /** Nothing may enter or leave a closed account. Params as INSUFFICIENT. */
  ACCOUNT_CLOSED: 'ACCOUNT_CLOSED',
  /** Nothing may enter an account that refuses, except by reversal. Params as INSUFFICIENT. */
  ACCOUNT_REFUSING: 'ACCOUNT_REFUSING',
  /** What is to be captured or released is no hold. `{ postingId }` */
  NOT_A_HOLD: 'NOT_A_HOLD',
  /** A hold is captured or released, and once only. `{ postingId }` */
  ALREADY_SETTLED: 'ALREADY_SETTLED',
  /** A posting names an account that does not exist in its county. `{ accountId }` */
  ACCOUNT_NOT_FOUND: 'ACCOUNT_NOT_FOUND',
  /** A posting names an account of another asset. Params as INSUFFICIENT. */
  ASSET_MISMATCH: 'ASSET_MISMATCH',
  /** History only grows: postings are never changed, accounts and postings never deleted. `{ table, operation }` */
  LEDGER_HISTORY_PROTECTED: 'LEDGER_HISTORY_PROTECTED',
  /** A balance follows from postings, and what an account is never changes: neither is written directly. `{ table, operation }` */
  LEDGER_BALANCE_PROTECTED: 'LEDGER_BALANCE_PROTECTED',
} as const;

export type LedgerErrorCode = keyof typeof LEDGER_ERRORS;

export class LedgerError extends Error {
  constructor(
    readonly code: LedgerErrorCode,
    readonly params: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'LedgerError';
  }
}

/** Recognises a refusal by its code: bundles duplicate classes, so `instanceof` would not do. */
export const isLedgerError = (error: unknown): error is LedgerError =>
  error instanceof Error && error.name === 'LedgerError' && String((error as { code?: unknown }).code) in LEDGER_ERRORS;

interface DatabaseError {
  code?: unknown;
  message?: unknown;
  detail?: unknown;
  constraint?: unknown;
}

/** The driver's own error, taken out of the wrappers that ORMs put around it (Sequelize: `parent`, `original`; others: `cause`). */
export function databaseError(error: unknown): DatabaseError | undefined {
  for (let depth = 0, at = error as Record<string, unknown> | undefined; at && depth < 5; depth += 1) {
    if (typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at;
    at = (at.parent ?? at.original ?? at.cause) as Record<string, unknown> | undefined;
  }
  return undefined;
}

function readParams(detail: unknown): Record<string, unknown> {
  try {
    return JSON.parse(String(detail)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The refusal that an error of the database stands for; any other error as it is. */
export function toLedgerError(error: unknown): unknown {
  const found = databaseError(error);
  if (found?.code === 'SDLGR' && String(found.message) in LEDGER_ERRORS) {
    return new LedgerError(found.message as LedgerErrorCode, readParams(found.detail));
  }
  return error;
}
