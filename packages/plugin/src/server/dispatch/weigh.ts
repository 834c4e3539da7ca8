/** Candidates for orders, ranked by the county's rules, each with its reasons. */
import {
  candidateFacts,
  habitOf,
  habitOfCounty,
  isLevel,
  lackingOf,
  rank,
  type Answered,
  type Calendars,
  type Candidate,
  type Habit,
  type Ranked,
  type TeamKnown,
  type Verdict,
  type Wanted,
} from '@sidan/lifecycle';
import { message, type Facts, type Message } from '@sidan/rules';
import { calendarsFor } from '../calendar';
import { addedFacts, factsOfRow } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import type { Rules } from '../packs/load';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { gather, type Gathered, type KnownOrder, type KnownTeam } from './gather';
import { asksOf, judge, PINS } from './judge';

/** One order with everybody who might have it, in the order of `rank()`. */
export interface Weighed {
  order: KnownOrder;
  ranked: Ranked[];
  verdicts: ReadonlyMap<string, Verdict>;
}

export interface WeighedOrders {
  weighed: Weighed[];
  teams: ReadonlyMap<string, KnownTeam>;
  /** In which the county's clocks count. */
  calendars: Calendars;
}

type Host = Pick<Sidan, 'db' | 'write' | 'tables' | 'packs' | 'coreOf' | 'vault'>;

const MINUTE_MS = 60_000;

/** Of all teams of the county, or of those that are named. @throws RULES_BROKEN */
export async function weigh(
  sidan: Host,
  q: Connection,
  regionCode: string,
  orderIds: readonly string[],
  now: Date,
  teamIds?: readonly string[],
): Promise<WeighedOrders> {
  const found = await gather(sidan, q, regionCode, orderIds, now);
  const gathered = teamIds ? { ...found, teams: found.teams.filter(({ id }) => teamIds.includes(id)) } : found;
  const { orders, teams } = gathered;
  const placeOf = ({ areaCode, townCode }: KnownOrder) => areaCode ?? townCode ?? regionCode;
  const inForce = await sidan.packs.inForce.rulesOf(q, orders.map(placeOf), now);
  const known = new Map(teams.map((team) => [team.id, team]));
  const calendars = calendarsFor(gathered.calendar);
  const habits = habitsOf(gathered, now, calendars);
  const weighed = new Map<string, Weighed>();
  for (const rules of new Set(inForce.values())) {
    const here = orders.filter((order) => inForce.get(placeOf(order)) === rules);
    for (const one of await judged(sidan, q, regionCode, rules, here, gathered, habits, now))
      weighed.set(one.order.id, one);
  }
  return { weighed: orders.map(({ id }) => weighed.get(id)!), teams: known, calendars };
}

async function judged(
  sidan: Host,
  q: Connection,
  regionCode: string,
  rules: Rules,
  orders: readonly KnownOrder[],
  gathered: Gathered,
  habits: ReadonlyMap<string, Habit>,
  now: Date,
): Promise<Weighed[]> {
  const names = asksOf(rules);
  const added = addedFacts(sidan.db, sidan.coreOf);
  const { teams } = gathered;
  const known = teams.map((team) => teamOf(team, habits.get(team.id)));
  const pairs = orders.flatMap((order) => {
    const wanted = wantedOf(order);
    return teams.map((team, i) => ({ order, team, wanted, known: known[i]! }));
  });
  const rows = await factsAround(
    sidan,
    q,
    regionCode,
    added,
    new Set(names),
    pairs.map(({ order, team }) => ({ at: now, personId: null, teamId: team.id, itemId: order.item?.id })),
  );
  const events = pairs.map(({ order, team, wanted, known }, index) => ({
    at: now,
    teamId: team.id,
    townCode: order.townCode,
    siteId: order.siteId,
    orderId: order.id,
    exclude: [],
    facts: {
      ...orderFacts({
        occasion: PINS.occasion,
        at: now,
        item: order.item,
        priority: order.priority,
        channel: order.channel,
        emergency: order.emergency,
        teamCategory: team.category,
      }),
      ...factsOfRow(added, 'order', (field) => order.row[sidan.tables.column(field).slice(1, -1)]),
      ...rows[index],
      ...candidateFacts(wanted, known, now),
      ...PINS,
    } satisfies Facts,
  }));
  const facts = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, events);
  return orders.map((order, at) => {
    const verdicts = new Map<string, Verdict>();
    const candidates = teams.map((team, i): Candidate => {
      // Also what no rule asks: people are told what is known of a team.
      const index = at * teams.length + i;
      const all = { ...events[index]!.facts, ...facts[index] };
      const verdict = barred(judge(rules, all, now), barsOf(order, team, gathered));
      if (verdict) verdicts.set(team.id, verdict);
      const lacking = lackingOf(pairs[index]!.wanted, known[i]!);
      return { teamId: team.id, facts: all, lacking, ...(verdict ? { verdict } : {}) };
    });
    return { order, ranked: rank(candidates), verdicts };
  });
}

const minutesOf = ({ item, expectStart, expectEnd }: KnownOrder): number =>
  expectStart && expectEnd
    ? (Date.parse(expectEnd) - Date.parse(expectStart)) / MINUTE_MS
    : (item?.durationMinutes ?? 60);

