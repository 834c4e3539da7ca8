import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Notice } from './outbox';

interface Told {
  id: string;
  userId: string;
  lang: string | null;
}

/** Of messages on certificates: whose it is, or who issues them over the whole county. That a notice is over is told only while it is one. */
export async function toldOfCertificates(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  notices: readonly Notice[],
): Promise<Told[]> {
  const asked = notices.flatMap(({ id, regionCode, template, payload: { certificateId, to, actorUserId } }) =>
    certificateId ? [{ id, region: regionCode, certificate: certificateId, template, to, actor: actorUserId }] : [],
  );
  if (!asked.length) return [];
  return (await q.query<Told>(write(STATEMENT), [JSON.stringify(asked)])).rows;
}

const STATEMENT = `
with n as (
  select n.* from jsonb_to_recordset($1::jsonb) as n(id uuid, region text, certificate uuid, template text, "to" jsonb, actor bigint)
    join {sidanCertificates} c on c.[regionCode] = n.region and c.[id] = n.certificate and (n.template <> 'certificateDue' or c.[state] = 'noticed')
), told as (
  select n.id, p.[userId] as who from n join {sidanCertificates} c on c.[regionCode] = n.region and c.[id] = n.certificate
    join {sidanPeople} p on p.[regionCode] = n.region and p.[id] = c.[personId] where n."to" @> '"holder"'
  union
  select n.id, s.[userId] from n join {sidanScopes} s on jsonb_exists(n."to", s.[role]) and n.region like s.[scopeCode] || '%'
)
select told.id as id, u.id as "userId", u.[appLang] as lang
  from told join n on n.id = told.id join {users} u on u.id = told.who where n.actor is null or u.id <> n.actor`;
