import { LedgerError } from './errors';
import { holdOf } from './terms';
import {
  type AccountRef,
  type AccountTerms,
  type Capture,
  type Entry,
  type Hold,
  OWNER_KINDS,
  type Reversal,
} from './types';

/** A call posts no more than this at once; a longer job posts in several calls, each in its own transaction. */
export const ENTRIES_MAX = 10_000;
const KEY_CHARS_MAX = 200;

/** An entry as the caller gives it, of whatever kind. */
export type AnyEntry = Entry | Reversal | Capture;

const isUuid = (value: unknown) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value));
const isRef = (ref: AccountRef | undefined) =>
  ref !== undefined && OWNER_KINDS.includes(ref.ownerKind) && typeof ref.ownerId === 'string' && ref.ownerId !== '';
const isText = (value: unknown, charsMax = 255) =>
  typeof value === 'string' && value !== '' && value.length <= charsMax;
const isMoment = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime());
/** Kinds that postings have by what they do, and not because somebody says so. */
const RESERVED = new Set(['reverse', 'hold']);

/** The first field of an entry that cannot be posted. `reserved`: it may be of a kind that only the ledger gives. */
function badField(entry: Partial<Entry & Reversal & Capture>, reserved: boolean): string | undefined {
  if (!isText(entry.key, KEY_CHARS_MAX)) return 'key';
  if (!isMoment(entry.at)) return 'at';
  if (entry.decisionId != null && !isUuid(entry.decisionId)) return 'decisionId';
  if (entry.reverses !== undefined) return isUuid(entry.reverses) ? undefined : 'reverses';
  if (!isText(entry.kind) || (!reserved && RESERVED.has(entry.kind!))) return 'kind';
  if (!isRef(entry.to)) return 'to';
  if (!isText(entry.asset)) return 'asset';
  if (entry.hold !== undefined) return isUuid(entry.hold) ? undefined : 'hold';
  if (!isRef(entry.from)) return 'from';
  if (entry.from!.ownerKind === entry.to!.ownerKind && entry.from!.ownerId === entry.to!.ownerId) return 'to';
  if (!Number.isSafeInteger(entry.amount) || entry.amount! <= 0) return 'amount';
  if (entry.subject && !(isText(entry.subject.kind) && isText(entry.subject.id))) return 'subject';
  if (entry.origin != null && !isText(entry.origin)) return 'origin';
  if (entry.expiresAt != null && !isMoment(entry.expiresAt)) return 'expiresAt';
  if (entry.spendableFrom != null && !isMoment(entry.spendableFrom)) return 'spendableFrom';
  return undefined;
}

/** Throws INVALID_ENTRY `{ index, field }` for the first entry that cannot be posted. */
export function checkEntries(entries: readonly AnyEntry[], reserved = false): void {
  if (entries.length > ENTRIES_MAX) throw new LedgerError('INVALID_ENTRY', { index: ENTRIES_MAX, field: 'entries' });
  const keys = new Set<string>();
  entries.forEach((entry, index) => {
    const field = badField(entry, reserved) ?? (keys.has(entry.key) ? 'key' : undefined);
    if (field) throw new LedgerError('INVALID_ENTRY', { index, field });
    keys.add(entry.key);
  });
}

/** Each account that is named, once, with an id and terms in case it has to be opened. */
export function partiesOf(
  accounts: readonly { ref: AccountRef; asset: string }[],
  ids: () => string,
  termsOf: (ref: AccountRef, asset: string) => AccountTerms,
) {
  const parties = new Map<string, object>();
  for (const { ref, asset } of accounts) {
    const name = JSON.stringify([ref.ownerKind, ref.ownerId, asset]);
    if (parties.has(name)) continue;
    parties.set(name, { id: ids(), ownerKind: ref.ownerKind, ownerId: ref.ownerId, asset, ...termsOf(ref, asset) });
  }
  return [...parties.values()];
}

/** An entry as the database's function takes it. */
export interface Row {
  n: number;
  id: string;
  key: string;
  at: string;
  kind: string;
  decisionId: string | null;
  memo: unknown;
  reverses?: string;
  settles?: string;
  [column: string]: unknown;
}

const circumstances = (entry: AnyEntry, n: number, id: string) => ({
  n,
  id,
  key: entry.key,
  at: entry.at.toISOString(),
  decisionId: entry.decisionId ?? null,
  memo: entry.memo ?? null,
});

export const transferRow = (entry: Entry, n: number, id: string): Row => ({
  ...circumstances(entry, n, id),
  fromKind: entry.from.ownerKind,
  fromId: entry.from.ownerId,
  toKind: entry.to.ownerKind,
  toId: entry.to.ownerId,
  asset: entry.asset,
  amount: entry.amount,
  kind: entry.kind,
  subjectKind: entry.subject?.kind ?? null,
  subjectId: entry.subject?.id ?? null,
  origin: entry.origin ?? null,
  expiresAt: entry.expiresAt?.toISOString() ?? null,
  spendableFrom: entry.spendableFrom?.toISOString() ?? null,
});

/** What is held goes to the account that keeps it for its owner. */
export const holdEntry = ({ owner, ...rest }: Hold): Entry => ({
  ...rest,
  from: owner,
  to: holdOf(owner),
  kind: 'hold',
});

export const reversalRow = (entry: Reversal, n: number, id: string): Row => ({
  ...circumstances(entry, n, id),
  kind: 'reverse',
  reverses: entry.reverses,
});

export const captureRow = (entry: Capture, n: number, id: string): Row => ({
  ...circumstances(entry, n, id),
  kind: entry.kind,
  settles: entry.hold,
  asset: entry.asset,
  toKind: entry.to.ownerKind,
  toId: entry.to.ownerId,
});
