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
const END = (end: string, other: string, sign: string, { paged, since }: Form) => `(select ${POSTING_COLUMNS},
    ${sign}p.[amount] as change, p.[${other}] as other_id
  from {postings} p where p.[regionCode] = $1 and p.[${end}] = (select [id] from own)
    ${paged ? 'and (p.[at], p.[id]) < ((select at from cut), (select id from cut))' : ''} ${since ? `and p.[at] >= ${since}` : ''}
  order by p.[at] desc, p.[id] desc limit $5)`;

/** Where a page begins and ends. */
interface Form {
  /** Below a cut: entries of it, or newer, are on earlier pages or after the period. */
  paged: boolean;
  /** The cut. */
  cut: string;
  /** The parameter that holds the beginning of the period. */
  since?: string;
}

/** Below every id. */
const NO_ID = `'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * Order is business time, then id: an entry that was written late stands where it belongs, and the running balance follows that order.
 * A form of the statement for each kind of page, since a condition that may be absent would keep PostgreSQL from entering the index at the cut.
 */
const statementSql = (form: Form) => `
with own as (${ACCOUNT}),
cut as (${form.cut}),
newer as materialized (select ${form.paged ? `${NEWER('destinationId')} - ${NEWER('sourceId')}` : '0'} as amount),
page as (select * from (${END('sourceId', 'destinationId', '-', form)} union all ${END('destinationId', 'sourceId', '', form)}) ends
  order by "at" desc, "id" desc limit $5)
select (${totalOf('own')})::text as total,
  (select amount from newer)::text as newer,
  ${form.paged ? 'exists (select 1 from cut)' : 'true'} as found,
  page.*, o.[ownerKind] as other_kind, o.[ownerId] as other_owner, r.[id] as reversed_by
from own left join page on true
left join {accounts} o on o.[regionCode] = $1 and o.[id] = page.other_id
left join {postings} r on r.[regionCode] = $1 and r.[reversesId] = page."id"
order by page."at" desc, page."id" desc`;

const FIRST_PAGE = statementSql({ paged: false, cut: 'select null where false' });
const LATER_PAGE = statementSql({
  paged: true,
  cut: 'select p.[at] as at, p.[id] as id from {postings} p where p.[regionCode] = $1 and p.[id] = $6',
});
const PERIOD = statementSql({
  paged: true,
  cut: `select $6::timestamptz as at, ${NO_ID} as id`,
  since: '$7::timestamptz',
});

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
  if (rows[0]?.found === false) throw new LedgerError('POSTING_NOT_FOUND', { postingId: page.before });

  const { total, lines } = linesOf(rows);
  const shown = lines.slice(0, limit);
  const last = shown.at(-1);
  return { balance: total, lines: shown, ...(lines.length > limit && last ? { next: last.id } : {}) };
}

/** The entries of a time, newest first, with what there was when it began and ended. */
export interface Period {
  opening: number;
  closing: number;
  lines: StatementLine[];
  /** There are older ones in it, which are not here: `opening` is then the balance before the first that is. */
  more: boolean;
}

/** See `Ledger.period`. */
export async function periodOf(
  q: Queryable,
  write: (text: string) => string,
  account: AccountKey,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<Period> {
  const { rows } = await q.query(write(PERIOD), [...accountParams(account), limit + 1, to, from]);
  const { closing, lines } = linesOf(rows);
  const shown = lines.slice(0, limit);
  const first = shown.at(-1);
  return { opening: first ? first.balance - first.change : closing, closing, lines: shown, more: lines.length > limit };
}

/** The entries with the balance after each; `closing`: after the newest of them. */
function linesOf(rows: Record<string, unknown>[]): { total: number; closing: number; lines: StatementLine[] } {
  const total = wholeNumber(rows[0]?.total);
  const closing = total - wholeNumber(rows[0]?.newer);
  let balance = closing;
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
  return { total, closing, lines };
}
