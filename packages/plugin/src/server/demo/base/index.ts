/** What stands before the first order: regions, sites, teams, people. Pure: the same county, seed and scale give the same rows. */
import type { County } from '../county';
import { createRandom } from '../random';
import { buildPeople, type People } from './people';
import { sizeAt } from './scale';
import { buildSites, choosePlaces, type Place, type Site } from './sites';
import { buildTeams, type Team } from './teams';

export type { Member, Person, Volunteer } from './people';
export type { Place, Site } from './sites';
export type { Team } from './teams';

export interface Base extends People {
  places: Place[];
  sites: Site[];
  teams: Team[];
}

export function buildBase(county: County, options: { seed: string; scale: number }): Base {
  const random = createRandom(`${options.seed}/base`);
  const size = sizeAt(county, options.scale);
  const places = choosePlaces(county, random.fork('places'), size.stations);
  const teams = buildTeams(county, places, size.stationTeams);
  return {
    places,
    sites: buildSites(county, places),
    teams,
    ...buildPeople(county, random.fork('people'), places, teams, size),
  };
}
