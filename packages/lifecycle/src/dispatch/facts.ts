/** The facts of one candidate for one order, by which rules of kind `dispatch` decide. Only what a county knows: where, when, what was done before. */
import type { Facts } from '@sidan/rules/conditions';
import type { Habit } from './answers';

export interface Place {
  latitude: number;
  longitude: number;
}

export interface Period {
  from: Date;
  to: Date;
}

/** What is asked for. */
export interface Wanted {
  category?: string;
  /** Only teams of this category know how: a clinic needs doctors. */
  tradeOnly?: boolean;
  townCode?: string;
  place?: Place;
  /** When the service is wanted. */
  when?: Period;
  skills?: readonly string[];
  qualifications?: readonly string[];
  people?: number;
  /** People-hours that it will take. */
  hours?: number;
}

/** What is known of a team. Of what is left out no fact is given, and no rule that asks for it says anything. */
export interface TeamKnown {
  category?: string;
  townCode?: string;
  place?: Place;
  skills?: readonly string[];
  qualifications?: readonly string[];
  suspended?: boolean;
  /** When it is not there. */
  away?: readonly Period[];
  /** What it has accepted, with the people who go. */
  engaged?: readonly (Period & { people?: number })[];
  /** How many people it has. */
  people?: number;
  /** How many orders it can carry at a time. */
  capacity?: number;
  /** Offers that it has not answered, and orders that it has accepted and not finished. */
  openOffers?: number;
  openOrders?: number;
  /** People-hours of what it has accepted in this calendar month. */
  monthHours?: number;
  /** When it was last asked for anything. */
  lastAskedAt?: Date;
  habit?: Habit;
}

const DAY_MS = 86_400_000;
const EARTH_KM = 6371;

/**
 * `team.sameCategory`, `tradeMissing` (the service is for its own trade only, and the team is of another), `sameTown`, `distanceKm`, `suspended`, `absent`, `atCapacity`, `loadShare` (open offers and orders for each that it can carry), `timeConflict`
 * (nobody left at the time), `peopleFree`, `peopleShort`, `skillsMissing`, `qualificationsMissing`, `monthLoad` (people-hours of the month, this order included, for each
 * order that it can carry: much work is dear to a small team), `answerMinutes`, `acceptShare`, `daysSinceAsked`: all of the same team at `now`, rounded to what people read.
 */
export function candidateFacts(order: Wanted, team: TeamKnown, now: Date): Facts {
  const { capacity, openOffers = 0, openOrders = 0, monthHours, habit, lastAskedAt } = team;
  const facts: Record<string, Facts[string]> = {
    'team.suspended': team.suspended ?? false,
    'team.offersOpen': openOffers,
    ...peopleFacts(order, team),
  };
  if (order.category !== undefined) {
    const isOfTrade = team.category === order.category;
    facts['team.sameCategory'] = isOfTrade;
    facts['team.tradeMissing'] = order.tradeOnly === true && !isOfTrade;
  }
  if (order.townCode !== undefined) facts['team.sameTown'] = team.townCode === order.townCode;
  if (order.place && team.place) facts['team.distanceKm'] = tenths(kilometres(order.place, team.place));
  facts['team.absent'] = (team.away ?? []).some((away) => overlaps(away, order.when ?? { from: now, to: now }));
  if (order.skills) facts['team.skillsMissing'] = lacking(order.skills, team.skills).length;
  if (order.qualifications)
    facts['team.qualificationsMissing'] = lacking(order.qualifications, team.qualifications).length;
  if (capacity !== undefined && capacity > 0) {
    facts['team.loadShare'] = hundredths((openOffers + openOrders) / capacity);
    facts['team.atCapacity'] = openOffers + openOrders >= capacity;
    if (monthHours !== undefined) facts['team.monthLoad'] = hundredths((monthHours + (order.hours ?? 0)) / capacity);
  }
  if (habit) {
    facts['team.answerMinutes'] = Math.round(habit.answerMinutes);
    facts['team.acceptShare'] = hundredths(habit.acceptShare);
  }
  if (lastAskedAt) facts['team.daysSinceAsked'] = hundredths((now.getTime() - lastAskedAt.getTime()) / DAY_MS);
  return facts;
}

/** Who is free at the time; a team of which nobody knows how many it has can be in one place at a time. */
function peopleFacts(
  { when, people: wanted }: Wanted,
  { people, engaged = [] }: TeamKnown,
): Record<string, Facts[string]> {
  const meanwhile = when ? engaged.filter((period) => overlaps(period, when)) : [];
  if (people === undefined) return when ? { 'team.timeConflict': meanwhile.length > 0 } : {};
  const free = Math.max(0, people - meanwhile.reduce((sum, { people: gone = people }) => sum + gone, 0));
  return {
    'team.peopleFree': free,
    ...(when ? { 'team.timeConflict': meanwhile.length > 0 && free === 0 } : {}),
    ...(wanted === undefined ? {} : { 'team.peopleShort': Math.max(0, wanted - free) }),
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** A moment overlaps what it lies in. */
const overlaps = (a: Period, b: Period): boolean =>
  a.from.getTime() < b.to.getTime() + Number(b.from.getTime() === b.to.getTime()) && b.from.getTime() < a.to.getTime();

/** What a team has not of what is asked for, by name. */
export interface Lacking {
  skills: readonly string[];
  qualifications: readonly string[];
}

export const lackingOf = (order: Wanted, team: TeamKnown): Lacking => ({
  skills: lacking(order.skills, team.skills),
  qualifications: lacking(order.qualifications, team.qualifications),
});

const lacking = (wanted: readonly string[] = [], has: readonly string[] = []): readonly string[] =>
  wanted.filter((one) => !has.includes(one));

/** As the crow flies. */
export function kilometres(a: Place, b: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const up = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const across = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return (
    2 * EARTH_KM * Math.asin(Math.sqrt(up + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * across))
  );
}
