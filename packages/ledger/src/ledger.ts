import { postingsAbout } from './about';
import { type Crossed, type Crossing, postAcross } from './across';
import { balanceOf } from './balance';
import { captureRow, checkEntries, holdEntry, partiesOf, reversalRow, transferRow } from './entries';
import { LedgerError } from './errors';
import { expireLots } from './expire';
import { type Lot, lotsOf } from './lots';
import { type Names, sqlWriter } from './names';
import { type Going, lastingOf, outlookOf } from './outlook';
import type { Queryable } from './queryable';
import { type Period, periodOf, type Statement, statementOf } from './statement';
import { submitter } from './submit';
import { defaultTerms } from './terms';
import { openAccount } from './open';
import { setTerms, type TermsEntry, termsOfAccount } from './termsHistory';
import type {
  AccountKey,
  AccountRef,
  AccountTerms,
  Capture,
  Entry,
  Hold,
  Posted,
  Posting,
  Release,
  Reversal,
  Subject,
  TermsChange,
} from './types';
import { verifyBook } from './verify';
import type { Violation } from './violation';

/** The book. Every method takes the connection to work on, and is one statement, one round trip (`verify`: several). */
export interface Ledger {
  /**
   * Posts transfers of one county, all or none and in the order given, opening accounts on demand; answers in that order. Call it once
   * per transaction, with everything that the transaction posts: then no two transactions ever wait for each other in a circle.
   * An entry whose key stands in the book with the same content (accounts, asset, amount, kind, subject, lot) posts nothing and answers with
   * the earlier posting and `replayed: true`.
   * Errors: INVALID_ENTRY, KEY_CONFLICT, INSUFFICIENT, ACCOUNT_FROZEN, ACCOUNT_REFUSING, ACCOUNT_CLOSED. They end the caller's transaction.
   */
  post(q: Queryable, request: { regionCode: string; entries: readonly Entry[] }): Promise<Posted[]>;
  /**
   * Reverses postings in full, each once for ever, by mirrored postings of kind `reverse`. Replays and refuses by key as `post` does.
   * Errors: INVALID_ENTRY, POSTING_NOT_FOUND, ALREADY_REVERSED (under another key), NOT_REVERSIBLE (it is a reversal itself),
   * KEY_CONFLICT, INSUFFICIENT (the points are spent), ACCOUNT_CLOSED.
   */
  reverse(q: Queryable, request: { regionCode: string; entries: readonly Reversal[] }): Promise<Posted[]>;
  /** 冻结：puts so much of an account aside, for `capture` or `release`. The answer's `id` is the hold. Errors as `post`. */
  hold(q: Queryable, request: { regionCode: string; entries: readonly Hold[] }): Promise<Posted[]>;
  /**
   * What was held goes where it was held for.
   * Errors as `post`, and POSTING_NOT_FOUND, NOT_A_HOLD, ALREADY_SETTLED (captured or released before, under another key).
   */
  capture(q: Queryable, request: { regionCode: string; entries: readonly Capture[] }): Promise<Posted[]>;
  /** What was held goes back into the lots that it came from. Errors as `capture`. */
  release(q: Queryable, request: { regionCode: string; entries: readonly Release[] }): Promise<Posted[]>;
  /**
   * 到期：what has expired in a county by `at`, and is not spent, leaves its accounts, one posting for each account: the accounts that hold the first `limit` lots (default
   * 1,000). Answers how many accounts; none, when nothing is left to do. Run again, or twice at once, it takes nothing twice. `to`: where it goes, `system`/`expired` by default.
   */
  expire(q: Queryable, request: { regionCode: string; at: Date; limit?: number; to?: AccountRef }): Promise<number>;
  /**
   * From an account of one county to one of another, in the caller's transaction: it leaves the one for its clearing account with the other county, and
   * comes out of that county's clearing account with the first (`clearingWith`), each part with the origin, expiry and unlock that it had. Replays by key
   * as `post` does. The first thing that its transaction posts: it takes both accounts in the order of all.
   * Errors as `post`, and INVALID_ENTRY (`regionCode`) where both are of one county.
   */
  across(q: Queryable, crossing: Crossing): Promise<Crossed>;
  /** Opens an account that nothing was ever posted to, so that its terms can be set; one that is there stays as it is. Errors: INVALID_ENTRY. */
  open(q: Queryable, account: AccountKey): Promise<void>;
  /** Other terms for an account, kept with their reason. Errors: ACCOUNT_NOT_FOUND, INSUFFICIENT (it is below them already). */
  setTerms(q: Queryable, change: TermsChange): Promise<void>;
  /** How an account's terms came about, newest first. */
  terms(q: Queryable, account: AccountKey): Promise<TermsEntry[]>;
  /** What an account's balance is made of, in the order in which it will be spent: `limit` lots at most (default 100). */
  lots(q: Queryable, account: AccountKey, page?: { limit?: number }): Promise<Lot[]>;
  /** What expires when, by asset and month, if nothing of it is spent before. `zone`: whose days they are, `Asia/Shanghai`. */
  outlook(q: Queryable, request: { regionCode: string; zone: string }): Promise<Going[]>;

