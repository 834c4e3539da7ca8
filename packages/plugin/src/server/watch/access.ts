import { covers, type Actor } from '../access/actor';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Whether somebody looks at findings in a county and decides on them: its administrator. Nobody else sees that there are any. */
export const mayWatch = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || actor.scopes.some((scope) => scope.role === 'countyAdmin' && covers(scope, regionCode));

/** @throws NOT_ALLOWED */
export function checkWatcher(actor: Actor, regionCode: string): void {
  if (!mayWatch(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}

/** Whether the county has another administrator than those named: an account of its own, over that county and no wider. */
export async function hasAnother(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  others: readonly (number | null | undefined)[],
): Promise<boolean> {
  const { rows } = await q.query(
    write(`
      select 1 from {sidanScopes} s where s.[role] = 'countyAdmin' and s.[regionCode] = $1 and s.[scopeCode] = $1 and s.[userId] <> all($2::bigint[]) limit 1`),
    [regionCode, others.filter((id) => id !== null && id !== undefined)],
  );
  return rows.length > 0;
}
