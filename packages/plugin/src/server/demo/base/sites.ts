import type { County, Town } from '../county';
import type { Random } from '../random';
import { fill } from '../refs';
import { townsWithInstitute } from './scale';

export interface Site {
  ref: string;
  kind: 'center' | 'institute' | 'station' | 'base' | 'post';
  name: string;
  nameEn?: string;
  platform?: string;
  townCode?: string;
  areaCode: string;
  parent?: string;
  address?: string;
  latitude?: number;
  longitude?: number;
  introduction?: string;
}

/** A village with a station: where its teams are and its people live. */
export interface Place {
  town: Town;
  villageCode: string;
  village: string;
}

/** Which villages have a station: a few in each town at first, later in proportion to a town's villages; the rest have none yet. */
export function choosePlaces(county: County, random: Random, stations: number): Place[] {
  const chosen: Place[] = [];
  const queues = townsWithInstitute(county).map((town) => {
    const order = random.sample(town.villages, town.villages.length);
    const always = order.filter(([code]) => county.stationsAlways.includes(code));
    return { town, rest: [...always, ...order.filter(([code]) => !county.stationsAlways.includes(code))] };
  });
  while (chosen.length < stations && queues.some((queue) => queue.rest.length)) {
    for (const { town, rest } of queues) {
      const next = rest.shift();
      if (next && chosen.length < stations) chosen.push({ town, villageCode: next[0], village: next[1] });
    }
  }
  return chosen;
}

/** 中心、分中心、所、站、爱心驿站、基地. A love post belongs to the first station of its town, as the article counts them. */
export function buildSites(county: County, places: readonly Place[]): Site[] {
  const region = county.regionCode;
  const sites: Site[] = [
    {
      ref: 'site:center',
      kind: 'center',
      name: county.center.name,
      nameEn: county.center.nameEn,
      areaCode: region,
      address: county.center.address,
      latitude: county.center.latitude,
      longitude: county.center.longitude,
    },
  ];
  for (const sub of county.subCenters)
    sites.push({
      ref: `site:${sub.code}`,
      kind: 'center',
      platform: sub.code,
      name: fill(county.names.subCenter, { name: sub.name }),
      nameEn: sub.nameEn,
      areaCode: region,
      parent: 'site:center',
    });
  for (const base of county.bases)
    sites.push({
      ref: `site:${base.code}`,
      kind: 'base',
      name: base.name,
      nameEn: base.nameEn,
      areaCode: region,
      parent: 'site:center',
      address: base.address,
      introduction: base.description,
    });
  for (const town of townsWithInstitute(county)) {
    const townEn = county.townNamesEn[town.code] ?? town.name;
    sites.push({
      ref: `institute:${town.code}`,
      kind: 'institute',
      name: fill(county.names.institute, { town: town.name }),
      nameEn: fill(county.names.instituteEn, { townEn }),
      townCode: town.code,
      areaCode: town.code,
      parent: 'site:center',
      address: town.name,
    });
  }
  const withPost = new Set<string>();
  for (const { town, villageCode, village } of places) {
    const where = { town: town.name, village };
    const address = fill(county.names.addressVillage, where);
    const station: Site = {
      ref: `station:${villageCode}`,
      kind: 'station',
      name: fill(county.names.station, where),
      townCode: town.code,
      areaCode: villageCode,
      parent: `institute:${town.code}`,
      address,
    };
    sites.push(station);
    if (withPost.has(town.code)) continue;
    withPost.add(town.code);
    sites.push({
      ...station,
      ref: `post:${villageCode}`,
      kind: 'post',
      name: fill(county.names.post, where),
      parent: station.ref,
    });
  }
  return sites;
}
