import type { BankStatement } from '../../api/types';
import { writeInThread } from '../intake/sheet/thread';
import type { Say } from '../reads/reader';
import { COLUMNS } from './columns';

const AMOUNTS = ['opening', ...COLUMNS, 'closing'] as const;

type Cell = string | number | null;

/** The statement as rows: a title, the columns, a row for each kind of account, the sum, and what is owed now. */
function rowsFor({ from, to, assets }: BankStatement, say: Say): Cell[][] {
  return assets.flatMap(({ name, unit, rows, total, owed, balanced }) => [
    [say('api.bank.title', { name, unit, from, to })],
    [say('api.bank.kind'), say('api.bank.accountsNow'), ...AMOUNTS.map((column) => say(`api.bank.column.${column}`))],
    ...rows.map((row): Cell[] => [
      say(`api.bank.row.${row.kind}`),
      row.accounts,
      ...AMOUNTS.map((column) => row[column]),
    ]),
    [say('api.bank.total'), null, ...AMOUNTS.map((column) => total[column])],
    ...(owed ? [[say('api.bank.owed', { amount: owed.amount, accounts: owed.accounts, unit })]] : []),
    [say(balanced ? 'api.bank.balanced' : 'api.bank.unbalanced')],
    [],
  ]);
}

const quoted = (cell: Cell): string =>
  typeof cell === 'number' ? String(cell) : cell === null ? '' : `"${cell.replaceAll('"', '""')}"`;

/**
 * The statement as a file: `xlsx`, its figures as numbers, or `csv` as spreadsheet programs read it.
 * @throws BUSY
 */
export async function statementFile(
  statement: BankStatement,
  format: 'xlsx' | 'csv',
  say: Say,
): Promise<{ name: string; bytes: Buffer }> {
  const rows = rowsFor(statement, say);
  const name = `${say('api.bank.file', { from: statement.from, to: statement.to })}.${format}`;
  // The mark at the beginning tells them that it is UTF-8.
  if (format === 'csv')
    return { name, bytes: Buffer.from(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`) };
  const widths = [22, 10, ...AMOUNTS.map(() => 14)];
  return { name, bytes: await writeInThread([{ name: say('api.bank.sheet'), rows, widths }]) };
}
