import type { AccountKey } from '@sidan/ledger';
import type { Wallet } from '../../api/types';
import type { Words } from '../packs/words';
import { householdOf, type Team } from '../spending/holder';
import { teamsLed } from '../transfers/team';
import { POINTS } from './entries';
import type { Reader } from './reader';

/** Of a household's accounts the names begin so: `household/civility`. */
const TOGETHER = 'household/';
/** Of those of a team that the reader leads: `team/<its id>/points`. */
const TEAM = 'team/';

/** 我的资产：those of which the reader has an account, points first, then those of their household, then those of the teams that they lead. */
export function assetsOf({ say }: Reader, words: Words, accounts: readonly Account[]): Wallet['assets'] {
  const own = accounts.flatMap(({ asset, together, team }) => (together || team ? [] : [asset]));
  const shared = accounts.flatMap(({ asset, together }) => (together ? [asset] : []));
  const led = accounts.flatMap(({ asset, team }) => (team ? [{ asset, team }] : []));
  return [
    ...[...new Set([POINTS, ...own])].map((asset) => ({ asset, name: words.asset(asset) })),
    ...shared.map((asset) => ({
      asset: `${TOGETHER}${asset}`,
      name: say('api.wallet.household', { asset: words.asset(asset) }),
    })),
    ...led.map(({ asset, team }) => ({
      asset: `${TEAM}${team.id}/${asset}`,
      name: say('api.wallet.team', { team: team.name, asset: words.asset(asset) }),
      team,
    })),
  ];
}

export interface Account {
  asset: string;
  together: boolean;
  /** A team's that the reader leads. */
  team?: Team | null;
}

/** The accounts of the reader, of their household and of the teams that they lead, and which household that is. */
async function accountsOf({ sidan, q, actor }: Reader, regionCode: string, personId: string) {
  // A team's account is its leader's business, and not that of the leader's guardian.
  const teams = actor.standsIn ? [] : await teamsLed(sidan, q, regionCode, personId);
  const { rows } = await q.query<{
    household: { id: string } | null;
    accounts: (Account & { ownerId: string })[] | null;
  }>(
    sidan.write(`
      with home as (select ${householdOf('$1', '$2::uuid')} as household)
      select home.household as household,
             (select json_agg(json_build_object('asset', a.[asset], 'together', a.[ownerKind] = 'household', 'ownerId', a.[ownerId]) order by a.[asset] <> '${POINTS}', a.[asset])
                from {sidanAccounts} a where a.[regionCode] = $1 and a.[ownerId] = any (array[$2::text, home.household ->> 'id'] || $3::text[])
                 and a.[ownerKind] = case when a.[ownerId] = $2::text then 'person' when a.[ownerId] = any ($3::text[]) then 'team' else 'household' end) as accounts
        from home`),
    [regionCode, personId, teams.map(({ id }) => id)],
  );
  const accounts = (rows[0]?.accounts ?? []).map(({ ownerId, ...account }) => {
    const team = teams.find(({ id }) => id === ownerId);
    return team ? { ...account, team: { id: team.id, name: team.name } } : account;
  });
  return { householdId: rows[0]?.household?.id, accounts };
}

/** The account of the reader that goes by this name, that of their household, or of a team that they lead; and all that there are. */
export async function accountNamed(
  reader: Reader,
  regionCode: string,
  personId: string,
  which: string,
): Promise<{ account: AccountKey; accounts: Account[] }> {
  const { householdId, accounts } = await accountsOf(reader, regionCode, personId);
  const led = accounts.find(({ asset, team }) => team && which === `${TEAM}${team.id}/${asset}`);
  if (led?.team)
    return { account: { regionCode, ownerKind: 'team', ownerId: led.team.id, asset: led.asset }, accounts };
  const account: AccountKey =
    which.startsWith(TOGETHER) && householdId
      ? { regionCode, ownerKind: 'household', ownerId: householdId, asset: which.slice(TOGETHER.length) }
      : { regionCode, ownerKind: 'person', ownerId: personId, asset: which };
  return { account, accounts };
}
