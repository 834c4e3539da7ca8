import type { County } from '../county';

/** How much of everything a demo county gets. */
export interface Size {
  stations: number;
  stationTeams: number;
  volunteers: number;
  residents: number;
}

/** Institutes are in every town and street; units such as an oil field's bureau are towns in the code tables only. */
export const townsWithInstitute = (county: County) =>
  county.divisions.towns.filter((town) => !county.noInstituteKinds.includes(town.kind));

/** Teams that exist at every scale: the corps, branches and squads that are named, and those of every town. */
export function fixedTeams(county: County): number {
  const { branches, squads, town } = county.teams;
  return 1 + branches.length + squads.length + town.length * townsWithInstitute(county).length;
}

/**
 * Sizes at `scale`, a factor on the small county of scale 1, up to what the article counts (任丘: 284 stations and 907 teams at scale 15,
 * 141,000 volunteers at scale 235). Orders do not grow with it: they take time, and have an option of their own.
 */
export function sizeAt(county: County, scale: number): Size {
  if (!(scale > 0) || scale > 10_000) throw new Error(`scale must be above 0 and at most 10000, not ${scale}`);
  const { article, scaleOne } = county;
  const stationsAtOne = scaleOne.stationsPerTown * townsWithInstitute(county).length;
  const grown = (atOne: number, most: number) => Math.min(most, Math.max(1, Math.round(atOne * scale)));
  const stations = grown(stationsAtOne, article.stations);
  return {
    stations,
    stationTeams: Math.min(
      grown(stationsAtOne, article.teams - fixedTeams(county)),
      stations * county.teams.station.length,
    ),
    volunteers: grown(scaleOne.volunteers, article.volunteers),
    residents: grown(scaleOne.residents, article.volunteers),
  };
}
