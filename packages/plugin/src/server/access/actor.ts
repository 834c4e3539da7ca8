import type { Connection } from '../sql';

/** Roles that are held somewhere (`sidanScopes`), beside those that follow from a person's own relations to an order or a team. */
export type ScopedRole = 'supervisor' | 'countyAdmin' | 'dispatcher' | 'siteManager' | 'assessor' | 'merchant';

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
  name: string;
  scopes: Scope[];
  /** The host's own administrators (its roles `root` and `admin`) are not bound to a region. */
  unbound: boolean;
}

export const SYSTEM: Actor = { kind: 'system', name: '', scopes: [], unbound: false };

type Write = (text: string) => string;

/** What the host's user `userId` is and holds: one statement. */
export async function actorOfUser(q: Connection, write: Write, user: { id: number; name: string; unbound: boolean }): Promise<Actor> {
  const { rows } = await q.query<{ personId: string | null; personName: string | null; scopes: Scope[] | null }>(
    write(`
      select p.[id] as "personId", p.[name] as "personName",
             (select json_agg(json_build_object('role', s.[role], 'code', s.[scopeCode])) from {sidanScopes} s where s.[userId] = $1) as scopes
        from (select 1) one left join {sidanPeople} p on p.[userId] = $1
       order by p.[createdAt] limit 1`),
    [user.id],
  );
  const row = rows[0];
  return {
    kind: 'user',
    userId: user.id,
    personId: row?.personId ?? undefined,
    name: row?.personName ?? user.name,
    scopes: row?.scopes ?? [],
    unbound: user.unbound,
  };
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
export const covers = (scope: Scope, code: string | null | undefined): boolean => Boolean(code) && code!.startsWith(scope.code);

export const isStaff = (actor: Actor): boolean => actor.unbound || actor.scopes.length > 0;
