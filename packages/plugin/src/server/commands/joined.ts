/** 联合服务：an order that needs several teams, and those that have joined it so far. */
import { missing, type Need } from '@sidan/lifecycle';
import type { Lifecycle } from '../lifecycles';
import type { OrderRow } from './orderRow';

/** A team that has joined, the lead (牵头队伍) first; as the order's row keeps it (`sidanOrders.joined`). */
export interface Joined {
  teamId: string;
  /** How many people it brings. */
  people: number;
  /** When it accepted. */
  at: string;
}

/** What the counts of `teams.*` are made of. */
export interface Together {
  joined: number;
  /** Teams that are missing, the one that answers now included. */
  missing: number;
}

type Read = (field: string) => unknown;

/** None where one team has the order, or nobody yet. */
export const joinedOf = (read: Read): Joined[] => (read('joined') as Joined[] | null) ?? [];

/** Those who have it or have joined it, the lead first. */
export function teamsOf(read: Read): string[] {
  const joined = joinedOf(read).map(({ teamId }) => teamId);
  const teamId = read('teamId') as string | null;
  return joined.length ? joined : teamId ? [teamId] : [];
}

/** Whether a team has joined the order `o`, where it needs several. */
export const hasJoined = (o: string, team: string): string =>
  `coalesce(${o}.[joined] @> jsonb_build_array(jsonb_build_object('teamId', ${team})), false)`;

const asking = new WeakMap<Lifecycle, boolean>();

/** Whether orders of this lifecycle may need several teams: a guard asks for it (region `teams`). */
export function mayNeedSeveral(lifecycle: Lifecycle): boolean {
  const known = asking.get(lifecycle) ?? lifecycle.text.includes('"teams.missing"');
  asking.set(lifecycle, known);
  return known;
}

/** What the order asks: as many teams as its dispatcher or its service says, with as many people together. */
export const needOf = (read: Read): Required<Need> => ({
  teams: Math.max(1, Number(read('teamCount') ?? 1)),
  people: Math.max(1, Number(read('headcount') ?? 1)),
});

/** What is missing, and how many people a team brings that says nothing: all that are. */
export function missingOf(read: Read): { teams: number; people: number } {
  const asked = joinedOf(read).map((one) => ({
    teamId: one.teamId,
    people: one.people,
    run: -1,
    at: new Date(one.at),
    state: 'accepted' as const,
  }));
  return missing(needOf(read), { runs: [], asked });
}

/** Counted before the event: `answering` is the team that accepts or claims by it, with the people that it says it brings. */
export function togetherOf(read: Read, answering?: { people?: unknown }): Together {
  const joined = joinedOf(read);
  const before = missingOf(read);
  if (!answering) return { joined: joined.length, missing: before.teams };
  const people = Math.max(0, before.people - peopleOf(answering.people, before.people));
  const teams = Math.max(0, before.teams - 1);
  return { joined: joined.length, missing: 1 + (people > 0 ? Math.max(1, teams) : teams) };
}

/** Who says nothing, or nobody, brings all that are missing. */
const peopleOf = (said: unknown, all: number): number => (typeof said === 'number' && said > 0 ? said : all);

/** The team has accepted: alone it has the order; where several are needed it is one of them, and the first is the lead. */
export function join(order: OrderRow, teamId: string, now: Date, several: boolean, said: unknown): void {
  const read = (field: string) => order.get(field);
  if (!several) return void order.set({ teamId, acceptedAt: now });
  const one = { teamId, people: peopleOf(said, missingOf(read).people), at: now.toISOString() };
  const joined = [...joinedOf(read), one];
  order.set({ joined, teamId: joined[0]!.teamId, acceptedAt: now });
}

/** The dispatcher goes on with those who have joined. */
export function settleFor(order: OrderRow, now: Date): void {
  const [lead] = joinedOf((field) => order.get(field));
  if (lead) order.set({ teamId: lead.teamId, acceptedAt: now });
}
