import type { SettlementSheet } from '../../api/types';
import { writeInThread } from '../intake/sheet/thread';
import { dayOf } from '../packs/regions';
import type { Say } from '../reads/reader';

/** 结算单 as a spreadsheet: its sums, then what stands on it. @throws BUSY */
export async function settlementFile(
  { settlement, rows }: SettlementSheet,
  say: Say,
): Promise<{ name: string; bytes: Buffer }> {
  const { outletName, month, unit, collected, returned, fenPerHundred, fen } = settlement;
  const title = say('api.settlement.title', { outlet: outletName, month });
  const column = (name: string) => say(`api.settlement.column.${name}`);
  const sheet = [
    [title],
    [column('collected'), collected, column('returned'), returned, unit],
    [column('rate'), fenPerHundred / 100, column('owed'), fen / 100],
    [],
    ['redemptionNo', 'rewardName', 'quantity', 'kind', 'at', 'amount'].map(column),
    ...rows.map((row) => [
      row.redemptionNo,
      row.rewardName,
      row.quantity,
      say(`api.settlement.kind.${row.kind}`),
      dayOf(new Date(row.at)),
      row.amount,
    ]),
  ];
  return {
    name: `${title}.xlsx`,
    bytes: await writeInThread([{ name: say('api.settlement.sheet'), rows: sheet, widths: [20, 24, 10, 12, 14, 12] }]),
  };
}
