import type { Office } from '../../api/types';
import type { Connection } from '../sql';
import { wardsAt, wardsSql, type Ward, type WardRow } from './wards';

/** Roles that are held somewhere (`sidanScopes`), beside those that follow from a person's own relations to an order or a team. */
export type ScopedRole = Office;

export interface Scope {
  role: ScopedRole;
  /** A prefix of region codes: `13`, `130982`, `130982100`. */
  code: string;
}

/** Who sends a command or asks to see something, and what that somebody holds. */
export interface Actor {
  kind: 'user' | 'person' | 'system';
  userId?: number;
  /** A person without a user of the host (on paper, by telephone) acts by this. */
  personId?: string;
  /** The county in which they have joined. */
  regionCode?: string;
  name: string;
  scopes: Scope[];
  /** 被监护人：for whom they act besides. */
  wards?: readonly Ward[];
  /** A guardian looks, for the person named. */
  standsIn?: boolean;
  /** The host's own administrators (its roles `root` and `admin`) are not bound to a region. */
  unbound: boolean;
}

/** What a user is and holds, as the database has it now. */
export interface Holdings {
  personId: string | null;
  personName: string | null;
  personRegion?: string | null;
  scopes: Scope[] | null;
  wards?: WardRow[] | null;
}

/** A user of the host before it is known what they hold; a command finds that out together with the order, under its lock. */
export const userActor = (user: { id: number; name: string; unbound: boolean }): Actor => ({
  kind: 'user',
  userId: user.id,
  name: user.name,
  scopes: [],
  unbound: user.unbound,
});

/** The actor with what they hold at a moment. Anybody but a user holds nothing besides what they came with. */
export const withHoldings = (actor: Actor, held: Holdings | null, at: Date): Actor =>
  actor.kind !== 'user' || !held
    ? actor
    : {
        ...actor,
        personId: held.personId ?? undefined,
        regionCode: held.personRegion ?? undefined,
        name: held.personName ?? actor.name,
        scopes: held.scopes ?? [],
        ...(held.wards?.length ? { wards: wardsAt(held.wards, at) } : {}),
      };

/** One row of `Holdings`, for the user in parameter `user`. */
export const holdingsSql = (user: string): string => `
  select p.[id] as "personId", p.[name] as "personName", p.[regionCode] as "personRegion",
         (select json_agg(json_build_object('role', s.[role], 'code', s.[scopeCode])) from {sidanScopes} s where s.[userId] = ${user}::bigint) as scopes,
         ${wardsSql('p.[regionCode]', 'p.[id]')} as wards
    from (select 1) one left join {sidanPeople} p on p.[userId] = ${user}::bigint
   order by p.[createdAt] limit 1`;

export const SYSTEM: Actor = { kind: 'system', name: '', scopes: [], unbound: false };

type Write = (text: string) => string;

/** A user of the host and what they hold at a moment: one statement. */
export async function actorOfUser(
  q: Connection,
  write: Write,
  user: { id: number; name: string; unbound: boolean },
  at: Date,
): Promise<Actor> {
  const { rows } = await q.query<Holdings>(write(holdingsSql('$1')), [user.id]);
  return withHoldings(userActor(user), rows[0] ?? null, at);
}

/** A person without a user: acts in their own relations only. */
export const actorOfPerson = (person: { id: string; name: string }): Actor => ({
  kind: 'person',
  personId: person.id,
  name: person.name,
  scopes: [],
  unbound: false,
});

/** True when `code` (six or nine digits) lies within the scope. */
export const covers = (scope: Scope, code: string | null | undefined): boolean =>
  Boolean(code) && code!.startsWith(scope.code);

export const isStaff = (actor: Actor): boolean => actor.unbound || actor.scopes.length > 0;
