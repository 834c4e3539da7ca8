/** Clocks over midnight, weekend, holiday, make-up workday, month end and daylight-saving zones, against counting minute by minute. */
import fc from 'fast-check';
import { chineseCalendar, type WorkCalendar } from './calendar';
import { checkDelay, shortestOf, spanOf, type Delay, type Minutes } from './delay';
import { dueAt, remaining, resumed } from './due';
import type { DayKind, HolidayProvider } from './holidays';
import { workBetween } from './workTime';

const MINUTE = 60_000;
const office = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '18:00' },
];
const china = chineseCalendar({ officeHours: office });
/** Every day is worked: what is tested is the zone. */
const everyDay: HolidayProvider = { covers: () => true, kindOf: () => 'workday' };
const dayAndNight = [{ from: '00:00', to: '24:00' }];

const isWork = (calendar: WorkCalendar, ms: number): boolean =>
  calendar.stretches(calendar.zone.toLocal(ms).date)!.some(({ begin, end }) => begin <= ms && ms < end);

/** The slow way. */
function counted(calendar: WorkCalendar, from: number, minutes: number): number {
  let ms = from;
  for (let done = 0; done < minutes; ms += MINUTE) done += Number(isWork(calendar, ms));
  return ms;
}

const work = (minutes: Minutes, more: Partial<Delay> = {}): Delay => ({ minutes, calendar: 'work', ...more });
const at = (iso: string) => new Date(iso);

function agrees(calendar: WorkCalendar, first: string, days: number, runs = 25): void {
  const begin = Date.parse(first);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: days * 1440 }), fc.integer({ min: 1, max: 700 }), (offset, minutes) => {
      const from = begin + offset * MINUTE;
      const due = dueAt('clock', work(minutes), {}, new Date(from), { work: calendar });
      expect(due.ok && due.at.getTime()).toBe(counted(calendar, from, minutes));
    }),
    { numRuns: runs },
  );
}

test.each([
  ['midnight and lunch', '2026-03-03T00:00:00+08:00', 2],
  ['a weekend', '2026-03-06T00:00:00+08:00', 3],
  ['Spring Festival with its make-up workdays', '2026-02-12T00:00:00+08:00', 14],
  ['National Day with its make-up workday', '2026-09-30T00:00:00+08:00', 12],
  ['a month end in a leap year', '2024-02-27T00:00:00+08:00', 4],
  ['the turn of the year', '2025-12-30T00:00:00+08:00', 5],
])('over %s', (_name, first, days) => agrees(china, first, days));

test.each([
  ['New York springs forward', 'America/New_York', '2026-03-07T00:00:00-05:00'],
  ['New York falls back', 'America/New_York', '2026-10-31T00:00:00-04:00'],
  ['Lord Howe by half an hour', 'Australia/Lord_Howe', '2026-04-04T00:00:00+11:00'],
  ['Shanghai when it had summer time', 'Asia/Shanghai', '1986-05-03T00:00:00+08:00'],
])('%s: minutes are those that pass, day and night', (_name, timeZone, first) => {
  const calendar = chineseCalendar({ officeHours: dayAndNight, timeZone, holidays: everyDay });
  agrees(calendar, first, 3);
  // Day and night without a day off: work time is time.
  const due = dueAt('clock', work(2000), {}, at(first), { work: calendar });
  expect(due.ok && due.at.getTime()).toBe(Date.parse(first) + 2000 * MINUTE);
});

test('office hours that begin within the hour that is skipped or repeated', () => {
  const night = chineseCalendar({
    officeHours: [{ from: '01:00', to: '04:00' }],
    timeZone: 'America/New_York',
    holidays: everyDay,
  });
  const length = (date: string) =>
    night.stretches(date)!.reduce((sum, { begin, end }) => sum + end - begin, 0) / MINUTE;
  expect([length('2026-03-07'), length('2026-03-08'), length('2026-11-01')]).toEqual([180, 120, 240]);
});

test('forwards and back again', () => {
  const begin = Date.parse('2026-02-10T00:00:00+08:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * 1440 }), fc.integer({ min: 1, max: 3000 }), (offset, minutes) => {
      const from = new Date(begin + offset * MINUTE);
      const due = dueAt('clock', work(minutes), {}, from, { work: china });
      expect(due.ok && workBetween(china, from, due.at)).toEqual({ ok: true, ms: minutes * MINUTE });
    }),
    { numRuns: 60 },
  );
});

