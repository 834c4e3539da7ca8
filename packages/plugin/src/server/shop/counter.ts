import type { CounterView, RedemptionDetail } from '../../api/types';
import type { ScopedRole } from '../access/actor';
import { SidanError } from '../errors';
import { rowsOf, type Reader } from '../reads/reader';
import { redemptionCapacities } from './capacities';
import { codeIndex, readCode } from './code';
import { OUTLET } from './lock';
import { OUTLET_ROW, outletView, type OutletRow } from './outlets';
import type { OutletFacts } from './redemption';
import { redemptionDetail, redemptionLines } from './view';

/** Offices whose holders stand at counters. */
const AT_COUNTER: readonly ScopedRole[] = ['merchant', 'siteManager', 'dispatcher', 'countyAdmin'];

/** States in which a code says what is to be done at a counter or a door. */
const CODE_FOR = new Set(['ready', 'toDeliver', 'onTheWay', 'returnable']);

/** Wrong codes that one account may try within a minute. */
const WRONG_MAX = 10;
const KEPT_MAX = 10_000;
/** Counted in this process, as other rates are. */
const tries = new Map<string, { minute: number; count: number }>();

/** Whoever guesses is stopped for the rest of the minute, right codes included. @throws CODE_TRIES */
export async function withTries<T>(userId: number | undefined, now: Date, look: () => Promise<T>): Promise<T> {
  const key = String(userId ?? '');
  const minute = Math.floor(now.getTime() / 60_000);
  const known = tries.get(key);
  if (known?.minute === minute && known.count >= WRONG_MAX) throw new SidanError('CODE_TRIES');
  try {
    return await look();
  } catch (error) {
    if ((error as { code?: string }).code === 'CODE_WRONG') {
      if (tries.size >= KEPT_MAX) tries.clear();
      tries.set(key, { minute, count: known?.minute === minute ? known.count + 1 : 1 });
    }
    throw error;
  }
}

interface Found {
  id: string;
  regionCode: string;
  state: string;
  personId: string;
  beneficiaryId: string | null;
  outlet: OutletFacts;
}

/**
 * What is to be handed over for a code that somebody shows at the reader's counter.
 * @throws NOT_ALLOWED (no office at a counter), CODE_WRONG, CODE_ELSEWHERE, CODE_SPENT, CODE_TRIES
 */
export async function findByCode(reader: Reader, written: unknown, regionCode: string): Promise<RedemptionDetail> {
  const { sidan, actor, say } = reader;
  const counties = countiesOf(reader, regionCode);
  if (!counties.length) throw new SidanError('NOT_ALLOWED');
  const found = await withTries(actor.userId, sidan.clock(), async () => {
    const code = readCode(written);
    const [row] = code
      ? await rowsOf<Found>(
          reader,
          `select r.[id] as id, r.[regionCode] as "regionCode", r.[state] as state, r.[personId] as "personId", r.[beneficiaryId] as "beneficiaryId", ${OUTLET} as outlet
             from {sidanRedemptions} r join {sidanOutlets} t on t.[regionCode] = r.[regionCode] and t.[id] = r.[outletId]
            where r.[regionCode] = any($1::text[]) and r.[codeIndex] = any($2::text[])`,
          [counties, counties.map((county) => codeIndex(sidan.vault, county, code))],
        )
      : [];
    if (!row) throw new SidanError('CODE_WRONG');
    return row;
  });
  const capacities = redemptionCapacities(actor, found, found.outlet);
  if (!capacities.some((one) => one !== 'requester' && one !== 'beneficiary'))
    throw new SidanError('CODE_ELSEWHERE', { outlet: found.outlet.name });
  if (!CODE_FOR.has(found.state))
    throw new SidanError('CODE_SPENT', { state: say(`lifecycle.redemption.state.${found.state}`) });
  return redemptionDetail(reader, found.id);
}

function countiesOf({ actor }: Reader, regionCode: string): string[] {
  if (actor.unbound) return [regionCode];
  return [
    ...new Set(
      actor.scopes
        .filter(({ role, code }) => AT_COUNTER.includes(role) && code.length >= 6)
        .map(({ code }) => code.slice(0, 6)),
    ),
  ];
}

const RECENT = 10;
const DELIVERIES = 100;

/** The counters that the reader keeps or has an office over, what is to be delivered from there, and what was handed over last. */
export async function counterView(reader: Reader): Promise<CounterView> {
  const { actor } = reader;
  const offices = actor.scopes.filter(({ role }) => AT_COUNTER.includes(role) && role !== 'merchant');
  const codes = actor.unbound ? [''] : offices.map(({ code }) => code);
  const kept = actor.scopes.filter(({ role }) => role === 'merchant').map(({ code }) => code);
  const rows = await rowsOf<{ outlet: OutletRow }>(
    reader,
    `select ${OUTLET_ROW} as outlet from {sidanOutlets} t where ${MINE} and coalesce(t.[status], 'active') = 'active' order by t.[name] limit 200`,
    [codes, kept, actor.userId ?? null],
  );
  const recent = await redemptionLines(
    reader,
    {
      text: `r.[collectedAt] is not null and exists (select 1 from {sidanOutlets} o where o.[regionCode] = r.[regionCode] and o.[id] = r.[outletId] and ${MINE.replaceAll('t.', 'o.')})`,
      params: [codes, kept, actor.userId ?? null],
      orderBy: 'r.[collectedAt] desc, r.[id]',
    },
    { page: 1, pageSize: RECENT },
  );
  const deliveries = await redemptionLines(
    reader,
    {
      text: `r.[state] in ('toDeliver', 'onTheWay') and (r.[regionCode], r.[outletId]) in (select o.[regionCode], o.[id] from {sidanOutlets} o where ${MINE.replaceAll('t.', 'o.')})`,
      params: [codes, kept, actor.userId ?? null],
      orderBy: 'r.[dueAt], r.[id]',
    },
    { page: 1, pageSize: DELIVERIES },
  );
  return {
    outlets: rows.map(({ outlet }) => outletView(reader, outlet)),
    deliveries: deliveries.rows,
    recent: recent.rows,
  };
}

const MINE = `(exists (select 1 from unnest($1::text[]) as code where coalesce(t.[townCode], t.[regionCode]) like code || '%')
  or (t.[userId] = $3::bigint and exists (select 1 from unnest($2::text[]) as code where coalesce(t.[townCode], t.[regionCode]) like code || '%')))`;
