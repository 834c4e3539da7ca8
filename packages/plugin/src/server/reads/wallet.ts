import { type AccountKey, holdOf, type Lot } from '@sidan/ledger';
import type { Wallet } from '../../api/types';
import { dayOf, lastDayBefore } from '../packs/regions';
import { accountNamed, assetsOf } from './accounts';
import { entriesOf, measureOf, POINTS } from './entries';
import { isLent } from '../spending/loan';
import { iso, type Reader } from './reader';

const LINES = 50;
/** So many lots are looked at; nearly everybody has fewer. */
const LOTS_MAX = 1000;

/** 我的积分、时间币，以及家庭的: balance, what is held and what goes when, and one page of entries, each with the sentence of the decision that it rests on. */
export async function myWallet(reader: Reader, regionCode: string, before?: string, which = POINTS): Promise<Wallet> {
  const { sidan, q, actor, say } = reader;
  const none = {
    asset: which,
    assets: [],
    balance: 0,
    unit: say(`rules.asset.${POINTS}`),
    held: 0,
    parts: [],
    entries: [],
  };
  if (!actor.personId) return none;
  const { account, accounts } = await accountNamed(reader, regionCode, actor.personId, which);
  const { asset } = account;
  const measure = await measureOf(reader, regionCode, asset);
  const { balance, next, ...page } = await sidan.ledger.statement(q, account, { limit: LINES, before });
  const held = await sidan.ledger.balance(q, { ...account, ...holdOf(account) });
  const terms = await termsNow(reader, account);
  const parts = partsOf(await sidan.ledger.lots(q, account, { limit: LOTS_MAX }), sidan.clock());
  const { words, entries } = await entriesOf(reader, regionCode, page.lines, measure);
  const inUnits = (amount: number) => words.amount(amount, measure).amount;
  return {
    asset: which,
    assets: assetsOf(reader, words, accounts),
    balance: inUnits(balance),
    unit: asset === POINTS ? none.unit : words.amount(0, measure).unit,
    held: inUnits(held),
    ...(balance < 0 ? { owed: inUnits(-balance) } : {}),
    ...(terms ? { terms: { ...terms, floor: inUnits(terms.floor) } } : {}),
    parts: parts.map((part) => ({ ...part, amount: inUnits(part.amount) })),
    ...(next ? { next } : {}),
    entries,
  };
}

/** The terms of an account where they are not the usual ones, with the reason that the county gave. */
async function termsNow({ sidan, q }: Reader, account: AccountKey) {
  const terms = await sidan.ledger.terms(q, account);
  const [last] = terms;
  // What a rule lends is for being served only, and told where that is ordered; here it is told what is owed.
  if (!last || (last.status === 'open' && (!last.minBalance || isLent(terms)))) return undefined;
  return { status: last.status, floor: last.minBalance ?? 0, reason: last.reason, at: iso(last.at)! };
}

/** Lots that go, or may be spent, on the same day are one part. */
function partsOf(lots: readonly Lot[], now: Date): Wallet['parts'] {
  const parts = new Map<string, Wallet['parts'][number]>();
  for (const { remaining, expiresAt, spendableFrom } of lots) {
    const lastDay = expiresAt ? lastDayBefore(expiresAt) : undefined;
    const fromDay = spendableFrom && spendableFrom > now ? dayOf(spendableFrom) : undefined;
    if (!lastDay && !fromDay) continue;
    const name = `${lastDay}/${fromDay}`;
    const part = parts.get(name);
    if (part) part.amount += remaining;
    else parts.set(name, { amount: remaining, ...(lastDay ? { lastDay } : {}), ...(fromDay ? { fromDay } : {}) });
  }
  return [...parts.values()];
}
