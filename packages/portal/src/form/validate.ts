/** Checks made before sending, so that the answer is beside the field and at once. The server checks everything again. */
import type { FormField } from '@sidan/plugin-sidan/api';
import type { Problem } from '../api/errors';
import type { FieldValue, FormValues } from './model';

export type FieldProblemCode =
  | 'required'
  | 'chooseOne'
  | 'tooLong'
  | 'phone'
  | 'number'
  | 'integer'
  | 'date'
  | 'datetime'
  | 'option'
  | 'endBeforeStart'
  | 'mustAgree';

export interface FieldProblem {
  name: string;
  title: string;
  code: FieldProblemCode;
  params?: Record<string, string | number>;
}

/** Mainland mobile numbers, land lines with area code and perhaps an extension, short numbers. */
const PHONE = /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|\d{5,8})$/;
const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;

/** A telephone number as it is sent: without blanks and country code, a mobile number without hyphens either. */
export function plainPhone(text: string): string {
  const digits = text.replace(/\s/g, '').replace(/^(?:\+|00)86-?/, '');
  return digits.startsWith('1') ? digits.replace(/-/g, '') : digits;
}

export const isPhone = (text: string): boolean => PHONE.test(plainPhone(text));

/** All problems of a form, in the order of its fields; an empty list means that it may be sent. */
export function validate(fields: FormField[], values: FormValues): FieldProblem[] {
  const problems = fields.flatMap((field) => {
    const found = check(field, values[field.name]);
    return found ? [{ name: field.name, title: field.title, ...found }] : [];
  });
  const end = fields.find((field) => field.name === 'expectEnd');
  if (end && isBefore(values.expectEnd, values.expectStart) && !problems.some(({ name }) => name === end.name)) {
    problems.push({ name: end.name, title: end.title, code: 'endBeforeStart' });
  }
  return problems;
}

type Found = { code: FieldProblemCode; params?: Record<string, string | number> } | undefined;

function check(field: FormField, value: FieldValue | undefined): Found {
  if (isEmpty(value)) {
    if (!field.required) return undefined;
    if (field.kind === 'boolean') return { code: 'mustAgree' };
    return { code: field.kind === 'select' || field.kind === 'multiselect' ? 'chooseOne' : 'required' };
  }
  if (Array.isArray(value)) return value.every((item) => isOption(field, item)) ? undefined : { code: 'option' };
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (field.maxLength !== undefined && text.length > field.maxLength) {
    return { code: 'tooLong', params: { max: field.maxLength, now: text.length } };
  }
  return checkText(field, text);
}

function checkText(field: FormField, text: string): Found {
  switch (field.kind) {
    case 'phone':
      return isPhone(text) ? undefined : { code: 'phone' };
    case 'integer':
      return INTEGER.test(text) && Number.isSafeInteger(Number(text)) ? undefined : { code: 'integer' };
    case 'number':
      return NUMBER.test(text) ? undefined : { code: 'number' };
    case 'date':
      return DATE.test(text) && isRealDate(text) ? undefined : { code: 'date' };
    case 'datetime':
      return DATETIME.test(text) && isRealDate(text.slice(0, 10)) ? undefined : { code: 'datetime' };
    case 'select':
      return isOption(field, text) ? undefined : { code: 'option' };
    default:
      return undefined;
  }
}

function isEmpty(value: FieldValue | undefined): boolean {
  if (value === undefined || value === false) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

function isOption(field: FormField, value: string): boolean {
  return !field.options || field.options.some((option) => option.value === value);
}

/** `2025-02-30` is refused: `Date` alone would turn it into 2 March. */
function isRealDate(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 10) === text;
}

function isBefore(end: FieldValue | undefined, start: FieldValue | undefined): boolean {
  return typeof end === 'string' && typeof start === 'string' && end !== '' && start !== '' && end < start;
}

/** The server's codes for what is wrong with a field, and ours. */
const SERVER_CODES: Record<string, FieldProblemCode> = {
  REQUIRED: 'required',
  TEXT: 'required',
  TOO_LONG: 'tooLong',
  PHONE: 'phone',
  NUMBER: 'number',
  INTEGER: 'integer',
  BOOLEAN: 'mustAgree',
  DATE: 'date',
  CHOICE: 'option',
};

/**
 * The server's problems with the fields of this form (`params.problems`: `[{ field, code, max? }]`), laid beside them. What concerns
 * no field of the form is left to the sentence that comes with it.
 */
export function mapProblems(fields: FormField[], values: FormValues, problems: Problem[]): FieldProblem[] {
  const named = problems.flatMap((problem) => (Array.isArray(problem.params?.problems) ? problem.params.problems : []));
  return named.flatMap((problem: unknown) => {
    const { field: name, code, max } = (problem ?? {}) as { field?: unknown; code?: unknown; max?: unknown };
    const field = fields.find((candidate) => candidate.name === name);
    if (!field) return [];
    const now = String(values[field.name] ?? '').trim().length;
    const params = { max: typeof max === 'number' ? max : (field.maxLength ?? now), now };
    return [{ name: field.name, title: field.title, code: SERVER_CODES[String(code)] ?? 'option', params }];
  });
}
