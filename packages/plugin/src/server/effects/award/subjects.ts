import type { Facts } from '@sidan/rules';
import { idOf, inRegion, type StepContext } from '../../commands/command';
import type { Occasion } from '../../packs/facts/given';

/** Who may be awarded: `ownerKind` and `ownerId` name the account. */
export interface Subject {
  kind: 'volunteer' | 'resident' | 'household' | 'team' | 'site';
  ownerKind: 'person' | 'household' | 'team' | 'site';
  ownerId: string;
  name: string;
  /** What the award is for: an attendance, or the order; part of the posting's key. */
  about: string;
  /** Facts that are about nobody else. */
  facts: Facts;
  /** Rules that have decided about this on this occasion before, as `<pack>@<version>/<rule>`. */
  decided: readonly string[];
}

interface Around {
  attendances: { id: string; personId: string; personName: string; minutes: number; origin: string }[] | null;
  decisions: { about: string; rule: string }[] | null;
  households: { id: string; name: string }[] | null;
  team: { name: string; category: string | null } | null;
  site: { name: string } | null;
  raters: { kind: 'requester' | 'beneficiary'; id: string; name: string }[] | null;
}

export interface Concerned {
  subjects: Subject[];
  attendances: string[];
  teamCategory: string | null;
}

/** Minutes that somebody stated are for the rules what staff entered: nobody was seen to come and go. */
const ORIGINS: Readonly<Record<string, string>> = { stated: 'staff', declared: 'staff' };

/**
 * Everybody whom this occasion concerns: who served; the households of those, each once; for a rating, the resident who gave it; the team and the site of the order. One statement.
 * A rating is of what was done since the order was last opened again (重办): who came the time before was rated then, or was why it was opened again.
 */
export async function concerned(ctx: StepContext, occasion: Occasion): Promise<Concerned> {
  const { sidan, q, order } = ctx;
  const { rows } = await q.query<{ around: Around }>(sidan.write(STATEMENT), [
    inRegion(order),
    idOf(order),
    `award:${occasion}:%`,
    order.get('teamId') ?? null,
    order.get('siteId') ?? null,
    order.get('requesterId') ?? null,
    order.get('beneficiaryId') ?? null,
    occasion === 'rated',
  ]);
  const { attendances, decisions, households, team, site, raters } = rows[0]!.around;
  const served = attendances ?? [];
  const subject = (
    part: Pick<Subject, 'kind' | 'ownerKind' | 'ownerId' | 'name'> & { about?: string; facts?: Facts },
  ): Subject => {
    const about = part.about ?? idOf(order);
    // The resident and the team of one order share its id: their keys differ by rule.
    const before = (decisions ?? []).filter((decision) => decision.about === about).map(({ rule }) => rule);
    return { facts: {}, ...part, about, decided: before };
  };
  const subjects = served.map((row) =>
    subject({
      kind: 'volunteer',
      ownerKind: 'person',
      ownerId: row.personId,
      name: row.personName,
      about: row.id,
      facts: { 'attendance.minutes': row.minutes, 'attendance.origin': ORIGINS[row.origin] ?? row.origin },
    }),
  );
  // A rating that nobody gave earns nobody anything, and neither does an abstention.
  const given = ctx.ratings.filter(({ presumed, score }) => !presumed && score !== null).map(({ kind }) => kind);
  const rater = (raters ?? []).find(({ kind }) => given.includes(kind));
  if (occasion === 'rated' && rater)
    subjects.push(subject({ kind: 'resident', ownerKind: 'person', ownerId: rater.id, name: rater.name }));
  for (const { id, name } of households ?? [])
    subjects.push(
      subject({ kind: 'household', ownerKind: 'household', ownerId: id, name, about: `${idOf(order)}/${id}` }),
    );
  const teamId = order.get('teamId') as string | null;
  if (teamId && team) subjects.push(subject({ kind: 'team', ownerKind: 'team', ownerId: teamId, name: team.name }));
  const siteId = order.get('siteId') as string | null;
  if (siteId && site) subjects.push(subject({ kind: 'site', ownerKind: 'site', ownerId: siteId, name: site.name }));
  return { subjects, attendances: served.map(({ id }) => id), teamCategory: team?.category ?? null };
}

const AGAIN = ['reopen', 'rework'].map((type) => `'${type}'`).join(', ');

const STATEMENT = `
with served as (
  select a.[id] as id, a.[personId] as "personId", a.[minutes] as minutes, a.[origin] as origin, a.[checkInAt] as "from"
    from {sidanAttendances} a
   where a.[regionCode] = $1 and a.[orderId] = $2::uuid and a.[checkOutAt] is not null and a.[voidedAt] is null
     and not ($8::boolean and exists (
       select 1 from {sidanOrderEvents} e where e.[regionCode] = $1 and e.[orderId] = $2::uuid and e.[type] in (${AGAIN}) and e.[at] >= a.[checkOutAt]))
)
select json_build_object(
  'attendances', (select json_agg(json_build_object('id', a.id, 'personId', a."personId", 'personName', p.[name], 'minutes', a.minutes, 'origin', a.origin) order by a."from", a.id)
                    from served a join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = a."personId"),
  'households', (select json_agg(json_build_object('id', h.[id], 'name', h.[name]) order by h.[id])
                   from {sidanHouseholds} h
                  where h.[regionCode] = $1 and coalesce(h.[status], 'active') = 'active' and h.[id] in (
                    select m.[householdId] from served a join {sidanHouseholdMembers} m on m.[regionCode] = $1 and m.[personId] = a."personId" and m.[status] = 'active')),
  'decisions', (select json_agg(json_build_object('about', split_part(d.[key], ':', 4), 'rule', d.[pack] || '@' || d.[packVersion] || '/' || d.[rule]))
                  from {sidanDecisions} d where d.[regionCode] = $1 and d.[orderId] = $2::uuid and d.[key] like $3),
  'team', (select json_build_object('name', t.[name], 'category', t.[category]) from {sidanTeams} t where t.[regionCode] = $1 and t.[id] = $4::uuid),
  'site', (select json_build_object('name', s.[name]) from {sidanSites} s where s.[regionCode] = $1 and s.[id] = $5::uuid),
  'raters', (select json_agg(json_build_object('kind', case when p.[id] = $6::uuid then 'requester' else 'beneficiary' end, 'id', p.[id], 'name', p.[name]) order by (p.[id] = $6::uuid) desc)
               from {sidanPeople} p where p.[regionCode] = $1 and p.[id] in ($6::uuid, $7::uuid))
) as around`;
