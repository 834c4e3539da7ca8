import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder such as `examples/renqiu` holds: a county's own words and names, from which its demo is generated. */
export interface County {
  id: string;
  regionCode: string;
  name: string;
  nameEn: string;
  /** Distance of the county's clock from UTC, without summer time. */
  timeZoneMinutes: number;
  /** What the sources say of the county's size: growth by `scale` stops there. */
  article: { stations: number; teams: number; volunteers: number };
  scaleOne: { stationsPerTown: number; volunteers: number; residents: number; orders: number };
  /** Three digits of mobile numbers that no operator has been given. */
  phonePrefix: string;
  phone?: string;
  townNamesEn: Record<string, string>;
  center: Named & { address?: string; latitude?: number; longitude?: number };
  subCenters: Named[];
  bases: (Named & { address?: string; description?: string })[];
  names: Record<
    'institute' | 'instituteEn' | 'station' | 'post' | 'subCenter' | 'addressVillage' | 'addressDoor' | 'orderText',
    string
  >;
  /** Villages that have a station at every scale. */
  stationsAlways: string[];
  /** Kinds of town-level units without an institute. */
  noInstituteKinds: string[];
  divisions: Divisions;
  categories: Record<'team' | 'service' | 'platform' | 'path', Named[]>;
  teams: TeamScheme;
  peopleNames: PeopleNames;
  services: Service[];
  phrases: Phrases;
  accounts: AccountSpec[];
}

export interface Named {
  code: string;
  name: string;
  nameEn: string;
}

export interface Divisions {
  source: string;
  parents: { code: string; name: string }[];
  towns: Town[];
}

export interface Town {
  code: string;
  name: string;
  kind: 'street' | 'town' | 'township' | 'unit';
  /** Code and name of each village or community. */
  villages: [string, string][];
}

interface TeamSpec extends Named {
  category: string;
  parent?: string;
  qualifications?: string[];
}

interface TeamTemplate {
  code: string;
  name: string;
  nameEn?: string;
  category: string;
  level: 'branch' | 'squad';
  parent?: string;
  qualifications?: string[];
}

export interface TeamScheme {
  corps: TeamSpec;
  branches: TeamSpec[];
  squads: TeamSpec[];
  town: TeamTemplate[];
  station: TeamTemplate[];
}

export interface PeopleNames {
  surnames: string;
  givenOlder: string[];
  givenMiddle: string[];
  givenYounger: string[];
  skills: Record<string, string[]>;
}

export interface Service extends Named {
  weight?: number;
  path: string;
  platform: string;
  /** Category of the teams that do it. */
  category: string;
  description: string;
  descriptionEn: string;
  unit: 'hour' | 'case' | 'session';
  durationMinutes: number;
  responseMinutes: number;
  headcount: number;
  needsReview: boolean;
  /** Whether it may be paid for, and with what: an asset of a pack that is in force there. */
  payment?: 'optional' | 'required';
  payAsset?: string;
  /** Teams of other categories are not asked. */
  tradeOnly?: boolean;
  /** A team without them comes later. */
  skills?: string[];
  /** A team without them is not asked. */
  qualifications?: string[];
  stories: { title: string; description: string }[];
  reports: string[];
  praise: string[];
}

export type Phrases = Record<
  | 'elders'
  | 'praise'
  | 'fair'
  | 'poor'
  | 'declineReasons'
  | 'rejectReasons'
  | 'cancelReasons'
  | 'mergeReasons'
  | 'withdrawReasons'
  | 'reopenReasons'
  | 'dispatchNotes',
  string[]
>;

export interface AccountSpec {
  ref: string;
  username: string;
  name: string;
  role:
    | 'countyAdmin'
    | 'dispatcher'
    | 'siteManager'
    | 'teamLeader'
    | 'volunteer'
    | 'resident'
    | 'supervisor'
    | 'merchant';
  /** How far a role that is held somewhere reaches. */
  scope?: 'province' | 'city' | 'county' | 'town';
  site?: string;
  team?: string;
  townCode: string;
  villageCode?: string;
  title: string;
  titleEn: string;
}

/** Reads a county's folder. @throws Error naming the file that is missing or is not JSON. */
export function loadCounty(folder: string): County {
  const read = <T>(file: string): T => {
    try {
      return JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as T;
    } catch (error) {
      throw new Error(`${join(folder, `${file}.json`)}: ${(error as Error).message}`);
    }
  };
  return {
    ...read<County>('county'),
    divisions: read('divisions'),
    categories: read('categories'),
    teams: read('teams'),
    peopleNames: read('names'),
    services: read('services'),
    phrases: read('phrases'),
    accounts: read('accounts'),
  };
}
