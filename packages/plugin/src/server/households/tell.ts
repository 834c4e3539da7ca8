import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import type { Checked } from './settle';

/** 公示：everybody of a household who has an account hears that its month, or half-year, is settled, and sees it in the wallet. */
export async function tellMembers(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { regionCode, householdId, name, period, term }: Checked,
  at: Date,
): Promise<void> {
  const template = period === 'month' ? 'householdMonth' : 'householdHalfYear';
  const payload = { to: [], teamIds: [], orderNo: '', title: name, event: term, reason: null, actorUserId: null };
  await q.query(
    write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      select gen_random_uuid(), $1::text, 'notify', $3::text, $4::jsonb || jsonb_build_object('personId', m.[personId]), 'pending', $5::timestamptz, 0, now(), now()
        from {sidanHouseholdMembers} m where m.[regionCode] = $1::text and m.[householdId] = $2::uuid and m.[status] = 'active'`),
    [regionCode, householdId, template, JSON.stringify(payload), at],
  );
}
