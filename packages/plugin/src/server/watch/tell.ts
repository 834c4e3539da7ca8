import type { NoticePayload } from '../jobs/recipients';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

interface Telling {
  regionCode: string;
  personId: string;
  orderId: string;
  as: 'hoursQuestioned' | 'hoursStand' | 'hoursVoided' | 'hoursAppealGranted' | 'hoursAppealRefused';
  reason?: string;
  now: Date;
}

/** Leaves a message for one person, and nobody else, for after the commit. */
export async function tellPerson(
  { write, newId }: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  { regionCode, personId, orderId, as, reason, now }: Telling,
): Promise<void> {
  const payload: Omit<NoticePayload, 'orderNo' | 'title'> = {
    to: [],
    teamIds: [],
    event: 'watch',
    reason: reason ?? null,
    actorUserId: null,
    personId,
  };
  await q.query(
    write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      select $1::uuid, $2::text, 'notify', $3::text, $4::jsonb || jsonb_build_object('orderNo', o.[orderNo], 'title', o.[title]), 'pending', $5::timestamptz, 0, now(), now()
        from {sidanOrders} o where o.[regionCode] = $2::text and o.[id] = $6::uuid`),
    [newId(), regionCode, as, JSON.stringify(payload), now, orderId],
  );
}
