import type { Page, StockLogLine, StockMoveKind } from '../../../api/types';
import { covers } from '../../access/actor';
import { SidanError } from '../../errors';
import { isId } from '../../ids';
import { iso, rowsOf, type Paging, type Reader } from '../../reads/reader';
import { KEEPERS } from './move';

interface Stock {
  regionCode: string;
  townCode: string | null;
  moves: string | null;
}

interface Row {
  seq: string;
  kind: StockMoveKind;
  change: string;
  left: string;
  actorName: string | null;
  note: string | null;
  redemptionNo: string | null;
  at: Date;
}

/**
 * 出入库流水：the changes of one stock, the latest first, for who keeps it or looks over its place. They are numbered, so that a page costs the same however many there are.
 * @throws NOT_FOUND
 */
export async function stockLog(reader: Reader, id: string, { page, pageSize }: Paging): Promise<Page<StockLogLine>> {
  const { actor, say } = reader;
  const [stock] = isId(id) ? await rowsOf<Stock>(reader, STOCK, [id]) : [];
  const place = stock?.townCode ?? stock?.regionCode;
  const mayRead =
    actor.unbound ||
    actor.scopes.some(
      (scope) => (KEEPERS.includes(scope.role) || scope.role === 'supervisor') && covers(scope, place ?? ''),
    );
  if (!stock || !mayRead) throw new SidanError('NOT_FOUND', { what: 'stock' });
  const count = Number(stock.moves ?? 0);
  const last = count - (page - 1) * pageSize;
  const rows = await rowsOf<Row>(reader, LINES, [stock.regionCode, id, last - pageSize, last]);
  const shown = rows.map((row) => ({
    seq: Number(row.seq),
    kind: row.kind,
    kindName: say(`collections.sidanStockMoves.kind.${row.kind}`),
    change: Number(row.change),
    left: Number(row.left),
    by: row.actorName ?? undefined,
    note: row.note ?? undefined,
    redemptionNo: row.redemptionNo ?? undefined,
    at: iso(row.at)!,
  }));
  return { rows: shown, count, page, pageSize };
}

const STOCK = `select [regionCode] as "regionCode", [townCode] as "townCode", [moves] as moves from {sidanStocks} where [id] = $1::uuid`;

const LINES = `
  select m.[seq] as seq, m.[kind] as kind, m.[change] as change, m.[left] as left, m.[actorName] as "actorName", m.[note] as note, r.[redemptionNo] as "redemptionNo", m.[at] as at
    from {sidanStockMoves} m left join {sidanRedemptions} r on r.[regionCode] = m.[regionCode] and r.[id] = m.[redemptionId]
   where m.[regionCode] = $1 and m.[stockId] = $2::uuid and m.[seq] > $3::bigint and m.[seq] <= $4::bigint order by m.[seq] desc`;