test('paused and gone on: what is left is what was left, however long it stood', () => {
  const begin = Date.parse('2026-02-10T09:00:00+08:00');
  const calendars = { work: china };
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 2000 }),
      fc.integer({ min: 0, max: 5 * 1440 }),
      fc.integer({ min: 0, max: 9 * 1440 }),
      fc.constantFrom('work', 'always'),
      (minutes, ranFor, stoodFor, calendar) => {
        const delay: Delay = { minutes, calendar };
        const due = dueAt('clock', delay, {}, new Date(begin), calendars);
        const stopped = new Date(begin + ranFor * MINUTE);
        const left = due.ok && remaining('clock', delay, {}, due.at, stopped, calendars);
        if (!left || !left.ok) throw new Error('no calendar');
        expect(left.ms).toBeLessThanOrEqual(minutes * MINUTE);
        const again = new Date(stopped.getTime() + stoodFor * MINUTE);
        const next = resumed('clock', delay, {}, left.ms, again, calendars);
        if (!next.ok) throw new Error(next.code);
        expect(next.at.getTime()).toBeGreaterThanOrEqual(again.getTime());
        expect(remaining('clock', delay, {}, next.at, again, calendars)).toEqual(left);
        // Stopped for no time it is due when it was, or when work next begins after that.
        if (stoodFor === 0 && due.ok && left.ms > 0) expect(next.at).toEqual(due.at);
      },
    ),
    { numRuns: 60 },
  );
});

test('warnings: so many minutes before, in the clock’s own calendar, the earliest first', () => {
  const friday = at('2026-03-06T17:00:00+08:00');
  const due = dueAt('clock', work(120, { warn: [30, 90] }), {}, friday, { work: china });
  expect(due).toEqual({
    ok: true,
    at: at('2026-03-09T09:30:00+08:00'),
    warnings: [
      { index: 0, at: at('2026-03-06T17:30:00+08:00') },
      { index: 1, at: at('2026-03-09T09:00:00+08:00') },
    ],
  });
  // A span from facts may be shorter than the warning: there is none then.
  const short = dueAt(
    'clock',
    work({ fact: 'item.responseMinutes', default: 120 }, { warn: [30] }),
    { 'item.responseMinutes': 20 },
    friday,
    { work: china },
  );
  expect(short).toMatchObject({ ok: true, warnings: [] });
});

test('spans: a number, a fact, a table by priority, one in another', () => {
  const minutes: Minutes = {
    by: 'order.priority',
    table: { urgent: { fact: 'item.urgentMinutes', default: 30 } },
    default: { fact: 'item.responseMinutes', default: 120 },
  };
  const span = (facts: Record<string, unknown>) => spanOf(minutes, facts as never);
  expect(span({})).toEqual({ minutes: 120 });
  expect(span({ 'item.responseMinutes': 45, 'order.priority': 'normal' })).toEqual({ minutes: 45 });
  expect(span({ 'item.responseMinutes': 45, 'order.priority': 'urgent' })).toEqual({ minutes: 30 });
  expect(span({ 'item.urgentMinutes': 10, 'order.priority': 'urgent' })).toEqual({ minutes: 10 });
  expect(span({ 'item.responseMinutes': '45' })).toEqual({ fact: 'item.responseMinutes', value: '45' });
  expect(span({ 'order.priority': 'constructor' })).toEqual({ minutes: 120 });
  expect(shortestOf(minutes)).toBe(30);
});

