import { chineseCalendar, eventSpec, loadComposed, start, step, type Effect, type Snapshot } from '@sidan/lifecycle';
import type { Base } from '../base';
import type { County } from '../county';
import type { Step } from './step';

/** An order as the replay knows it. */
export interface Replayed {
  snapshot: Snapshot;
  offered: Set<string>;
  team?: string;
  present: Map<string, Date>;
  shifts: { person: string; from: Date; to: Date }[];
  timers: Map<string, { event: string; dueAt: Date }>;
  expired: number;
  states: string[];
}

/**
 * Walks a plan through the real lifecycle, without a database: clocks fire in the order of time, everybody needs the capacity for what they do.
 * It is how the plan is tested; the county itself is made by the driver, through the plugin's own commands.
 * @throws Error naming the step that the lifecycle or a capacity refuses.
 */
export function replay(
  county: County,
  base: Base,
  steps: readonly Step[],
  lifecycle: unknown,
  until: Date,
): Map<string, Replayed> {
  const definition = loadComposed(lifecycle);
  const work = chineseCalendar({
    officeHours: [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
    unannounced: 'weekdays',
  });
  const calendars = { work };
  const orders = new Map<string, Replayed>();
  const itemOf = new Map(steps.flatMap((s) => (s.place ? [[s.order, s.place] as const] : [])));
  const roles = rolesIn(county, base);

  const fire = (now: Date) => {
    const due = [...orders].flatMap(([ref, order]) =>
      [...order.timers].filter(([, t]) => t.dueAt <= now).map(([id, timer]) => ({ ref, order, id, timer })),
    );
    for (const { ref, order, id, timer } of due.sort((a, b) => a.timer.dueAt.getTime() - b.timer.dueAt.getTime())) {
      if (!order.timers.delete(id)) continue;
      apply(
        roles,
        order,
        step(definition, order.snapshot, { type: timer.event }, factsOf(ref), timer.dueAt, calendars),
        `${ref} ${timer.event}`,
        timer.dueAt,
      );
    }
  };
  const factsOf = (ref: string) => {
    const service = county.services.find((candidate) => candidate.code === itemOf.get(ref)?.item)!;
    const order = orders.get(ref);
    return {
      'item.needsReview': service.needsReview,
      'item.responseMinutes': service.responseMinutes,
      'offers.open': order?.offered.size ?? 0,
      'attendance.open': order?.present.size ?? 0,
    };
  };

  for (const planned of steps) {
    fire(planned.at);
    const what = `${planned.key} ${planned.type} at ${planned.at.toISOString()}`;
    const order = orders.get(planned.order);
    const data = {
      ...planned.data,
      ...(planned.into ? { orderId: planned.into } : {}),
      ...(planned.teams ? { teamIds: planned.teams } : {}),
    };
    const event = { type: planned.type, data: Object.keys(data).length ? data : undefined };
    if (planned.place) {
      const made: Replayed = {
        snapshot: null as never,
        offered: new Set(),
        present: new Map(),
        shifts: [],
        timers: new Map(),
        expired: 0,
        states: [],
      };
      apply(
        roles,
        made,
        start(definition, event, factsOf(planned.order), planned.at, calendars),
        what,
        planned.at,
        planned,
      );
      orders.set(planned.order, made);
    } else if (order) {
      const held = capacities(order, planned, itemOf.get(planned.order)!.requester, roles);
      if (!held.some((capacity) => eventSpec(definition, planned.type)?.by.includes(capacity as never)))
        throw new Error(`${what}: ${planned.actor} may not`);
      apply(
        roles,
        order,
        step(definition, order.snapshot, event, factsOf(planned.order), planned.at, calendars),
        what,
        planned.at,
        planned,
      );
    } else throw new Error(`${what}: the order has not been placed`);
  }
  fire(until);
  return orders;
}

type Result = ReturnType<typeof step>;

function apply(roles: Roles, order: Replayed, result: Result, what: string, now: Date, planned?: Step): void {
  if (!result.ok) throw new Error(`${what}: ${result.code} ${JSON.stringify(result.params)}`);
  for (const effect of result.effects) carryOut(roles, order, effect, now, planned);
  order.snapshot = result.snapshot;
  order.states.push(result.state);
}

function carryOut({ leaders }: Roles, order: Replayed, effect: Effect, now: Date, planned?: Step): void {
  const person = planned?.actor ?? '';
  switch (effect.type) {
    case 'offer.open':
      for (const team of effect.params.teamIds) {
        if (order.offered.has(team)) throw new Error(`${planned?.key}: ${team} has an open offer`);
        order.offered.add(team);
      }
      return;
    case 'offer.close': {
      const own = [...order.offered].find((team) => leaders.get(team) === person);
      if (effect.params.as === 'accepted') order.team = own;
      if (effect.params.as === 'expired') order.expired += 1;
      if (effect.params.of === 'actor') order.offered.delete(own ?? '');
      else order.offered.clear();
      return;
    }
    case 'attendance.open':
      if (order.present.has(person)) throw new Error(`${planned?.key}: ${person} is checked in`);
      order.present.set(person, now);
      return;
    case 'attendance.close':
      if (!order.present.has(person)) throw new Error(`${planned?.key}: ${person} is not checked in`);
      order.shifts.push({ person, from: order.present.get(person)!, to: now });
      order.present.delete(person);
      return;
    case 'timer.set':
      order.timers.set(effect.params.id, { event: effect.params.event, dueAt: new Date(effect.params.dueAt) });
      return;
    case 'timer.cancel':
      order.timers.delete(effect.params.id);
  }
}

interface Roles {
  /** By person. */
  held: Map<string, string>;
  /** By team. */
  leaders: Map<string, string>;
  /** `<team> <person>` */
  members: Set<string>;
}

function rolesIn(county: County, base: Base): Roles {
  return {
    held: new Map(county.accounts.map((account) => [`person:${account.ref}`, account.role])),
    leaders: new Map(
      base.members.flatMap((member) => (member.role === 'leader' ? [[member.team, member.person] as const] : [])),
    ),
    members: new Set(base.members.map((member) => `${member.team} ${member.person}`)),
  };
}

function capacities(
  order: Replayed,
  planned: Step,
  requester: string,
  { held: byRole, leaders, members }: Roles,
): string[] {
  const held: string[] = [];
  // Team leaders and volunteers hold nothing by their account: it follows from the order's teams.
  const role = ['teamLeader', 'volunteer'].includes(byRole.get(planned.actor) ?? '')
    ? undefined
    : byRole.get(planned.actor);
  if (role) held.push(role);
  if (planned.actor === requester) held.push('requester');
  if ([...order.offered, order.team].some((team) => team && leaders.get(team) === planned.actor))
    held.push('teamLeader');
  if (order.team && members.has(`${order.team} ${planned.actor}`)) held.push('volunteer');
  return held;
}
