import { covers, type Actor } from '../access/actor';
import { SidanError } from '../errors';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';
import { transact } from '../transaction';
import { lastMonth, monthOf, shifted } from './month';
import { countWaiting } from './waiting';

/** Who closes a county's months: its administrator. */
export const mayClose = (actor: Actor, regionCode: string): boolean =>
  actor.unbound || actor.scopes.some((scope) => scope.role === 'countyAdmin' && covers(scope, regionCode));

/** @throws NOT_ALLOWED */
export function checkCloser(actor: Actor, regionCode: string): void {
  if (!mayClose(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
}

/** The month to be closed next: the one after the last closed, else the last that is over. None when that is not over yet. */
export async function nextMonth(sidan: Pick<Sidan, 'write' | 'clock'>, q: Connection, regionCode: string) {
  const { rows } = await q.query<{ month: string; state: string }>(
    sidan.write(
      `select [month] as month, [state] as state from {sidanCloses} where [regionCode] = $1 order by [month] desc limit 1`,
    ),
    [regionCode],
  );
  const [last] = rows;
  const over = lastMonth(sidan.clock());
  const next = !last ? over : last.state === 'done' ? shifted(last.month, 1) : last.month;
  return next <= over ? next : undefined;
}

/**
 * Starts the close of a month, or lets one that stood still go on; one that runs goes on anyway. Months are closed one after the other.
 * @throws INVALID_DATA (`month`), CLOSE_ORDER, CLOSE_DONE
 */
export async function startClose(
  sidan: Sidan,
  { regionCode, month: asked, by }: { regionCode: string; month: unknown; by: string | null },
): Promise<void> {
  const month = monthOf(asked);
  await transact(sidan.db, async (q) => {
    const { rows } = await q.query<{ state: string }>(
      sidan.write(`select [state] as state from {sidanCloses} where [regionCode] = $1 and [month] = $2 for update`),
      [regionCode, month.name],
    );
    if (rows[0]?.state === 'done') throw new SidanError('CLOSE_DONE', { month: month.name });
    const next = await nextMonth(sidan, q, regionCode);
    if (next !== month.name) throw new SidanError('CLOSE_ORDER', { month: month.name, next: next ?? null });
    await q.query(sidan.write(INSERT), [
      sidan.newId(),
      regionCode,
      month.name,
      await countWaiting(sidan, q, regionCode, month.to),
      by,
      sidan.clock(),
    ]);
  });
  sidan.wake();
}

const INSERT = `
  insert into {sidanCloses} as c ([id], [regionCode], [month], [state], [stage], [portions], [eventsTotal], [events], [people], [decisions], [postings], [refused], [expired],
                                  [statements], [problems], [startedBy], [startedAt], [createdAt], [updatedAt])
  values ($1::uuid, $2, $3, 'running', 'deciding', 0, $4, 0, 0, 0, 0, 0, 0, 0, '[]', $5, $6::timestamptz, now(), now())
  on conflict ([regionCode], [month]) do update set [state] = 'running', [error] = null, [updatedAt] = now() where c.[state] = 'failed'`;

/** 每月一日: starts the close of the month that is over where nobody has; not of counties that are there for show, nor of a close that stands still. */
export async function startDueCloses(sidan: Sidan): Promise<void> {
  const q = connectionOf(sidan.db);
  const { rows } = await q.query<{ code: string }>(
    sidan.write(`
      select c.[regionCode] as code from {sidanCounties} c
       where coalesce(c.[demo], false) = false
         and exists (select 1 from {sidanAccounts} a where a.[regionCode] = c.[regionCode] and a.[createdAt] < $2::timestamptz)
         and not exists (select 1 from {sidanCloses} x where x.[regionCode] = c.[regionCode] and (x.[month] >= $1 or x.[state] <> 'done'))`),
    [lastMonth(sidan.clock()), monthOf(lastMonth(sidan.clock())).to],
  );
  for (const { code } of rows) {
    const month = await nextMonth(sidan, q, code);
    if (month) await startClose(sidan, { regionCode: code, month, by: null });
  }
}
