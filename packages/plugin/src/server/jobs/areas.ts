import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
  count: number;
}

/** Of messages on the orders of a sheet: who holds one of the offices over some of them, and over how many. */
export async function toldOfSheets(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, payload: { importId, to } }) =>
    importId ? [{ id, region: regionCode, import: importId, to }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked)])).rows;
}

const STATEMENT = `
select n.id as id, u.id as "userId", u.[appLang] as lang, count(distinct o.[id])::int as count
  from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, "import" uuid, "to" jsonb)
  join {sidanImportRows} r on r.[regionCode] = n.region and r.[importId] = n."import" and r.[state] = 'placed'
  join {sidanOrders} o on o.[regionCode] = r.[regionCode] and o.[orderNo] = r.[orderNo]
  join {sidanScopes} s on jsonb_exists(n."to", s.[role]) and coalesce(o.[townCode], o.[regionCode]) like s.[scopeCode] || '%'
  join {users} u on u.id = s.[userId]
 group by 1, 2, 3`;
