import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { Came, DocumentCase } from './cases';
import { ownerOf, type Party, type Tried } from './tried';

const ISSUE = { ownerKind: 'system', ownerId: 'issue' } as const;
const SPENT = { ownerKind: 'system', ownerId: 'redeemed' } as const;

/** The ledger itself, for what was before the case. */
const theBook = ({ sql }: Tried) => {
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  return { ledger: createLedger(ledgerNames(), randomUUID), q: q as never };
};

/** What the case says was earned before. */
export async function earnBefore(
  here: Tried,
  who: Party,
  { facts, history }: DocumentCase,
  moment: string,
): Promise<void> {
  const { asset: own, scale, world } = here;
  const { ledger, q } = theBook(here);
  const inAll = Number(facts['account.timeEarned'] ?? facts['account.coins'] ?? facts['volunteer.pointsToSpend'] ?? 0);
  const earned = [
    ...(history?.postings?.filter(({ asset }) => asset === own) ?? []),
    ...(inAll ? [{ at: `${Number(moment.slice(0, 4)) - 1}-06-01`, asset: own, amount: inAll }] : []),
  ];
  const to = ownerOf(who);
  await ledger.post(q, {
    regionCode: world.regionCode,
    entries: earned.map(({ at, amount, asset }) => ({
      ...{ from: ISSUE, to, asset, amount: Math.round(amount * 10 ** scale), key: `history:${randomUUID()}` },
      ...{ kind: 'award', at: new Date(`${at.slice(0, 10)}T10:00:00+08:00`) },
    })),
  });
}

/** What the case presupposes that somebody owns, posted as history through the ledger itself. */
export async function owns(
  here: Tried,
  who: Party,
  { facts, history }: DocumentCase,
  label: number,
  moment: string,
): Promise<void> {
  const { asset: own, scale, world } = here;
  const of = (rows: { asset: string; amount: number }[] = []) =>
    rows.filter(({ asset }) => asset === own).reduce((sum, { amount }) => sum + amount, 0);
  const stated = (facts['redemption.balance'] ?? facts['account.coins'] ?? facts['volunteer.pointsToSpend']) as
    | number
    | undefined;
  const wanted = stated ?? (history?.postings ? of(history.postings) - of(history.redemptions) : label + 100);
  const { ledger, q } = theBook(here);
  const { regionCode } = world;
  const owner = ownerOf(who);
  const has = await ledger.balance(q, { regionCode, ...owner, asset: own });
  const missing = Math.round(wanted * 10 ** scale) - has;
  if (missing === 0) return;
  const [from, to] = missing > 0 ? [ISSUE, owner] : [owner, SPENT];
  await ledger.post(q, {
    regionCode,
    entries: [
      {
        ...{ from, to, asset: own, amount: Math.abs(missing), key: `history:${randomUUID()}`, kind: 'adjust' },
        at: new Date(Date.parse(moment) - 60_000),
      },
    ],
  });
}

export async function donatedBy({ sql, world, scale }: Tried, who: Party): Promise<Came['donated']> {
  const rows = await sql.query<{ fund: string; amount: string }>(
    `select c."ownerId" as fund, p."amount" as amount from "sidanDecisions" d
       join "sidanPostings" p on p."regionCode" = d."regionCode" and p."decisionId" = d."id" and p."kind" = 'donate'
       join "sidanAccounts" c on c."regionCode" = p."regionCode" and c."id" = p."destinationId"
      where d."regionCode" = $1 and d."subjectId" = $2 and d."kind" = 'award'`,
    [world.regionCode, ownerOf(who).ownerId],
  );
  return rows.map(({ fund, amount }) => ({ fund, amount: Number(`${amount}e-${scale}`) }));
}

/** What the ledger holds by decisions of that occasion, those of nothing included; not of hours that were entered before it. */
export async function postingsOf({ sql, world }: Tried, who: Party, occasion: string): Promise<Came['postings']> {
  const rows = await sql.query<{
    rule: string;
    amount: string;
    scale: string | null;
    expires: string | null;
    redeemableFrom: string | null;
    posted: string;
  }>(
    `select d."rule" as rule, d."amount" as amount, d."outcome"->'measure'->>'scale' as scale, d."outcome"->'settled'->>'expires' as expires,
            d."outcome"->'settled'->>'redeemableFrom' as "redeemableFrom",
            coalesce((select sum(p."amount") from "sidanPostings" p where p."regionCode" = d."regionCode" and p."decisionId" = d."id" and p."kind" = 'award'), 0) as posted
       from "sidanDecisions" d where d."regionCode" = $1 and d."subjectId" = $2 and d."kind" = 'award' and d."key" like $3
        and (d."orderId" is not null or $3 not like 'award:confirmed:%')`,
    [world.regionCode, ownerOf(who).ownerId, `award:${occasion}:%`],
  );
  return rows.map(({ rule, amount, scale, expires, redeemableFrom, posted }) => {
    // What was decided is what stands in the book.
    expect(Number(posted)).toBe(Number(amount));
    const inUnits = Number(`${amount}e-${scale ?? 0}`);
    return { rule, amount: inUnits, ...(expires ? { expires } : {}), ...(redeemableFrom ? { redeemableFrom } : {}) };
  });
}
