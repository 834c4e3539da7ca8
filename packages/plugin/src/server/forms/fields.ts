import type { Collection, Field } from '@nocobase/database';
import type { FormField } from '../../api/types';

/** The columns of an order that whoever places it may fill, in the order of the form. The rest is filled by commands. */
const PLACED_BY_HAND: readonly { name: string; kind: FormField['kind']; required: boolean; maxLength?: number }[] = [
  { name: 'description', kind: 'textarea', required: false, maxLength: 2000 },
  { name: 'expectStart', kind: 'datetime', required: false },
  { name: 'townCode', kind: 'select', required: true },
  { name: 'address', kind: 'text', required: false, maxLength: 200 },
  { name: 'contactName', kind: 'text', required: false, maxLength: 50 },
  { name: 'contactPhone', kind: 'phone', required: true, maxLength: 20 },
];

/** How the host's field interfaces show in a form; one that is not here (relations, files, computed ones) is left to the host's own pages. */
const KINDS: Record<string, FormField['kind']> = {
  input: 'text',
  textarea: 'textarea',
  markdown: 'textarea',
  phone: 'phone',
  email: 'text',
  url: 'text',
  integer: 'integer',
  number: 'number',
  percent: 'number',
  checkbox: 'boolean',
  select: 'select',
  radioGroup: 'select',
  multipleSelect: 'multiselect',
  checkboxGroup: 'multiselect',
  date: 'date',
  datetime: 'datetime',
  datetimeNoTz: 'datetime',
};

/** Turns a stored title (a text, or a `{{t("key")}}` template of the host) into the reader's language. */
export type Compile = (title: unknown) => string;

/** Names of the columns that this plugin defines; any other is a county's own. Recorded before the host merges what administrators added. */
export type CoreFields = ReadonlySet<string>;

interface Enumerated {
  value: unknown;
  label: unknown;
}

/** How much the column holds, where it holds less than any text: the host makes a short text of 255 characters unless told otherwise. */
const lengthOf = ({ options }: Field): { maxLength?: number } =>
  options.type === 'string' ? { maxLength: Number(options.length) || 255 } : {};

function formField(field: Field, kind: FormField['kind'], extra: Partial<FormField>, compile: Compile): FormField {
  const schema = (field.options.uiSchema ?? {}) as {
    title?: unknown;
    description?: unknown;
    required?: boolean;
    enum?: Enumerated[];
  };
  const choices = Array.isArray(schema.enum) ? schema.enum : undefined;
  return {
    name: field.name,
    title: compile(schema.title ?? field.name),
    ...(schema.description ? { description: compile(schema.description) } : {}),
    kind,
    required: Boolean(schema.required) || field.options.allowNull === false,
    ...(choices
      ? { options: choices.map((choice) => ({ value: String(choice.value), label: compile(choice.label) })) }
      : {}),
    custom: false,
    ...lengthOf(field),
    ...extra,
  };
}

/** The county's own columns of a collection, as form fields. */
export function customFields(collection: Collection, core: CoreFields, compile: Compile): FormField[] {
  return [...collection.fields.values()].flatMap((field) => {
    if (core.has(field.name) || field.options.hidden) return [];
    const kind = KINDS[String(field.options.interface)];
    return kind ? [formField(field, kind, { custom: true }, compile)] : [];
  });
}

/** The form for placing an order, made from the collection as it is now: a field that an administrator adds is in the next answer. */
export function orderFields(collection: Collection, core: CoreFields, compile: Compile): FormField[] {
  const own = PLACED_BY_HAND.flatMap(({ name, kind, required, maxLength }) => {
    const field = collection.getField(name);
    return field
      ? [formField(field, kind, { required, ...(maxLength ? { maxLength } : {}), options: undefined }, compile)]
      : [];
  });
  return [...own, ...customFields(collection, core, compile)];
}
