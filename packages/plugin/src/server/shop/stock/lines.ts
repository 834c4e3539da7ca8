import type { StockLine } from '../../../api/types';
import { named, rowsOf, type Reader } from '../../reads/reader';
import { KEEPERS } from './move';

interface Row {
  id: string;
  rewardId: string;
  outletId: string;
  rewardName: string | null;
  rewardNameEn: string | null;
  outletName: string | null;
  outletNameEn: string | null;
  quantity: string;
  lowAt: string | null;
}

const LINES_MAX = 500;

/** The stocks of the reader's area, those that run low first; `low`: only those. */
export async function stockLines(
  reader: Reader,
  { low, id }: { low?: boolean; id?: string } = {},
): Promise<StockLine[]> {
  const { actor, lang } = reader;
  const codes = actor.unbound
    ? ['']
    : actor.scopes.filter(({ role }) => KEEPERS.includes(role) || role === 'supervisor').map(({ code }) => code);
  if (!codes.length) return [];
  const isLow = `s.[lowAt] is not null and s.[quantity] <= s.[lowAt]`;
  const rows = await rowsOf<Row>(
    reader,
    `select s.[id] as id, s.[rewardId] as "rewardId", s.[outletId] as "outletId", w.[name] as "rewardName", w.[nameEn] as "rewardNameEn", t.[name] as "outletName", t.[nameEn] as "outletNameEn", s.[quantity] as quantity, s.[lowAt] as "lowAt"
       from {sidanStocks} s
       join {sidanRewards} w on w.[regionCode] = s.[regionCode] and w.[id] = s.[rewardId] and coalesce(w.[status], 'active') = 'active'
       join {sidanOutlets} t on t.[regionCode] = s.[regionCode] and t.[id] = s.[outletId] and coalesce(t.[status], 'active') = 'active'
      where exists (select 1 from unnest($1::text[]) as code where coalesce(s.[townCode], s.[regionCode]) like code || '%')
        and ($2::uuid is null or s.[id] = $2::uuid)${low ? ` and ${isLow}` : ''}
      order by (${isLow}) desc, w.[rank] nulls last, w.[code], t.[name] limit ${LINES_MAX}`,
    [codes, id ?? null],
  );
  return rows.map((row) => {
    const quantity = Number(row.quantity);
    const lowAt = row.lowAt === null ? undefined : Number(row.lowAt);
    return {
      id: row.id,
      rewardId: row.rewardId,
      outletId: row.outletId,
      rewardName: named(lang, row.rewardName, row.rewardNameEn),
      outletName: named(lang, row.outletName, row.outletNameEn),
      quantity,
      lowAt,
      low: lowAt !== undefined && quantity <= lowAt,
    };
  });
}