test('a calendar by a fact: in an emergency the night counts, also for what is left after a pause', () => {
  const night = at('2026-03-04T21:00:00+08:00');
  const delay: Delay = {
    minutes: { by: 'order.emergency', table: { true: 30 }, default: 120 },
    calendar: { by: 'order.emergency', table: { true: 'always' }, default: 'work' },
  };
  const calendars = { work: china };
  const emergency = { 'order.emergency': true };
  expect(dueAt('clock', delay, emergency, night, calendars)).toMatchObject({ at: at('2026-03-04T21:30:00+08:00') });
  const ordinary = dueAt('clock', delay, { 'order.emergency': false }, night, calendars);
  expect(ordinary).toMatchObject({ at: at('2026-03-05T10:30:00+08:00') });
  expect(dueAt('clock', delay, {}, night, calendars)).toEqual(ordinary);
  const stopped = at('2026-03-04T21:10:00+08:00');
  const left = remaining('clock', delay, emergency, at('2026-03-04T21:30:00+08:00'), stopped, calendars);
  expect(left).toEqual({ ok: true, ms: 20 * MINUTE });
  expect(resumed('clock', delay, emergency, 20 * MINUTE, night, calendars)).toMatchObject({
    at: at('2026-03-04T21:20:00+08:00'),
  });
});

test('what is wrong with a clock in a file', () => {
  const wrong = (delay: unknown) => {
    const found: string[] = [];
    checkDelay(delay, 'delays/x', (code, path) => found.push(`${code} ${path}`));
    return found;
  };
  expect(wrong({ minutes: 5, calendar: 'work', warn: [2], warnTo: ['dispatcher'], pause: false })).toEqual([]);
  expect(wrong(5)).toEqual(['DELAY_SHAPE delays/x']);
  expect(wrong({ minutes: 5, warn: [2] })).toEqual(['WARN_TO delays/x/warnTo']);
  expect(wrong({ minutes: 5, warn: [2, 2], warnTo: ['dispatcher'] })).toEqual(['WARN_SHAPE delays/x/warn']);
  expect(wrong({ minutes: 5, warn: [], warnTo: ['mayor'] })).toEqual([
    'WARN_SHAPE delays/x/warn',
    'WARN_TO delays/x/warnTo',
  ]);
  expect(wrong({ minutes: { by: 'order.priority', table: { urgent: 0 }, default: 1 } })).toEqual([
    'DELAY_MINUTES delays/x/minutes/table/urgent',
  ]);
  expect(wrong({ minutes: { by: 'order.priority', default: 1 } })).toEqual(['DELAY_SHAPE delays/x/minutes/table']);
  const calendar = { by: 'order.emergency', table: { true: 'always' }, default: 'work' };
  expect(wrong({ minutes: 5, calendar })).toEqual([]);
  expect(wrong({ minutes: 5, calendar: { ...calendar, table: { true: '' }, default: 5 } })).toEqual([
    'DELAY_SHAPE delays/x/calendar/default',
    'DELAY_SHAPE delays/x/calendar/table/true',
  ]);
  let deep: Minutes = 1;
  for (let i = 0; i < 9; i += 1) deep = { fact: 'f', default: deep };
  expect(wrong({ minutes: deep })[0]).toMatch('DELAY_SHAPE');
});

test('a year without published holidays is reported on every way, never guessed', () => {
  const late = at('2026-12-31T17:30:00+08:00');
  const unknown = { ok: false, code: 'HOLIDAYS_UNKNOWN', params: { delay: 'clock', year: 2027 } };
  const calendars = { work: china };
  expect(dueAt('clock', work(60), {}, late, calendars)).toEqual(unknown);
  expect(dueAt('clock', work(600, { warn: [10] }), {}, late, calendars)).toEqual(unknown);
  expect(resumed('clock', work(60), {}, 60 * MINUTE, late, calendars)).toEqual(unknown);
  expect(remaining('clock', work(60), {}, at('2027-01-05T09:00:00+08:00'), late, calendars)).toEqual(unknown);
  expect(dueAt('clock', work(60), {}, late, {})).toEqual({
    ok: false,
    code: 'CALENDAR_MISSING',
    params: { delay: 'clock', calendar: 'work' },
  });
  expect(dueAt('clock', { minutes: 60, calendar: 'always' }, {}, late)).toMatchObject({ ok: true });
});

test('what kind of day it is', () => {
  const kinds = ['2026-02-13', '2026-02-14', '2026-02-16', '2026-03-07', '2040-01-01'].map((date) =>
    china.kindOf(date),
  );
  expect(kinds).toEqual<(DayKind | undefined)[]>(['workday', 'makeup', 'holiday', 'weekend', undefined]);
});
