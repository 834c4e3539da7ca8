/** Replays the orders by one way of dispatching. The clocks and the luck are the same for all. */
import {
  chineseCalendar,
  habitOf,
  habitOfCounty,
  nextRound,
  withHours,
  type Answered,
  type Asked,
  type DispatchPlan,
  type Habit,
  type Ranked,
  type Run,
} from '../../../packages/lifecycle/src';
import { createRandom } from '../../../packages/plugin/src/server/demo/random';
import { declinesFor, looksAt, temperOf, type Reason, type Temper } from './teams';
import type { Known, Way } from './ways';
import { HOUR_MS, hoursOf, kilometres, type SimOrder, type SimTeam, type SimWorld } from './world';

export interface Outcome {
  order: SimOrder;
  team: SimTeam;
  acceptedAt: number;
  asked: number;
  declines: number;
  silences: number;
  byHand: boolean;
  /** Offers whose choice came with reasons. */
  explained: number;
}

/** A way of dispatching: who is best, and how many are asked at once for how long. */
export interface Policy {
  way: Way;
  plan: DispatchPlan;
}

interface Shift {
  from: number;
  to: number;
  people: number;
}

interface TeamState {
  team: SimTeam;
  temper: Temper;
  shifts: Shift[];
  openOffers: number;
  askedAt: number;
  /** People-hours accepted in the month of `hoursOf`. */
  hours: number;
  answers: Answered[];
}

interface OrderState {
  order: SimOrder;
  runs: Run[];
  asked: Asked[];
  isTaken: boolean;
  explained: number;
}

interface Due {
  at: number;
  seq: number;
  run: () => void;
}

