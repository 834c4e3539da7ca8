import type { Lifecycle } from '../../lifecycles';
import { titlesOf } from '../../lifecycles/titles';
import { named, rowsOf, type Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { connectionOf } from '../../sql';
import { refusal, type Answer } from './answers';
import { endsOf, lifecyclesOf } from './closed';
import type { Jurisdiction } from './jurisdiction';
import { isMoment } from './values';

const PAGE_SIZE_MAX = 1000;
const SPAN_DAYS_MAX = 90;
const LIST_MAX = 100;
const DAY_MS = 24 * 3600_000;

interface Row {
  orderNo: string;
  closed: boolean;
  state: string;
  version: string | null;
  serviceCode: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  placedAt: Date;
  updatedAt: Date;
  expectedAt: Date | null;
  townName: string | null;
  townNameEn: string | null;
}

/** Which requests are asked for. */
interface Filter {
  ids: string[] | null;
  codes: string[] | null;
  from: Date | null;
  to: Date | null;
  closed: boolean | null;
  page: number;
  pageSize: number;
}

type Query = (name: string) => string | undefined;

type Found = Answer & { content: unknown[] };

/** What a request is to whoever asks: everybody sees those that came through this interface, a county's key all of its orders. */
export interface Viewer {
  place: Jurisdiction;
  all: boolean;
  lang: string;
  say: Say;
}

/** `GET requests`, newest first. @throws 400 for filters that are none */
export async function requests(sidan: Sidan, viewer: Viewer, query: Query, now: Date): Promise<Answer> {
  return find(sidan, viewer, filterOf(query, now, viewer.say));
}

/** `GET requests/<id>`. @throws 404 */
export async function request(sidan: Sidan, viewer: Viewer, id: string): Promise<Answer> {
  const found = await find(sidan, viewer, {
    ids: [id],
    codes: null,
    from: null,
    to: null,
    closed: null,
    page: 1,
    pageSize: 1,
  });
  if (!found.content.length) throw refusal(404, viewer.say('api.open311.unknownRequest'));
  return found;
}

/** The ids override everything else, as the specification says; without dates the last 90 days are meant. */
function filterOf(query: Query, now: Date, say: Say): Filter {
  const list = (name: string) => {
    const text = query(name);
    if (text === undefined) return null;
    const entries = text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean);
    if (!entries.length || entries.length > LIST_MAX)
      throw refusal(400, say('api.open311.badList', { name, max: LIST_MAX }));
    return entries;
  };
  const whole = (name: string, fallback: number, max: number) => {
    const text = query(name);
    if (text === undefined) return fallback;
    if (!/^[1-9]\d{0,5}$/.test(text)) throw refusal(400, say('api.open311.badPage', { name }));
    return Math.min(Number(text), max);
  };
  const paging = { page: whole('page', 1, 1e6), pageSize: whole('page_size', PAGE_SIZE_MAX, PAGE_SIZE_MAX) };
  const ids = list('service_request_id');
  if (ids) return { ids, codes: null, from: null, to: null, closed: null, ...paging };
  const [from, to] = spanOf(query, now, say);
  return { ids: null, codes: list('service_code'), from, to, closed: closedOf(list('status'), say), ...paging };
}

function spanOf(query: Query, now: Date, say: Say): [Date, Date] {
  const moment = (name: string) => {
    const text = query(name);
    if (text === undefined) return undefined;
    // A plus sign that was not encoded comes as a space.
    const given = text.replace(/ (\d{2}:?\d{2})$/, '+$1');
    if (!isMoment(given)) throw refusal(400, say('api.open311.badDate', { name }));
    return new Date(given);
  };
  const [start, end] = [moment('start_date'), moment('end_date')];
  const to = end ?? (start ? new Date(start.getTime() + SPAN_DAYS_MAX * DAY_MS) : now);
  const from = start ?? new Date(to.getTime() - SPAN_DAYS_MAX * DAY_MS);
  if (from > to || to.getTime() - from.getTime() > SPAN_DAYS_MAX * DAY_MS)
    throw refusal(400, say('api.open311.badSpan', { days: SPAN_DAYS_MAX }));
  return [from, to];
}

function closedOf(states: string[] | null, say: Say): boolean | null {
  if (!states) return null;
  if (states.some((state) => state !== 'open' && state !== 'closed')) throw refusal(400, say('api.open311.badStatus'));
  return new Set(states).size === 2 ? null : states[0] === 'closed';
}

async function find(sidan: Sidan, viewer: Viewer, filter: Filter): Promise<Found> {
  const { regionCode } = viewer.place;
  const { ids, codes, from, to, closed, page, pageSize } = filter;
  const reader = { sidan, q: connectionOf(sidan.db) };
  const lifecycles = await lifecyclesOf(reader, regionCode);
  const rows = await rowsOf<Row>(reader, STATEMENT, [
    regionCode,
    viewer.all,
    ids,
    codes,
    from,
    to,
    closed,
    endsOf(lifecycles),
    pageSize,
    (page - 1) * pageSize,
  ]);
  return answer(rows, viewer, lifecycles);
}

/** Nothing of what people wrote or who they are: no description, no house number, no point on the map; the town is all that is said of the place. */
const STATEMENT = `
select o.[orderNo] as "orderNo", o.[definitionVersion] || ' ' || o.[state] = any($8::text[]) as closed, o.[state] as state, o.[definitionVersion] as version, i.[code] as "serviceCode", i.[name] as "serviceName", i.[nameEn] as "serviceNameEn",
       o.[placedAt] as "placedAt", o.[updatedAt] as "updatedAt", o.[dueAt] as "expectedAt", t.[name] as "townName", t.[nameEn] as "townNameEn"
  from {sidanOrders} o
  left join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]
  left join {sidanRegions} t on t.[regionCode] = o.[regionCode] and t.[code] = o.[townCode]
 where o.[regionCode] = $1 and ($2::boolean or o.[channel] = 'open311')
   and ($3::text[] is null or o.[orderNo] = any($3::text[])) and ($4::text[] is null or i.[code] = any($4::text[]))
   and ($5::timestamptz is null or o.[placedAt] >= $5::timestamptz) and ($6::timestamptz is null or o.[placedAt] <= $6::timestamptz)
   and ($7::boolean is null or coalesce(o.[definitionVersion] || ' ' || o.[state] = any($8::text[]), false) = $7::boolean)
 order by o.[placedAt] desc, o.[id] desc limit $9 offset $10`;

const answer = (
  rows: readonly Row[],
  { place, lang, say }: Viewer,
  lifecycles: ReadonlyMap<string, Lifecycle>,
): Found => ({
  status: 200,
  root: 'service_requests',
  item: 'request',
  content: rows.map((row) => ({
    service_request_id: row.orderNo,
    status: row.closed ? 'closed' : 'open',
    status_notes: titlesOf({ lang, say }, lifecycles.get(row.version ?? ''))(`state.${row.state}`),
    service_name: named(lang, row.serviceName, row.serviceNameEn),
    service_code: row.serviceCode ?? '',
    description: '',
    agency_responsible: place.centerName,
    service_notice: '',
    requested_datetime: row.placedAt.toISOString(),
    updated_datetime: row.updatedAt.toISOString(),
    expected_datetime: row.closed ? '' : (row.expectedAt?.toISOString() ?? ''),
    address: named(lang, row.townName, row.townNameEn),
    address_id: '',
    zipcode: '',
    lat: '',
    long: '',
    media_url: '',
  })),
});
