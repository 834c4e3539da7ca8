import type { Queryable } from './queryable';
import { wholeNumber } from './rows';
import type { AccountRef, Entry, Posted } from './types';

/** A transfer from an account of one county to one of another. */
export interface Crossing extends Omit<Entry, 'from' | 'to' | 'origin' | 'expiresAt' | 'spendableFrom'> {
  from: AccountRef & { regionCode: string };
  to: AccountRef & { regionCode: string };
}

/** What stands in both books. */
export interface Crossed {
  left: Posted;
  /** One for each part that has an origin and an expiry of its own. */
  arrived: Posted[];
}

const CLEARING = 'clearing:';

/** 往来清算：what a county has passed to another, less what came from there. Each of two counties has one for the other, and both together are nothing. */
export const clearingWith = (regionCode: string): AccountRef => ({
  ownerKind: 'system',
  ownerId: `${CLEARING}${regionCode}`,
});

/** Whether an account is one of these. */
export const isClearing = ({ ownerKind, ownerId }: AccountRef): boolean =>
  ownerKind === 'system' && ownerId.startsWith(CLEARING);

/** Parts of what a posting drew, in the order in which they would be spent. Nothing for an account that has no lots. */
const DRAWN = `select l.[origin] as origin, l.[expiresAt] as expires, l.[spendableFrom] as spendable, sum(d.[amount]) as amount
  from {own:draws} d join {own:lots} l on l.[id] = d.[lotId] and l.[regionCode] = d.[regionCode]
  where d.[postingId] = $1::uuid and d.[regionCode] = $2 and d.[amount] > 0
  group by 1, 2, 3 order by 2, 3, 1`;

/** Both accounts, in the order in which every posting takes them: two that cross to and fro form a queue and never a circle. */
const TAKEN = `select 1 from {accounts} a where a.[asset] = $1 and (
    (a.[regionCode] = $2 and a.[ownerKind] = $3 and a.[ownerId] = $4) or (a.[regionCode] = $5 and a.[ownerKind] = $6 and a.[ownerId] = $7))
    and a.[kept] and a.[slots] = 1
  order by a.[id] for no key update`;

const moment = (value: unknown) => (value == null ? null : new Date(value as string | Date));

/** Posts entries of one county. */
export type PostIn = (q: Queryable, request: { regionCode: string; entries: readonly Entry[] }) => Promise<Posted[]>;

/** See `Ledger.across`. */
export async function postAcross(
  q: Queryable,
  write: (text: string) => string,
  post: PostIn,
  { from, to, amount, key, ...rest }: Crossing,
): Promise<Crossed> {
  const ends = [from, to].flatMap(({ regionCode, ownerKind, ownerId }) => [regionCode, ownerKind, ownerId]);
  await q.query(write(TAKEN), [rest.asset, ...ends]);
  const [left] = await post(q, {
    regionCode: from.regionCode,
    entries: [{ ...rest, from, to: clearingWith(to.regionCode), amount, key }],
  });
  const { rows } = await q.query(write(DRAWN), [left!.id, from.regionCode]);
  const parts = rows.map((row) => ({
    amount: wholeNumber(row.amount),
    origin: row.origin == null ? null : String(row.origin),
    expiresAt: moment(row.expires),
    spendableFrom: moment(row.spendable),
  }));
  // What was owed below zero stands in no lot.
  const other = amount - parts.reduce((sum, part) => sum + part.amount, 0);
  if (other > 0) parts.push({ amount: other, origin: null, expiresAt: null, spendableFrom: null });
  const arrived = await post(q, {
    regionCode: to.regionCode,
    entries: parts.map((part, n) => ({
      ...rest,
      ...part,
      from: clearingWith(from.regionCode),
      to,
      key: parts.length === 1 ? key : `${key}:${n}`,
    })),
  });
  return { left: left!, arrived };
}
