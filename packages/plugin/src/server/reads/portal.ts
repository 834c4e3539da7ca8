import type { Me, PortalConfig, ServiceItemView, TeamChoice } from '../../api/types';
import type { Actor } from '../access/actor';
import { LANGUAGES } from '../assets';
import { emergencyFor, emergencyNow, openNow } from '../emergencies/force';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { lifecycleNow, titlesOf } from '../lifecycles/titles';
import { stepsOf } from './progress';
import { named, rowsOf, type Reader } from './reader';

interface County {
  regionCode: string;
  name: string;
  centerName: string;
  phone: string | null;
  demo: boolean | null;
}

/** The county asked for, or the only (first) one of this installation. @throws NO_COUNTY */
export async function countyOf(sidan: Sidan, regionCode?: string): Promise<County> {
  const { rows } = await connectionOf(sidan.db).query<County>(
    sidan.write(`select [regionCode] as "regionCode", [name] as name, [centerName] as "centerName", [phone] as phone, [demo] as demo
                   from {sidanCounties} where $1::text is null or [regionCode] = $1 order by [createdAt], [regionCode] limit 1`),
    [regionCode ?? null],
  );
  if (!rows[0]) throw new SidanError('NO_COUNTY');
  return rows[0];
}

/** What the portal must know before anybody signs in. */
export async function portalConfig(
  reader: Pick<Reader, 'sidan' | 'q' | 'lang' | 'say'>,
  county: County,
): Promise<PortalConfig> {
  const { sidan } = reader;
  const authenticator = await sidan.db
    .getRepository('authenticators')
    .findOne({ filter: { authType: 'Email/Password', enabled: true }, sort: ['sort'] });
  const lifecycle = await lifecycleNow(reader, county.regionCode);
  const emergency = await emergencyNow(sidan, reader.q, county.regionCode);
  const options = (authenticator?.get('options') ?? {}) as { public?: { allowSignUp?: boolean } };
  return {
    regionCode: county.regionCode,
    countyName: county.name,
    centerName: county.centerName,
    phone: county.phone ?? undefined,
    authenticator: String(authenticator?.get('name') ?? 'basic'),
    allowSignUp: Boolean(authenticator) && options.public?.allowSignUp !== false,
    languages: [...LANGUAGES],
    steps: lifecycle ? stepsOf(lifecycle.definition, titlesOf(reader, lifecycle)) : [],
    demo: Boolean(county.demo),
    ...(emergency ? { emergency } : {}),
  };
}

/** 服务菜单：what can be ordered now, in the county's order; what waits for an emergency only while one in force covers it. */
export async function serviceMenu(
  reader: Pick<Reader, 'sidan' | 'q' | 'lang'>,
  regionCode: string,
): Promise<ServiceItemView[]> {
  interface Row {
    id: string;
    code: string;
    name: string;
    nameEn: string | null;
    description: string | null;
    descriptionEn: string | null;
    category: string;
    categoryName: string | null;
    categoryNameEn: string | null;
    durationMinutes: number | null;
    headcount: number | null;
    needsReview: boolean;
    emergencyOnly: boolean;
    emergency: boolean;
  }
  const rows = await rowsOf<Row>(
    reader,
    `select i.[id] as id, i.[code] as code, i.[name] as name, i.[nameEn] as "nameEn", i.[description] as description, i.[descriptionEn] as "descriptionEn", i.[category] as category,
            c.[name] as "categoryName", c.[nameEn] as "categoryNameEn", i.[durationMinutes]::int as "durationMinutes", i.[headcount]::int as headcount,
            coalesce(i.[needsReview], false) as "needsReview", coalesce(i.[emergencyOnly], false) as "emergencyOnly", ${emergencyFor('i', '$2')} is not null as emergency
       from {sidanServiceItems} i left join {sidanCategories} c on c.[regionCode] = i.[regionCode] and c.[catalog] = 'team' and c.[code] = i.[category]
      where i.[regionCode] = $1 and coalesce(i.[status], 'active') = 'active' and ${openNow('i', '$2')}
      order by c.[rank] nulls last, i.[rank], i.[code]`,
    [regionCode, reader.sidan.clock()],
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: named(reader.lang, row.name, row.nameEn),
    description: named(reader.lang, row.description, row.descriptionEn) || undefined,
    category: row.category,
    categoryName: named(reader.lang, row.categoryName ?? row.category, row.categoryNameEn),
    durationMinutes: row.durationMinutes ?? undefined,
    headcount: row.headcount ?? 1,
    needsReview: row.needsReview,
    ...(row.emergencyOnly ? { emergencyOnly: true } : {}),
    ...(row.emergency ? { emergency: true } : {}),
  }));
}

