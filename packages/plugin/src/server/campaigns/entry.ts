import { covers, type Actor } from '../access/actor';
import { isNear } from '../access/near';
import { isId } from '../ids';
import { dayOf } from '../packs/regions';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';

/** What somebody handed in, as it stands. */
export interface Entry {
  id: string;
  regionCode: string;
  townCode: string | null;
  campaignId: string;
  personId: string;
  quantity: number;
  status: 'stands' | 'void';
  revision: number;
  userId: number | null;
  at: Date;
}

/** Who puts an entry right: the county's administrators; and whoever wrote it down, as long as that day lasts. */
export const mayCorrect = (
  actor: Actor,
  { regionCode, townCode, userId, at, status }: Pick<Entry, 'regionCode' | 'townCode' | 'userId' | 'at' | 'status'>,
  now: Date,
): boolean => {
  if (status === 'void' || !isNear(actor, regionCode, townCode)) return false;
  const keeps =
    actor.unbound ||
    actor.scopes.some((scope) => scope.role === 'countyAdmin' && covers(scope, townCode ?? regionCode));
  const own = actor.userId !== undefined && Number(userId) === actor.userId;
  return keeps || (own && dayOf(new Date(at)) === dayOf(now));
};

/** One of any county, held until the transaction ends where it is to be changed; nothing where there is none. */
export async function entryOf({ sidan }: Reader, q: Connection, id: unknown, lock = false): Promise<Entry | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await q.query<Entry>(sidan.write(lock ? `${ENTRY} for no key update` : ENTRY), [id]);
  return rows[0];
}

const ENTRY = `
select e.[id] as id, e.[regionCode] as "regionCode", e.[townCode] as "townCode", e.[campaignId] as "campaignId", e.[personId] as "personId", e.[quantity]::float8 as quantity,
       e.[status] as status, coalesce(e.[revision], 0)::int as revision, e.[userId]::float8 as "userId", e.[at] as at
  from {sidanCampaignEntries} e where e.[id] = $1::uuid`;
