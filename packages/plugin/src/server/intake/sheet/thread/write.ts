import { utils, write } from 'xlsx';

/** A sheet to be written: what somebody typed is text, so that it is never a formula; figures are numbers. */
export interface Page {
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
  /** Widths in characters. */
  widths?: readonly number[];
}

export function writeSheets(pages: readonly Page[]): Buffer {
  const book = utils.book_new();
  for (const { name, rows, widths } of pages) {
    const sheet = utils.aoa_to_sheet(
      rows.map((row) =>
        row.map((cell) =>
          cell === null ? null : typeof cell === 'number' ? { t: 'n', v: cell } : { t: 's', v: cell, z: '@' },
        ),
      ),
      { dense: true },
    );
    if (widths) sheet['!cols'] = widths.map((wch) => ({ wch }));
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
