import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Who belongs to the same household as somebody, themselves left out. */
export interface Relative {
  personId: string;
  name: string;
  /** To the head of the household. */
  relation: string;
}

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
  person: { id: string; name: string; townCode: string | null; isVolunteer: boolean } | null;
  family: Relative[];
  funds: Fund[];
}

/** One statement. Households that are closed, and who has left one, are not there; neither are funds that are closed. */
export async function partiesOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
): Promise<Parties> {
  const { rows } = await q.query<{ found: { [K in keyof Parties]: Parties[K] | null } }>(write(STATEMENT), [
    regionCode,
    personId,
  ]);
  const { person, family, funds } = rows[0]!.found;
  return {
    person,
    family: family ?? [],
    funds: (funds ?? []).map((fund) => ({ ...fund, members: fund.members ?? [] })),
  };
}

const STATEMENT = `
select json_build_object(
  'person', (select json_build_object('id', p.[id], 'name', p.[name], 'townCode', p.[townCode], 'isVolunteer',
                      exists (select 1 from {sidanVolunteers} v where v.[regionCode] = p.[regionCode] and v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $2::uuid),
  'family', (select json_agg(json_build_object('personId', m.[personId], 'name', p.[name], 'relation', m.[relation]) order by m.[createdAt], m.[id])
               from {sidanHouseholdMembers} own
               join {sidanHouseholds} h on h.[regionCode] = own.[regionCode] and h.[id] = own.[householdId] and coalesce(h.[status], 'active') = 'active'
               join {sidanHouseholdMembers} m on m.[regionCode] = own.[regionCode] and m.[householdId] = own.[householdId] and m.[personId] <> own.[personId] and m.[status] = 'active'
               join {sidanPeople} p on p.[regionCode] = m.[regionCode] and p.[id] = m.[personId]
              where own.[regionCode] = $1 and own.[personId] = $2::uuid and own.[status] = 'active'),
  'funds', (select json_agg(json_build_object('id', f.[id], 'code', f.[code], 'name', f.[name], 'nameEn', f.[nameEn], 'purpose', f.[purpose],
                    'members', (select json_agg(json_build_object('id', m.[id], 'personId', m.[personId], 'name', p.[name], 'reason', m.[reason]) order by m.[rank], m.[createdAt], m.[id])
                                  from {sidanFundMembers} m join {sidanPeople} p on p.[regionCode] = m.[regionCode] and p.[id] = m.[personId]
                                 where m.[regionCode] = f.[regionCode] and m.[fundId] = f.[id] and m.[status] = 'active')) order by f.[name])
              from {sidanFunds} f where f.[regionCode] = $1 and coalesce(f.[status], 'active') = 'active')
) as found`;
