import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { shifted, type Month } from './month';

/** What expires goes in the first minutes after its last day, and is of that day: an expiry counts a day earlier than it was posted. */
const BOOKED = `case when p.[kind] = 'expire' then p.[at] - interval '1 day' else p.[at] end`;

/**
 * 月度对账单: fixes the statements of the next accounts, in the order of their ids. The closing balance is today's less what came after the month, so that it costs the same however long
 * the history is; what the month before closed with, and the month's own entries, do not add up to it by what was posted for earlier months meanwhile: that is `late`.
 * @returns the last account looked at, none when there are no more; and how many statements were fixed
 */
export async function fixStatements(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  month: Month,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ last: string | null; statements: number }> {
  const { rows } = await q.query<{ last: string | null; statements: string }>(sidan.write(STATEMENT), [
    regionCode,
    month.from,
    month.to,
    month.name,
    shifted(month.name, -1),
    after,
    limit,
  ]);
  return { last: rows[0]!.last, statements: Number(rows[0]!.statements) };
}

const END = (end: string, sign: string) => `
  select p.[kind] as kind, ${sign}p.[amount] as change, ${BOOKED} as booked from {sidanPostings} p
   where p.[regionCode] = $1 and p.[${end}] = c.id and p.[at] >= $2::timestamptz`;

const STATEMENT = `
with chosen as materialized (
  select a.[id] as id, a.[ownerKind] as kind, a.[ownerId] as owner, a.[asset] as asset, a.[balance] as balance from {sidanAccounts} a
   where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[ownerKind] not in ('system', 'hold') and a.[id] > coalesce($6::uuid, '00000000-0000-0000-0000-000000000000')
   order by a.[id] limit $7
), moved as (
  select c.id, sum(m.change) filter (where m.booked >= $3::timestamptz) as after, sum(m.change) filter (where m.booked < $3::timestamptz) as total,
         sum(m.change) filter (where m.booked < $3::timestamptz and m.kind = 'award') as earned,
         -sum(m.change) filter (where m.booked < $3::timestamptz and m.kind in ('redeem', 'hold', 'release', 'refund')) as spent,
         -sum(m.change) filter (where m.booked < $3::timestamptz and m.kind = 'donate') as donated,
         -sum(m.change) filter (where m.booked < $3::timestamptz and m.kind = 'expire') as expired
    from chosen c cross join lateral (${END('destinationId', '')} union all ${END('sourceId', '-')}) m
   where m.booked >= $2::timestamptz group by c.id
), said as (
  select c.*, c.balance - coalesce(m.after, 0) as closing, coalesce(m.total, 0) as total, coalesce(m.earned, 0) as earned, coalesce(m.spent, 0) as spent,
         coalesce(m.donated, 0) as donated, coalesce(m.expired, 0) as expired,
         exists (select 1 from {sidanCloses} x where x.[regionCode] = $1 and x.[month] = $5 and x.[state] = 'done') as follows, coalesce(b.[closing], 0) as before
    from chosen c left join moved m on m.id = c.id
    left join {sidanMonthStatements} b on b.[regionCode] = $1 and b.[month] = $5 and b.[accountId] = c.id
), written as (
  insert into {sidanMonthStatements} ([id], [regionCode], [month], [accountId], [ownerKind], [ownerId], [asset], [opening], [late], [earned], [spent], [donated], [expired], [other],
                                      [closing], [createdAt], [updatedAt])
  select gen_random_uuid(), $1, $4, s.id, s.kind, s.owner, s.asset, o.opening, s.closing - s.total - o.opening, s.earned, s.spent, s.donated, s.expired,
         s.total - s.earned + s.spent + s.donated + s.expired, s.closing, now(), now()
    from said s cross join lateral (select case when s.follows then s.before else s.closing - s.total end as opening) o
   where s.closing <> 0 or o.opening <> 0 or s.total <> 0 or s.earned <> 0 or s.spent <> 0 or s.expired <> 0
  on conflict ([regionCode], [month], [accountId]) do nothing returning 1
)
select (select c.id from chosen c order by c.id desc limit 1) as last, (select count(*) from written) as statements`;
