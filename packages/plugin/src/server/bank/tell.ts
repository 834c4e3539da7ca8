import type { NoticePayload } from '../jobs/recipients';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

interface Telling {
  regionCode: string;
  personId: string;
  as: 'accountFrozen' | 'accountRefusing' | 'accountOpen' | 'accountFloor';
  /** What the account is of. */
  title: string;
  reason: string;
  now: Date;
}

/** Leaves a message for whose account it is, for after the commit. */
export async function tellOwner(
  { write, newId }: Pick<Sidan, 'write' | 'newId'>,
  q: Connection,
  { regionCode, personId, as, title, reason, now }: Telling,
): Promise<void> {
  const payload: NoticePayload = {
    to: [],
    teamIds: [],
    orderNo: '',
    title,
    event: 'account',
    reason,
    actorUserId: null,
    personId,
    wallet: true,
  };
  await q.query(
    write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      values ($1::uuid, $2::text, 'notify', $3::text, $4::jsonb, 'pending', $5::timestamptz, 0, now(), now())`),
    [newId(), regionCode, as, JSON.stringify(payload), now],
  );
}
