import type { FormField } from '../../api/types';
import { isPhone } from '../privacy/masks';

export interface FieldProblem {
  field: string;
  /** Locale key `errors.field.<code>`. */
  code: 'REQUIRED' | 'TOO_LONG' | 'PHONE' | 'NUMBER' | 'INTEGER' | 'BOOLEAN' | 'DATE' | 'CHOICE' | 'TEXT' | 'UNKNOWN';
  title?: string;
  max?: number;
}

const TEXT_MAX = 5000;

const isBlank = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && !value.trim()) ||
  (Array.isArray(value) && !value.length);

/** Why a value does not fit its field, or null. Values come as JSON; nothing is converted in silence. */
function problemOf(field: FormField, value: unknown): Omit<FieldProblem, 'field' | 'title'> | null {
  const max = field.maxLength ?? TEXT_MAX;
  const within = (chosen: unknown) => (field.options ?? []).some((option) => option.value === String(chosen));
  switch (field.kind) {
    case 'text':
    case 'textarea':
      if (typeof value !== 'string') return { code: 'TEXT' };
      return [...value].length > max ? { code: 'TOO_LONG', max } : null;
    case 'phone':
      return typeof value === 'string' && isPhone(value) ? null : { code: 'PHONE' };
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : { code: 'NUMBER' };
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? null : { code: 'INTEGER' };
    case 'boolean':
      return typeof value === 'boolean' ? null : { code: 'BOOLEAN' };
    case 'date':
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? null : { code: 'DATE' };
    case 'select':
      return (field.options ? within(value) : typeof value === 'string') ? null : { code: 'CHOICE' };
    case 'multiselect':
      return Array.isArray(value) && value.every(within) && new Set(value).size === value.length
        ? null
        : { code: 'CHOICE' };
  }
}

/**
 * Checks what was sent against the form, all fields at once, and leaves out what is blank. A field that the form does not have is a problem too: a
 * client that misspells one must not lose what it meant to store.
 */
export function checkForm(
  fields: readonly FormField[],
  sent: Record<string, unknown>,
): { values: Record<string, unknown>; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const values: Record<string, unknown> = {};
  const known = new Map(fields.map((field) => [field.name, field]));
  for (const name of Object.keys(sent)) if (!known.has(name)) problems.push({ field: name, code: 'UNKNOWN' });
  for (const field of fields) {
    const value = sent[field.name];
    if (isBlank(value)) {
      if (field.required) problems.push({ field: field.name, code: 'REQUIRED', title: field.title });
      continue;
    }
    const problem = problemOf(field, value);
    if (problem) problems.push({ field: field.name, title: field.title, ...problem });
    else values[field.name] = typeof value === 'string' ? value.trim() : value;
  }
  return { values, problems };
}
