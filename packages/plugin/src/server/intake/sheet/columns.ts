import type { FormField } from '../../../api/types';
import type { Say } from '../../reads/reader';

/** One column of the sheet, in one language. */
export interface Column {
  /** A field of the form, or one of those about people, the service and consent. */
  name: string;
  title: string;
  required: boolean;
  /** The form's field, where it is one. */
  field?: FormField;
  /** What may be written, in words. */
  hint?: string;
}

/** Columns beside the form's own, in the order of the sheet; the form's fields stand after the requester's. */
const BEFORE = ['service', 'requesterName', 'requesterPhone', 'requesterIdNo'] as const;
const AFTER = ['beneficiaryName', 'beneficiaryPhone', 'beneficiaryIdNo', 'consent'] as const;
const REQUIRED: ReadonlySet<string> = new Set(['service', 'requesterName', 'consent']);

const TITLES = {
  service: 'api.sheet.column.service',
  requesterName: 'api.sheet.column.requesterName',
  requesterPhone: 'api.sheet.column.requesterPhone',
  requesterIdNo: 'api.sheet.column.requesterIdNo',
  beneficiaryName: 'api.sheet.column.beneficiaryName',
  beneficiaryPhone: 'api.sheet.column.beneficiaryPhone',
  beneficiaryIdNo: 'api.sheet.column.beneficiaryIdNo',
  consent: 'api.sheet.column.consent',
} as const;

/** What the form does not ask for on paper: the contact is the requester unless the sheet says otherwise. */
const NOT_REQUIRED: ReadonlySet<string> = new Set(['contactPhone', 'contactName']);

export function sheetColumns(fields: readonly FormField[], say: Say): Column[] {
  const own = (name: keyof typeof TITLES): Column => ({ name, title: say(TITLES[name]), required: REQUIRED.has(name) });
  return [
    ...BEFORE.map(own),
    ...fields.map((field) => ({
      name: field.name,
      title: field.title,
      required: field.required && !NOT_REQUIRED.has(field.name),
      field,
    })),
    ...AFTER.map(own),
  ];
}

/** The same title however it was typed: without spaces, stars and what stands in brackets. */
const bare = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[\s*:_-]/g, '')
    .toLowerCase();

export interface Match {
  /** For each column of the file the field that it is, or null. */
  names: (string | null)[];
  /** Titles of columns that are none of the form's. */
  ignored: string[];
  /** Columns that have to be there and are not. */
  missing: Column[];
  /** Columns that are there twice. */
  twice: Column[];
}

/** Which column of a file is which, by its title in any of the languages or by the field's own name. */
export function matchColumns(
  header: readonly string[],
  languages: readonly (readonly Column[])[],
  reasons: readonly string[],
): Match {
  const known = new Map<string, string>();
  // A title that two fields share is the first one's.
  for (const columns of languages)
    for (const { name, title } of columns)
      for (const word of [title, name]) if (!known.has(bare(word))) known.set(bare(word), name);
  const ours = new Set(reasons.map(bare));
  const names = header.map((title) => known.get(bare(title)) ?? null);
  const columns = languages[0] ?? [];
  return {
    names,
    ignored: header.filter((title, i) => title && names[i] === null && !ours.has(bare(title))),
    missing: columns.filter(({ name, required }) => required && !names.includes(name)),
    twice: columns.filter(({ name }) => names.filter((one) => one === name).length > 1),
  };
}
