import { dayOf, startOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** A reward as it is offered. */
export interface RewardRow {
  id: string;
  regionCode: string;
  code: string;
  name: string;
  nameEn: string | null;
  kind: 'goods' | 'service' | 'benefit';
  photo: string | null;
  description: string | null;
  descriptionEn: string | null;
  price: number;
  limitCount: number | null;
  limitWindow: LimitWindow | null;
  needsApproval: boolean;
  returnDays: number | null;
  pickupOnly: boolean;
  campaign: string | null;
  startsOn: string | null;
  endsOn: string | null;
  rank: number | null;
  status: string;
}

/** States of what was not had after all: it counts for no limit. */
export const VOID = ['refused', 'cancelled', 'expired', 'undelivered', 'returned']
  .map((state) => `'${state}'`)
  .join(', ');

export type LimitWindow = 'day' | 'month' | 'quarter' | 'year' | 'life';

/** `RewardRow` of a reward `w`. */
export const REWARD = `json_build_object('id', w.[id], 'regionCode', w.[regionCode], 'code', w.[code], 'name', w.[name], 'nameEn', w.[nameEn], 'kind', w.[kind], 'photo', w.[photo],
  'description', w.[description], 'descriptionEn', w.[descriptionEn], 'price', coalesce(w.[price], 0), 'limitCount', w.[limitCount], 'limitWindow', coalesce(w.[limitWindow], 'month'),
  'needsApproval', coalesce(w.[needsApproval], false), 'returnDays', w.[returnDays], 'pickupOnly', coalesce(w.[pickupOnly], false), 'campaign', w.[campaign], 'startsOn', w.[startsOn], 'endsOn', w.[endsOn],
  'rank', w.[rank], 'status', coalesce(w.[status], 'active'))`;

/** Whether it is offered on the county's own day: a campaign has a first and a last one. */
export function isOffered({ status, startsOn, endsOn }: RewardRow, at: Date): boolean {
  const day = dayOf(at);
  return status === 'active' && (!startsOn || startsOn <= day) && (!endsOn || day <= endsOn);
}

/** When the window of a limit began that is open at `at`; undefined: there was always only one. */
export function windowStart(window: LimitWindow | null, at: Date): Date | undefined {
  const [year, month, day] = dayOf(at).split('-') as [string, string, string];
  const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
  switch (window) {
    case 'life':
      return undefined;
    case 'day':
      return startOf(`${year}-${month}-${day}`);
    case 'quarter':
      return startOf(`${year}-${quarter}-01`);
    case 'year':
      return startOf(`${year}-01-01`);
    default:
      return startOf(`${year}-${month}-01`);
  }
}

/** Of each reward how many a person has had, or has asked for, in the window that is open: what was refused, given up or brought back does not count. */
export async function usedBy(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  personId: string,
  rewards: readonly Pick<RewardRow, 'id' | 'limitCount' | 'limitWindow'>[],
  at: Date,
): Promise<Map<string, number>> {
  const limited = rewards.filter(({ limitCount }) => limitCount !== null);
  if (!limited.length) return new Map();
  const { rows } = await q.query<{ id: string; used: number }>(
    write(`
      select l.id as id, coalesce(sum(r.[quantity]), 0)::int as used
        from jsonb_to_recordset($3::jsonb) as l(id uuid, since timestamptz)
        join {sidanRedemptions} r on r.[regionCode] = $1 and r.[personId] = $2::uuid and r.[rewardId] = l.id
         and r.[state] not in (${VOID}) and (l.since is null or r.[requestedAt] >= l.since)
       group by l.id`),
    [
      regionCode,
      personId,
      JSON.stringify(limited.map(({ id, limitWindow }) => ({ id, since: windowStart(limitWindow, at) ?? null }))),
    ],
  );
  return new Map(rows.map(({ id, used }) => [id, Number(used)]));
}
