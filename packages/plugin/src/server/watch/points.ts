/**
 * What becomes of points while hours are looked at and after: held, given back, taken off, given again. Everything goes by the postings of the attendance's own awards,
 * found through its decisions; each step has a key of its own, so that it happens once, whoever repeats it.
 */
import { isLedgerError, type Entry, type Hold, type OwnerKind } from '@sidan/ledger';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

const ISSUE = { ownerKind: 'system', ownerId: 'issue' } as const;

/** A posting that an attendance earned its volunteer, and where it is now. */
interface Earned {
  id: string;
  key: string;
  asset: string;
  amount: number;
  accountId: string;
  ownerKind: OwnerKind;
  ownerId: string;
  orderId: string;
  decisionId: string;
  memo: Record<string, unknown> | null;
  origin: string | null;
  expiresAt: Date | null;
  spendableFrom: Date | null;
  attendanceId: string;
  /** The finding that holds, where one does. */
  findingId: string | null;
  /** The posting that holds it. */
  holdId: string | null;
  reversed: boolean;
}

type Points = Pick<Sidan, 'write' | 'ledger'>;

/** 暂缓：what findings in question hold of these attendances, also of points that came after the finding. What was spent meanwhile cannot be held. */
export async function holdPoints(
  sidan: Points,
  q: Connection,
  regionCode: string,
  attendanceIds: readonly string[],
  at: Date,
): Promise<void> {
  const { rows: asked } = await q.query<{ id: string }>(sidan.write(HOLDING), [regionCode, attendanceIds]);
  if (!asked.length) return;
  const earned = await earnedBy(
    sidan,
    q,
    regionCode,
    asked.map(({ id }) => id),
  );
  const open = earned.filter(({ findingId, holdId, reversed }) => findingId && !holdId && !reversed);
  const free = await balances(sidan, q, regionCode, open);
  const entries = open.flatMap((one): Hold[] => {
    const amount = Math.min(one.amount, free.get(one.accountId) ?? 0);
    free.set(one.accountId, (free.get(one.accountId) ?? 0) - amount);
    if (amount <= 0) return [];
    const subject = { kind: 'finding', id: one.findingId! };
    return [{ owner: ownerOf(one), asset: one.asset, amount, key: `hold:${one.key}`, at, subject }];
  });
  for (const entry of entries) await holdIfFree(sidan, q, regionCode, entry);
}

/** What cannot be held now (it is not to be spent yet, the account is frozen) is held by that; nobody's award is refused for it. */
async function holdIfFree({ ledger }: Points, q: Connection, regionCode: string, entry: Hold): Promise<void> {
  await q.query('savepoint sidan_hold');
  try {
    await ledger.hold(q, { regionCode, entries: [entry] });
    await q.query('release savepoint sidan_hold');
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    await q.query('rollback to savepoint sidan_hold');
  }
}

/** 解除暂缓：what is held of an attendance is its volunteer's again. */
export async function releasePoints(
  sidan: Points,
  q: Connection,
  regionCode: string,
  attendanceId: string,
  at: Date,
): Promise<void> {
  const earned = await earnedBy(sidan, q, regionCode, [attendanceId]);
  const entries = earned.flatMap(({ holdId, key }) => (holdId ? [{ hold: holdId, key: `release:${key}`, at }] : []));
  if (entries.length) await sidan.ledger.release(q, { regionCode, entries });
}

/**
 * 核减：an attendance's points go back to where points are issued. What is left of an award that was partly spent goes back, and the rest is told.
 * @returns what could not be taken, by asset
 */
export async function voidPoints(
  sidan: Points,
  q: Connection,
  regionCode: string,
  attendanceId: string,
  at: Date,
): Promise<Record<string, number>> {
  await releasePoints(sidan, q, regionCode, attendanceId, at);
  const earned = (await earnedBy(sidan, q, regionCode, [attendanceId])).filter(({ reversed }) => !reversed);
  const free = await balances(sidan, q, regionCode, earned);
  const short: Record<string, number> = {};
  const whole: Earned[] = [];
  const parts: Entry[] = [];
  for (const one of earned) {
    const amount = Math.min(one.amount, Math.max(free.get(one.accountId) ?? 0, 0));
    free.set(one.accountId, (free.get(one.accountId) ?? 0) - amount);
    if (amount === one.amount) whole.push(one);
    else {
      short[one.asset] = (short[one.asset] ?? 0) + one.amount - amount;
      const common = { asset: one.asset, key: `void:${one.key}`, kind: 'adjust', at, decisionId: one.decisionId };
      if (amount > 0)
        parts.push({ ...common, from: ownerOf(one), to: ISSUE, amount, subject: { kind: 'order', id: one.orderId } });
    }
  }
  if (parts.length) await sidan.ledger.post(q, { regionCode, entries: parts });
  const entries = whole.map(({ id, key }) => ({ reverses: id, key: `void:${key}`, at }));
  if (entries.length) await sidan.ledger.reverse(q, { regionCode, entries });
  return short;
}

