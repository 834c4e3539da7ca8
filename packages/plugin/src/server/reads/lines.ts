import type { Snapshot } from '@sidan/lifecycle';
import type { OrderLine, Page } from '../../api/types';
import { capacitiesOf, hasBeneficiary, type TeamTie } from '../access/capacities';
import type { NeutralLine, Rated } from '../commands/command';
import { addedOfOrder, allowedNow } from '../commands/facts';
import { hasJoined, togetherOf, type Joined } from '../commands/joined';
import { ratingsAndRedemptions } from '../commands/surroundings';
import type { Lifecycle } from '../lifecycles';
import { lifecycleIn, titlesOf } from '../lifecycles/titles';
import { addedFacts, type AddedFact } from '../packs/facts/added';
import { describedEvents } from './allowed';
import { iso, named, rowsOf, type Paging, type Reader } from './reader';

interface LineRow {
  id: string;
  regionCode: string;
  orderNo: string;
  title: string;
  state: string;
  definitionVersion: string | null;
  snapshot: Snapshot;
  itemName: string | null;
  itemNameEn: string | null;
  placedAt: Date;
  expectStart: Date | null;
  townCode: string | null;
  townName: string | null;
  townNameEn: string | null;
  teamId: string | null;
  teamName: string | null;
  joined: Joined[] | null;
  teamCount: number | null;
  headcount: number | null;
  disputeCount: number | null;
  requesterId: string | null;
  beneficiaryId: string | null;
  ties: TeamTie[] | null;
  openOffers: number;
  openAttendances: number;
  item: {
    needsReview: boolean | null;
    responseMinutes: number | null;
    category: string | null;
    code: string | null;
  } | null;
  around: { ratings: Rated[] | null; toRedeem: number };
  priority: string | null;
  channel: string | null;
  level: string | null;
  pausedAt: Date | null;
  emergency: boolean;
  row?: Record<string, unknown>;
  total: string;
}

/** `o` is the order; `$1` the reader's person. */
const COLUMNS = `
       o.[id] as id, o.[regionCode] as "regionCode", o.[orderNo] as "orderNo", o.[title] as title, o.[state] as state, o.[definitionVersion] as "definitionVersion", o.[snapshot] as snapshot,
       i.[name] as "itemName", i.[nameEn] as "itemNameEn", o.[placedAt] as "placedAt", o.[expectStart] as "expectStart", o.[townCode] as "townCode",
       w.[name] as "townName", w.[nameEn] as "townNameEn", o.[teamId] as "teamId", t.[name] as "teamName", o.[joined] as joined, o.[teamCount]::int as "teamCount", o.[headcount]::int as headcount, o.[disputeCount]::int as "disputeCount", o.[requesterId] as "requesterId", o.[beneficiaryId] as "beneficiaryId",
       json_build_object('needsReview', i.[needsReview], 'responseMinutes', i.[responseMinutes], 'category', i.[category], 'code', i.[code]) as item,
       o.[priority] as priority, o.[channel] as channel, o.[level] as level, o.[pausedAt] as "pausedAt", o.[emergencyId] is not null as emergency,
       json_build_object(${ratingsAndRedemptions('o')}) as around,
       (select json_agg(json_build_object('teamId', x.[id], 'teamName', x.[name], 'role', m.[role],
                                         'offered', f.[id] is not null or (o.[state] = 'claimable' and not ${hasJoined('o', 'm.[teamId]')})))
          from {sidanTeamMembers} m join {sidanTeams} x on x.[regionCode] = m.[regionCode] and x.[id] = m.[teamId]
          left join {sidanOffers} f on f.[regionCode] = o.[regionCode] and f.[orderId] = o.[id] and f.[teamId] = m.[teamId] and f.[state] = 'open'
         where m.[regionCode] = o.[regionCode] and m.[personId] = $1::uuid and m.[status] = 'active' 
           and (f.[id] is not null or m.[teamId] = o.[teamId] or ${hasJoined('o', 'm.[teamId]')} or (o.[state] = 'claimable' and coalesce(x.[status], 'active') = 'active'))) as ties,
       (select count(*)::int from {sidanOffers} f where f.[regionCode] = o.[regionCode] and f.[orderId] = o.[id] and f.[state] = 'open') as "openOffers",
       (select count(*)::int from {sidanAttendances} a where a.[regionCode] = o.[regionCode] and a.[orderId] = o.[id] and a.[checkOutAt] is null) as "openAttendances",
       count(*) over () as total`;

const FROM = `
  from {sidanOrders} o
  left join {sidanServiceItems} i on i.[regionCode] = o.[regionCode] and i.[id] = o.[serviceItemId]
  left join {sidanRegions} w on w.[regionCode] = o.[regionCode] and w.[code] = o.[townCode]
  left join {sidanTeams} t on t.[regionCode] = o.[regionCode] and t.[id] = o.[teamId]`;

