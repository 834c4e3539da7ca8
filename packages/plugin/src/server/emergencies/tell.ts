import { calendarsFor } from '../calendar';
import type { WorkCalendarSetting } from '../../api/types';
import type { NoticePayload } from '../jobs/recipients';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';

/** Who is told: who dispatches anywhere in the county, and who leads a team of it. */
const TOLD = ['dispatcher', 'siteManager', 'teamLeader'];

interface Telling {
  id: string;
  regionCode: string;
  name: string;
  endsAt: Date | string;
  reason: string;
  as: 'emergencyStarted' | 'emergencyEnded';
  now: Date;
}

/** Leaves one message for after the commit. Its time is the county's own. */
export async function tell(reader: Reader, q: Connection, telling: Telling): Promise<void> {
  const { sidan, actor } = reader;
  const { id, regionCode, name, endsAt, reason, as, now } = telling;
  const { rows } = await q.query<{ calendar: WorkCalendarSetting | null }>(
    sidan.write(`select c.[calendar] as calendar from {sidanCounties} c where c.[regionCode] = $1`),
    [regionCode],
  );
  const { date, ms } = calendarsFor(rows[0]?.calendar).work!.zone.toLocal(new Date(endsAt).getTime());
  const time = new Date(ms).toISOString().slice(11, 16);
  const payload: NoticePayload = {
    to: TOLD,
    teamIds: [],
    orderNo: '',
    title: name,
    event: 'emergency',
    reason,
    actorUserId: actor.userId ?? null,
    emergencyId: id,
    until: `${date} ${time}`,
  };
  await q.query(
    sidan.write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      values ($1::uuid, $2, 'notify', $3, $4::jsonb, 'pending', $5, 0, now(), now())`),
    [sidan.newId(), regionCode, as, JSON.stringify(payload), now],
  );
}
