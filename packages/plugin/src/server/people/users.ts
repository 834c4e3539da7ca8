import type { UserChoice } from '../../api/types';
import type { Actor } from '../access/actor';
import { isAppointer } from '../access/appoint';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';

const FOUND_MAX = 20;
const IDS_MAX = 200;
/** Shorter than a Chinese name: nobody pages through all who have an account. */
const SEARCH_LENGTH_MIN = 2;

export interface UserQuery {
  /** Part of a name or of a user name, two characters or more; fewer find nobody. */
  search?: unknown;
  /** Instead of a search: user ids with commas between. */
  ids?: unknown;
}

/**
 * 用户：the accounts among which somebody who appoints may choose, and the names of those who are appointed. No more of an account than that:
 * the host's own list of users tells telephone numbers and e-mail addresses too, and is closed to a county's staff.
 * Whoever is known in other counties only (as a person or by an office) is not found.
 * @throws NOT_ALLOWED for who may appoint nobody
 */
export async function usersFor(sidan: Sidan, actor: Actor, { search, ids }: UserQuery): Promise<UserChoice[]> {
  if (!isAppointer(actor)) throw new SidanError('NOT_ALLOWED');
  const words = typeof search === 'string' ? search.trim() : '';
  const wanted = idsIn(ids);
  if (!wanted.length && [...words].length < SEARCH_LENGTH_MIN) return [];
  const reach = actor.unbound ? ['%'] : actor.scopes.map(({ code }) => `${code.slice(0, 6)}%`);
  const byId = wanted.length > 0;
  const { rows } = await connectionOf(sidan.db).query<{ id: string; nickname: string | null; username: string | null }>(
    sidan.write(byId ? BY_ID : BY_WORDS),
    byId ? [wanted, reach, actor.unbound] : [`%${words.replace(/[\\%_]/g, '\\$&')}%`, reach, actor.unbound],
  );
  return rows.map(({ id, nickname, username }) => ({
    id: Number(id),
    nickname: nickname || username || String(id),
    username: username ?? '',
  }));
}

function idsIn(ids: unknown): string[] {
  const parts = Array.isArray(ids) ? ids.map(String) : typeof ids === 'string' ? ids.split(',') : [];
  return parts.filter((id) => /^\d{1,18}$/.test(id)).slice(0, IDS_MAX);
}

/** Whether a user is known within reach (`$2`); null when nothing ties them to any county. */
const WITHIN = `
  (select bool_or(t.place like any($2::text[]))
     from (select p.[regionCode] as place from {sidanPeople} p where p.[userId] = u.[id]
           union all
           select s.[regionCode] from {sidanScopes} s where s.[userId] = u.[id]) t)`;

const SELECT = 'select u.[id] as id, u.[nickname] as nickname, u.[username] as username from {users} u';

const BY_ID = `${SELECT} where u.[id] = any($1::bigint[]) and ($3::boolean or coalesce(${WITHIN}, false))`;

const BY_WORDS = `${SELECT}
  where (u.[nickname] ilike $1 or u.[username] ilike $1) and ($3::boolean or coalesce(${WITHIN}, true))
  order by length(coalesce(u.[nickname], u.[username])), u.[nickname], u.[id]
  limit ${FOUND_MAX}`;
