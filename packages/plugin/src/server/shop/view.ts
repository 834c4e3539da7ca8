import { can } from '@sidan/lifecycle';
import type { Capacity, Page, RedemptionDetail, RedemptionLine } from '../../api/types';
import { SidanError } from '../errors';
import { isId } from '../ids';
import { isSidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import type { StoredOutcome } from '../packs/words';
import { iso, named, rowsOf, type Paging, type Reader } from '../reads/reader';
import { redemptionCapacities } from './capacities';
import { deliveryFor, deliveryShown } from './delivery';
import { OUTLET_ROW, type OutletRow } from './outlets';
import { unitsOf } from './purse';
import { redemptionOf, SELECTED, type RedemptionRow } from './redemption';
import { factsOf } from './run';
import { hoursOf, maskName, photoOf, redemptionTitles } from './words';

interface Shown extends RedemptionRow {
  photo: string | null;
  outlet: (OutletRow & { userId: number | null }) | null;
  personName: string | null;
  total?: string;
}

const FROM = `
  from {sidanRedemptions} r
  left join {sidanRewards} w on w.[regionCode] = r.[regionCode] and w.[id] = r.[rewardId]
  left join {sidanOutlets} t on t.[regionCode] = r.[regionCode] and t.[id] = r.[outletId]
  left join {sidanPeople} p on p.[regionCode] = r.[regionCode] and p.[id] = r.[personId]`;

const SHOWN = `${SELECTED}, w.[photo] as photo, (${OUTLET_ROW})::jsonb || jsonb_build_object('userId', t.[userId]) as outlet, p.[name] as "personName"`;

const shownOf = (row: Record<string, unknown>): Shown => redemptionOf(row) as Shown;

/** By which it runs; of one that is not to be had no more is shown. */
const lifecycleOf = ({ sidan, q }: Reader, row: RedemptionRow): Promise<Lifecycle | undefined> =>
  sidan.redemptions.of(q, row.regionCode, row.definitionVersion).catch((error: unknown) => {
    if (!isSidanError(error)) throw error;
    return undefined;
  });

async function lineOf(reader: Reader, row: Shown): Promise<RedemptionLine> {
  const lifecycle = await lifecycleOf(reader, row);
  const outlet = row.outlet ?? { townCode: null, userId: null, name: '', nameEn: null, selfService: false };
  const capacities = redemptionCapacities(reader.actor, row, outlet);
  const price = (await unitsOf(reader, row.regionCode, row.asset))(row.price);
  return {
    id: row.id,
    redemptionNo: row.redemptionNo,
    rewardName: row.rewardName,
    photo: photoOf(row.photo),
    quantity: row.quantity,
    price: price.amount,
    unit: price.unit,
    state: row.state,
    stateName: redemptionTitles(reader, lifecycle)(`state.${row.state}`),
    outletName: named(reader.lang, outlet.name, outlet.nameEn),
    beneficiaryName: row.beneficiaryName ?? undefined,
    delivery: deliveryShown(row),
    requestedAt: iso(row.requestedAt)!,
    dueAt: iso(row.dueAt),
    collectedAt: iso(row.collectedAt),
    allowed: lifecycle ? can(lifecycle.definition, row.snapshot!, capacities, factsOf(row, outlet)) : [],
  };
}

/** A page of redemptions. `text` is about `r`, its parameters from `$1` on. */
export async function redemptionLines(
  reader: Reader,
  where: { text: string; params: readonly unknown[]; orderBy?: string },
  { page, pageSize }: Paging,
): Promise<Page<RedemptionLine>> {
  const { length } = where.params;
  const rows = await rowsOf<Record<string, unknown>>(
    reader,
    `select ${SHOWN}, count(*) over () as total ${FROM} where ${where.text}
      order by ${where.orderBy ?? 'r.[requestedAt] desc, r.[id]'} limit $${length + 1}::bigint offset $${length + 2}::bigint`,
    [...where.params, pageSize, (page - 1) * pageSize],
  );
  const lines: RedemptionLine[] = [];
  for (const row of rows) lines.push(await lineOf(reader, shownOf(row)));
  return { rows: lines, count: Number(rows[0]?.total ?? 0), page, pageSize };
}

/** 我的兑换：those of the reader and of whom they act for, newest first. */
export function myRedemptions(reader: Reader, paging: Paging): Promise<Page<RedemptionLine>> {
  const { personId, wards = [] } = reader.actor;
  if (!personId) return Promise.resolve({ rows: [], count: 0, ...paging });
  return redemptionLines(
    reader,
    { text: 'r.[personId] = any($1::uuid[])', params: [[personId, ...wards.map((ward) => ward.personId)]] },
    paging,
  );
}

/** Done by whose it is, or by who acts for them: to everybody else by part of their name. */
const isOfPerson = (capacity: string): boolean => ['requester', 'beneficiary', 'guardian'].includes(capacity);

const isOffice = (capacity: Capacity): boolean => capacity !== 'requester' && capacity !== 'beneficiary';

/** States in which the code is of use. */
const USABLE = new Set(['reviewing', 'ready', 'toDeliver', 'onTheWay']);

interface Around {
  outcome: (StoredOutcome & { pack: string; packVersion: string }) | null;
  events: { at: string; type: string; actorName: string | null; reason: string | null; capacity: string }[] | null;
}

/** One redemption, for whoever has a part in it. The code is for whose it is, and for nobody else. @throws NOT_FOUND */
export async function redemptionDetail(reader: Reader, id: string): Promise<RedemptionDetail> {
  const missing = new SidanError('NOT_FOUND', { what: 'redemption' });
  if (!isId(id)) throw missing;
  const [found] = await rowsOf<Record<string, unknown>>(reader, `select ${SHOWN} ${FROM} where r.[id] = $1::uuid`, [
    id,
  ]);
  if (!found) throw missing;
  const row = shownOf(found);
  const outlet = row.outlet ?? {
    townCode: null,
    userId: null,
    openDays: [],
    opensAt: null,
    closesAt: null,
    address: null,
  };
  const capacities = redemptionCapacities(reader.actor, row, outlet);
  if (!capacities.length) throw missing;
  const [around] = await rowsOf<{ around: Around }>(reader, AROUND, [row.regionCode, row.id, row.decisionId]);
  const { outcome, events } = around!.around;
  const isOwn = capacities.includes('requester');
  const title = redemptionTitles(reader, await lifecycleOf(reader, row));
  const words = outcome ? await reader.sidan.packs.words(reader.q, reader.lang, row.regionCode, [outcome]) : undefined;
  return {
    ...(await lineOf(reader, row)),
    delivery: deliveryFor(reader.sidan.vault, row, capacities),
    outletAddress: outlet.address ?? undefined,
    outletOpen: hoursOf(reader, outlet),
    ...(isOwn && USABLE.has(row.state) ? { code: reader.sidan.vault.open(row.codeCipher) } : {}),
    ...(isOwn ? {} : { personName: maskName(row.personName ?? ''), atCounter: capacities.some(isOffice) }),
    ...(isOwn && row.personId !== reader.actor.personId ? { personName: row.personName ?? '' } : {}),
    ...(row.refund && !['refused', 'cancelled', 'expired', 'undelivered'].includes(row.state)
      ? { refund: (await unitsOf(reader, row.regionCode, row.asset))(row.refund).amount }
      : {}),
    sentence: outcome && words ? words.sentence(outcome) : undefined,
    story: (events ?? []).map(({ at, type, actorName, reason, capacity }) => ({
      at: iso(at)!,
      words: title(`done.${type}`),
      // Residents are told which office it was by what it did, not who sat there.
      by:
        isOfPerson(capacity) && !isOwn
          ? maskName(actorName ?? '')
          : capacity === 'guardian'
            ? `${actorName ?? ''} · ${reader.say('lifecycle.capacity.guardian')}`
            : isOwn && capacity !== 'requester'
              ? undefined
              : (actorName ?? undefined),
      reason: reason ?? undefined,
    })),
  };
}

const AROUND = `
select json_build_object(
  'outcome', (select d.[outcome] || jsonb_build_object('pack', d.[pack], 'packVersion', d.[packVersion]) from {sidanDecisions} d where d.[regionCode] = $1 and d.[id] = $3::uuid),
  'events', (select json_agg(json_build_object('at', e.[at], 'type', e.[type], 'actorName', e.[actorName], 'reason', e.[reason], 'capacity', e.[capacity]) order by e.[seq])
               from {sidanRedemptionEvents} e where e.[regionCode] = $1 and e.[redemptionId] = $2::uuid)
) as around`;
