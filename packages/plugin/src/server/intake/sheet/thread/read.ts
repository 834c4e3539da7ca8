import { read, SSF, utils, type CellObject, type WorkSheet } from 'xlsx';
import { SHEET_LIMITS, type CellFault, type SheetFault, type SheetRead, type SheetRow } from '../limits';
import { checkZip } from './zip';

const { rowsMax, columnsMax, cellLengthMax } = SHEET_LIMITS;

/** The first sheet of a workbook (.xlsx), or a table of text (.csv in UTF-8, UTF-16 or GB 18030, which GBK is part of), cell by cell as text. */
export function readSheet(bytes: Buffer): SheetRead | SheetFault {
  if (bytes.length > SHEET_LIMITS.fileBytesMax) return 'SHEET_TOO_LARGE';
  const zipped = bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
  if (zipped) {
    const fault = checkZip(bytes);
    if (fault) return fault;
  }
  const text = zipped ? undefined : decode(bytes);
  if (text === 'SHEET_KIND' || text === 'SHEET_ENCODING') return text;
  // One row more than may be, so that one too many is seen.
  const options = { dense: true, sheets: 0, sheetRows: rowsMax + 2, cellHTML: false, cellNF: true, raw: true } as const;
  let sheet: WorkSheet | undefined;
  try {
    const book =
      text === undefined ? read(bytes, { ...options, type: 'buffer' }) : read(text, { ...options, type: 'string' });
    sheet = book.Sheets[book.SheetNames[0] ?? ''];
  } catch {
    return zipped ? 'SHEET_BROKEN' : 'SHEET_KIND';
  }
  if (zipped && !sheet) return 'SHEET_KIND';
  return sheet ? tableOf(sheet) : 'SHEET_EMPTY';
}

function decode(bytes: Buffer): string {
  // Older workbooks and other programs' files begin like this; a table of text has no zeros.
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'SHEET_KIND';
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (!encoding && bytes.includes(0)) return 'SHEET_KIND';
  for (const name of encoding ? [encoding] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return 'SHEET_ENCODING';
}

type Cells = (CellObject | undefined)[][];

function tableOf(sheet: WorkSheet): SheetRead | SheetFault {
  const data = ((sheet as { '!data'?: Cells })['!data'] ?? []) as Cells;
  const range = sheet['!ref'] ? utils.decode_range(sheet['!ref']) : null;
  if (!range) return 'SHEET_EMPTY';
  const rows: SheetRow[] = [];
  for (let r = 0; r < data.length; r += 1) {
    const cells = data[r] ?? [];
    if (cells.length > columnsMax && cells.slice(columnsMax).some((cell) => textOf(cell).text))
      return 'SHEET_TOO_MANY_COLUMNS';
    const said = Array.from({ length: Math.min(cells.length, columnsMax) }, (_, c) => textOf(cells[c]));
    if (!said.some(({ text, fault }) => text || fault)) continue;
    if (rows.length > rowsMax) return 'SHEET_TOO_MANY_ROWS';
    const faults = Object.fromEntries(said.flatMap(({ fault }, c) => (fault ? [[c, fault] as const] : [])));
    rows.push({ rowNo: r + 1, cells: said.map(({ text }) => text), ...(Object.keys(faults).length ? { faults } : {}) });
  }
  const [head, ...rest] = rows;
  if (!head || !rest.length) return 'SHEET_EMPTY';
  return { header: head.cells.map((cell) => cell ?? ''), rows: rest };
}

/** What a cell says, as text; a formula is never worked out. */
function textOf(cell: CellObject | undefined): { text: string | null; fault?: CellFault } {
  if (!cell || cell.t === 'z') return cell?.f ? { text: null, fault: 'FORMULA' } : { text: null };
  if (cell.f !== undefined) return { text: plain(cell.v), fault: 'FORMULA' };
  if (cell.t === 'e') return { text: null, fault: 'CELL_ERROR' };
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (cell.z !== undefined && SSF.is_date(String(cell.z))) return { text: momentOf(cell.v) };
    // A program keeps fifteen digits of a number: an identity number typed as one has lost its end.
    return Math.abs(cell.v) >= 1e15 ? { text: String(cell.v), fault: 'DIGITS_LOST' } : { text: String(cell.v) };
  }
  const text = plain(cell.v);
  return text && text.length > cellLengthMax ? { text: text.slice(0, cellLengthMax), fault: 'TOO_LONG' } : { text };
}

/** Characters that no database keeps are left out. */
const plain = (value: unknown): string | null =>
  String(value ?? '')
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '')
    .trim() || null;

const two = (value: number) => String(value).padStart(2, '0');

function momentOf(value: number): string {
  const { y, m, d, H, M } = SSF.parse_date_code(value) as { y: number; m: number; d: number; H: number; M: number };
  const time = H || M ? ` ${two(H)}:${two(M)}` : '';
  return `${y}-${two(m)}-${two(d)}${time}`;
}
