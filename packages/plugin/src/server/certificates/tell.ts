import type { NoticePayload } from '../jobs/recipients';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import type { Certificate } from './row';

/** Messages, and whom each is for: whose certificate it is, or who issues certificates in the county. */
const MESSAGES = {
  certificateRequested: ['dispatcher', 'countyAdmin'],
  certificateObjected: ['dispatcher', 'countyAdmin'],
  certificateDue: ['dispatcher', 'countyAdmin'],
  certificateNoticed: ['holder'],
  certificateIssued: ['holder'],
  certificateRefused: ['holder'],
  certificateRevoked: ['holder'],
} as const;

interface Telling {
  as: keyof typeof MESSAGES;
  reason?: string;
  /** Not before then. */
  at: Date;
  until?: string;
}

/** Leaves a message for after the commit, or for when its time has come. */
export async function tell(
  { sidan, actor }: Reader,
  q: Connection,
  { id, regionCode, number }: Pick<Certificate, 'id' | 'regionCode' | 'number'>,
  { as, reason, at, until }: Telling,
): Promise<void> {
  const payload: NoticePayload = {
    to: [...MESSAGES[as]],
    teamIds: [],
    orderNo: '',
    title: number,
    event: 'certificate',
    reason: reason ?? null,
    // Whoever began a notice is told of its end as well.
    actorUserId: as === 'certificateDue' ? null : (actor.userId ?? null),
    certificateId: id,
    ...(until ? { until } : {}),
  };
  await q.query(
    sidan.write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      values ($1::uuid, $2, 'notify', $3, $4::jsonb, 'pending', $5, 0, now(), now())`),
    [sidan.newId(), regionCode, as, JSON.stringify(payload), at],
  );
}
