import type { WorkCalendarSetting } from '../../../api/types';
import { isStaff } from '../../access/actor';
import { isWard } from '../../access/wards';
import type { StoredRequest } from '../../commands/requests';
import { SidanError } from '../../errors';
import { isId } from '../../ids';
import type { Sidan } from '../../sidan';
import { householdOf, type Household } from '../../spending/holder';
import type { Connection } from '../../sql';
import { OUTLET } from '../lock';
import { REWARD, type RewardRow } from '../offered';
import type { OutletFacts, RedemptionDone } from '../redemption';
import type { Asking } from './asked';

/** Who spends: their own, or their household's. */
export interface Spending {
  id: string;
  name: string;
  regionCode: string;
  townCode: string | null;
  isVolunteer: boolean;
  household: Household | null;
}

interface Found {
  request: StoredRequest<RedemptionDone> | null;
  reward: RewardRow | null;
  outlet: (OutletFacts & { status: string }) | null;
  person: Spending | null;
  calendar: WorkCalendarSetting | null;
}

/** Everything that a request stands on, in one read. @throws NOT_FOUND (another's person, for whom has no office) */
export async function load(sidan: Sidan, q: Connection, asking: Asking): Promise<Found> {
  const id = (value: unknown) => (isId(value) ? value : null);
  const { rows } = await q.query<{ found: Found }>(sidan.write(STATEMENT), [
    id(asking.rewardId),
    id(asking.outletId),
    asking.personId === undefined ? (asking.actor.personId ?? null) : id(asking.personId),
    asking.key ?? null,
  ]);
  const found = rows[0]!.found;
  const { personId, actor } = asking;
  if (personId !== undefined && !isStaff(actor) && personId !== actor.personId && !isWard(actor, personId))
    throw new SidanError('NOT_FOUND', { what: 'person' });
  return found;
}

const STATEMENT = `
with w as (select * from {sidanRewards} where [id] = $1::uuid)
select json_build_object(
  'reward', (select ${REWARD} from w),
  'outlet', (select (${OUTLET})::jsonb || jsonb_build_object('status', coalesce(t.[status], 'active'))
               from {sidanOutlets} t where t.[id] = $2::uuid and t.[regionCode] = (select w.[regionCode] from w)),
  'person', (select json_build_object('id', p.[id], 'name', p.[name], 'regionCode', p.[regionCode], 'townCode', p.[townCode], 'household', ${householdOf('p.[regionCode]', 'p.[id]')}, 'isVolunteer',
                      exists (select 1 from {sidanVolunteers} v where v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active'))
               from {sidanPeople} p where p.[id] = $3::uuid),
  'request', (select json_build_object('action', q.[action], 'actor', q.[actor], 'bodyHash', q.[bodyHash], 'answer', q.[answer])
                from {sidanRequests} q where q.[regionCode] = (select w.[regionCode] from w) and q.[key] = $4),
  'calendar', (select c.[calendar] from {sidanCounties} c where c.[regionCode] = (select w.[regionCode] from w))
) as found`;
