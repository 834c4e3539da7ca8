/** A month of the demo county's orders and its teams, and where they are. Places are drawn: the county's data has names and codes and no coordinates. */
import path from 'node:path';
import type { Place } from '../../../packages/lifecycle/src';
import { buildBase, type Team } from '../../../packages/plugin/src/server/demo/base';
import { loadCounty, type Service } from '../../../packages/plugin/src/server/demo/county';
import { plan } from '../../../packages/plugin/src/server/demo/plan';
import { createRandom, type Random } from '../../../packages/plugin/src/server/demo/random';

export interface SimOrder {
  id: string;
  at: number;
  service: Service;
  urgent: boolean;
  townCode: string;
  place: Place;
  from: number;
  to: number;
  people: number;
  /** Teams that could do it: of its kind and of the town, of the whole county or of a town nearby; and, unless only its kind can, the town's institute. */
  pool: readonly SimTeam[];
}

export interface SimTeam {
  id: string;
  category: string;
  townCode?: string;
  place: Place;
  capacity: number;
  people: number;
}

export interface SimWorld {
  teams: readonly SimTeam[];
  /** In the order of their time: those of the month before, from which a county has its experience, and those of the month that is measured. */
  orders: readonly SimOrder[];
  /** The beginning of the month that is measured. */
  month: number;
}

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NEARBY_KM = 12;
/** Half the width of the county and half that of a town, in degrees: some 40 km and 8 km across. */
const COUNTY_DEGREES = 0.18;
const TOWN_DEGREES = 0.035;
const CENTRE: Place = { latitude: 38.71, longitude: 116.1 };
const UNTIL = new Date('2026-06-30T10:00:00Z');
const DAYS = 30;

const near = ({ latitude, longitude }: Place, degrees: number, random: Random): Place => ({
  latitude: latitude + (random.next() * 2 - 1) * degrees,
  longitude: longitude + ((random.next() * 2 - 1) * degrees) / Math.cos((latitude * Math.PI) / 180),
});

/** People-hours. */
export const hoursOf = (order: SimOrder): number => (order.people * order.service.durationMinutes) / 60;

export function kilometres(a: Place, b: Place): number {
  const up = (a.latitude - b.latitude) * 111.2;
  const across = (a.longitude - b.longitude) * 111.2 * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(up, across);
}

export function simWorld(seed: string, ordersPerMonth: number): SimWorld {
  const county = loadCounty(path.join(__dirname, '../../../examples/renqiu'));
  const base = buildBase(county, { seed, scale: 1 });
  const random = createRandom(`${seed}/places`);
  const towns = new Map(county.divisions.towns.map(({ code }) => [code, near(CENTRE, COUNTY_DEGREES, random)]));
  const placeOf = (town: string | undefined, area: string) =>
    near(towns.get(town ?? '') ?? CENTRE, TOWN_DEGREES, random.fork(area));
  const members = new Map<string, number>();
  for (const { team } of base.members) members.set(team, (members.get(team) ?? 0) + 1);
  const teams = base.teams.map((team) => simTeam(team, members.get(team.ref) ?? 1, placeOf));
  const services = new Map(county.services.map((service) => [service.code, service]));
  const steps = plan(county, base, { seed, months: 2, until: UNTIL, orders: 2 * ordersPerMonth });
  const orders = steps.flatMap((step, i): SimOrder[] => {
    const { place } = step;
    if (!place) return [];
    const service = services.get(place.item)!;
    const where = near(placeOf(place.townCode, place.areaCode), TOWN_DEGREES / 8, random.fork(`order ${i}`));
    const order = {
      id: step.order,
      at: step.at.getTime(),
      service,
      urgent: place.priority === 'urgent',
      townCode: place.townCode,
      place: where,
      from: place.expectStart.getTime(),
      to: place.expectEnd.getTime(),
      people: place.headcount,
    };
    return [{ ...order, pool: teams.filter((team) => isInPool(team, order)) }];
  });
  return { teams, orders, month: UNTIL.getTime() - DAYS * DAY_MS };
}

function simTeam(team: Team, people: number, placeOf: (town: string | undefined, area: string) => Place): SimTeam {
  const { ref, category, townCode, villageCode, capacity } = team;
  const place = placeOf(townCode, villageCode ?? townCode ?? ref);
  return { id: ref, category, place, capacity, people, ...(townCode ? { townCode } : {}) };
}

function isInPool(team: SimTeam, order: Omit<SimOrder, 'pool'>): boolean {
  const isOfKind = team.category === order.service.category;
  if (team.id === `team:institute:${order.townCode}`) return isOfKind || !order.service.tradeOnly;
  if (!isOfKind) return false;
  return (
    team.townCode === undefined || team.townCode === order.townCode || kilometres(team.place, order.place) <= NEARBY_KM
  );
}