export async function towns(
  reader: Pick<Reader, 'sidan' | 'q' | 'lang'>,
  regionCode: string,
): Promise<{ code: string; name: string }[]> {
  const rows = await rowsOf<{ code: string; name: string; nameEn: string | null }>(
    reader,
    `select [code] as code, [name] as name, [nameEn] as "nameEn" from {sidanRegions} where [regionCode] = $1 and [level] = 'town' order by [code]`,
    [regionCode],
  );
  return rows.map((row) => ({ code: row.code, name: named(reader.lang, row.name, row.nameEn) }));
}

/** Teams that take members. */
export async function teamChoices(reader: Reader, regionCode: string): Promise<TeamChoice[]> {
  const rows = await rowsOf<{
    id: string;
    name: string;
    nameEn: string | null;
    category: string | null;
    categoryEn: string | null;
    town: string | null;
    townEn: string | null;
  }>(
    reader,
    `select t.[id] as id, t.[name] as name, t.[nameEn] as "nameEn", c.[name] as category, c.[nameEn] as "categoryEn", w.[name] as town, w.[nameEn] as "townEn"
       from {sidanTeams} t left join {sidanCategories} c on c.[regionCode] = $1 and c.[catalog] = 'team' and c.[code] = t.[category]
       left join {sidanRegions} w on w.[regionCode] = $1 and w.[code] = t.[townCode]
      where t.[regionCode] = $1 and coalesce(t.[status], 'active') = 'active' order by c.[rank] nulls last, t.[name] limit 1000`,
    [regionCode],
  );
  return rows.map((row) => ({
    id: row.id,
    name: named(reader.lang, row.name, row.nameEn),
    categoryName: named(reader.lang, row.category, row.categoryEn),
    townName: named(reader.lang, row.town, row.townEn) || undefined,
  }));
}

interface Own {
  person: {
    id: string;
    regionCode: string;
    name: string;
    phoneCipher: string | null;
    townCode: string | null;
    address: string | null;
  } | null;
  volunteer: { id: string; volunteerNo: string; status: string; skills: string[] } | null;
  teams: Me['teams'] | null;
}

/** 商户 work at the counter, and have none of the host's pages. */
const hasPages = (actor: Actor): boolean => actor.unbound || actor.scopes.some(({ role }) => role !== 'merchant');

/** Everything the caller may know of themselves; their own telephone number in full. */
export async function me(reader: Reader, nickname: string): Promise<Me> {
  const { sidan, actor } = reader;
  const [row] = await rowsOf<{ found: Own }>(
    reader,
    `select json_build_object(
       'person', (select json_build_object('id', p.[id], 'regionCode', p.[regionCode], 'name', p.[name], 'phoneCipher', p.[phoneCipher], 'townCode', p.[townCode], 'address', p.[address]) from {sidanPeople} p where p.[id] = $1::uuid),
       'volunteer', (select json_build_object('id', v.[id], 'volunteerNo', v.[volunteerNo], 'status', v.[status], 'skills', coalesce(v.[skills], '[]'::jsonb)) from {sidanVolunteers} v where v.[personId] = $1::uuid limit 1),
       'teams', (select json_agg(json_build_object('id', t.[id], 'name', t.[name], 'role', m.[role]) order by t.[name]) from {sidanTeamMembers} m join {sidanTeams} t on t.[regionCode] = m.[regionCode] and t.[id] = m.[teamId]
                  where m.[personId] = $1::uuid and m.[status] = 'active')) as found`,
    [actor.personId ?? null],
  );
  const { person, volunteer, teams } = row!.found;
  return {
    userId: actor.userId!,
    nickname,
    person: person && {
      id: person.id,
      regionCode: person.regionCode,
      name: person.name,
      phone: person.phoneCipher ? sidan.vault.open(person.phoneCipher) : undefined,
      townCode: person.townCode ?? undefined,
      address: person.address ?? undefined,
    },
    volunteer,
    teams: teams ?? [],
    wards: (actor.wards ?? []).map(({ personId, name }) => ({ personId, name })),
    roles: [...new Set(actor.scopes.map(({ role }) => role as string))],
    staff: hasPages(actor),
  };
}
