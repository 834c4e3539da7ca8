import type { BankOutlook } from '../../api/types';
import { SidanError } from '../errors';
import { measuresOf } from '../reads/measures';
import { rowsOf, type Reader } from '../reads/reader';
import { checkKeeper, counties, mayKeep } from './asked';

const ZONE = 'Asia/Shanghai';
/** Yuan a thousand for one: no county pays more. */
const FEN_MAX = 10_000_000;

interface Row {
  asset: string;
  outstanding: number;
}

/**
 * 预算与预测: what is outstanding would cost if all of it were spent, and what expires in which month.
 * @throws NOT_ALLOWED, NO_COUNTY
 */
export async function bankOutlook(reader: Reader, regionCode: string): Promise<BankOutlook> {
  const { sidan, q, actor } = reader;
  await counties(reader, regionCode);
  const [rows, [prices], going, stays, measures] = await Promise.all([
    rowsOf<Row>(reader, OUTSTANDING, [regionCode]),
    rowsOf<{ bank: { fenPerHundred?: Record<string, number> } | null; merchants: number | null }>(reader, PRICES, [
      regionCode,
    ]),
    sidan.ledger.outlook(q, { regionCode, zone: ZONE }),
    sidan.ledger.lasting(q, { regionCode }),
    measuresOf(reader, regionCode),
  ]);
  return {
    maySet: mayKeep(actor, regionCode),
    assets: rows.map(({ asset, outstanding }) => {
      const { name, unit, inUnits } = measures(asset);
      const own = prices?.bank?.fenPerHundred?.[asset];
      // Merchants are paid for points; what an hour costs only the county can say.
      const paid = asset === 'points' ? (prices?.merchants ?? undefined) : undefined;
      const fenPerHundred = own ?? paid;
      const fenOf = (amount: number) =>
        fenPerHundred === undefined ? {} : { fen: Math.round((amount * fenPerHundred) / 100) };
      const parts = going.filter((part) => part.asset === asset);
      const lasting = outstanding - parts.reduce((sum, { amount }) => sum + amount, 0);
      const whole = inUnits(outstanding);
      return {
        asset,
        name,
        unit,
        outstanding: whole,
        ...(fenPerHundred === undefined
          ? {}
          : { fenPerHundred, from: own === undefined ? ('merchants' as const) : ('county' as const) }),
        ...fenOf(whole),
        going: parts.map(({ month, amount, accounts }) => {
          const part = inUnits(amount);
          return { month, amount: part, accounts, ...fenOf(part) };
        }),
        lasting: inUnits(lasting),
        lastingAccounts: stays.find((one) => one.asset === asset)?.accounts ?? 0,
      };
    }),
  };
}

/**
 * What the county reckons a hundred of an asset's unit to cost it; null: what it pays merchants.
 * @throws NOT_ALLOWED, NO_COUNTY, INVALID_DATA (`asset`, `fenPerHundred`)
 */
export async function setPrice(
  reader: Reader,
  regionCode: string,
  { asset, fenPerHundred }: Record<string, unknown>,
): Promise<void> {
  checkKeeper(reader.actor, regionCode);
  await counties(reader, regionCode);
  const problems = [
    ...(typeof asset === 'string' && asset && asset.length <= 60 ? [] : [{ field: 'asset', code: 'REQUIRED' }]),
    ...(fenPerHundred === null ||
    (Number.isInteger(fenPerHundred) && Number(fenPerHundred) >= 1 && Number(fenPerHundred) <= FEN_MAX)
      ? []
      : [{ field: 'fenPerHundred', code: 'RANGE', min: 0.01, max: FEN_MAX / 100 }]),
  ];
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  await rowsOf(
    reader,
    `update {sidanCounties} set [bank] = jsonb_set(coalesce([bank], '{}'), array['fenPerHundred'], jsonb_strip_nulls(coalesce([bank] -> 'fenPerHundred', '{}') || jsonb_build_object($2::text, $3::int))),
            [updatedAt] = now() where [regionCode] = $1`,
    [regionCode, asset, fenPerHundred],
  );
}

const OUTSTANDING = `
select a.[asset] as asset, sum(a.[balance])::float8 as outstanding from {sidanAccounts} a
 where a.[regionCode] = $1 and a.[createdAt] is not null and a.[kept] and a.[ownerKind] <> 'merchant' group by a.[asset] order by a.[asset] <> 'points', a.[asset]`;

const PRICES = `
select c.[bank] as bank, (select max(o.[fenPerHundred])::float8 from {sidanOutlets} o where o.[regionCode] = c.[regionCode] and o.[kind] = 'merchant' and o.[status] = 'active') as merchants
  from {sidanCounties} c where c.[regionCode] = $1`;
