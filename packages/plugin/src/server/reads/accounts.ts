import type { AccountKey } from '@sidan/ledger';
import type { Wallet } from '../../api/types';
import type { Words } from '../packs/words';
import { householdOf } from '../spending/holder';
import { POINTS } from './entries';
import type { Reader } from './reader';

/** Of a household's accounts the names begin so: `household/civility`. */
const TOGETHER = 'household/';

/** 我的资产：those of which the reader has an account, points first, then those of their household. */
export function assetsOf({ say }: Reader, words: Words, accounts: readonly Account[]): Wallet['assets'] {
  const own = accounts.flatMap(({ asset, together }) => (together ? [] : [asset]));
  const shared = accounts.flatMap(({ asset, together }) => (together ? [asset] : []));
  return [
    ...[...new Set([POINTS, ...own])].map((asset) => ({ asset, name: words.asset(asset) })),
    ...shared.map((asset) => ({
      asset: `${TOGETHER}${asset}`,
      name: say('api.wallet.household', { asset: words.asset(asset) }),
    })),
  ];
}

export interface Account {
  asset: string;
  together: boolean;
}

/** The accounts of the reader and of their household, and which that is. */
async function accountsOf({ sidan, q }: Reader, regionCode: string, personId: string) {
  const { rows } = await q.query<{ household: { id: string } | null; accounts: Account[] | null }>(
    sidan.write(`
      with home as (select ${householdOf('$1', '$2::uuid')} as household)
      select home.household as household,
             (select json_agg(json_build_object('asset', a.[asset], 'together', a.[ownerKind] = 'household') order by a.[asset] <> '${POINTS}', a.[asset])
                from {sidanAccounts} a where a.[regionCode] = $1 and a.[ownerId] = any (array[$2::text, home.household ->> 'id'])
                 and a.[ownerKind] = case when a.[ownerId] = $2::text then 'person' else 'household' end) as accounts
        from home`),
    [regionCode, personId],
  );
  return { householdId: rows[0]?.household?.id, accounts: rows[0]?.accounts ?? [] };
}

/** The account of the reader that goes by this name, or that of their household; and all that there are. */
export async function accountNamed(
  reader: Reader,
  regionCode: string,
  personId: string,
  which: string,
): Promise<{ account: AccountKey; accounts: Account[] }> {
  const { householdId, accounts } = await accountsOf(reader, regionCode, personId);
  const account: AccountKey =
    which.startsWith(TOGETHER) && householdId
      ? { regionCode, ownerKind: 'household', ownerId: householdId, asset: which.slice(TOGETHER.length) }
      : { regionCode, ownerKind: 'person', ownerId: personId, asset: which };
  return { account, accounts };
}
