import { LedgerError } from './errors';
import { type AccountRef, type AccountTerms, type Entry, OWNER_KINDS, type Reversal } from './types';

/** A call posts no more than this at once; a longer job posts in several calls, each in its own transaction. */
export const ENTRIES_MAX = 10_000;
const KEY_CHARS_MAX = 200;

const isUuid = (value: unknown) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value));
const isRef = (ref: AccountRef) =>
  OWNER_KINDS.includes(ref.ownerKind) && typeof ref.ownerId === 'string' && ref.ownerId !== '';
const isText = (value: unknown, charsMax = 255) =>
  typeof value === 'string' && value !== '' && value.length <= charsMax;

/** The first field of an entry that cannot be posted. */
function badField(entry: Entry & Reversal): string | undefined {
  if (!isText(entry.key, KEY_CHARS_MAX)) return 'key';
  if (!(entry.at instanceof Date) || Number.isNaN(entry.at.getTime())) return 'at';
  if (entry.decisionId != null && !isUuid(entry.decisionId)) return 'decisionId';
  if (entry.reverses !== undefined) return isUuid(entry.reverses) ? undefined : 'reverses';
  if (!isRef(entry.from)) return 'from';
  if (!isRef(entry.to)) return 'to';
  if (entry.from.ownerKind === entry.to.ownerKind && entry.from.ownerId === entry.to.ownerId) return 'to';
  if (!isText(entry.asset)) return 'asset';
  if (!Number.isSafeInteger(entry.amount) || entry.amount <= 0) return 'amount';
  if (!isText(entry.kind) || entry.kind === 'reverse') return 'kind';
  if (entry.subject && !(isText(entry.subject.kind) && isText(entry.subject.id))) return 'subject';
  return undefined;
}

/** Throws INVALID_ENTRY `{ index, field }` for the first entry that cannot be posted. */
export function checkEntries(entries: readonly (Entry | Reversal)[]): void {
  if (entries.length > ENTRIES_MAX) throw new LedgerError('INVALID_ENTRY', { index: ENTRIES_MAX, field: 'entries' });
  const keys = new Set<string>();
  entries.forEach((entry, index) => {
    const field = badField(entry as Entry & Reversal) ?? (keys.has(entry.key) ? 'key' : undefined);
    if (field) throw new LedgerError('INVALID_ENTRY', { index, field });
    keys.add(entry.key);
  });
}

/** Each account that the entries name, once, with an id and terms in case it has to be opened. */
export function partiesOf(
  entries: readonly Entry[],
  ids: () => string,
  termsOf: (ref: AccountRef, asset: string) => AccountTerms,
) {
  const parties = new Map<string, object>();
  for (const { from, to, asset } of entries) {
    for (const ref of [from, to]) {
      const name = JSON.stringify([ref.ownerKind, ref.ownerId, asset]);
      if (parties.has(name)) continue;
      parties.set(name, { id: ids(), ownerKind: ref.ownerKind, ownerId: ref.ownerId, asset, ...termsOf(ref, asset) });
    }
  }
  return [...parties.values()];
}

const circumstances = (entry: Entry | Reversal, n: number, id: string) => ({
  n,
  id,
  key: entry.key,
  at: entry.at.toISOString(),
  decisionId: entry.decisionId ?? null,
  memo: entry.memo ?? null,
});

/** A transfer as the database's function takes it. */
export const transferRow = (entry: Entry, n: number, id: string) => ({
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
});

/** A reversal as the database's function takes it. */
export const reversalRow = (entry: Reversal, n: number, id: string) => ({
  ...circumstances(entry, n, id),
  kind: 'reverse',
  reverses: entry.reverses,
});