/** 恢复：what was taken off an attendance is given again, under the decisions that once gave it. */
export async function restorePoints(
  sidan: Points,
  q: Connection,
  regionCode: string,
  attendanceId: string,
  at: Date,
): Promise<void> {
  const earned = await earnedBy(sidan, q, regionCode, [attendanceId]);
  const taken = await takenOff(sidan, q, regionCode, earned);
  const entries = earned.flatMap((one): Entry[] => {
    const amount = taken.get(`void:${one.key}`) ?? 0;
    if (amount <= 0) return [];
    const { asset, decisionId, orderId, memo, origin, expiresAt, spendableFrom } = one;
    const lot = { origin, expiresAt: momentOf(expiresAt), spendableFrom: momentOf(spendableFrom) };
    const subject = { kind: 'order', id: orderId };
    return [
      {
        from: ISSUE,
        to: ownerOf(one),
        asset,
        amount,
        key: `restore:${one.key}`,
        kind: 'award',
        at,
        decisionId,
        subject,
        memo,
        ...lot,
      },
    ];
  });
  if (entries.length) await sidan.ledger.post(q, { regionCode, entries });
}

const momentOf = (value: Date | string | null) => (value === null ? null : new Date(value));

const ownerOf = ({ ownerKind, ownerId }: Earned) => ({ ownerKind, ownerId });

async function earnedBy(
  { write }: Points,
  q: Connection,
  regionCode: string,
  attendanceIds: readonly string[],
): Promise<Earned[]> {
  const { rows } = await q.query<Omit<Earned, 'amount'> & { amount: string }>(write(EARNED), [
    regionCode,
    attendanceIds,
  ]);
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

/** What is in the accounts, which nobody else changes until the transaction ends. */
async function balances(
  { write }: Points,
  q: Connection,
  regionCode: string,
  earned: readonly Earned[],
): Promise<Map<string, number>> {
  const ids = [...new Set(earned.map(({ accountId }) => accountId))];
  if (!ids.length) return new Map();
  const { rows } = await q.query<{ id: string; balance: string }>(
    write(
      `select c.[id] as id, c.[balance] as balance from {sidanAccounts} c where c.[regionCode] = $1 and c.[id] = any($2::uuid[]) order by c.[id] for no key update`,
    ),
    [regionCode, ids],
  );
  return new Map(rows.map(({ id, balance }) => [id, Number(balance)]));
}

async function takenOff(
  { write }: Points,
  q: Connection,
  regionCode: string,
  earned: readonly Earned[],
): Promise<Map<string, number>> {
  const { rows } = await q.query<{ key: string; amount: string }>(
    write(
      `select p.[key] as key, p.[amount] as amount from {sidanPostings} p where p.[regionCode] = $1 and p.[key] = any($2::text[])`,
    ),
    [regionCode, earned.map(({ key }) => `void:${key}`)],
  );
  return new Map(rows.map(({ key, amount }) => [key, Number(amount)]));
}

const HOLDING = `
select distinct f.[attendanceId] as id from {sidanFindings} f
 where f.[regionCode] = $1 and f.[attendanceId] = any($2::uuid[]) and f.[state] = 'open' and f.[outcome] #>> '{params,severity}' = 'hold'`;

/** An award and what limits moved to another account of the same person, by the keys under which they were posted (`effects/award/store.ts`). */
const EARNED = `
select p.[id] as id, p.[key] as key, p.[asset] as asset, p.[amount] as amount, c.[id] as "accountId", c.[ownerKind] as "ownerKind", c.[ownerId] as "ownerId",
       a.[orderId] as "orderId", d.[id] as "decisionId", p.[memo] as memo, p.[origin] as origin, p.[expiresAt] as "expiresAt", p.[spendableFrom] as "spendableFrom", a.[id] as "attendanceId",
       (select f.[id] from {sidanFindings} f where f.[regionCode] = $1 and f.[attendanceId] = a.[id] and f.[state] = 'open' and f.[outcome] #>> '{params,severity}' = 'hold'
           and coalesce(f.[outcome] #>> '{params,holds}', p.[asset]) = p.[asset] order by f.[at], f.[id] limit 1) as "findingId",
       (select h.[id] from {sidanPostings} h where h.[regionCode] = $1 and h.[key] = 'hold:' || p.[key]
           and not exists (select 1 from {sidanPostings} x where x.[regionCode] = $1 and x.[settlesId] = h.[id])) as "holdId",
       exists (select 1 from {sidanPostings} x where x.[regionCode] = $1 and (x.[reversesId] = p.[id] or x.[key] = 'void:' || p.[key])) as reversed
  from {sidanAttendances} a
  join {sidanDecisions} d on d.[regionCode] = $1 and d.[orderId] = a.[orderId] and d.[kind] = 'award' and split_part(d.[key], ':', 4) = a.[id]::text
  cross join lateral (select d.[key] as key union all select d.[key] || ':' || (l ->> 'rule') from jsonb_array_elements(coalesce(d.[outcome] #> '{settled,limits}', '[]')) l) k
  join {sidanPostings} p on p.[regionCode] = $1 and p.[key] = k.key
  join {sidanAccounts} c on c.[regionCode] = $1 and c.[id] = p.[destinationId]
 where a.[regionCode] = $1 and a.[id] = any($2::uuid[]) and c.[ownerKind] = 'person' and split_part(c.[ownerId], '/', 1) = a.[personId]::text
 order by p.[at], p.[id]`;
