import { familyOf, type Relative } from '../households/family';
import type { Sidan } from '../sidan';
import type { Team } from '../spending/holder';
import type { Connection } from '../sql';

export interface Fund {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  purpose: string | null;
  members: { id: string; personId: string; name: string; reason: string }[];
}

/** What somebody's giving is about: themselves, their family, the funds of their county. */
export interface Parties {
  person: { id: string; name: string; townCode: string | null; isVolunteer: boolean; team?: Team | null } | null;
  family: Relative[];
  funds: Fund[];
}

/** Households that are closed, and who has left one, are not there; neither are funds that are closed. */
export async function partiesOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
): Promise<Parties> {
  const { rows } = await q.query<{ found: Pick<Parties, 'person'> & { funds: Fund[] | null } }>(write(STATEMENT), [
    regionCode,
    personId,
  ]);
  const { person, funds } = rows[0]!.found;
  return {
    person,
    family: await familyOf({ write }, q, regionCode, personId),
    funds: (funds ?? []).map((fund) => ({ ...fund, members: fund.members ?? [] })),
  };
}

const STATEMENT = `
select json_build_object(
  'person', (select json_build_object('id', p.[id], 'name', p.[name], 'townCode', p.[townCode], 'isVolunteer',
                      exists (select 1 from {sidanVolunteers} v where v.[regionCode] = p.[regionCode] and v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $2::uuid),
  'funds', (select json_agg(json_build_object('id', f.[id], 'code', f.[code], 'name', f.[name], 'nameEn', f.[nameEn], 'purpose', f.[purpose],
                    'members', (select json_agg(json_build_object('id', m.[id], 'personId', m.[personId], 'name', p.[name], 'reason', m.[reason]) order by m.[rank], m.[createdAt], m.[id])
                                  from {sidanFundMembers} m join {sidanPeople} p on p.[regionCode] = m.[regionCode] and p.[id] = m.[personId]
                                 where m.[regionCode] = f.[regionCode] and m.[fundId] = f.[id] and m.[status] = 'active')) order by f.[name])
              from {sidanFunds} f where f.[regionCode] = $1 and coalesce(f.[status], 'active') = 'active')
) as found`;
