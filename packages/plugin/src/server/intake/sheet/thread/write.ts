import { utils, write } from 'xlsx';

/** A sheet to be written: every cell is text, so that nothing somebody typed is ever a formula. */
export interface Page {
  name: string;
  rows: readonly (readonly (string | null)[])[];
  /** Widths in characters. */
  widths?: readonly number[];
}

export function writeSheets(pages: readonly Page[]): Buffer {
  const book = utils.book_new();
  for (const { name, rows, widths } of pages) {
    const sheet = utils.aoa_to_sheet(
      rows.map((row) => row.map((text) => (text === null ? null : { t: 's', v: text, z: '@' }))),
      { dense: true },
    );
    if (widths) sheet['!cols'] = widths.map((wch) => ({ wch }));
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
