/**
 * People `p` who are on `day` guardians of one of `persons`, SQL expressions in brackets: what is told a ward is told them as well. Written to stand after `join`, with its
 * condition.
 */
export const guardiansOf = (region: string, persons: string, day: string): string => `
    {sidanGuardianships} g on g.[regionCode] = ${region} and g.[personId] in ${persons} and g.[status] = 'active'
     and coalesce(g.[startsOn] <= ${day}, true) and coalesce(g.[endsOn] >= ${day}, true)
    join {sidanPeople} p on p.[regionCode] = g.[regionCode] and p.[id] = g.[guardianId] and p.[userId] is not null`;
