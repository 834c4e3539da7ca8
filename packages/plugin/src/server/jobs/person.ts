import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
}

/** Of messages that concern one person alone: that person, where they have an account. */
export async function toldPersons(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, payload: { personId } }) =>
    personId ? [{ id, region: regionCode, person: personId }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked)])).rows;
}

const STATEMENT = `
select n.id as id, u.id as "userId", u.[appLang] as lang from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, person uuid)
  join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = n.person join {users} u on u.id = p.[userId]`;
