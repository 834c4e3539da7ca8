import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One row of a table of docs/access.md: what is tried, and the cell of each column. */
export interface Row {
  /** First column, without its quotes: `sidanOrders:place`. */
  what: string;
  cells: Record<string, string>;
}

export const FILE = resolve(__dirname, '../../docs/access.md');

/**
 * The tables of docs/access.md, by the heading above each. That page is what people read and what the tests try: there is no second copy of it.
 * @throws Error when a row has more or fewer cells than its table has columns.
 */
export function readTables(): Record<string, Row[]> {
  const tables: Record<string, Row[]> = {};
  let heading = '';
  let columns: string[] | undefined;
  for (const line of readFileSync(FILE, 'utf8').split('\n')) {
    if (line.startsWith('## ')) heading = line.slice(3).trim();
    if (!line.startsWith('|')) {
      columns = undefined;
      continue;
    }
    const cells = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    if (!columns) {
      columns = cells;
      tables[heading] = [];
    } else if (!/^[-: ]+$/.test(cells.join(''))) {
      if (cells.length !== columns.length) throw new Error(`docs/access.md: ${line}`);
      const [what = '', ...values] = cells;
      tables[heading]!.push({
        what: what.replaceAll('`', ''),
        cells: Object.fromEntries(columns.slice(1).map((column, i) => [column, values[i]!])),
      });
    }
  }
  return tables;
}
