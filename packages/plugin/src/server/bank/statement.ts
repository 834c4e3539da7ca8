import { bookTotals, type BookTotals, type Flow } from '@sidan/ledger';
import type { BankAsset, BankRow, BankStatement } from '../../api/types';
import { dayOf } from '../packs/regions';
import { measuresOf, type Measure } from '../reads/measures';
import { rowsOf, type Reader } from '../reads/reader';
import { ledgerNames } from './names';
import { COLUMNS, columnOf, ROWS, rowOf, type Column, type RowKind } from './columns';
import { daysAsked } from '../reads/period';
import { counties } from './asked';

type Figures = Record<Column | 'opening' | 'closing' | 'all', number>;
const none = (): Figures =>
  Object.fromEntries([...COLUMNS, 'opening', 'closing', 'all'].map((name) => [name, 0])) as Figures;

/** What kinds of account had, and what came to them and left them in a period: rows of figures that sum to zero in every column, since whatever comes to one leaves another. */
export function figuresOf(flows: readonly Flow[]): { rows: Map<RowKind, Figures>; moved: Record<Column, number> } {
  const rows = new Map<RowKind, Figures>();
  const moved = Object.fromEntries(COLUMNS.map((name) => [name, 0])) as Record<Column, number>;
  const add = (kind: RowKind, column: Column, sign: 1 | -1, { before, within, all }: Flow) => {
    const row = rows.get(kind) ?? none();
    rows.set(kind, row);
    row.opening += sign * before;
    row[column] += sign * within;
    row.closing += sign * (before + within);
    row.all += sign * all;
  };
  for (const flow of flows) {
    const column = columnOf(flow);
    add(rowOf(flow.from), column, -1, flow);
    add(rowOf(flow.to), column, 1, flow);
    moved[column] += flow.within;
  }
  return { rows, moved };
}

const SYSTEM: ReadonlySet<RowKind> = new Set(['issue', 'redeemed', 'served', 'expired', 'clearing', 'system']);

/** Where a number of accounts would say nothing: what is set aside lies on an account for each who ever set something aside. */
const UNCOUNTED: ReadonlySet<RowKind> = new Set([...SYSTEM, 'hold']);

/**
 * 银行总账: by asset, what each kind of account had, got and gave in a period, and whether the book agrees with the accounts themselves.
 * @throws NOT_ALLOWED, NO_COUNTY, INVALID_DATA (`from`, `to`)
 */
export async function bankStatement(
  reader: Reader,
  regionCode: string,
  asked: { from?: unknown; to?: unknown },
): Promise<BankStatement> {
  const { sidan, q } = reader;
  const known = await counties(reader, regionCode);
  const period = daysAsked(asked, dayOf(sidan.clock()));
  const connection = { query: (text: string, params: unknown[]) => q.query(text, params) };
  const [totals, measures, owing] = await Promise.all([
    bookTotals(connection, ledgerNames(sidan.tables), { regionCode, ...period }),
    measuresOf(reader, regionCode),
    rowsOf<Owing>(reader, OWING, [regionCode]),
  ]);
  const names = [...new Set([...totals.held, ...totals.flows].map(({ asset }) => asset))].sort(
    (a, b) => Number(a !== 'points') - Number(b !== 'points') || (a < b ? -1 : 1),
  );
  return {
    regionCode,
    counties: known,
    ...period,
    at: sidan.clock().toISOString(),
    assets: names.map((asset) => {
      const measure = measures(asset);
      const owed = owing.find((one) => one.asset === asset);
      return {
        ...assetOf(asset, totals, measure),
        ...(owed ? { owed: { amount: measure.inUnits(owed.amount), accounts: owed.accounts } } : {}),
      };
    }),
  };
}

interface Owing {
  asset: string;
  amount: number;
  accounts: number;
}

/** Only what may go below zero can be there. */
const OWING = `
select a.[asset] as asset, -sum(a.[balance])::float8 as amount, count(*)::int as accounts
  from {sidanAccounts} a
 where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[minBalance] < 0 and a.[balance] < 0 and a.[ownerKind] not in ('system', 'hold')
 group by a.[asset]`;

function assetOf(asset: string, { flows, held }: BookTotals, { name, unit, inUnits }: Measure): BankAsset {
  const { rows, moved } = figuresOf(flows.filter((flow) => flow.asset === asset));
  const accounts = new Map(held.filter((one) => one.asset === asset).map((one) => [one.kind as RowKind, one]));
  const sum = none();
  const lines = ROWS.flatMap((kind): BankRow[] => {
    const figures = rows.get(kind);
    const own = accounts.get(kind);
    if (!figures && !own?.balance) return [];
    const row = figures ?? none();
    for (const key of Object.keys(sum) as (keyof Figures)[]) sum[key] += row[key];
    return [
      {
        kind,
        system: SYSTEM.has(kind),
        accounts: UNCOUNTED.has(kind) ? null : (own?.accounts ?? 0),
        ...inAll(row, inUnits),
        ...(own && own.balance !== row.all
          ? { wrong: { book: inUnits(row.all), accounts: inUnits(own.balance) } }
          : {}),
      },
    ];
  });
  const circulating = [...rows].reduce((all, [kind, { closing }]) => (SYSTEM.has(kind) ? all : all + closing), 0);
  return {
    asset,
    name,
    unit,
    rows: lines,
    total: inAll(sum, inUnits),
    moved: Object.fromEntries(COLUMNS.map((column) => [column, inUnits(moved[column])])) as Record<Column, number>,
    circulating: inUnits(circulating),
    balanced:
      [...COLUMNS, 'opening' as const, 'closing' as const].every((column) => sum[column] === 0) &&
      lines.every(({ wrong }) => !wrong),
  };
}

const inAll = ({ all: _all, ...row }: Figures, inUnits: (amount: number) => number) =>
  Object.fromEntries(Object.entries(row).map(([key, amount]) => [key, inUnits(amount)])) as Omit<Figures, 'all'>;
