import type { Base, Person, Team } from '../base';
import type { County, Service } from '../county';
import type { Random } from '../random';
import { fill } from '../refs';
import type { Shape } from './shapes';
import type { Placement } from './step';

/** What casting looks things up in, made once for a plan. */
export interface World {
  county: County;
  base: Base;
  people: Map<string, Person>;
  teamsByCategory: Map<string, Team[]>;
  /** Members of each team, the leader first. */
  crewOf: Map<string, string[]>;
  villageNames: Map<string, string>;
  townNames: Map<string, string>;
  /** The teams of demo accounts. */
  shown: Team[];
}

/** Who and what one order is about. */
export interface Cast {
  service: Service;
  placement: Omit<Placement, 'expectStart' | 'expectEnd'>;
  placedBy: string;
  dispatcher: string;
  /** The team that does it, and those that were asked beside it or before it. */
  team: Team;
  others: Team[];
}

const SLOW_RESPONSE_MINUTES = 1440;
const QUICK_RESPONSE_MINUTES = 480;

export function worldOf(county: County, base: Base): World {
  const teamsByCategory = new Map<string, Team[]>();
  for (const team of base.teams) push(teamsByCategory, team.category, team);
  const crewOf = new Map<string, string[]>();
  for (const member of base.members) {
    if (member.role === 'leader') crewOf.set(member.team, [member.person, ...(crewOf.get(member.team) ?? [])]);
    else push(crewOf, member.team, member.person);
  }
  const towns = county.divisions.towns;
  return {
    county,
    base,
    people: new Map(base.people.map((person) => [person.ref, person])),
    teamsByCategory,
    crewOf,
    villageNames: new Map(towns.flatMap((town) => town.villages)),
    townNames: new Map(towns.map((town) => [town.code, town.name])),
    shown: base.teams.filter((team) => county.accounts.some((account) => team.ref === `team:${account.team}`)),
  };
}

export const leaderOf = (world: World, team: Team): string => world.crewOf.get(team.ref)?.[0] as string;

/** An order of the demo accounts, so that their pages show something in every state: for which of their teams, and whether their resident placed it. */
export interface Featured {
  /** Counts through the teams of demo accounts. */
  turn: number;
  resident: boolean;
}

export function castOrder(world: World, shape: Shape, random: Random, featured?: Featured): Cast {
  const { county } = world;
  const fitting = county.services.filter((candidate) => suits(candidate, shape));
  const wished = featured && world.shown[featured.turn % world.shown.length];
  const wishedServices = fitting.filter((candidate) => candidate.category === wished?.category);
  const shown = wishedServices.length ? wished : undefined;
  const service = random.weighted(shown ? wishedServices : fitting, (candidate) => candidate.weight ?? 2);
  const resident = 'person:resident';
  const requester = world.people.get(
    featured?.resident || random.chance(0.02) ? resident : random.pick(world.base.residents),
  ) as Person;
  const team = shown ?? chooseTeam(world, service, requester.townCode, random);
  const channel = requester.account
    ? 'portal'
    : random.weighted(['portal', 'hotline', 'clerk'] as const, (kind) => ({ portal: 15, hotline: 3, clerk: 2 })[kind]);
  const dispatcher = dispatcherOf(world, requester.townCode, random);
  return {
    service,
    team,
    others: random.sample(rivals(world, service, requester.townCode, team), 2),
    dispatcher,
    placedBy: channel === 'portal' ? requester.ref : dispatcher,
    placement: { item: service.code, requester: requester.ref, channel, ...wordsOf(world, service, requester, random) },
  };
}

function suits(service: Service, shape: Shape): boolean {
  if ((shape.end === 'review' || shape.end === 'rejected') && !service.needsReview) return false;
  // Offers that stand open at the end must not run out on the same day; those that ran out must have had a short clock.
  if (shape.end === 'offered' && service.responseMinutes < SLOW_RESPONSE_MINUTES) return false;
  return shape.trouble !== 'expired' || service.responseMinutes <= QUICK_RESPONSE_MINUTES;
}

/** Teams of the kind that the service asks for: the town's own, and those of the whole county. */
function near(world: World, service: Service, townCode: string): Team[] {
  return (world.teamsByCategory.get(service.category) ?? []).filter(
    (team) => !team.townCode || team.townCode === townCode,
  );
}

function chooseTeam(world: World, service: Service, townCode: string, random: Random): Team {
  return random.weighted(near(world, service, townCode), (team) =>
    world.shown.includes(team) ? 3 : team.townCode ? 4 : 2,
  );
}

/** Other teams that could have been asked; where the county has one of a kind, the town's own institute, unless the trade is asked for. */
function rivals(world: World, service: Service, townCode: string, team: Team): Team[] {
  const institute = world.base.teams.filter(
    ({ ref, category }) =>
      ref === `team:institute:${townCode}` && (!service.tradeOnly || category === service.category),
  );
  return [...new Set([...near(world, service, townCode), ...institute])].filter((candidate) => candidate !== team);
}

/** A site manager dispatches in the own town, the centre everywhere. */
function dispatcherOf(world: World, townCode: string, random: Random): string {
  const local = world.county.accounts.find(
    (account) => account.role === 'siteManager' && account.townCode === townCode,
  );
  if (local && random.chance(0.7)) return `person:${local.ref}`;
  return random.chance(0.95) ? 'person:dispatcher' : 'person:admin';
}

function wordsOf(world: World, service: Service, requester: Person, random: Random) {
  const story = random.pick(service.stories);
  const values = {
    village: world.villageNames.get(requester.areaCode) ?? '',
    town: world.townNames.get(requester.townCode) ?? '',
    elder: random.pick(world.county.phrases.elders),
  };
  return {
    title: fill(story.title, values),
    description: fill(story.description, values),
    townCode: requester.townCode,
    areaCode: requester.areaCode,
    address: requester.address,
    contactName: requester.name,
    contactPhone: requester.phone,
    headcount: service.headcount,
    priority: service.category === 'emergency' ? ('urgent' as const) : ('normal' as const),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
