import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Holder } from './holder';

const TABLES: Readonly<Record<Holder['ownerKind'], string>> = {
  person: '{sidanPeople}',
  household: '{sidanHouseholds}',
  team: '{sidanTeams}',
};

/**
 * One after the other for whoever spends, until the transaction is over: taken before a price is asked, it lets no limit be passed, and nothing be spent that is only lent, by two requests at once.
 * A row of the owner, not of the account: there may be none yet.
 */
export async function inTurn(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  { ownerKind, ownerId }: Holder,
): Promise<void> {
  await q.query(
    write(`select 1 from ${TABLES[ownerKind]} where [regionCode] = $1 and [id] = $2::uuid for no key update`),
    [regionCode, ownerId],
  );
}
