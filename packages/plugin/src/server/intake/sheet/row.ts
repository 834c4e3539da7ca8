import type { FormField } from '../../../api/types';
import { hashBody } from '../../commands/requests';
import { checkForm } from '../../forms/check';
import { isIdNo, isPhone } from '../../privacy/masks';
import type { Told } from '../requester';
import type { CellFault } from './limits';

/** What is wrong with a cell or with the whole row; said as `errors.field.<code>` after the column's title. */
export interface RowProblem {
  field: string;
  /** `FieldProblem`, `CellFault` or `RowFault`. */
  code: string;
  max?: number;
}

export interface RowContext {
  fields: readonly FormField[];
  /** `open`: not one that waits for an emergency. */
  items: readonly { id: string; code: string; name: string; nameEn: string | null; open: boolean }[];
  towns: readonly { code: string; name: string; nameEn: string | null }[];
  /** Words that mean yes and no, in every language. */
  yes: ReadonlySet<string>;
  no: ReadonlySet<string>;
}

/** A row that can be placed. */
export interface GoodRow {
  serviceItemId: string;
  values: Record<string, unknown>;
  requester: Told;
  beneficiary?: Told;
  /** Of everything that makes the order: the same row has the same, wherever it stands and whatever its columns are called. */
  fingerprint: string;
}

type Cells = Readonly<Record<string, string | undefined>>;

/** Checks one row wholly and gives either the order that it asks for or everything that is wrong with it. */
export function checkRow(
  cells: Cells,
  faults: Readonly<Record<string, CellFault>>,
  context: RowContext,
): { good: GoodRow } | { problems: RowProblem[] } {
  const problems: RowProblem[] = Object.entries(faults).map(([field, code]) => ({ field, code }));
  const add = (field: string, code: string) => {
    if (!faults[field]) problems.push({ field, code });
  };
  const words = (text: string | undefined) => text?.trim().toLowerCase();
  const item = context.items.find(({ code, name, nameEn }) =>
    [code, name, nameEn].map((one) => words(one ?? undefined)).includes(words(cells.service)),
  );
  if (!cells.service) add('service', 'REQUIRED');
  else if (!item) add('service', 'CHOICE');
  else if (!item.open) add('service', 'EMERGENCY_ONLY');
  if (!cells.requesterName) add('requesterName', 'REQUIRED');
  if (!cells.consent) add('consent', 'REQUIRED');
  else if (!context.yes.has(words(cells.consent)!)) add('consent', 'CONSENT');
  const requester = person(cells, 'requester', add);
  const beneficiary =
    cells.beneficiaryName || cells.beneficiaryPhone || cells.beneficiaryIdNo
      ? person(cells, 'beneficiary', add)
      : undefined;
  if (beneficiary && !cells.beneficiaryName) add('beneficiaryName', 'REQUIRED');
  if (!requester.phone && !requester.idNo && !cells.requesterPhone && !cells.requesterIdNo)
    add('requesterPhone', 'REQUIRED');

  const sent: Record<string, unknown> = {};
  for (const field of context.fields) {
    const value = valueOf(field, cells[field.name], context);
    if (value !== undefined && !faults[field.name]) sent[field.name] = value;
  }
  sent.contactName ??= cells.requesterName;
  const phone = sent.contactPhone ?? cells.requesterPhone;
  if (phone) sent.contactPhone = phone;
  const { values, problems: found } = checkForm(context.fields, sent);
  for (const { field, code, max } of found) {
    // Said already: of the cell itself, or of the requester's own number, which stands in for the contact's.
    const said =
      faults[field] ||
      (field === 'contactPhone' &&
        !cells.contactPhone &&
        (cells.requesterPhone || problems.some((one) => one.field === 'requesterPhone')));
    if (!said) problems.push({ field, code, ...(max ? { max } : {}) });
  }
  if (values.townCode && !context.towns.some(({ code }) => code === values.townCode)) add('townCode', 'CHOICE');
  if (problems.length || !item) return { problems };
  const place = { townCode: values.townCode as string | undefined, address: values.address as string | undefined };
  const good = {
    serviceItemId: item.id,
    values,
    requester: { ...requester, ...place },
    ...(beneficiary ? { beneficiary: { ...beneficiary, ...place } } : {}),
  };
  return { good: { ...good, fingerprint: hashBody(good) } };
}

function person(cells: Cells, who: 'requester' | 'beneficiary', add: (field: string, code: string) => void): Told {
  const [name, phone, idNo] = [cells[`${who}Name`], cells[`${who}Phone`], cells[`${who}IdNo`]?.toUpperCase()];
  if (name && [...name].length > 50) add(`${who}Name`, 'TOO_LONG');
  if (phone && !isPhone(phone)) add(`${who}Phone`, 'PHONE');
  if (idNo && !isIdNo(idNo)) add(`${who}IdNo`, 'ID_NO');
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(idNo ? { idNo } : {}) };
}

/** As JSON would have said it; what does not fit is passed on as it came, and refused by the form's own check. */
function valueOf(field: FormField, text: string | undefined, { towns, yes, no }: RowContext): unknown {
  if (!text) return undefined;
  const word = text.trim().toLowerCase();
  if (field.name === 'townCode')
    return (
      towns.find(
        ({ code, name, nameEn }) =>
          [code, name, nameEn?.toLowerCase()].includes(text) || nameEn?.toLowerCase() === word,
      )?.code ?? text
    );
  const chosen = (one: string) =>
    field.options?.find(({ value, label }) => [value, label].includes(one.trim()))?.value ?? one.trim();
  switch (field.kind) {
    case 'number':
    case 'integer':
      return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : text;
    case 'boolean':
      return yes.has(word) ? true : no.has(word) ? false : text;
    case 'date':
    case 'datetime':
      return momentOf(text, field.kind) ?? { unfit: text };
    case 'select':
      return chosen(text);
    case 'multiselect':
      return text
        .split(/[,;\u3001\uff0c\uff1b]/)
        .filter((one) => one.trim())
        .map(chosen);
    default:
      return text;
  }
}

/** 2026-01-05, 2026/1/5 8:30, with the Chinese signs for year, month and day as well; China's time. */
const WRITTEN =
  /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:[T ]*(\d{1,2})[:\uff1a](\d{2})(?::\d{2})?)?$/;

function momentOf(text: string, kind: 'date' | 'datetime'): string | undefined {
  const found = WRITTEN.exec(text.trim());
  if (!found) return undefined;
  const [, year, month, day, hour = '0', minute = '0'] = found;
  const two = (value: string | undefined) => String(value).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  // The 31st of February is no day, though JavaScript would make one of it.
  const real = new Date(`${date}T00:00:00Z`);
  if (
    Number.isNaN(real.getTime()) ||
    real.toISOString().slice(0, 10) !== date ||
    Number(hour) > 23 ||
    Number(minute) > 59
  )
    return undefined;
  return kind === 'date' ? date : `${date}T${two(hour)}:${two(minute)}:00+08:00`;
}