  /** How many people and others (merchants aside) have something that never expires, by asset. */
  lasting(q: Queryable, request: { regionCode: string }): Promise<{ asset: string; accounts: number }[]>;
  /** Balance in the asset's smallest unit; 0 for an account that was never opened. */
  balance(q: Queryable, account: AccountKey): Promise<number>;
  /** One page of an account's entries, newest first, each with the balance after it. `before`: `next` of the page before. */
  statement(q: Queryable, account: AccountKey, page?: { limit?: number; before?: string }): Promise<Statement>;
  /** The newest `limit` of an account's entries from a moment to another (which is not in it), with the balances when it began and ended. */
  period(q: Queryable, account: AccountKey, time: { from: Date; to: Date; limit: number }): Promise<Period>;
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
  const submit = submitter(names);
  const parties = (accounts: { ref: AccountRef; asset: string }[]) => partiesOf(accounts, ids, termsOf);

  async function transfer(q: Queryable, regionCode: string, entries: readonly Entry[], reserved = false) {
    checkEntries(entries, reserved);
    const accounts = entries.flatMap(({ from, to, asset }) => [
      { ref: from, asset },
      { ref: to, asset },
    ]);
    return submit(
      q,
      regionCode,
      parties(accounts),
      entries.map((entry, n) => transferRow(entry, n, ids())),
    );
  }
  async function reverse(q: Queryable, regionCode: string, entries: readonly Reversal[]) {
    checkEntries(entries);
    return submit(
      q,
      regionCode,
      [],
      entries.map((entry, n) => reversalRow(entry, n, ids())),
    );
  }

  return {
    post: (q, { regionCode, entries }) => transfer(q, regionCode, entries),
    reverse: (q, { regionCode, entries }) => reverse(q, regionCode, entries),
    hold: (q, { regionCode, entries }) => transfer(q, regionCode, entries.map(holdEntry), true),
    async capture(q, { regionCode, entries }) {
      checkEntries(entries);
      return submit(
        q,
        regionCode,
        parties(entries.map(({ to, asset }) => ({ ref: to, asset }))),
        entries.map((entry, n) => captureRow(entry, n, ids())),
      );
    },
    release: (q, { regionCode, entries }) =>
      reverse(
        q,
        regionCode,
        entries.map(({ hold, ...rest }) => ({ ...rest, reverses: hold })),
      ),
    expire: (q, request) => expireLots(q, write, termsOf, request),
    async across(q, crossing) {
      if (crossing.from.regionCode === crossing.to.regionCode)
        throw new LedgerError('INVALID_ENTRY', { index: 0, field: 'regionCode' });
      return postAcross(q, write, (on, { regionCode, entries }) => transfer(on, regionCode, entries), crossing);
    },
    open: (q, account) => openAccount(q, write, ids(), account, termsOf(account, account.asset)),
    setTerms: (q, change) => setTerms(q, write, ids, change),
    terms: (q, account) => termsOfAccount(q, write, account),
    lots: (q, account, page = {}) => lotsOf(q, write, account, page),
    outlook: (q, request) => outlookOf(q, write, request),
    lasting: (q, request) => lastingOf(q, write, request),
    balance: (q, account) => balanceOf(q, write, account),
    statement: (q, account, page = {}) => statementOf(q, write, account, page),
    period: (q, account, time) => periodOf(q, write, account, time),
    about: (q, request) => postingsAbout(q, write, request),
    verify: (q, regionCode) => verifyBook(q, names, regionCode),
  };
}
