import { message, type Message } from '@sidan/rules';
import type { FindingCase, FindingDesk, FindingFact, FindingLine, FindingRow } from '../../api/types';
import type { StoredOutcome, Words } from '../packs/words';
import { iso, rowsOf, type Paging, type Reader } from '../reads/reader';
import { checkWatcher, mayWatch } from './access';
import type { Evidence, SeenFact } from './evidence';

const ASSET = 'points';
/** Findings about one person that the portal shows. */
const MINE_MAX = 50;

/** The three lists of the page, and which findings are in each. */
export const LISTS = {
  open: `f.[state] = 'open'`,
  appeals: `f.[state] = 'upheld' and f.[appealState] = 'open'`,
  settled: `f.[state] <> 'open' and f.[appealState] is distinct from 'open'`,
} as const;

export type ListName = keyof typeof LISTS;

interface Row {
  id: string;
  at: Date;
  state: FindingLine['state'];
  pack: string;
  packVersion: string;
  rule: string;
  outcome: StoredOutcome;
  evidence: Evidence & { short?: Record<string, number> };
  personId: string;
  person: string | null;
  orderId: string;
  orderNo: string;
  title: string;
  team: string | null;
  checkInAt: Date;
  checkOutAt: Date;
  minutes: string;
  origin: string;
  held: string;
  statement: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  reason: string | null;
  appealState: FindingLine['appealState'] | null;
  appeal: string | null;
  appealedAt: Date | null;
  answer: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
}

/** What one's own hours are being asked about, newest first. */
export async function myFindings(reader: Reader): Promise<{ rows: FindingLine[] }> {
  const { actor } = reader;
  if (!actor.personId || !actor.regionCode) return { rows: [] };
  const rows = await rowsOf<Row>(
    reader,
    `${SELECT} where f.[regionCode] = $1 and f.[personId] = $2::uuid order by f.[at] desc, f.[id] limit ${MINE_MAX}`,
    [actor.regionCode, actor.personId],
  );
  const words = await reader.sidan.packs.words(reader.q, reader.lang, actor.regionCode, rows);
  return { rows: rows.map((row) => lineOf(reader, words, row)) };
}

/** The page of a county: one of its lists, with the evidence. @throws NOT_ALLOWED */
export async function findingDesk(
  reader: Reader,
  regionCode: string,
  list: ListName,
  { page, pageSize }: Paging,
): Promise<FindingDesk> {
  const { actor, sidan, q, lang } = reader;
  checkWatcher(actor, regionCode);
  const counties = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  const [counts] = await rowsOf<FindingDesk['counts']>(
    reader,
    `select count(*) filter (where ${LISTS.open})::int as open, count(*) filter (where ${LISTS.appeals})::int as appeals, count(*) filter (where ${LISTS.settled})::int as settled
       from {sidanFindings} f where f.[regionCode] = $1`,
    [regionCode],
  );
  const rows = await rowsOf<Row>(
    reader,
    `${SELECT} where f.[regionCode] = $1 and ${LISTS[list]} order by f.[at] desc, f.[id] limit $2 offset $3`,
    [regionCode, pageSize, (page - 1) * pageSize],
  );
  const words = await sidan.packs.words(q, lang, regionCode, rows);
  const known = await namesOf(reader, regionCode, rows);
  return {
    regionCode,
    counties: counties.filter((county) => mayWatch(actor, county.regionCode)),
    counts: counts!,
    list,
    rows: rows.map((row) => caseOf(reader, words, row, known)),
    page,
    pageSize,
  };
}

function caseOf(reader: Reader, words: Words, row: Row, known: Known): FindingCase {
  return {
    ...lineOf(reader, words, row),
    person: row.person ?? '',
    own: row.personId === reader.actor.personId,
    ...(row.decidedBy ? { decidedBy: row.decidedBy } : {}),
    ...(row.answeredBy ? { answeredBy: row.answeredBy } : {}),
    rows: rowsSeen(words, row, known),
  };
}

function lineOf({ say }: Reader, words: Words, row: Row): FindingLine {
  const short = row.evidence.short?.[ASSET];
  return {
    id: row.id,
    at: iso(row.at)!,
    state: row.state,
    title: words.title(row.pack, row.rule),
    sentence: words.sentence(row.outcome),
    facts: row.evidence.facts.map((seen) => factOf(words, seen)),
    service: {
      orderId: row.orderId,
      orderNo: row.orderNo,
      title: row.title,
      checkInAt: iso(row.checkInAt)!,
      checkOutAt: iso(row.checkOutAt)!,
      minutes: Number(row.minutes),
      origin: say(`collections.sidanAttendances.origin.${row.origin}`),
      ...(row.team ? { team: row.team } : {}),
    },
    held: Number(row.held),
    unit: say(`rules.asset.${ASSET}`),
    ...(short ? { short } : {}),
    ...(row.statement ? { statement: row.statement } : {}),
    ...(row.decidedAt ? { decidedAt: iso(row.decidedAt), reason: row.reason ?? '' } : {}),
    ...(row.appealState
      ? { appealState: row.appealState, appeal: row.appeal ?? '', appealedAt: iso(row.appealedAt) }
      : {}),
    ...(row.answeredAt ? { answer: row.answer ?? '', answeredAt: iso(row.answeredAt) } : {}),
  };
}

const DECIMALS = 10;

