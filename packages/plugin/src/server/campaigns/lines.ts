import type { CampaignEntries, CampaignEntryLine } from '../../api/types';
import { isNear } from '../access/near';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { checkClerk } from '../intake/clerk';
import { measuresOf } from '../reads/measures';
import { iso, named, rowsOf, type Reader } from '../reads/reader';
import { codesOf, within } from './area';
import { campaignOf } from './campaign';
import { mayCorrect, type Entry } from './entry';

const PAGE = 20;

export interface EntryRow extends Entry {
  name: string;
  asset: string;
  amount: number;
  note: string | null;
  enteredBy: string | null;
  reason: string | null;
  unit: string;
  unitEn: string | null;
}

const ENTRY = `
select e.[id] as id, e.[regionCode] as "regionCode", e.[townCode] as "townCode", e.[campaignId] as "campaignId", e.[personId] as "personId", e.[name] as name,
       e.[quantity]::float8 as quantity, e.[asset] as asset, e.[amount]::float8 as amount, e.[note] as note, e.[status] as status, coalesce(e.[revision], 0)::int as revision,
       e.[userId]::float8 as "userId", e.[at] as at, e.[enteredBy] as "enteredBy", e.[reason] as reason, c.[unit] as unit, c.[unitEn] as "unitEn"
  from {sidanCampaignEntries} e join {sidanCampaigns} c on c.[regionCode] = e.[regionCode] and c.[id] = e.[campaignId]`;

/**
 * 登记记录：what was handed in for a campaign by people of the caller's area, the newest first, from `after` on; of one name where `search` says it.
 * @throws NOT_FOUND, NOT_ALLOWED
 */
export async function entryLines(
  reader: Reader,
  { campaignId, search, after }: { campaignId: unknown; search?: unknown; after?: unknown },
): Promise<CampaignEntries> {
  const { actor, sidan } = reader;
  const { id, regionCode } = await campaignOf(sidan, reader.q, campaignId);
  checkClerk(actor, regionCode);
  const [, at, last] = /^([\dT:.-]+Z)~([0-9a-f-]{36})$/.exec(typeof after === 'string' ? after : '') ?? [];
  const name = typeof search === 'string' ? search.trim() : '';
  const from = isId(last) && !Number.isNaN(Date.parse(at ?? '')) ? [at, last] : [null, null];
  const params = [regionCode, id, codesOf(reader), name, ...from];
  const rows = await rowsOf<EntryRow>(reader, name ? OF_NAME : OF_ALL, params);
  const shown = rows.slice(0, PAGE);
  const end = shown.at(-1);
  const lines = await saidLines(reader, regionCode, shown);
  return { rows: lines, ...(rows.length > PAGE && end ? { next: `${iso(end.at)}~${end.id}` } : {}) };
}

/** One entry that was just written. @throws NOT_FOUND */
export async function entryLine(reader: Reader, id: string): Promise<{ row: EntryRow; line: CampaignEntryLine }> {
  const [row] = await rowsOf<EntryRow>(reader, `${ENTRY} where e.[id] = $1::uuid`, [id]);
  if (!row || !isNear(reader.actor, row.regionCode, row.townCode))
    throw new SidanError('NOT_FOUND', { what: 'sidanCampaignEntries' });
  const [line] = await saidLines(reader, row.regionCode, [row]);
  return { row, line: line! };
}

async function saidLines(reader: Reader, regionCode: string, rows: readonly EntryRow[]): Promise<CampaignEntryLine[]> {
  const { actor, lang, sidan } = reader;
  const measures = await measuresOf(reader, regionCode);
  return rows.map((row) => ({
    id: row.id,
    campaignId: row.campaignId,
    name: row.name,
    quantity: row.quantity,
    unit: named(lang, row.unit, row.unitEn),
    amount: measures(row.asset).inUnits(row.amount),
    assetUnit: measures(row.asset).unit,
    at: iso(row.at)!,
    ...(row.enteredBy ? { enteredBy: row.enteredBy } : {}),
    ...(row.note ? { note: row.note } : {}),
    status: row.status,
    ...(row.reason ? { reason: row.reason } : {}),
    revision: row.revision,
    mayCorrect: actor.personId !== row.personId && mayCorrect(actor, row, sidan.clock()),
  }));
}

const ofCampaign = (whose: string) => `${ENTRY}
 where e.[regionCode] = $1 and e.[campaignId] = $2::uuid and ${within('e', '$3')} and ${whose}
   and ($5::timestamptz is null or (e.[at], e.[id]) < ($5::timestamptz, $6::uuid))
 order by e.[at] desc, e.[id] desc limit ${PAGE + 1}`;

const OF_ALL = ofCampaign(`$4::text = ''`);
const OF_NAME = ofCampaign('e.[name] = $4');
