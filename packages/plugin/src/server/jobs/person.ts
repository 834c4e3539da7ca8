import { dayOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { guardiansOf } from './guardians';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
}

/** Of messages that concern one person alone: that person, where they have an account; of messages about what they own, their guardians too. */
export async function toldPersons(
  { write, clock }: Pick<Sidan, 'write' | 'clock'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, payload: { personId, wallet = false } }) =>
    personId ? [{ id, region: regionCode, person: personId, wallet }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked), dayOf(clock())])).rows;
}

const STATEMENT = `
with n as (select * from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, person uuid, wallet boolean)
), told as (
  select n.id, p.[userId] as who from n join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = n.person
  union
  select n.id, p.[userId] from n join ${guardiansOf('n.region', '(n.person)', '$2::date')} where n.wallet
)
select told.id as id, u.id as "userId", u.[appLang] as lang from told join {users} u on u.id = told.who`;
