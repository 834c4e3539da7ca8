import type { MonthFigures, StatementLine, StatementPage } from '../../api/types';
import { isId } from '../ids';
import { measuresOf } from '../reads/measures';
import { ownerNameSql, ownersNamedSql, patternOf } from '../reads/owners';
import { rowsOf, type Reader } from '../reads/reader';
import { monthOf } from './month';
import { checkCloser } from './start';

const AMOUNTS = ['opening', 'late', 'earned', 'spent', 'donated', 'expired', 'other', 'closing'] as const;
type Amounts = Record<(typeof AMOUNTS)[number], number>;

const PAGE = 50;
const WORDS_MAX = 60;

const inUnitsOf = (row: Amounts, inUnits: (amount: number) => number): Amounts =>
  Object.fromEntries(AMOUNTS.map((name) => [name, inUnits(row[name])])) as Amounts;

/**
 * The figures of a closed month: its statements summed by asset and kind of owner. Costs what there are accounts, once for each look.
 * @throws NOT_ALLOWED, INVALID_DATA (`month`)
 */
export async function monthFigures(reader: Reader, regionCode: string, asked: unknown): Promise<MonthFigures> {
  checkCloser(reader.actor, regionCode);
  const { name: month } = monthOf(asked);
  const [rows, measures] = await Promise.all([
    rowsOf<Amounts & { asset: string; ownerKind: string; accounts: number }>(reader, SUMS, [regionCode, month]),
    measuresOf(reader, regionCode),
  ]);
  const assets = [...new Set(rows.map(({ asset }) => asset))].map((asset) => {
    const { name, unit, inUnits } = measures(asset);
    const own = rows.filter((row) => row.asset === asset);
    const total = Object.fromEntries(
      AMOUNTS.map((column) => [column, inUnits(own.reduce((sum, row) => sum + row[column], 0))]),
    ) as Amounts;
    return {
      asset,
      name,
      unit,
      rows: own.map(({ ownerKind, accounts, ...row }) => ({
        ownerKind,
        accounts,
        ...inUnitsOf(row as Amounts, inUnits),
      })),
      total,
    };
  });
  return { month, assets };
}

/**
 * 对账单: those of a month, 50 at a time along their accounts; of whom the name is searched for, where words are given.
 * @throws NOT_ALLOWED, INVALID_DATA (`month`)
 */
export async function monthStatements(
  reader: Reader,
  regionCode: string,
  { month: asked, search, after }: { month: unknown; search?: unknown; after?: unknown },
): Promise<StatementPage> {
  checkCloser(reader.actor, regionCode);
  const { name: month } = monthOf(asked);
  const words = typeof search === 'string' ? search.trim().slice(0, WORDS_MAX) : '';
  const params = [regionCode, month, isId(after) ? after : null, PAGE + 1, ...(words ? [patternOf(words)] : [])];
  const [rows, measures] = await Promise.all([
    rowsOf<Amounts & Omit<StatementLine, 'unit' | 'assetName'>>(reader, words ? FOUND : ALL, params),
    measuresOf(reader, regionCode),
  ]);
  const shown = rows.slice(0, PAGE);
  return {
    rows: shown.map((row) => {
      const { name, unit, inUnits } = measures(row.asset);
      return { ...row, ...inUnitsOf(row, inUnits), owner: row.owner ?? '', assetName: name, unit };
    }),
    ...(rows.length > PAGE ? { next: shown.at(-1)!.accountId } : {}),
  };
}

const SUMS = `
select s.[asset] as asset, s.[ownerKind] as "ownerKind", count(*)::int as accounts, ${AMOUNTS.map((name) => `sum(s.[${name}])::float8 as ${name}`).join(', ')}
  from {sidanMonthStatements} s where s.[regionCode] = $1 and s.[month] = $2 group by s.[asset], s.[ownerKind]
 order by s.[asset] <> 'points', s.[asset], array_position(array['person', 'household', 'team', 'site', 'merchant', 'fund'], s.[ownerKind]::text)`;

const LINES = (found: string) => `
select s.[accountId] as "accountId", s.[ownerKind] as "ownerKind", s.[asset] as asset, ${ownerNameSql('$1', 's.[ownerKind]', 's.[ownerId]')} as owner,
       ${AMOUNTS.map((name) => `s.[${name}]::float8 as ${name}`).join(', ')}
  from {sidanMonthStatements} s
 where s.[regionCode] = $1 and s.[month] = $2 and s.[accountId] > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') ${found}
 order by s.[accountId] limit $4`;

const ALL = LINES('');
const FOUND = LINES(
  `and (s.[ownerKind], s.[ownerId]) in (select f.kind, f.owner from (${ownersNamedSql('$1', '$5::text')}) f)`,
);
