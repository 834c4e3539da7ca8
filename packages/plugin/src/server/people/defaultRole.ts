import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/**
 * Marks one of a user's roles as the one that the host opens with, when none is. The host caches that mark, but not its absence: for somebody without, it asks
 * the database at every request.
 */
export async function giveDefaultRole(sidan: Sidan, q: Connection, userId: number): Promise<void> {
  await q.query(
    sidan.write(`
      update {rolesUsers} set "default" = true
       where [userId] = $1 and not exists (select 1 from {rolesUsers} other where other.[userId] = $1 and other."default")
         and [roleName] = (select min(one.[roleName]) from {rolesUsers} one where one.[userId] = $1)`),
    [userId],
  );
}