/** A fact by its title, its value by the name that packs give it, or as a number with its unit. */
function factOf(words: Words, { fact, value, unit }: SeenFact): FindingFact {
  const amount = typeof value === 'number' ? Math.round(value * DECIMALS) / DECIMALS : value;
  const plain: Message | string =
    typeof value === 'boolean'
      ? message(`rules.value.${value}`)
      : unit
        ? message('rules.quantity', { amount: String(amount), unit: message(`rules.unit.${unit}`) })
        : String(amount);
  return {
    title: words.say(message(`facts.${fact}.title`, { fallback: fact })),
    value: words.say(message(`facts.${fact}.value.${String(value)}`, { fallback: plain })),
  };
}

interface Known {
  orders: ReadonlyMap<string, { orderNo: string; title: string }>;
  people: ReadonlyMap<string, string>;
}

/** What names an order or a person in a row of evidence, and what its figures are called by. */
const NAMES = { order: 'otherOrder', person: 'other' } as const;
const UNITS: Readonly<Record<string, string>> = {
  minutes: 'minute',
  overlapMinutes: 'minute',
  apartMinutes: 'minute',
  registeredMinutes: 'minute',
};
/** Said elsewhere, or for nobody to read. */
const UNTOLD = new Set(['at', 'order', 'otherOrder', 'person', 'other', 'origin']);

const orderIn = (row: Record<string, string | number>): string => String(row[NAMES.order] ?? row.order ?? '');

function rowsSeen(words: Words, { evidence }: Row, { orders, people }: Known): FindingRow[] {
  const told = new Map<string, FindingRow>();
  for (const { row } of evidence.rows) {
    const orderId = orderIn(row);
    const order = orders.get(orderId);
    const key = `${orderId} ${String(row[NAMES.person] ?? '')} ${String(row.at)}`;
    if (!order || told.has(key)) continue;
    const person = people.get(String(row[NAMES.person] ?? ''));
    told.set(key, {
      orderId,
      ...order,
      ...(person ? { person } : {}),
      at: new Date(String(row.at)).toISOString(),
      facts: Object.entries(row).flatMap(([field, value]) =>
        UNTOLD.has(field) ? [] : [figureOf(words, field, value)],
      ),
    });
  }
  return [...told.values()];
}

function figureOf(words: Words, field: string, value: string | number): FindingFact {
  const rounded = typeof value === 'number' ? Math.round(value * DECIMALS) / DECIMALS : value;
  const unit = UNITS[field];
  return {
    title: words.say(message(`api.finding.row.${field}`, { fallback: field })),
    value: words.say(
      message(`api.finding.row.${field}.${String(value)}`, {
        fallback: unit
          ? message('rules.quantity', { amount: String(rounded), unit: message(`rules.unit.${unit}`) })
          : String(rounded),
      }),
    ),
  };
}

/** Names of the orders and people in the evidence; of a person there is no more than the name. */
async function namesOf(reader: Reader, regionCode: string, rows: readonly Row[]): Promise<Known> {
  const seen = rows.flatMap(({ evidence }) => evidence.rows.map(({ row }) => row));
  const orders = await rowsOf<{ id: string; orderNo: string; title: string }>(
    reader,
    `select o.[id] as id, o.[orderNo] as "orderNo", o.[title] as title from {sidanOrders} o where o.[regionCode] = $1 and o.[id]::text = any($2::text[])`,
    [regionCode, [...new Set(seen.map(orderIn))]],
  );
  const people = await rowsOf<{ id: string; name: string }>(
    reader,
    `select p.[id] as id, p.[name] as name from {sidanPeople} p where p.[regionCode] = $1 and p.[id]::text = any($2::text[])`,
    [regionCode, [...new Set(seen.map((row) => String(row[NAMES.person] ?? '')))]],
  );
  return {
    orders: new Map(orders.map(({ id, ...order }) => [id, order])),
    people: new Map(people.map(({ id, name }) => [id, name])),
  };
}

const SELECT = `
select f.[id] as id, f.[at] as at, f.[state] as state, f.[pack] as pack, f.[packVersion] as "packVersion", f.[rule] as rule, f.[outcome] as outcome, f.[evidence] as evidence,
       f.[personId] as "personId", p.[name] as person, f.[orderId] as "orderId", o.[orderNo] as "orderNo", o.[title] as title, t.[name] as team,
       a.[checkInAt] as "checkInAt", a.[checkOutAt] as "checkOutAt", a.[minutes] as minutes, a.[origin] as origin, f.[statement] as statement,
       f.[decidedAt] as "decidedAt", f.[decidedBy] as "decidedBy", f.[reason] as reason, f.[appealState] as "appealState", f.[appeal] as appeal, f.[appealedAt] as "appealedAt",
       f.[answer] as answer, f.[answeredAt] as "answeredAt", f.[answeredBy] as "answeredBy",
       coalesce((select sum(h.[amount]) from {sidanDecisions} d join {sidanPostings} h on h.[regionCode] = f.[regionCode] and h.[key] = 'hold:' || d.[key] and h.[asset] = '${ASSET}'
                  where d.[regionCode] = f.[regionCode] and d.[orderId] = f.[orderId] and d.[kind] = 'award' and split_part(d.[key], ':', 4) = f.[attendanceId]::text
                    and not exists (select 1 from {sidanPostings} x where x.[regionCode] = h.[regionCode] and x.[settlesId] = h.[id])), 0) as held
  from {sidanFindings} f join {sidanOrders} o on o.[regionCode] = f.[regionCode] and o.[id] = f.[orderId]
  join {sidanAttendances} a on a.[regionCode] = f.[regionCode] and a.[id] = f.[attendanceId]
  left join {sidanPeople} p on p.[regionCode] = f.[regionCode] and p.[id] = f.[personId]
  left join {sidanTeams} t on t.[regionCode] = f.[regionCode] and t.[id] = a.[teamId]`;
