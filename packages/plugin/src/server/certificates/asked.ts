import type { CertificateRequest, CertificateSettings } from '../../api/types';
import { SidanError } from '../errors';
import { NOTICE_DAYS_MAX } from './county';

export const REASON_MAX = 300;
export const REMARKS_MAX = 200;
const NAME_MAX = 60;
/** 志愿服务条例 came into force in 2017; records kept before are imported with their own days. */
const EARLIEST = '1990-01-01';

type Body = Record<string, unknown>;
type Say = (key: string) => string;

interface Problem {
  field: string;
  code: 'REQUIRED' | 'TOO_LONG' | 'DATE' | 'ENDS_BEFORE' | 'DATE_FUTURE' | 'INTEGER' | 'NOTICE_DAYS';
  max?: number;
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value &&
  value >= EARLIEST;

/** The period that somebody asks a certificate for: two days that have come, the first not after the last. @throws INVALID_DATA */
export function readPeriod(say: Say, { from, to, documentInFull }: Body, today: string): Required<CertificateRequest> {
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries({ from, to })) {
    if (value === undefined || value === '') problems.push({ field, code: 'REQUIRED' });
    else if (!isDay(value)) problems.push({ field, code: 'DATE' });
    else if (value > today) problems.push({ field, code: 'DATE_FUTURE' });
  }
  if (!problems.length && String(from) > String(to)) problems.push({ field: 'to', code: 'ENDS_BEFORE' });
  refuse(say, problems);
  return { from: String(from), to: String(to), documentInFull: documentInFull === true };
}

/** A text that has to be given: why, or what was found. @throws INVALID_DATA */
export function readText(say: Say, body: Body, field: 'reason' | 'answer'): string {
  const problems: Problem[] = [];
  const text = textOf(body, field, REASON_MAX, problems);
  if (!text) problems.push({ field, code: 'REQUIRED' });
  refuse(say, problems);
  return text;
}

/** @throws INVALID_DATA */
export function readRemarks(say: Say, body: Body): string {
  const problems: Problem[] = [];
  const remarks = textOf(body, 'remarks', REMARKS_MAX, problems);
  refuse(say, problems);
  return remarks;
}

/** Who answers for certificates. Who handles them may stay open: then it is who issues. @throws INVALID_DATA */
export function readSettings(say: Say, body: Body): CertificateSettings {
  const problems: Problem[] = [];
  const principal = textOf(body, 'principal', NAME_MAX, problems);
  const handler = textOf(body, 'handler', NAME_MAX, problems);
  const contact = textOf(body, 'contact', NAME_MAX, problems);
  for (const [field, value] of Object.entries({ principal, contact }))
    if (!value) problems.push({ field, code: 'REQUIRED' });
  const { noticeDays } = body;
  if (!Number.isInteger(noticeDays)) problems.push({ field: 'noticeDays', code: 'INTEGER' });
  else if (Number(noticeDays) < 0 || Number(noticeDays) > NOTICE_DAYS_MAX)
    problems.push({ field: 'noticeDays', code: 'NOTICE_DAYS', max: NOTICE_DAYS_MAX });
  refuse(say, problems);
  return { principal, handler, contact, noticeDays: Number(noticeDays) };
}

function textOf(body: Body, field: string, max: number, problems: Problem[]): string {
  const value = body[field];
  const text = typeof value === 'string' ? value.trim() : '';
  if ([...text].length > max) problems.push({ field, code: 'TOO_LONG', max });
  return text;
}

function refuse(say: Say, problems: readonly Problem[]): void {
  if (problems.length)
    throw new SidanError('INVALID_DATA', {
      problems: problems.map((problem) => ({ ...problem, title: say(`api.certificate.field.${problem.field}`) })),
    });
}
