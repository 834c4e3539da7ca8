import type { Posting } from './types';

/** A whole number of the database (a bigint arrives as text), refused when JavaScript cannot count it exactly. */
export function wholeNumber(value: unknown): number {
  const number = Number(value ?? 0);
  if (!Number.isSafeInteger(number)) throw new RangeError(`ledger: not a safe integer: ${String(value)}`);
  return number;
}

const time = (value: unknown): Date | null => (value == null ? null : new Date(value as string | Date));
const text = (value: unknown): string | null => (value == null ? null : String(value));

/** Columns of a posting `p`, under names of their own whatever the host calls the columns. */
export const POSTING_COLUMNS = `p.[id] as "id", p.[regionCode] as "regionCode", p.[sourceId] as "sourceId", p.[destinationId] as "destinationId",
  p.[asset] as "asset", p.[amount] as "amount", p.[key] as "key", p.[kind] as "kind", p.[at] as "at", p.[decisionId] as "decisionId",
  p.[reversesId] as "reversesId", p.[settlesId] as "settlesId",
  p.[origin] as "origin", p.[expiresAt] as "expiresAt", p.[spendableFrom] as "spendableFrom", p.[subjectKind] as "subjectKind", p.[subjectId] as "subjectId", p.[memo] as "memo"`;

export function postingOf(row: Record<string, unknown>): Posting {
  return {
    id: String(row.id),
    regionCode: String(row.regionCode),
    sourceId: String(row.sourceId),
    destinationId: String(row.destinationId),
    asset: String(row.asset),
    amount: wholeNumber(row.amount),
    key: String(row.key),
    kind: String(row.kind),
    at: new Date(row.at as string | Date),
    decisionId: text(row.decisionId),
    reversesId: text(row.reversesId),
    settlesId: text(row.settlesId),
    origin: text(row.origin),
    expiresAt: time(row.expiresAt),
    spendableFrom: time(row.spendableFrom),
    subject: row.subjectKind == null ? null : { kind: String(row.subjectKind), id: String(row.subjectId) },
    memo: row.memo ?? null,
  };
}
