import type { RuleSet } from '@sidan/rules';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Holder } from './holder';
import type { Spender } from './price';

/** What can be spent from an account of each asset that a rule takes, in the asset's own unit: what is held is not in it, but for what is held for this. */
export async function balancesOf(
  { ledger }: Pick<Sidan, 'ledger'>,
  q: Connection,
  regionCode: string,
  { holder, setAside }: { holder: Holder } & Pick<Spender, 'setAside'>,
  { rules, catalogue }: RuleSet,
): Promise<Map<string, number>> {
  const assets = new Set(rules.flatMap(({ rule }) => (rule.event.type === 'redeem' ? [rule.event.params.asset] : [])));
  const balances = new Map<string, number>();
  for (const asset of [...assets, 'points'].filter((one, index, all) => all.indexOf(one) === index)) {
    const owned = await ledger.balance(q, { regionCode, ...holder, asset });
    const held = setAside?.asset === asset ? setAside.amount : 0;
    balances.set(asset, (owned + held) / 10 ** (catalogue.assets.get(asset)?.scale ?? 0));
  }
  return balances;
}
