/**
 * 纸质工单批量导入：orders that were written down on paper, from a spreadsheet: read in a thread (`thread/`), kept row by row (`store.ts`), placed in the background
 * (`run.ts`), seen and taken back with reasons (`view.ts`). docs/import.md says what a clerk has to know.
 */
import { covers, type Actor } from '../../access/actor';
import { SidanError } from '../../errors';
import type { Say } from '../../reads/reader';
import type { Sidan } from '../../sidan';
import { matchColumns } from './columns';
import type { SheetForm } from './form';
import { SHEET_LIMITS } from './limits';
import { digestOf, keepSheet } from './store';
import { readInThread, writeInThread } from './thread';

export { sheetForm } from './form';
export { SHEET_LIMITS } from './limits';
export { workOnSheets } from './run';
export { importView, listImports, resultSheet, stopImport } from './view';

const MAY_IMPORT = ['dispatcher', 'siteManager', 'countyAdmin'];
const NAME_MAX = 200;

/** Who places in others' names: with an office in the county, each row within its own area. @throws NOT_ALLOWED */
export function checkImporter(actor: Actor, regionCode: string): void {
  const here = actor.scopes.some(
    (scope) => MAY_IMPORT.includes(scope.role) && (covers(scope, regionCode) || scope.code.startsWith(regionCode)),
  );
  if (!actor.unbound && !here) throw new SidanError('NOT_ALLOWED');
}

/**
 * Takes a sheet: what is wrong with the file as a whole is refused now, what is wrong with its rows is said when they are done.
 * @throws INVALID_DATA
 */
export async function takeSheet(
  sidan: Sidan,
  actor: Actor,
  file: { name: string; bytes: Uint8Array },
  form: SheetForm,
  regionCode: string,
): Promise<string> {
  const refuse = (problems: { field: string; code: string; title?: string; max?: number }[]) =>
    new SidanError('INVALID_DATA', { problems });
  const read = await readInThread(file.bytes);
  if (typeof read === 'string')
    throw refuse([
      { field: 'file', code: read, ...(read === 'SHEET_TOO_MANY_ROWS' ? { max: SHEET_LIMITS.rowsMax } : {}) },
    ]);
  const { names, ignored, missing, twice } = matchColumns(read.header, form.languages, form.reasons);
  if (missing.length || twice.length)
    throw refuse([
      ...missing.map(({ name, title }) => ({ field: name, title, code: 'SHEET_NO_COLUMN' })),
      ...twice.map(({ name, title }) => ({ field: name, title, code: 'SHEET_COLUMN_TWICE' })),
    ]);
  const id = await keepSheet(sidan, {
    regionCode,
    fileName: file.name.slice(0, NAME_MAX) || '-',
    digest: digestOf(file.bytes),
    columns: { header: read.header, names, ignored },
    read,
    actor,
    now: sidan.clock(),
  });
  sidan.wake();
  return id;
}

/** An empty sheet with the county's columns, and a second page that says what each takes. @throws BUSY */
export function templateSheet({ languages, items, towns }: SheetForm, lang: string, say: Say): Promise<Buffer> {
  const columns = languages[0]!;
  const named = (one: { name: string; nameEn: string | null }) =>
    lang.startsWith('en') ? (one.nameEn ?? one.name) : one.name;
  const list = (words: readonly string[]) => words.join(say('api.list.separator'));
  const hints: Record<string, string> = {
    service: list(items.map(named)),
    townCode: list(towns.map(named)),
    consent: say('api.sheet.hint.consent'),
    requesterPhone: say('api.sheet.hint.requesterPhone'),
    requesterIdNo: say('api.sheet.hint.idNo'),
    beneficiaryName: say('api.sheet.hint.beneficiary'),
    contactName: say('api.sheet.hint.contact'),
    contactPhone: say('api.sheet.hint.contact'),
  };
  const hintOf = ({ name, field }: (typeof columns)[number]) =>
    hints[name] ??
    (field?.options
      ? list(field.options.map(({ label }) => label))
      : field?.kind === 'boolean'
        ? say('api.sheet.hint.boolean')
        : field?.kind === 'datetime' || field?.kind === 'date'
          ? say('api.sheet.hint.date')
          : (field?.description ?? ''));
  const help = columns.map((column) => [
    column.title,
    say(column.required ? 'api.sheet.required' : 'api.sheet.optional'),
    hintOf(column),
  ]);
  return writeInThread([
    {
      name: say('api.sheet.page'),
      rows: [columns.map(({ title, required }) => (required ? `${title}*` : title))],
      widths: columns.map(() => 16),
    },
    {
      name: say('api.sheet.help'),
      rows: [[say('api.sheet.help.column'), say('api.sheet.required'), say('api.sheet.help.values')], ...help],
      widths: [20, 10, 80],
    },
  ]);
}
