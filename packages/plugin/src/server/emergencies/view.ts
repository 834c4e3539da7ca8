import type { EmergencyLine, EmergencyOverview, EmergencyStoryEntry } from '../../api/types';
import { SidanError } from '../errors';
import { lifecycleNow } from '../lifecycles/titles';
import { named, rowsOf, type Reader } from '../reads/reader';
import { checkDeclarer, mayDeclare } from './access';
import { DAYS_MAX } from './asked';
import { clocksChanged } from './clocks';

/** Nobody looks further back on a page. */
const HISTORY_MAX = 20;

interface Row {
  id: string;
  name: string;
  reason: string;
  startsAt: Date;
  endsAt: Date;
  endedAt: Date | null;
  startedBy: string;
  endedBy: string | null;
  items: string[];
  categories: string[];
  story: Omit<EmergencyStoryEntry, 'words'>[];
  orders: number;
}

/** What the page is made of: what is in force, what was, and what one could be declared for. @throws NOT_ALLOWED, NO_COUNTY */
export async function emergenciesIn(reader: Reader, regionCode: string): Promise<EmergencyOverview> {
  const { actor, lang } = reader;
  checkDeclarer(actor, regionCode);
  const counties = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  if (!counties.some((county) => county.regionCode === regionCode)) throw new SidanError('NO_COUNTY');
  const items = await rowsOf<{
    code: string;
    name: string;
    nameEn: string | null;
    category: string;
    categoryName: string | null;
    categoryNameEn: string | null;
    emergencyOnly: boolean;
  }>(reader, ITEMS, [regionCode]);
  const kinds = new Map(
    items.map((item) => [item.category, named(lang, item.categoryName ?? item.category, item.categoryNameEn)]),
  );
  const services = items.map(({ code, name, nameEn, category, emergencyOnly }) => ({
    code,
    name: named(lang, name, nameEn),
    category,
    emergencyOnly,
  }));
  const names = { items: new Map(services.map(({ code, name }) => [code, name])), kinds };
  const lines = (await rowsOf<Row>(reader, EMERGENCIES, [regionCode])).map((row) => lineOf(reader, row, names));
  const current = lines.find(({ inForce }) => inForce);
  return {
    regionCode,
    counties: counties.filter((county) => mayDeclare(actor, county.regionCode)),
    now: reader.sidan.clock().toISOString(),
    daysMax: DAYS_MAX,
    ...(current ? { current } : {}),
    history: lines.filter(({ inForce }) => !inForce),
    services,
    categories: [...kinds].map(([code, name]) => ({ code, name })),
    openOrders: await openOrders(reader, regionCode),
    clocks: await clocksChanged(reader, regionCode),
  };
}

function lineOf(
  { sidan, say }: Reader,
  row: Row,
  names: { items: ReadonlyMap<string, string>; kinds: ReadonlyMap<string, string> },
): EmergencyLine {
  const now = sidan.clock();
  const over = row.endedAt ?? (new Date(row.endsAt) <= now ? row.endsAt : null);
  const list = [
    ...row.categories.map((code) => names.kinds.get(code) ?? code),
    ...row.items.map((code) => names.items.get(code) ?? code),
  ];
  return {
    id: row.id,
    name: row.name,
    reason: row.reason,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
    ...(over ? { overAt: new Date(over).toISOString() } : {}),
    inForce: !over && new Date(row.startsAt) <= now,
    endedEarly: row.endedAt !== null,
    services: list.length ? list.join(say('api.list.separator')) : say('api.emergency.allServices'),
    orders: row.orders,
    story: row.story.map((entry) => ({ ...entry, words: say(`api.emergency.story.${entry.as}`) })),
  };
}

/** Orders under way, counted by the states that are no ends: what has ended is not looked at. */
async function openOrders(reader: Reader, regionCode: string): Promise<number> {
  const lifecycle = await lifecycleNow(reader, regionCode);
  if (!lifecycle) return 0;
  const { states, finals } = lifecycle.definition;
  const [row] = await rowsOf<{ count: number }>(
    reader,
    `select count(*)::int as count from {sidanOrders} o where o.[regionCode] = $1 and o.[state] = any($2::text[]) and o.[closedAt] is null`,
    [regionCode, states.filter((state) => !finals.includes(state))],
  );
  return row!.count;
}

const ITEMS = `
select i.[code] as code, i.[name] as name, i.[nameEn] as "nameEn", i.[category] as category, c.[name] as "categoryName", c.[nameEn] as "categoryNameEn",
       coalesce(i.[emergencyOnly], false) as "emergencyOnly"
  from {sidanServiceItems} i left join {sidanCategories} c on c.[regionCode] = i.[regionCode] and c.[catalog] = 'team' and c.[code] = i.[category]
 where i.[regionCode] = $1 and coalesce(i.[status], 'active') = 'active' order by c.[rank] nulls last, i.[rank], i.[code]`;

const EMERGENCIES = `
select e.[id] as id, e.[name] as name, e.[reason] as reason, e.[startsAt] as "startsAt", e.[endsAt] as "endsAt", e.[endedAt] as "endedAt", e.[startedBy] as "startedBy",
       e.[endedBy] as "endedBy", e.[items] as items, e.[categories] as categories, e.[story] as story,
       (select count(*)::int from {sidanOrders} o where o.[regionCode] = e.[regionCode] and o.[emergencyId] = e.[id]) as orders
  from {sidanEmergencies} e where e.[regionCode] = $1 order by e.[endsAt] desc, e.[id] limit ${HISTORY_MAX + 1}`;
