import { readRecurrence } from '@sidan/lifecycle';
import type { FieldProblem } from '../forms/check';
import { isDate } from '../calendar/setting';
import type { Plan } from './plan';

const TITLE_MAX = 60;
const NAME_MAX = 50;
export const LEAD_DAYS_MAX = 60;
const DAY_OFF: readonly Plan['dayOff'][] = ['keep', 'skip', 'next'];

export interface Problem extends Omit<FieldProblem, 'code'> {
  code: FieldProblem['code'] | 'RECURRENCE' | 'TIME' | 'ENDS_BEFORE';
}

export type Shape = Pick<Plan, 'recurrence' | 'timeFrom' | 'timeTo' | 'dayOff' | 'weekendsOff' | 'startsOn' | 'endsOn'>;

/** When it comes round, out of what somebody sent, and everything that is wrong with it. `today` is where it begins unless something else is said. */
export function readShape(body: Record<string, unknown>, today: string): { shape: Shape; problems: Problem[] } {
  const problems: Problem[] = [];
  const recurrence = readRecurrence(body.recurrence);
  if (!recurrence) problems.push({ field: 'recurrence', code: 'RECURRENCE' });
  for (const field of ['timeFrom', 'timeTo']) if (!isTime(body[field])) problems.push({ field, code: 'TIME' });
  if (!problems.some(({ code }) => code === 'TIME') && String(body.timeTo) <= String(body.timeFrom))
    problems.push({ field: 'timeTo', code: 'TIME' });
  const dayOff = (body.dayOff ?? 'keep') as Plan['dayOff'];
  if (!DAY_OFF.includes(dayOff)) problems.push({ field: 'dayOff', code: 'CHOICE' });
  const startsOn = body.startsOn ?? today;
  const endsOn = body.endsOn ?? null;
  if (!isDay(startsOn)) problems.push({ field: 'startsOn', code: 'DATE' });
  if (endsOn !== null && !isDay(endsOn)) problems.push({ field: 'endsOn', code: 'DATE' });
  else if (endsOn !== null && String(endsOn) < String(startsOn))
    problems.push({ field: 'endsOn', code: 'ENDS_BEFORE' });
  return {
    shape: {
      recurrence: recurrence!,
      timeFrom: String(body.timeFrom),
      timeTo: String(body.timeTo),
      dayOff,
      weekendsOff: body.weekendsOff === true,
      startsOn: String(startsOn),
      endsOn: endsOn === null ? null : String(endsOn),
    },
    problems,
  };
}

/** Within the reach of the lunar tables. */
const isDay = (value: unknown): boolean => isDate(value) && value >= '2000' && value < '2190';

/** Times of a day; midnight at its end is 24:00. */
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value);

/** Whom somebody named for it. */
export interface PersonAsked {
  name: string;
  phone?: string;
}

/** Everything else of a plan but its form. */
export function readRest(body: Record<string, unknown>): {
  rest: { title: string; serviceItemId: string; siteId: string | null; leadDays: number; requester?: PersonAsked };
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const title = text(body.title);
  if (!title) problems.push({ field: 'title', code: 'REQUIRED' });
  if ([...title].length > TITLE_MAX) problems.push({ field: 'title', code: 'TOO_LONG', max: TITLE_MAX });
  const serviceItemId = text(body.serviceItemId);
  if (!serviceItemId) problems.push({ field: 'serviceItemId', code: 'REQUIRED' });
  const leadDays = body.leadDays ?? 7;
  if (!Number.isInteger(leadDays) || (leadDays as number) < 0 || (leadDays as number) > LEAD_DAYS_MAX)
    problems.push({ field: 'leadDays', code: 'INTEGER' });
  const named = body.requester as { name?: unknown; phone?: unknown } | undefined;
  const requester = named && { name: text(named.name), phone: text(named.phone) || undefined };
  if (requester && !requester.name) problems.push({ field: 'requesterName', code: 'REQUIRED' });
  if (requester && [...requester.name].length > NAME_MAX)
    problems.push({ field: 'requesterName', code: 'TOO_LONG', max: NAME_MAX });
  return {
    rest: {
      title,
      serviceItemId,
      siteId: text(body.siteId) || null,
      leadDays: leadDays as number,
      ...(requester ? { requester } : {}),
    },
    problems,
  };
}
