import type { AccountSpec, County } from '../county';
import type { Random } from '../random';
import { fill } from '../refs';
import type { Place } from './sites';
import type { Team } from './teams';

export interface Person {
  ref: string;
  name: string;
  phone: string;
  townCode: string;
  areaCode: string;
  address: string;
  /** Set for the few who can sign in. */
  account?: AccountSpec;
}

export interface Volunteer {
  person: string;
  name: string;
  townCode: string;
  skills: string[];
  /** How many minutes before the end of the history they registered. */
  registeredMinutesAgo: number;
}

export interface Member {
  team: string;
  person: string;
  name: string;
  townCode: string;
  role: 'leader' | 'member';
}

export interface People {
  people: Person[];
  volunteers: Volunteer[];
  members: Member[];
  /** Refs of people who place orders. */
  residents: string[];
}

type Age = 'givenOlder' | 'givenMiddle' | 'givenYounger';
const YEAR_MINUTES = 365 * 24 * 60;

/** Synthetic people: names drawn from common surnames and given names, numbers from a prefix that no operator has. */
export function buildPeople(
  county: County,
  random: Random,
  places: readonly Place[],
  teams: readonly Team[],
  count: { volunteers: number; residents: number },
): People {
  const result: People = { people: [], volunteers: [], members: [], residents: [] };
  const surnames = [...county.peopleNames.surnames];
  let serial = 0;
  const makePerson = (ref: string, place: Place, age: Age, account?: AccountSpec): Person => {
    // Surnames are listed from the most frequent: the square makes the first ones common.
    const surname = surnames[Math.floor(random.next() ** 2 * surnames.length)] as string;
    const person: Person = {
      ref,
      name: account?.name ?? surname + random.pick(county.peopleNames[age]),
      phone: county.phonePrefix + String(serial++).padStart(8, '0'),
      townCode: place.town.code,
      areaCode: place.villageCode,
      address: fill(county.names.addressDoor, {
        town: place.town.name,
        village: place.village,
        door: String(random.int(1, 180)),
      }),
      account,
    };
    result.people.push(person);
    return person;
  };
  const enlist = (person: Person, team: Team, role: Member['role']) => {
    const skills = county.peopleNames.skills[team.category] ?? [];
    result.volunteers.push({
      person: person.ref,
      name: person.name,
      townCode: person.townCode,
      skills: random.sample(skills, random.int(1, 2)),
      registeredMinutesAgo: YEAR_MINUTES / 4 + random.int(1, 3 * YEAR_MINUTES),
    });
    result.members.push({
      team: team.ref,
      person: person.ref,
      name: person.name,
      townCode: team.townCode ?? person.townCode,
      role,
    });
  };

  const led = new Set<string>();
  for (const account of county.accounts.filter(({ role }) => role !== 'merchant')) {
    const place = placeOf(county, account) ?? random.pick(places);
    const person = makePerson(`person:${account.ref}`, place, 'givenMiddle', account);
    if (account.role === 'resident') result.residents.push(person.ref);
    if (!account.team) continue;
    const team = teams.find((candidate) => candidate.ref === `team:${account.team}`);
    if (!team) throw new Error(`accounts.json: team ${account.team} does not exist`);
    enlist(person, team, account.role === 'teamLeader' ? 'leader' : 'member');
    if (account.role === 'teamLeader') led.add(team.ref);
  }

  const near = placesByTown(places);
  const home = (team: Team) =>
    places.find((place) => place.villageCode === team.villageCode) ??
    random.pick(near.get(team.townCode ?? '') ?? places);
  let made = 0;
  for (const team of teams) {
    if (led.has(team.ref)) continue;
    enlist(
      makePerson(`person:v${++made}`, home(team), random.chance(0.4) ? 'givenOlder' : 'givenMiddle'),
      team,
      'leader',
    );
  }
  while (result.volunteers.length < count.volunteers) {
    const team = random.weighted(teams, (candidate) => candidate.capacity);
    const age = random.weighted<Age>(['givenOlder', 'givenMiddle', 'givenYounger'], (kind) =>
      kind === 'givenMiddle' ? 2 : 1,
    );
    enlist(makePerson(`person:v${++made}`, home(team), age), team, 'member');
  }
  for (let i = 1; i <= count.residents; i++) {
    const person = makePerson(`person:r${i}`, random.pick(places), random.chance(0.6) ? 'givenOlder' : 'givenMiddle');
    result.residents.push(person.ref);
  }
  // Last: who stands at a counter takes no part in the history, and moves nothing that is drawn for it.
  for (const account of county.accounts.filter(({ role }) => role === 'merchant'))
    makePerson(`person:${account.ref}`, placeOf(county, account) ?? places[0]!, 'givenMiddle', account);
  return result;
}

function placeOf(county: County, account: AccountSpec): Place | undefined {
  const town = county.divisions.towns.find((candidate) => candidate.code === account.townCode);
  if (!town) throw new Error(`accounts.json: town ${account.townCode} does not exist`);
  const village = town.villages.find(([code]) => code === account.villageCode) ?? town.villages[0];
  return village && { town, villageCode: village[0], village: village[1] };
}

function placesByTown(places: readonly Place[]): Map<string, Place[]> {
  const byTown = new Map<string, Place[]>();
  for (const place of places) byTown.set(place.town.code, [...(byTown.get(place.town.code) ?? []), place]);
  return byTown;
}
