import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';

/** 应急响应最长天数：whoever still needs it then says so again. */
export const DAYS_MAX = 60;
const DAY_MS = 86_400_000;
const NAME_MAX = 40;
const REASON_MAX = 300;
const SERVICES_MAX = 200;

interface Problem {
  field: string;
  code: 'REQUIRED' | 'TOO_LONG' | 'DATE' | 'CHOICE' | 'EMERGENCY_END';
  max?: number;
}

export interface Declared {
  name: string;
  reason: string;
  endsAt: Date;
  items: string[];
  categories: string[];
}

type Body = Record<string, unknown>;

/** A new emergency out of what somebody sent. `known` are the codes of the county's services and kinds. @throws INVALID_DATA (everything at once) */
export function readDeclared(
  reader: Reader,
  body: Body,
  known: { items: ReadonlySet<string>; categories: ReadonlySet<string> },
  now: Date,
): Declared {
  const problems: Problem[] = [];
  const name = textOf(body, 'name', NAME_MAX, problems);
  const reason = textOf(body, 'reason', REASON_MAX, problems);
  const endsAt = endOf(body, now, now, problems);
  const items = codesOf(body, 'items', known.items, problems);
  const categories = codesOf(body, 'categories', known.categories, problems);
  refuse(reader, problems);
  return { name, reason, endsAt: endsAt!, items, categories };
}

/** Until when it is to go on, and why. @throws INVALID_DATA */
export function readProlonged(
  reader: Reader,
  body: Body,
  before: Date,
  now: Date,
): Pick<Declared, 'reason' | 'endsAt'> {
  const problems: Problem[] = [];
  const reason = textOf(body, 'reason', REASON_MAX, problems);
  const endsAt = endOf(body, before, now, problems);
  refuse(reader, problems);
  return { reason, endsAt: endsAt! };
}

/** @throws INVALID_DATA */
export function readReason(reader: Reader, body: Body): string {
  const problems: Problem[] = [];
  const reason = textOf(body, 'reason', REASON_MAX, problems);
  refuse(reader, problems);
  return reason;
}

function textOf(body: Body, field: string, max: number, problems: Problem[]): string {
  const value = body[field];
  const text = typeof value === 'string' ? value.trim() : '';
  if (!text) problems.push({ field, code: 'REQUIRED' });
  if ([...text].length > max) problems.push({ field, code: 'TOO_LONG', max });
  return text;
}

/** A time with its zone, later than `after`, at most 60 days from now. */
function endOf({ endsAt }: Body, after: Date, now: Date, problems: Problem[]): Date | undefined {
  const sound = typeof endsAt === 'string' && /T.*(Z|[+-]\d{2}:?\d{2})$/.test(endsAt);
  const at = sound ? new Date(endsAt) : undefined;
  if (!at || Number.isNaN(at.getTime())) problems.push({ field: 'endsAt', code: endsAt ? 'DATE' : 'REQUIRED' });
  else if (at <= after || at.getTime() > now.getTime() + DAYS_MAX * DAY_MS)
    problems.push({ field: 'endsAt', code: 'EMERGENCY_END', max: DAYS_MAX });
  return at;
}

function codesOf(body: Body, field: 'items' | 'categories', known: ReadonlySet<string>, problems: Problem[]): string[] {
  const value = body[field] ?? [];
  const codes = Array.isArray(value) ? [...new Set(value.map(String))] : [];
  if (!Array.isArray(value) || codes.length > SERVICES_MAX || codes.some((code) => !known.has(code)))
    problems.push({ field, code: 'CHOICE' });
  return codes;
}

function refuse({ say }: Reader, problems: readonly Problem[]): void {
  if (problems.length)
    throw new SidanError('INVALID_DATA', {
      problems: problems.map((problem) => ({ ...problem, title: say(`api.emergency.field.${problem.field}`) })),
    });
}
