/** 借时间: what somebody may owe because a rule says so. The book keeps how far an account may go below zero; rules say how far that is, and for what. */
import { message } from '@sidan/rules';
import type { AccountKey, TermsEntry } from '@sidan/ledger';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Holder } from './holder';
import type { Priced } from './price';
import type { Purpose } from './purpose';

/** Who set the terms of an account: a rule, and nobody by hand. */
const BY_RULE = 'rule:';

/** The reason of such terms is the rule. */
export const isByRule = (byId: string | null | undefined): boolean => byId?.startsWith(BY_RULE) ?? false;

/** Whether it was a rule that let an account go below zero, by its terms, newest first: who changes its status later has not opened it. */
export function isLent(terms: readonly Pick<TermsEntry, 'minBalance' | 'byId'>[]): boolean {
  const floor = terms[0]?.minBalance ?? 0;
  const other = terms.findIndex(({ minBalance }) => (minBalance ?? 0) !== floor);
  return floor < 0 && isByRule(terms[(other < 0 ? terms.length : other) - 1]?.byId);
}

/**
 * What a rule says, and what somebody owes. Who owes redeems, passes on, donates and exchanges nothing of that asset until it is paid back; and what was opened for being served
 * (`openLoan`) is for nothing else, also where a rule does not look at the balance itself.
 */
export async function heedLoans(
  priced: Priced,
  { purpose, balance, lent }: { purpose: Purpose; balance: number; lent: (asset: string) => Promise<boolean> },
): Promise<Priced> {
  const { redemption } = priced;
  const { measure, cost, asset } = redemption;
  const refused = (refusal: { reason: 'owed' | 'balance'; limit: number; seen?: number }): Priced => ({
    ...priced,
    redemption: {
      ...redemption,
      allowed: false,
      refusals: [...redemption.refusals, { op: 'refused', ...refusal }],
    },
  });
  if (cost <= 0) return priced;
  if (balance < 0 && purpose !== 'served') return refused({ reason: 'owed', limit: -balance });
  const needed = cost / 10 ** measure.scale;
  if (!redemption.allowed || redemption.loan || needed <= balance) return priced;
  return (await lent(asset)) ? refused({ reason: 'balance', limit: needed, seen: balance }) : priced;
}

/** Whether a rule let somebody's account of an asset go below zero; asked of the book once for each asset, however many things are priced. */
export function lentTo(
  { ledger }: Pick<Sidan, 'ledger'>,
  q: Connection,
  regionCode: string,
  holder: Holder,
): (asset: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (asset) => {
    const found = known.get(asset) ?? ledger.terms(q, { regionCode, ...holder, asset }).then(isLent);
    known.set(asset, found);
    return found;
  };
}

/**
 * 借用: lets an account owe so much, `wanted` in the smallest unit, by the rule that lends it, in the transaction in which it is spent, and never more than that rule says. An account that may owe
 * more already stays as it is; its status does. What comes in pays first.
 * @throws INSUFFICIENT (it was corrected meanwhile, and owes more)
 */
export async function openLoan(
  sidan: Sidan,
  q: Connection,
  account: AccountKey,
  wanted: number,
  { outcome, redemption }: Priced,
  at: Date,
): Promise<void> {
  const owed = Math.min(wanted, redemption.loan?.max ?? 0);
  const [last] = await sidan.ledger.terms(q, account);
  if (owed <= -(last?.minBalance ?? 0)) return;
  await sidan.ledger.open(q, account);
  // The book is the county's, and kept in its language.
  const words = await sidan.packs.words(q, 'zh-CN', account.regionCode, [outcome]);
  const { amount, unit } = words.amount(owed, redemption.measure);
  await sidan.ledger.setTerms(q, {
    account,
    status: last?.status ?? 'open',
    minBalance: -owed,
    reason: words.say(message('rules.loan.opened', { rule: words.title(outcome.pack, outcome.rule), amount, unit })),
    byId: `${BY_RULE}${outcome.pack}/${outcome.rule}`,
    at,
  });
}

/** How much of a cost can be taken now: what can be spent, and with nothing left besides, what may be owed. In smallest units. */
export function withinReach(
  cost: number,
  { balance, usable, max }: { balance: number; usable: number; max: number },
): number {
  // What cannot be spent yet lies before what may be owed: an account that has lots owes nothing.
  const reach = balance <= 0 || balance === usable ? Math.max(usable, balance + max) : usable;
  return Math.max(0, Math.min(cost, reach));
}
