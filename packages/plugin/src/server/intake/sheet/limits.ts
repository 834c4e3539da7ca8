/** What a sheet may be. A county's paper of a month is some thousand rows; ten times that is refused before it costs anybody anything. */
export const SHEET_LIMITS = {
  fileBytesMax: 10 * 1024 * 1024,
  /** Of all parts of a workbook together, unpacked. */
  unpackedBytesMax: 64 * 1024 * 1024,
  partsMax: 500,
  rowsMax: 20_000,
  columnsMax: 100,
  cellLengthMax: 5000,
} as const;

/** Why a file is none that can be imported. */
export type SheetFault =
  | 'SHEET_KIND'
  | 'SHEET_TOO_LARGE'
  | 'SHEET_TOO_MANY_ROWS'
  | 'SHEET_TOO_MANY_COLUMNS'
  | 'SHEET_EMPTY'
  | 'SHEET_ENCODING'
  | 'SHEET_BROKEN';

/** What is wrong with a cell before anybody asks what it should say. */
export type CellFault = 'FORMULA' | 'DIGITS_LOST' | 'CELL_ERROR' | 'TOO_LONG';

/** What only a row of a sheet can lack; the form's own codes are used besides. */
export type RowFault = 'CONSENT' | 'NOT_YOURS' | 'FAILED';

export interface SheetRow {
  /** As the spreadsheet program counts: the header is row 1. */
  rowNo: number;
  cells: (string | null)[];
  faults?: Record<number, CellFault>;
}

export interface SheetRead {
  header: string[];
  rows: SheetRow[];
}
