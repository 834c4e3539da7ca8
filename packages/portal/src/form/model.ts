/** The form for placing an order: made from the fields the server describes, so that an administrator's own field appears by itself. */
import type { FormField, Me, OrderForm } from '@sidan/plugin-sidan/api';
import { isPhone, plainPhone } from './validate';

/** What stands in the form: text for most kinds, a list for `multiselect`, true or false for `boolean`. */
export type FieldValue = string | string[] | boolean;
export type FormValues = Record<string, FieldValue>;

/** The fields as drawn: a field named `townCode` without choices of its own is a choice of the form's towns. */
export function drawnFields(form: OrderForm): FormField[] {
  return form.fields.map((field) =>
    field.name === 'townCode' && !field.options?.length && form.towns.length
      ? { ...field, kind: 'select', options: form.towns.map((town) => ({ value: town.code, label: town.name })) }
      : field,
  );
}

/** The values to begin with: the draft kept on this device, else what is known of the person, else empty. */
export function initialValues(fields: FormField[], me?: Me, draft: FormValues = {}): FormValues {
  const known = knownOf(me);
  return Object.fromEntries(
    fields.map((field) => {
      const kept = draft[field.name];
      const empty = emptyOf(field);
      if (kept !== undefined && typeof kept === typeof empty && Array.isArray(kept) === Array.isArray(empty)) {
        return [field.name, kept];
      }
      return [field.name, typeof empty === 'string' ? (known[field.name] ?? empty) : empty];
    }),
  );
}

function emptyOf(field: FormField): FieldValue {
  if (field.kind === 'multiselect') return [];
  return field.kind === 'boolean' ? false : '';
}

function knownOf(me?: Me): Record<string, string | undefined> {
  const person = me?.person;
  if (!person) return {};
  return {
    contactName: person.name,
    // A masked number is no number to call.
    contactPhone: person.phone && isPhone(person.phone) ? person.phone : undefined,
    townCode: person.townCode,
    address: person.address,
  };
}

const PLACE = ['townCode', 'address'] as const;

/** Whom it is for lives where the reader lives, or somewhere else: the reader's own address stands there, or has to be filled in. What was written by hand stays. */
export function atHome(values: FormValues, initial: FormValues, isHome: boolean): FormValues {
  const moved = PLACE.filter((name) => name in values && values[name] === (isHome ? '' : initial[name]));
  return { ...values, ...Object.fromEntries(moved.map((name) => [name, isHome ? initial[name] : ''])) } as FormValues;
}

/** The request's body: typed values, times with zone, nothing for what was left empty. The values must have been validated. */
export function toBody(fields: FormField[], values: FormValues): Record<string, unknown> {
  const entries = fields.map((field) => [field.name, typed(field, values[field.name])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function typed(field: FormField, value: FieldValue | undefined): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.length ? value : undefined;
  if (typeof value === 'boolean') return value;
  const text = value.trim();
  if (text === '') return undefined;
  switch (field.kind) {
    case 'number':
    case 'integer':
      return Number(text);
    case 'datetime':
      return new Date(text).toISOString();
    case 'phone':
      return plainPhone(text);
    default:
      return text;
  }
}

/** True when nothing has been filled in beyond what the form began with. */
export function isUntouched(values: FormValues, initial: FormValues): boolean {
  return Object.keys(values).every((name) => JSON.stringify(values[name]) === JSON.stringify(initial[name]));
}
