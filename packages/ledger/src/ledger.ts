import { balanceOf } from './balance';
import { checkEntries, partiesOf, reversalRow, transferRow } from './entries';
import { toLedgerError } from './errors';
import { functionName, type Names, sqlWriter } from './names';
import type { Queryable } from './queryable';
import { postingOf } from './rows';
import { type Statement, statementOf } from './statement';
import { postingsAbout } from './about';
import { defaultTerms } from './terms';
import type { AccountKey, AccountRef, AccountTerms, Entry, Posted, Posting, Reversal, Subject } from './types';
import { verifyBook, type Violation } from './verify';

/** The book. Every method takes the connection to work on, and is one statement, one round trip (`verify`: several). */
export interface Ledger {
  /**
   * Posts transfers of one county, all or none, opening accounts on demand; answers in the order given. Call it once per
   * transaction, with everything that the transaction posts: then no two transactions ever wait for each other in a circle.
   * An entry whose key stands in the book with the same content (accounts, asset, amount, kind, subject) posts nothing and answers with
   * the earlier posting and `replayed: true`.
   * Errors: INVALID_ENTRY, KEY_CONFLICT, INSUFFICIENT, ACCOUNT_FROZEN, ACCOUNT_CLOSED. They end the caller's transaction.
   */
  post(q: Queryable, request: { regionCode: string; entries: readonly Entry[] }): Promise<Posted[]>;
  /**
   * Reverses postings in full, each once for ever, by mirrored postings of kind `reverse`. Replays and refuses by key as `post` does.
   * Errors: INVALID_ENTRY, POSTING_NOT_FOUND, ALREADY_REVERSED (under another key), NOT_REVERSIBLE (it is a reversal itself),
   * KEY_CONFLICT, INSUFFICIENT (the points are spent), ACCOUNT_CLOSED.
   */
  reverse(q: Queryable, request: { regionCode: string; entries: readonly Reversal[] }): Promise<Posted[]>;
  /** Balance in the asset's smallest unit; 0 for an account that was never opened. */
  balance(q: Queryable, account: AccountKey): Promise<number>;
  /** One page of an account's entries, newest first, each with the balance after it. `before`: `next` of the page before. */
  statement(q: Queryable, account: AccountKey, page?: { limit?: number; before?: string }): Promise<Statement>;
  /** What was posted about a subject, oldest first: 1,000 postings at most. `unreversed`: only awards and the like that still stand. */
  about(q: Queryable, request: { regionCode: string; subject: Subject; unreversed?: boolean }): Promise<Posting[]>;
  /** Proves the whole book, or one county's, and lists what does not hold: empty when all is well. Reads everything. */
  verify(q: Queryable, regionCode?: string): Promise<Violation[]>;
}

/** `ids` makes UUIDs that never repeat. `termsOf` says on what terms an account is opened (default: `defaultTerms`). */
export function createLedger(
  names: Names,
  ids: () => string,
  options: { termsOf?: (ref: AccountRef, asset: string) => AccountTerms } = {},
): Ledger {
  const write = sqlWriter(names);
  const termsOf = options.termsOf ?? defaultTerms;
  const call = `select ${functionName(names, 'post')}($1::text, $2::jsonb, $3::jsonb) as "posted"`;

  async function submit(
    q: Queryable,
    regionCode: string,
    parties: object[],
    entries: { key: string }[],
  ): Promise<Posted[]> {
    try {
      const { rows } = await q.query(call, [regionCode, JSON.stringify(parties), JSON.stringify(entries)]);
      const posted = rows[0]?.posted as Record<string, Record<string, unknown>>;
      return entries.map(({ key }) => ({ ...postingOf(posted[key]!), replayed: posted[key]!.replayed === true }));
    } catch (error) {
      throw toLedgerError(error);
    }
  }

  return {
    async post(q, { regionCode, entries }) {
      checkEntries(entries);
      if (entries.length === 0) return [];
      const rows = entries.map((entry, n) => transferRow(entry, n, ids()));
      return submit(q, regionCode, partiesOf(entries, ids, termsOf), rows);
    },
    async reverse(q, { regionCode, entries }) {
      checkEntries(entries);
      if (entries.length === 0) return [];
      return submit(
        q,
        regionCode,
        [],
        entries.map((entry, n) => reversalRow(entry, n, ids())),
      );
    },
    balance: (q, account) => balanceOf(q, write, account),
    statement: (q, account, page = {}) => statementOf(q, write, account, page),
    about: (q, request) => postingsAbout(q, write, request),
    verify: (q, regionCode) => verifyBook(q, names, regionCode),
  };
}
