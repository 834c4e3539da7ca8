import type { WalletStatement } from '../../api/types';
import { endOf, startOf } from '../packs/regions';
import { accountNamed, assetsOf } from './accounts';
import { entriesOf, measureOf } from './entries';
import { iso, rowsOf, type Reader } from './reader';

/** What one paper holds; more is asked for by shorter periods. */
export const ENTRIES_MAX = 1000;

/**
 * 对账单: what came and went of one asset from a day to another, both in it, oldest first, with the balances before and after.
 * Null for somebody who is no person of any county.
 */
export async function myStatement(
  reader: Reader,
  regionCode: string,
  { asset: which, from, to }: { asset: string; from: string; to: string },
): Promise<WalletStatement | null> {
  const { sidan, q, actor } = reader;
  if (!actor.personId) return null;
  const { account, accounts } = await accountNamed(reader, regionCode, actor.personId, which);
  const measure = await measureOf(reader, regionCode, account.asset);
  const time = { from: startOf(from), to: endOf(to), limit: ENTRIES_MAX };
  const { opening, closing, lines, more } = await sidan.ledger.period(q, account, time);
  const { words, entries } = await entriesOf(reader, regionCode, lines.reverse(), measure);
  const inUnits = (amount: number) => words.amount(amount, measure).amount;
  const sum = (sign: 1 | -1) =>
    inUnits(lines.reduce((total, { change }) => (change * sign > 0 ? total + change * sign : total), 0));
  const [names] = await rowsOf<{ owner: string; county: string }>(
    reader,
    `select p.[name] as owner, c.[name] as county from {sidanPeople} p join {sidanCounties} c on c.[regionCode] = p.[regionCode]
      where p.[regionCode] = $1 and p.[id] = $2`,
    [regionCode, actor.personId],
  );
  const assets = assetsOf(reader, words, accounts);
  return {
    asset: which,
    name: assets.find(({ asset }) => asset === which)?.name ?? words.asset(account.asset),
    unit: words.amount(0, measure).unit,
    owner: assets.find(({ asset }) => asset === which)?.team?.name ?? names?.owner ?? '',
    county: names?.county ?? '',
    from,
    to,
    madeAt: iso(sidan.clock())!,
    opening: inUnits(opening),
    received: sum(1),
    spent: sum(-1),
    closing: inUnits(closing),
    more,
    entries,
  };
}
