import { ACCOUNT, accountParams, totalOf } from './balance';
import { LedgerError } from './errors';
import type { Queryable } from './queryable';
import { POSTING_COLUMNS, postingOf, wholeNumber } from './rows';
import type { AccountKey, AccountRef, Posting } from './types';

export interface StatementLine extends Posting {
  /** What the entry did to this account: negative when it left. */
  change: number;
  /** Balance after this entry and all before it. */
  balance: number;
  /** The account at the other end. */
  other: AccountRef;
  /** The posting that reversed this one, if any. */
  reversedById: string | null;
}

export interface Statement {
  /** The account's balance now, whatever page this is. */
  balance: number;
  lines: StatementLine[];
  /** To be given as `before` for the next, older page; absent on the last. */
  next?: string;
}

const LIMIT_MAX = 500;

/** Newer than the cut: what has to be taken off today's balance to start an older page. */
const NEWER = (
  end: string,
) => `(select coalesce(sum(p.[amount]), 0) from {postings} p where p.[regionCode] = $1 and p.[${end}] = (select [id] from own)
  and (p.[at], p.[id]) >= ((select at from cut), (select id from cut)))`;

/** One end of the account's entries, newest first, straight from its index. */
const END = (end: string, other: string, sign: string, paged: boolean) => `(select ${POSTING_COLUMNS},
    ${sign}p.[amount] as change, p.[${other}] as other_id
  from {postings} p where p.[regionCode] = $1 and p.[${end}] = (select [id] from own)
    ${paged ? 'and (p.[at], p.[id]) < ((select at from cut), (select id from cut))' : ''}
  order by p.[at] desc, p.[id] desc limit $5)`;

/**
 * Order is business time, then id: an entry that was written late stands where it belongs, and the running balance follows that order.
 * Two forms of the statement, since a condition that may be absent would keep PostgreSQL from entering the index at the cut.
 */
const statementSql = (paged: boolean) => `
with own as (${ACCOUNT}),
cut as (select p.[at] as at, p.[id] as id from {postings} p where ${paged ? 'p.[regionCode] = $1 and p.[id] = $6' : 'false'}),
newer as materialized (select ${paged ? `${NEWER('destinationId')} - ${NEWER('sourceId')}` : '0'} as amount),
page as (select * from (${END('sourceId', 'destinationId', '-', paged)} union all ${END('destinationId', 'sourceId', '', paged)}) ends
  order by "at" desc, "id" desc limit $5)
select (${totalOf('own')})::text as total,
  (select amount from newer)::text as newer,
  ${paged ? 'exists (select 1 from cut)' : 'true'} as found,
  page.*, o.[ownerKind] as other_kind, o.[ownerId] as other_owner, r.[id] as reversed_by
from own left join page on true
left join {accounts} o on o.[regionCode] = $1 and o.[id] = page.other_id
left join {postings} r on r.[regionCode] = $1 and r.[reversesId] = page."id"
order by page."at" desc, page."id" desc`;

const FIRST_PAGE = statementSql(false);
const LATER_PAGE = statementSql(true);

export async function statementOf(
  q: Queryable,
  write: (text: string) => string,
  account: AccountKey,
  page: { limit?: number; before?: string },
): Promise<Statement> {
  const limit = Math.min(Math.max(Math.trunc(page.limit ?? 50), 1), LIMIT_MAX);
  // One more than asked for tells whether there is another page.
  const params = [...accountParams(account), limit + 1, ...(page.before ? [page.before] : [])];
  const { rows } = await q.query(write(page.before ? LATER_PAGE : FIRST_PAGE), params);
  const head = rows[0];
  if (head?.found === false) throw new LedgerError('POSTING_NOT_FOUND', { postingId: page.before });

  const total = wholeNumber(head?.total);
  let balance = total - wholeNumber(head?.newer);
  const lines = rows
    .filter((row) => row.id != null)
    .map((row): StatementLine => {
      const change = wholeNumber(row.change);
      const line = {
        ...postingOf(row),
        change,
        balance,
        other: { ownerKind: row.other_kind, ownerId: row.other_owner } as AccountRef,
        reversedById: row.reversed_by == null ? null : String(row.reversed_by),
      };
      balance -= change;
      return line;
    });
  const shown = lines.slice(0, limit);
  const last = shown.at(-1);
  return { balance: total, lines: shown, ...(lines.length > limit && last ? { next: last.id } : {}) };
}