/** A list as an administrator typed it. */
const words = (list: unknown): string[] => [
  ...new Set((Array.isArray(list) ? list : []).map((word) => String(word).trim()).filter(Boolean)),
];

/** What a service asks for; of what it does not ask for there is no fact. */
function asks(item: NonNullable<KnownOrder['item']>): Pick<Wanted, 'skills' | 'qualifications'> {
  const [skills, qualifications] = [words(item.skills), words(item.qualifications)];
  return { ...(skills.length ? { skills } : {}), ...(qualifications.length ? { qualifications } : {}) };
}

const placed = ({
  latitude,
  longitude,
}: Pick<KnownTeam, 'latitude' | 'longitude'>): { place?: { latitude: number; longitude: number } } =>
  latitude === null || longitude === null ? {} : { place: { latitude, longitude } };

function wantedOf(order: KnownOrder): Wanted {
  const { item, townCode, expectStart } = order;
  const from = expectStart ? new Date(expectStart) : undefined;
  const minutes = minutesOf(order);
  // Of a team that serves with others its share is asked.
  const people = Math.ceil((order.headcount ?? 1) / Math.max(1, order.teamCount ?? 1));
  return {
    ...(item ? { category: item.category, tradeOnly: item.tradeOnly, ...asks(item) } : {}),
    ...placed(order),
    ...(townCode ? { townCode } : {}),
    ...(from ? { when: { from, to: new Date(from.getTime() + minutes * MINUTE_MS) } } : {}),
    people,
    hours: (people * minutes) / 60,
  };
}

function teamOf(team: KnownTeam, habit: Habit | undefined): TeamKnown {
  const { category, townCode, capacity, awayFrom, awayUntil } = team;
  const away = awayFrom || awayUntil ? [{ from: new Date(awayFrom ?? 0), to: new Date(awayUntil ?? 8.64e15) }] : [];
  return {
    ...(category ? { category } : {}),
    ...(townCode ? { townCode } : {}),
    ...placed(team),
    skills: words(team.skills),
    qualifications: words(team.qualifications),
    suspended: team.status === 'frozen',
    away: team.status === 'paused' ? [{ from: new Date(0), to: new Date(8.64e15) }] : away,
    engaged: (team.engaged ?? []).map(({ from, to, people }) => ({ from: new Date(from), to: new Date(to), people })),
    people: team.people,
    ...(capacity === null ? {} : { capacity }),
    openOffers: team.openOffers,
    openOrders: team.openOrders,
    monthHours: team.monthHours,
    ...(team.lastAskedAt ? { lastAskedAt: new Date(team.lastAskedAt) } : {}),
    ...(habit ? { habit } : {}),
  };
}

function habitsOf({ teams, answers }: Gathered, now: Date, calendars: Calendars): Map<string, Habit> {
  const { zone } = calendars.work!;
  // Of an hour of the day the middle stands for all of it.
  const told = answers.map(({ teamId, hour, minutes, accepted, silent, times }) => ({
    teamId,
    answer: {
      hour: hour + 0.5,
      accepted,
      times,
      ...(silent || minutes === null ? {} : { minutes }),
    } satisfies Answered,
  }));
  const usual = habitOfCounty(
    told.map(({ answer }) => answer),
    now,
    zone,
  );
  const own = new Map<string, Answered[]>();
  for (const { teamId, answer } of told) own.set(teamId, [...(own.get(teamId) ?? []), answer]);
  return new Map(teams.map(({ id }) => [id, habitOf(own.get(id) ?? [], usual, now, zone)]));
}

/** What keeps a team from an order whatever the rules say: it takes none now, nobody could answer, or the order lies with others. */
function barsOf(order: KnownOrder, team: KnownTeam, { sites }: Gathered): Message[] {
  const bars: Message[] = [];
  if (team.status === 'frozen') bars.push(message('lifecycle.dispatch.known.suspended'));
  if (team.status === 'paused') bars.push(message('lifecycle.dispatch.known.absent'));
  if (team.leaders === 0) bars.push(message('lifecycle.dispatch.known.leaderless'));
  if (!liesWith(order, team, sites)) bars.push(message('lifecycle.dispatch.known.elsewhere'));
  return bars;
}

/** Below the centre an order is for the teams of its site and of those below; an institute's are those of its town, and where a team belongs is its town if it says no more. */
function liesWith({ level, siteId }: KnownOrder, team: KnownTeam, sites: Gathered['sites']): boolean {
  if (!siteId || !isLevel(level) || level === 'center') return true;
  const parents = new Map(sites.map(({ id, parentId }) => [id, parentId]));
  let at = team.siteId;
  for (let steps = 0; at && steps < 10; steps += 1, at = parents.get(at) ?? null) if (at === siteId) return true;
  const site = sites.find(({ id }) => id === siteId);
  const isOfTown = site?.kind === 'institute' || !team.siteId;
  return isOfTown && !!site?.townCode && site.townCode === team.townCode;
}

function barred(verdict: Verdict | undefined, bars: readonly Message[]): Verdict | undefined {
  if (bars.length === 0 || verdict?.eligible === false) return verdict;
  const reasons = bars.map(({ key }, i) => ({ rule: key, effect: 'exclude' as const, text: bars[i]! }));
  return { eligible: false, weight: verdict?.weight ?? 0, reasons: [...reasons, ...(verdict?.reasons ?? [])] };
}
