/** Whose account something is paid from. */
export interface Holder {
  ownerKind: 'person' | 'household' | 'team';
  ownerId: string;
}

/** A team whose leader acts for it. What it has it donates, and nothing else. */
export interface Team {
  id: string;
  name: string;
}

/** A household that somebody belongs to by a proof that was seen. */
export interface Household {
  id: string;
  name: string;
}

/** `Household` of a person whose id is the SQL expression `person`, in the county `region`; null where they belong to none, or it is closed. */
export const householdOf = (region: string, person: string): string => `
  (select json_build_object('id', h.[id], 'name', h.[name]) from {sidanHouseholdMembers} m
     join {sidanHouseholds} h on h.[regionCode] = m.[regionCode] and h.[id] = m.[householdId] and coalesce(h.[status], 'active') = 'active'
    where m.[regionCode] = ${region} and m.[personId] = ${person} and m.[status] = 'active')`;
