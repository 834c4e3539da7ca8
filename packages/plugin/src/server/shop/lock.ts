import type { WorkCalendarSetting } from '../../api/types';
import type { StoredRequest } from '../commands/requests';
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import {
  redemptionOf,
  SELECTED,
  type OutletFacts,
  type RedemptionCommand,
  type RedemptionDone,
  type RedemptionRow,
} from './redemption';

export interface RedemptionAround {
  outlet: OutletFacts;
  request: StoredRequest<RedemptionDone> | null;
  timer: { state: string } | null;
  calendar: WorkCalendarSetting | null;
  seq: number;
}

/**
 * A redemption, locked until the transaction ends, and then what lies around it, which only commands change that hold the lock. A clock does not wait for another
 * command: it comes again. @throws NOT_FOUND; BUSY (for a clock)
 */
export async function lockRedemption(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { redemptionId, key, timerId }: Pick<RedemptionCommand, 'redemptionId' | 'key' | 'timerId'>,
): Promise<{ row: RedemptionRow; around: RedemptionAround }> {
  if (!isId(redemptionId)) throw new SidanError('NOT_FOUND', { what: 'redemption' });
  const read = (lock: string) =>
    q.query(write(`select ${SELECTED} from {sidanRedemptions} r where r.[id] = $1::uuid ${lock}`), [redemptionId]);
  const { rows } = await read(timerId ? 'for update skip locked' : 'for update');
  if (!rows[0]) {
    if (timerId && (await read('')).rows[0]) throw new SidanError('BUSY');
    throw new SidanError('NOT_FOUND', { what: 'redemption' });
  }
  const row = redemptionOf(rows[0]);
  const { rows: found } = await q.query<{ around: RedemptionAround }>(write(AROUND), [
    row.regionCode,
    row.id,
    row.outletId,
    key ?? null,
    timerId ?? null,
  ]);
  return { row, around: found[0]!.around };
}

/** `OutletFacts` of an outlet `t`. */
export const OUTLET = `json_build_object('id', t.[id], 'name', t.[name], 'nameEn', t.[nameEn], 'kind', t.[kind], 'townCode', t.[townCode], 'userId', t.[userId], 'delivers', coalesce(t.[delivers], false), 'selfService', coalesce(t.[selfService], false))`;

const AROUND = `
select json_build_object(
  'outlet', (select ${OUTLET} from {sidanOutlets} t where t.[regionCode] = $1 and t.[id] = $3::uuid),
  'request', (select json_build_object('action', q.[action], 'actor', q.[actor], 'bodyHash', q.[bodyHash], 'answer', q.[answer])
                from {sidanRequests} q where q.[regionCode] = $1 and q.[key] = $4),
  'timer', (select json_build_object('state', d.[state]) from {sidanTimers} d where d.[regionCode] = $1 and d.[id] = $5::uuid),
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = $1),
  'seq', (select coalesce(max(e.[seq]), 0)::int from {sidanRedemptionEvents} e where e.[regionCode] = $1 and e.[redemptionId] = $2::uuid)
) as around`;
