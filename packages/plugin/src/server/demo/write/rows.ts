import type { Base } from '../base';
import type { County } from '../county';
import { idOfRef } from '../refs';

/** Rows of one collection, in the order in which collections are written. */
export interface Batch {
  collection: string;
  rows: Record<string, unknown>[];
}

/** The base as rows, ids and all. `until` is the end of the history: registrations are dated before it. */
export function rowsOf(county: County, base: Base, until: Date): Batch[] {
  const { regionCode } = county;
  const id = (ref: string | undefined) => (ref === undefined ? null : idOfRef(regionCode, ref));
  const own = (ref: string) => ({ id: idOfRef(regionCode, ref), regionCode });
  const before = (minutes: number) => new Date(until.getTime() - minutes * 60_000);
  const place = new Map(base.people.map((person) => [person.ref, person]));
  return [
    { collection: 'sidanRegions', rows: regionRows(county, own) },
    {
      collection: 'sidanCounties',
      rows: [
        {
          ...own('county'),
          name: county.name,
          centerName: county.center.name,
          phone: county.phone ?? null,
          demo: true,
        },
      ],
    },
    {
      collection: 'sidanCategories',
      rows: Object.entries(county.categories).flatMap(([catalog, entries]) =>
        entries.map(({ code, name, nameEn }, rank) => ({
          ...own(`category:${catalog}:${code}`),
          catalog,
          code,
          name,
          nameEn,
          rank,
        })),
      ),
    },
    {
      collection: 'sidanSites',
      rows: base.sites.map(({ ref, parent, ...site }) => ({
        ...own(ref),
        ...site,
        parentId: id(parent),
        status: 'active',
      })),
    },
    {
      collection: 'sidanServiceItems',
      rows: county.services.map(
        ({ stories: _stories, reports: _reports, praise: _praise, weight: _weight, ...item }, rank) => ({
          ...own(`item:${item.code}`),
          ...item,
          status: 'active',
          rank,
        }),
      ),
    },
    {
      collection: 'sidanTeams',
      rows: base.teams.map(({ ref, site, parent, villageCode: _village, ...team }) => ({
        ...own(ref),
        ...team,
        siteId: id(site),
        parentId: id(parent),
        status: 'active',
      })),
    },
    {
      collection: 'sidanPeople',
      rows: base.people.map(({ ref, name, phone, townCode, address }) => ({
        ...own(ref),
        name,
        phone,
        townCode,
        address,
        consentAt: before(100 * 24 * 60),
      })),
    },
    {
      collection: 'sidanVolunteers',
      rows: base.volunteers.map(({ person, name, townCode, skills, registeredMinutesAgo }, i) => ({
        ...own(`volunteer:${person}`),
        name,
        // A series of its own, apart from the numbers that the system gives out.
        volunteerNo: `${regionCode}D${String(i + 1).padStart(6, '0')}`,
        personId: id(person),
        townCode,
        skills,
        status: 'active',
        registeredAt: before(registeredMinutesAgo),
      })),
    },
    {
      collection: 'sidanTeamMembers',
      rows: base.members.map(({ team, person, name, townCode, role }) => ({
        ...own(`member:${team}:${person}`),
        name,
        teamId: id(team),
        personId: id(person),
        townCode: townCode ?? place.get(person)?.townCode,
        role,
        status: 'active',
      })),
    },
  ];
}

function regionRows(county: County, own: (ref: string) => object): Record<string, unknown>[] {
  const { parents, towns } = county.divisions;
  const level = (code: string) => ({ 2: 'province', 4: 'city', 6: 'county', 9: 'town' })[code.length] ?? 'village';
  const row = (code: string, name: string, parentCode: string | null, nameEn?: string) => ({
    ...own(`region:${code}`),
    code,
    name,
    nameEn: nameEn ?? null,
    level: level(code),
    parentCode,
  });
  return [
    ...parents.map(({ code, name }, i) =>
      row(code, name, parents[i - 1]?.code ?? null, code === county.regionCode ? county.nameEn : undefined),
    ),
    ...towns.map(({ code, name }) => row(code, name, county.regionCode, county.townNamesEn[code])),
    ...towns.flatMap((town) => town.villages.map(([code, name]) => row(code, name, town.code))),
  ];
}
