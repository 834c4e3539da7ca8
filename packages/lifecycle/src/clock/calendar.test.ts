import fc from 'fast-check';
import { CalendarError, chineseCalendar } from './calendar';
import { chineseHolidays, isWorked } from './holidays';
import { addWorkMinutes } from './workTime';
import { zone } from './zone';

const officeHours = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '18:00' },
];
const calendar = chineseCalendar({ officeHours });
const at = (local: string) => new Date(`${local}+08:00`);

function due(local: string, minutes: number, using = calendar): string {
  const result = addWorkMinutes(using, at(local), minutes);
  return result.ok ? result.at.toISOString() : `${result.code} ${result.params.year}`;
}
const iso = (local: string) => at(local).toISOString();

test('within a stretch, over lunch and over midnight', () => {
  expect(due('2026-03-04T09:00:00', 120)).toBe(iso('2026-03-04T11:00:00'));
  expect(due('2026-03-04T11:00:00', 60)).toBe(iso('2026-03-04T12:00:00'));
  expect(due('2026-03-04T11:00:00', 61)).toBe(iso('2026-03-04T14:31:00'));
  expect(due('2026-03-04T17:30:00', 60)).toBe(iso('2026-03-05T09:00:00'));
  expect(due('2026-03-04T23:59:59', 1)).toBe(iso('2026-03-05T08:31:00'));
  expect(due('2026-03-04T00:30:00', 30)).toBe(iso('2026-03-04T09:00:00'));
});

test('seconds are kept', () => {
  expect(due('2026-03-04T09:00:07.250', 10)).toBe(iso('2026-03-04T09:10:07.250'));
});

test('over a weekend, a holiday and a make-up workday', () => {
  // Friday to Monday.
  expect(due('2026-03-06T17:30:00', 60)).toBe(iso('2026-03-09T09:00:00'));
  // Spring Festival 2026: 15 to 23 February off, Saturday 14 February worked.
  expect(due('2026-02-13T17:30:00', 60)).toBe(iso('2026-02-14T09:00:00'));
  expect(due('2026-02-14T17:30:00', 60)).toBe(iso('2026-02-24T09:00:00'));
  // National Day: 1 to 7 October, Saturday 10 October worked.
  expect(due('2026-10-02T10:00:00', 30)).toBe(iso('2026-10-08T09:00:00'));
  expect(due('2026-10-09T17:45:00', 30)).toBe(iso('2026-10-10T08:45:00'));
});

test('a year that is not announced is an error and not a guess', () => {
  expect(due('2026-12-31T17:30:00', 60)).toBe('HOLIDAYS_UNKNOWN 2027');
  expect(due('2003-06-02T09:00:00', 60)).toBe('HOLIDAYS_UNKNOWN 2003');
  expect(calendar.covers(2026)).toBe(true);
  expect(calendar.covers(2027)).toBe(false);
});

test('an administrator may enter the notice, or say that weekdays will do', () => {
  const announced = { 2027: { holidays: ['2027-01-01'], workdays: ['2027-01-02'] } };
  const entered = chineseCalendar({ officeHours, announced });
  expect(due('2026-12-31T17:30:00', 60, entered)).toBe(iso('2027-01-02T09:00:00'));
  expect(entered.covers(2027)).toBe(true);
  const weekdays = chineseCalendar({ officeHours, unannounced: 'weekdays' });
  expect(due('2026-12-31T17:30:00', 60, weekdays)).toBe(iso('2027-01-01T09:00:00'));
  expect(weekdays.covers(2027)).toBe(false);
  expect(due('2026-10-02T10:00:00', 30, weekdays)).toBe(iso('2026-10-08T09:00:00'));
});

test('the zone of the process does not matter, and other zones work', () => {
  const before = process.env.TZ;
  try {
    for (const tz of ['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati']) {
      process.env.TZ = tz;
      expect(due('2026-02-13T17:30:00', 60, chineseCalendar({ officeHours }))).toBe(iso('2026-02-14T09:00:00'));
      expect(chineseHolidays().kindOf('2026-02-14')).toBe('makeup');
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
  const urumqi = chineseCalendar({ officeHours, timeZone: 'Asia/Urumqi' });
  const result = addWorkMinutes(urumqi, new Date('2026-03-04T00:00:00Z'), 30);
  expect(result.ok && result.at.toISOString()).toBe('2026-03-04T03:00:00.000Z');
  const newYork = zone('America/New_York');
  expect(new Date(newYork.toInstant({ date: '2026-03-08', ms: 9 * 3_600_000 })).toISOString()).toBe(
    '2026-03-08T13:00:00.000Z',
  );
  expect(newYork.toLocal(Date.parse('2026-03-08T06:59:59Z'))).toEqual({ date: '2026-03-08', ms: 7_199_000 });
});

test('settings that make no sense are refused', () => {
  const refused = [
    [],
    [{ from: '9:00', to: '12:00' }],
    [{ from: '12:00', to: '09:00' }],
    [{ from: '09:00', to: '25:00' }],
    [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ],
  ];
  for (const hours of refused) expect(() => chineseCalendar({ officeHours: hours })).toThrow(CalendarError);
  expect(() => chineseCalendar({ officeHours, timeZone: 'Asia/Nowhere' })).toThrow(CalendarError);
});

test('agrees with counting minute by minute', () => {
  const isWork = (ms: number): boolean => {
    const { date } = calendar.zone.toLocal(ms);
    return (calendar.stretches(date) ?? []).some(({ begin, end }) => begin <= ms && ms < end);
  };
  const first = Date.parse('2026-02-10T00:00:00+08:00');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 * 1440 }), fc.integer({ min: 1, max: 600 }), (offset, minutes) => {
      const from = first + offset * 60_000;
      let counted = 0;
      let ms = from;
      for (; counted < minutes; ms += 60_000) counted += Number(isWork(ms));
      const result = addWorkMinutes(calendar, new Date(from), minutes);
      expect(result).toEqual({ ok: true, at: new Date(ms) });
    }),
    { numRuns: 20 },
  );
});

test('the working days of a year are the published number', () => {
  const holidays = chineseHolidays();
  let days = 0;
  for (let ms = Date.parse('2025-01-01'); ms < Date.parse('2026-01-01'); ms += 86_400_000) {
    days += Number(isWorked(holidays.kindOf(new Date(ms).toISOString().slice(0, 10))!));
  }
  // 365 days less 104 weekend days less 13 statutory holidays.
  expect(days).toBe(248);
});
