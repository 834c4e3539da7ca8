import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Who belongs to the same household as somebody, themselves left out. */
export interface Relative {
  personId: string;
  name: string;
  /** To the head of the household. */
  relation: string;
  townCode: string | null;
}

/** 家庭成员：whom somebody's household has besides, by a proof that staff have seen. Of a household that is closed, and who has left one, nobody is there. */
export async function familyOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
): Promise<Relative[]> {
  const text = `
    select m.[personId] as "personId", p.[name] as name, m.[relation] as relation, p.[townCode] as "townCode"
      ${RELATIVES} join {sidanPeople} p on p.[regionCode] = m.[regionCode] and p.[id] = m.[personId]
     where own.[regionCode] = $1 and own.[personId] = $2::uuid and own.[status] = 'active' order by m.[createdAt], m.[id]`;
  return (await q.query<Relative>(write(text), [regionCode, personId])).rows;
}

/** Of somebody's own membership `own` the others `m` of the household. */
const RELATIVES = `
  from {sidanHouseholdMembers} own
  join {sidanHouseholds} h on h.[regionCode] = own.[regionCode] and h.[id] = own.[householdId] and coalesce(h.[status], 'active') = 'active'
  join {sidanHouseholdMembers} m on m.[regionCode] = own.[regionCode] and m.[householdId] = own.[householdId] and m.[personId] <> own.[personId] and m.[status] = 'active'`;

/** Whether two people, SQL expressions both, belong to one household of the county `region`. */
export const areFamily = (region: string, one: string, other: string): string =>
  `exists (select 1 ${RELATIVES} where own.[regionCode] = ${region} and own.[personId] = ${one} and own.[status] = 'active' and m.[personId] = ${other})`;
