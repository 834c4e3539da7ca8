import type { HealthLevel } from '../../api/types';
import type { Say } from '../reads/reader';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

const MISSED_DAYS = 30;
const NAMED_MAX = 10;

/** Whether all plans make their orders: how many there are, or which do not, or missed a date lately. */
export async function plansCheck(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  now: Date,
  say: Say,
): Promise<{ level: HealthLevel; detail: string }> {
  const { rows } = await q.query<{ count: number; bad: string[] | null }>(
    write(`
      select count(*)::int as count,
             array_agg(p.[title] order by p.[title]) filter (where p.[problem] is not null or exists (
               select 1 from {sidanPlanDays} d where d.[regionCode] = p.[regionCode] and d.[planId] = p.[id] and d.[state] = 'missed'
                  and d.[at] > $1::timestamptz - interval '${MISSED_DAYS} days')) as bad
        from {sidanPlans} p where p.[state] = 'active'`),
    [now],
  );
  const { count, bad } = rows[0]!;
  return bad?.length
    ? { level: 'fault', detail: bad.slice(0, NAMED_MAX).join(say('api.list.separator')) }
    : { level: 'ok', detail: String(count) };
}