/** A condition on orders `o`, with its parameters from `$2` on. Written by this plugin only, never by a caller. */
export interface Where {
  text: string;
  params: unknown[];
  orderBy?: string;
}

/** A page of orders as the reader sees them, each with what the reader may do to it. */
export async function orderLines(reader: Reader, where: Where, { page, pageSize }: Paging): Promise<Page<OrderLine>> {
  const added = addedFacts(reader.sidan.db, reader.sidan.coreOf).filter(({ of }) => of === 'order');
  // Guards may ask the fields that administrators added; without any, nothing of the row is read twice.
  const own = added.length ? ', row_to_json(o) as row' : '';
  const rows = await rowsOf<LineRow>(
    reader,
    `select ${COLUMNS}${own} ${FROM} where ${where.text} order by ${where.orderBy ?? 'o.[placedAt] desc, o.[id]'} limit $${where.params.length + 2}::bigint offset $${where.params.length + 3}::bigint`,
    [reader.actor.personId ?? null, ...where.params, pageSize, (page - 1) * pageSize],
  );
  const lines: OrderLine[] = [];
  for (const row of rows) {
    const lifecycle = await lifecycleIn(reader, row.regionCode, row.definitionVersion);
    lines.push(lineOf(reader, row, lifecycle, added));
  }
  return { rows: lines, count: Number(rows[0]?.total ?? 0), page, pageSize };
}

function lineOf(
  reader: Reader,
  row: LineRow,
  lifecycle: Lifecycle | undefined,
  added: readonly AddedFact[],
): OrderLine {
  const { sidan, actor, lang } = reader;
  const column = (field: string) => row.row?.[sidan.tables.column(field).slice(1, -1)];
  const known = {
    ...row,
    rated: (row.around.ratings ?? []).map(({ kind }) => kind),
    toRedeem: row.around.toRedeem,
    hasBeneficiary: hasBeneficiary(row),
    together: togetherOf((field) => row[field as keyof LineRow]),
    added: addedOfOrder(added, column),
  };
  const allowed = lifecycle
    ? allowedNow(
        lifecycle.definition,
        row.snapshot,
        capacitiesOf(actor, row, row.ties ?? [], lifecycle.definition),
        known,
      )
    : [];
  return {
    id: row.id,
    orderNo: row.orderNo,
    title: row.title,
    state: row.state,
    stateName: titlesOf(reader, lifecycle)(`state.${row.state}`),
    serviceItemName: named(lang, row.itemName, row.itemNameEn),
    placedAt: iso(row.placedAt)!,
    expectStart: iso(row.expectStart),
    townName: named(lang, row.townName, row.townNameEn) || undefined,
    teamName: row.teamName ?? undefined,
    allowed,
    ...(row.emergency ? { emergency: true } : {}),
    ...(lifecycle && allowed.length
      ? { events: describedEvents(reader, lifecycle, allowed, (field) => row[field as keyof LineRow]) }
      : {}),
  };
}

interface Town {
  name: string;
  nameEn: string | null;
  readAt: number;
}

const TOWN_MS = 60_000;
const towns = new Map<string, Town>();

/** Names of towns are read at most once a minute: every command's answer has one, and they hardly ever change. */
async function townOf(reader: Omit<Reader, 'actor'>, regionCode: string, code: string): Promise<Town | undefined> {
  const key = `${regionCode}/${code}`;
  const known = towns.get(key);
  if (known && Date.now() - known.readAt < TOWN_MS) return known;
  const [row] = await rowsOf<Omit<Town, 'readAt'>>(
    reader,
    `select [name] as name, [nameEn] as "nameEn" from {sidanRegions} where [regionCode] = $1 and [code] = $2`,
    [regionCode, code],
  );
  if (!row) return undefined;
  const town = { ...row, readAt: Date.now() };
  towns.set(key, town);
  return town;
}

/** A command's answer in the caller's language. */
export async function sayLine(
  reader: Omit<Reader, 'actor'>,
  line: NeutralLine,
): Promise<OrderLine & { version: number }> {
  const lifecycle = await lifecycleIn(reader, line.regionCode, line.definitionVersion);
  const town = line.townCode ? await townOf(reader, line.regionCode, line.townCode) : undefined;
  return {
    id: line.id,
    orderNo: line.orderNo,
    title: line.title,
    state: line.state,
    stateName: titlesOf(reader, lifecycle)(`state.${line.state}`),
    serviceItemName: named(reader.lang, line.itemName, line.itemNameEn),
    placedAt: line.placedAt,
    expectStart: line.expectStart ?? undefined,
    townName: named(reader.lang, town?.name ?? null, town?.nameEn) || undefined,
    teamName: line.teamName ?? undefined,
    allowed: line.allowed,
    version: line.version,
    ...(line.emergency ? { emergency: true } : {}),
  };
}
