import { SidanError } from '../errors';
import { isId } from '../ids';
import { dayOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** A campaign as it stands, with the sums that are kept with it. */
export interface Campaign {
  id: string;
  regionCode: string;
  code: string;
  name: string;
  nameEn: string | null;
  unit: string;
  unitEn: string | null;
  /** The county's days; both count. */
  startsOn: string;
  endsOn: string;
  asset: string;
  /** In the asset's own unit. */
  budget: number | null;
  status: 'active' | 'off';
  people: number;
  entries: number;
  quantity: number;
  /** In the asset's smallest unit. */
  given: number;
}

export const CAMPAIGN = `c.[id] as id, c.[regionCode] as "regionCode", c.[code] as code, c.[name] as name, c.[nameEn] as "nameEn", c.[unit] as unit, c.[unitEn] as "unitEn",
  to_char(c.[startsOn], 'YYYY-MM-DD') as "startsOn", to_char(c.[endsOn], 'YYYY-MM-DD') as "endsOn", coalesce(c.[asset], 'points') as asset, c.[budget]::float8 as budget,
  coalesce(c.[status], 'active') as status, coalesce(c.[people], 0)::float8 as people, coalesce(c.[entries], 0)::float8 as entries,
  coalesce(c.[quantity], 0)::float8 as quantity, coalesce(c.[given], 0)::float8 as given`;

/** One of any county. @throws NOT_FOUND */
export async function campaignOf({ write }: Pick<Sidan, 'write'>, q: Connection, id: unknown): Promise<Campaign> {
  const { rows } = isId(id)
    ? await q.query<Campaign>(write(`select ${CAMPAIGN} from {sidanCampaigns} c where c.[id] = $1::uuid`), [id])
    : { rows: [] };
  if (!rows[0]) throw new SidanError('NOT_FOUND', { what: 'sidanCampaigns' });
  return rows[0];
}

/** The same once nobody else books anything of it until the transaction ends: its budget and its sums are this entry's alone. Asked after who is awarded is held, always in this order. */
export async function lockCampaign(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  { regionCode, id }: Pick<Campaign, 'regionCode' | 'id'>,
): Promise<Campaign> {
  const { rows } = await q.query<Campaign>(
    write(
      `select ${CAMPAIGN} from {sidanCampaigns} c where c.[regionCode] = $1 and c.[id] = $2::uuid for no key update`,
    ),
    [regionCode, id],
  );
  return rows[0]!;
}

export type CampaignState = 'on' | 'early' | 'over' | 'off';

/** How a campaign stands on the county's day of a moment. */
export function stateOf({ status, startsOn, endsOn }: Campaign, at: Date): CampaignState {
  if (status === 'off') return 'off';
  const today = dayOf(at);
  if (today < startsOn) return 'early';
  return today > endsOn ? 'over' : 'on';
}

/** @throws CAMPAIGN_CLOSED */
export function checkOn(campaign: Campaign, at: Date): void {
  if (stateOf(campaign, at) === 'on') return;
  const { name, startsOn: from, endsOn: to } = campaign;
  throw new SidanError('CAMPAIGN_CLOSED', { name, from, to });
}