const calendars = {
  work: chineseCalendar({
    officeHours: [
      { from: '08:00', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
  }),
};
/** What the dispatcher needs by telephone when the plan has come to its end. */
const BY_HAND_MS = 8 * HOUR_MS;
const { zone } = calendars.work;

/** `before` dispatches the month that gives experience. Whatever came then, is dispatched by it to its end. */
export function replay(world: SimWorld, seed: string, before: Policy, policy: Policy): Outcome[] {
  const teams = new Map(
    world.teams.map((team): [string, TeamState] => [
      team.id,
      { team, temper: temperOf(seed, team), shifts: [], openOffers: 0, askedAt: 0, hours: 0, answers: [] },
    ]),
  );
  const everybody: Answered[] = [];
  const outcomes: Outcome[] = [];
  const queue: Due[] = [];
  let seq = 0;
  const schedule = (at: number, run: () => void): void => {
    queue.push({ at, seq: (seq += 1), run });
  };
  let now = 0;

  const knownOf = (order: SimOrder, { asked }: OrderState): Known[] => {
    const at = new Date(now);
    let usual: Habit | undefined;
    const usualNow = () => (usual ??= habitOfCounty(everybody, at, zone));
    return order.pool.map(({ id }) => {
      const { team, shifts, openOffers, hours, answers, askedAt } = teams.get(id)!;
      return {
        team,
        askedAt,
        declinedThisOrder: asked.filter((one) => one.teamId === id && one.state === 'declined').length,
        habit: () => habitOf(answers, usualNow(), at, zone),
        known: {
          category: team.category,
          ...(team.townCode ? { townCode: team.townCode } : {}),
          place: team.place,
          people: team.people,
          capacity: team.capacity,
          engaged: shifts.map(({ from, to, people }) => ({ from: new Date(from), to: new Date(to), people })),
          openOffers,
          openOrders: shifts.filter(({ to }) => to > now).length,
          monthHours: hours,
        },
      };
    });
  };

  function go(state: OrderState): void {
    const { order, runs, asked } = state;
    const { way, plan } = order.at < world.month ? before : policy;
    const ranked = way(order, knownOf(order, state), new Date(now));
    const turn = nextRound(plan, { history: { runs, asked }, candidates: ranked, calendars }, new Date(now));
    if (!turn.ok) throw new Error(turn.code);
    const next = turn.turn;
    if (next.do === 'wait' || next.do === 'done') return;
    if (next.do === 'move') throw new Error(`the bench has no ${next.do}`);
    if (next.do === 'ask' && next.more) runs[runs.length - 1] = next.run;
    else runs.push(next.run);
    if (next.do === 'hand') return schedule(now + BY_HAND_MS, () => byHand(state));
    for (const teamId of next.teamIds) {
      if (next.do === 'open') openTo(state, teamId);
      else offer(state, teamId, ranked);
    }
    const { until } = next.run;
    if (until) schedule(until.getTime(), () => expire(state, runs.length - 1, until.getTime()));
  }

  function offer(state: OrderState, teamId: string, ranked: readonly Ranked[]): void {
    const { order, asked, runs } = state;
    const team = teams.get(teamId)!;
    const at = now;
    asked.push({ teamId, run: runs.length - 1, at: new Date(now), state: 'open' });
    team.openOffers += 1;
    team.askedAt = now;
    state.explained += Number(ranked.some((one) => one.teamId === teamId && one.because.length + one.known.length > 0));
    // The luck of this team with this order, however often and by whom it is asked.
    const random = createRandom(`${seed}/offer/${order.id}/${teamId}`);
    const looks = looksAt(team.temper, at, random);
    if (looks !== undefined) schedule(looks, () => answer(state, team, at));
  }

  /** It may be claimed: who looks at it in time and would not have declined has it, and nobody else hears of it again. The luck is that of an offer. */
  function openTo(state: OrderState, teamId: string): void {
    const { order, runs } = state;
    const team = teams.get(teamId)!;
    const run = runs.length - 1;
    const looks = looksAt(team.temper, now, createRandom(`${seed}/offer/${order.id}/${teamId}`));
    if (looks === undefined) return;
    schedule(looks, () => {
      if (state.runs.length - 1 !== run || state.isTaken || reasonOf(state, team) !== undefined) return;
      accept(state, team, false);
    });
  }

  function close(state: OrderState, team: TeamState, as: Asked['state'], minutes?: number): void {
    const index = state.asked.findLastIndex(({ teamId, state: was }) => teamId === team.team.id && was === 'open');
    const one = state.asked[index]!;
    state.asked[index] = { ...one, state: as };
    team.openOffers -= 1;
    if (as === 'withdrawn') return;
    const [noted] = withHours(
      [{ at: one.at, accepted: as === 'accepted', ...(minutes === undefined ? {} : { minutes }) }],
      zone,
    );
    team.answers.push(noted!);
    everybody.push(noted!);
  }

  function answer(state: OrderState, team: TeamState, askedAt: number): void {
    const id = team.team.id;
    const open = state.asked.find((one) => one.teamId === id && one.state === 'open' && one.at.getTime() === askedAt);
    if (!open) return;
    const reason = reasonOf(state, team);
    close(state, team, reason === undefined ? 'accepted' : 'declined', (now - askedAt) / 60_000);
    if (reason === undefined) accept(state, team, false);
    else go(state);
  }

  /** Why the team would decline now. */
  function reasonOf({ order }: OrderState, team: TeamState): Reason | undefined {
    const random = createRandom(`${seed}/answer/${order.id}/${team.team.id}`);
    const { from, to } = timeOf(order, now);
    const meanwhile = team.shifts.filter((shift) => shift.from < to && from < shift.to);
    const gone = meanwhile.reduce((sum, { people }) => sum + people, 0);
    const full = team.shifts.filter((shift) => shift.to > now).length >= team.team.capacity;
    const busy = meanwhile.length > 0 && gone >= team.team.people;
    return declinesFor(team.temper, team.team, order, { full, busy }, random);
  }

  function accept(state: OrderState, team: TeamState, byHand: boolean): void {
    const { order, asked } = state;
    state.isTaken = true;
    for (const { teamId, state: was } of [...asked]) if (was === 'open') close(state, teams.get(teamId)!, 'withdrawn');
    const { from, to } = timeOf(order, now);
    team.shifts.push({ from, to, people: Math.min(order.people, team.team.people) });
    team.hours += hoursOf(order);
    const count = (as: Asked['state']) => asked.filter((one) => one.state === as).length;
    outcomes.push({
      order,
      team: team.team,
      acceptedAt: now,
      asked: asked.length,
      declines: count('declined'),
      silences: count('expired'),
      byHand,
      explained: state.explained,
    });
  }

  function expire(state: OrderState, run: number, until: number): void {
    // The round was made longer meanwhile, or is over.
    if (state.runs[run]?.until?.getTime() !== until || run !== state.runs.length - 1) return;
    if (state.isTaken) return;
    for (const one of [...state.asked]) if (one.state === 'open') close(state, teams.get(one.teamId)!, 'expired');
    go(state);
  }

  /** The dispatcher telephones until the nearest team that can says yes: the same for every way. */
  function byHand(state: OrderState): void {
    if (state.isTaken) return;
    const { order } = state;
    const nearest = [...order.pool].sort((a, b) => kilometres(a.place, order.place) - kilometres(b.place, order.place));
    const free = nearest.find(
      ({ id, capacity }) => teams.get(id)!.shifts.filter(({ to }) => to > now).length < capacity,
    );
    accept(state, teams.get((free ?? nearest[0]!).id)!, true);
  }

  for (const order of world.orders)
    schedule(order.at, () => go({ order, runs: [], asked: [], isTaken: false, explained: 0 }));
  // A new month: fairness counts anew.
  schedule(world.month, () => teams.forEach((team) => (team.hours = 0)));
  drain(queue, (due) => {
    now = due.at;
    due.run();
  });
  return outcomes.filter(({ order }) => order.at >= world.month);
}

/** A service whose time has passed before anybody accepted is given at the same hour of the next day that comes. */
function timeOf({ from, to }: SimOrder, now: number): { from: number; to: number } {
  const days = Math.max(0, Math.ceil((now - from) / (24 * HOUR_MS))) * 24 * HOUR_MS;
  return { from: from + days, to: to + days };
}

/** The earliest first, of one moment the one that was scheduled first. A binary heap: what runs may schedule more. */
function drain(queue: Due[], run: (due: Due) => void): void {
  const before = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.seq < b.seq);
  const waiting = [...queue].sort((a, b) => (before(a, b) ? -1 : 1));
  queue.length = 0;
  while (waiting.length > 0) {
    run(waiting.shift()!);
    for (const due of queue.splice(0)) {
      let [low, high] = [0, waiting.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (before(waiting[middle]!, due)) low = middle + 1;
        else high = middle;
      }
      waiting.splice(low, 0, due);
    }
  }
}
