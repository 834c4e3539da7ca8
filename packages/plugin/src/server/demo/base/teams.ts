import type { County } from '../county';
import { fill } from '../refs';
import { townsWithInstitute } from './scale';
import type { Place } from './sites';

export interface Team {
  ref: string;
  name: string;
  nameEn?: string;
  level: 'corps' | 'branch' | 'squad';
  category: string;
  townCode?: string;
  villageCode?: string;
  site: string;
  parent?: string;
  skills: string[];
  qualifications?: string[];
  /** How many orders it can have open at a time. */
  capacity: number;
}

/** 总队、支队、小队: those the county names, two in every town, and `stationTeams` at the stations. */
export function buildTeams(county: County, places: readonly Place[], stationTeams: number): Team[] {
  const { corps, branches, squads, town: townTeams, station: atStation } = county.teams;
  const skillsOf = (category: string) => (county.peopleNames.skills[category] ?? []).slice(0, 3);
  const siteOf = (category: string) =>
    county.subCenters.some((sub) => sub.code === category) ? `site:${category}` : 'site:center';
  const corpsRef = `team:${corps.code}`;
  const teams: Team[] = [
    {
      ref: corpsRef,
      name: corps.name,
      nameEn: corps.nameEn,
      level: 'corps',
      category: corps.category,
      site: 'site:center',
      skills: skillsOf(corps.category),
      qualifications: corps.qualifications,
      capacity: 20,
    },
  ];
  for (const branch of branches)
    teams.push({
      ref: `team:${branch.code}`,
      name: branch.name,
      nameEn: branch.nameEn,
      level: 'branch',
      category: branch.category,
      site: siteOf(branch.category),
      parent: corpsRef,
      skills: skillsOf(branch.category),
      qualifications: branch.qualifications,
      capacity: 12,
    });
  for (const squad of squads)
    teams.push({
      ref: `team:${squad.code}`,
      name: squad.name,
      nameEn: squad.nameEn,
      level: 'squad',
      category: squad.category,
      site: siteOf(squad.category),
      parent: `team:${squad.parent ?? corps.code}`,
      skills: skillsOf(squad.category),
      qualifications: squad.qualifications,
      capacity: 10,
    });
  for (const town of townsWithInstitute(county)) {
    const where = { town: town.name, townEn: county.townNamesEn[town.code] ?? town.name };
    for (const template of townTeams)
      teams.push({
        ref: `team:${template.code}:${town.code}`,
        name: fill(template.name, where),
        nameEn: template.nameEn && fill(template.nameEn, where),
        level: template.level,
        category: template.category,
        townCode: town.code,
        site: `institute:${town.code}`,
        parent: `team:${template.parent ?? corps.code}`,
        skills: skillsOf(template.category),
        qualifications: template.qualifications,
        capacity: 6,
      });
  }
  // First one team at every station, of kinds in turn, then a second, then a third.
  for (let i = 0; i < stationTeams; i++) {
    const at = i % places.length;
    const place = places[at] as Place;
    const template = atStation[(at + Math.floor(i / places.length)) % atStation.length]!;
    teams.push({
      ref: `team:${template.code}:${place.villageCode}`,
      name: fill(template.name, { town: place.town.name, village: place.village }),
      level: template.level,
      category: template.category,
      townCode: place.town.code,
      villageCode: place.villageCode,
      site: `station:${place.villageCode}`,
      parent: `team:institute:${place.town.code}`,
      skills: skillsOf(template.category),
      qualifications: template.qualifications,
      capacity: 4,
    });
  }
  return teams;
}
