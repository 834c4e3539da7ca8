import tables from 'chinese-days/dist/chinese-days.json';
import { chineseHolidays } from '../clock/holidays';
import { datesOf, occasions, readRecurrence, weekdayOf, type Festival, type Recurrence, type Rule } from '.';
import { almanac } from './almanac';

const year = (recurrence: Recurrence, of: number) => datesOf(recurrence, `${of}-01-01`, `${of}-12-31`);

describe('the almanac', () => {
  // Dates by the State Council's notices and the almanac of the Purple Mountain Observatory.
  test.each<[number, Festival, string]>([
    [2023, 'springFestival', '2023-01-22'],
    // 2023 has a second February, 2025 a second June, 2033 a second November (which many tables have wrong): none moves what follows to a leap month.
    [2023, 'dragonBoat', '2023-06-22'],
    [2025, 'midAutumn', '2025-10-06'],
    [2025, 'newYearsEve', '2026-02-16'],
    [2033, 'midAutumn', '2033-09-08'],
    [2033, 'laba', '2034-01-27'],
    [2026, 'doubleNinth', '2026-10-18'],
    [2026, 'littleYearNorth', '2027-01-30'],
  ])('%i %s is on %s', (lunarYear, festival, date) => {
    expect(almanac(lunarYear).festivals[festival]).toBe(date);
  });

  test('has festivals within their public holidays in every published year', () => {
    const named = (date: string) => (tables.holidays as Record<string, string>)[date]?.split(',')[1];
    const holidays = chineseHolidays();
    let checked = 0;
    for (let of = 2008; holidays.covers(of); of++) {
      const { festivals, terms } = almanac(of);
      expect([of, named(festivals.springFestival)]).toEqual([of, '春节']);
      for (const [date, name] of [
        [terms.pureBrightness, '清明'],
        [festivals.dragonBoat, '端午'],
        [festivals.midAutumn, '中秋'],
      ] as const) {
        // On a weekend it is off with no entry of its own; with the National Day it bears that one's name.
        const found = named(date);
        if (!found || found.startsWith('国庆')) continue;
        expect([of, found.slice(0, 2)]).toEqual([of, name]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(30);
  });

  test('has 24 terms a year in order, two a month, from 2000 to 2060', () => {
    for (let of = 2000; of <= 2060; of++) {
      const dates = Object.values(almanac(of).terms);
      expect([...dates].sort()).toEqual(dates);
      expect(dates.map((date) => date.slice(0, 7))).toEqual(
        dates.map((_, i) => `${of}-${String(Math.floor(i / 2) + 1).padStart(2, '0')}`),
      );
    }
  });

  test('has solar terms by their own moments, where formulas by rule of thumb are wrong', () => {
    expect(almanac(2026).terms.rainWater).toBe('2026-02-18');
    expect(almanac(2021).terms.winterSolstice).toBe('2021-12-21');
    expect(almanac(2000).terms.greaterCold).toBe('2000-01-21');
    expect(almanac(2026).terms.pureBrightness).toBe('2026-04-05');
  });
});

describe('dates', () => {
  test('every Friday, over forty years', () => {
    const all = datesOf({ kind: 'weekly', weekdays: [5] }, '2000-01-01', '2039-12-31');
    expect(all).toHaveLength(2087);
    expect(all.every((date) => weekdayOf(date) === 5)).toBe(true);
  });

  test('the second Saturday and the last Monday of each month', () => {
    const second = year({ kind: 'monthWeekday', nth: 2, weekday: 6 }, 2026);
    expect(second.slice(0, 3)).toEqual(['2026-01-10', '2026-02-14', '2026-03-14']);
    expect(second).toHaveLength(12);
    for (let of = 2000; of < 2040; of++)
      for (const date of year({ kind: 'monthWeekday', nth: -1, weekday: 1 }, of)) {
        expect(weekdayOf(date)).toBe(1);
        expect(Number(date.slice(8))).toBeGreaterThan(21);
      }
  });

  test('the last day of each month, leap years too', () => {
    const ends = (of: number) => year({ kind: 'monthDay', days: [-1] }, of).map((date) => date.slice(5));
    expect(ends(2028)[1]).toBe('02-29');
    expect(ends(2100)[1]).toBe('02-28');
    expect(year({ kind: 'monthDay', days: [15, 1] }, 2026).slice(0, 3)).toEqual([
      '2026-01-01',
      '2026-01-15',
      '2026-02-01',
    ]);
  });

  test('three days before Mid-Autumn, and before New Year over the turn of the year', () => {
    expect(year({ kind: 'festival', festivals: ['midAutumn'], offsetDays: -3 }, 2026)).toEqual(['2026-09-22']);
    expect(datesOf({ kind: 'festival', festivals: ['newYearsEve'] }, '2026-01-01', '2026-06-30')).toEqual([
      '2026-02-16',
    ]);
    expect(datesOf({ kind: 'yearly', dates: ['01-02'], offsetDays: -5 }, '2026-12-01', '2026-12-31')).toEqual([
      '2026-12-28',
    ]);
  });

  test('a stretch gives what it has of a longer one', () => {
    const all: Recurrence[] = [
      { kind: 'weekly', weekdays: [1, 5], offsetDays: 4 },
      { kind: 'monthDay', days: [1, -1], offsetDays: -2 },
      { kind: 'festival', festivals: ['springFestival', 'newYearsEve', 'midAutumn'], offsetDays: -20 },
      { kind: 'solarTerm', terms: ['pureBrightness', 'lesserCold'], offsetDays: 30 },
      { kind: 'yearly', dates: ['12-05', '03-05'] },
    ];
    for (const one of all) {
      const long = datesOf(one, '2020-01-01', '2030-12-31');
      for (let of = 2020; of <= 2030; of++)
        expect(year(one, of)).toEqual(long.filter((date) => date.startsWith(String(of))));
    }
  });
});

describe('days off', () => {
  const holidays = chineseHolidays();
  const fridays: Rule = { recurrence: { kind: 'weekly', weekdays: [5] }, dayOff: 'skip', weekendsOff: false };

  test('are left out, or moved to the next day of work, or kept', () => {
    const told = (dayOff: Rule['dayOff']) =>
      occasions({ ...fridays, dayOff }, '2025-10-01', '2025-10-10', holidays).map((one) => ({ ...one }));
    expect(told('skip')).toEqual([
      { date: '2025-10-03', as: 'skipped' },
      { date: '2025-10-10', as: 'held', on: '2025-10-10' },
    ]);
    expect(told('next')[0]).toEqual({ date: '2025-10-03', as: 'held', on: '2025-10-09' });
    expect(told('keep')[0]).toEqual({ date: '2025-10-03', as: 'held', on: '2025-10-03' });
  });

  test('a Saturday is one only where that is said, and not when it is worked', () => {
    const saturdays: Rule = { ...fridays, recurrence: { kind: 'weekly', weekdays: [6] } };
    const of = (rule: Rule) => occasions(rule, '2025-09-20', '2025-10-11', holidays).map(({ as }) => as);
    // 4 October is a holiday, 11 October a make-up workday.
    expect(of(saturdays)).toEqual(['held', 'held', 'skipped', 'held']);
    expect(of({ ...saturdays, weekendsOff: true })).toEqual(['skipped', 'skipped', 'skipped', 'held']);
  });

  test('what is moved to one day is held once, whatever stretch is asked for', () => {
    const daily: Rule = { ...fridays, recurrence: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] }, dayOff: 'next' };
    const whole = occasions(daily, '2025-09-25', '2025-10-15', holidays);
    expect(whole.filter((one) => one.as === 'held' && one.on === '2025-10-09')).toEqual([
      { date: '2025-10-01', as: 'held', on: '2025-10-09' },
    ]);
    expect(whole.find(({ date }) => date === '2025-10-09')).toEqual({
      date: '2025-10-09',
      as: 'together',
      on: '2025-10-09',
    });
    expect(occasions(daily, '2025-10-03', '2025-10-10', holidays)).toEqual(
      whole.filter(({ date }) => date >= '2025-10-03' && date <= '2025-10-10'),
    );
  });

  test('before it begins and after it ends there is nothing, and nothing is moved from there', () => {
    const rule: Rule = { ...fridays, dayOff: 'next', startsOn: '2025-10-04', endsOn: '2025-10-17' };
    const daily: Rule = { ...rule, recurrence: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5] } };
    const dates = occasions(rule, '2025-09-01', '2025-12-31', holidays).map(({ date }) => date);
    expect(dates).toEqual(['2025-10-10', '2025-10-17']);
    expect(occasions(daily, '2025-10-09', '2025-10-09', holidays)[0]!.as).toBe('together');
    expect(occasions({ ...daily, startsOn: '2025-10-09' }, '2025-10-09', '2025-10-09', holidays)[0]!.as).toBe('held');
    // Held already, under a rule that has changed since.
    expect(occasions(fridays, '2025-10-10', '2025-10-10', holidays, ['2025-10-10'])[0]!.as).toBe('together');
  });

  test('of a year that is not published are unknown, also when the way leads there', () => {
    const none = { ...holidays, covers: () => false, kindOf: () => undefined };
    expect(occasions(fridays, '2099-01-01', '2099-01-03', none)).toEqual([
      { date: '2099-01-02', as: 'unknown', year: 2099 },
    ]);
    expect(occasions({ ...fridays, dayOff: 'keep' }, '2099-01-01', '2099-01-03', none)[0]!.as).toBe('held');
    const until2025 = {
      covers: (of: number) => of <= 2025,
      kindOf: (date: string) => (date < '2026' ? ('holiday' as const) : undefined),
    };
    const newYear: Rule = { recurrence: { kind: 'yearly', dates: ['12-31'] }, dayOff: 'next', weekendsOff: true };
    expect(occasions(newYear, '2025-12-01', '2025-12-31', until2025)).toEqual([
      { date: '2025-12-31', as: 'unknown', year: 2026 },
    ]);
  });
});

describe('reading', () => {
  test('takes what fits and nothing else with it', () => {
    expect(readRecurrence({ kind: 'weekly', weekdays: [5], days: [1], offsetDays: 0 })).toEqual({
      kind: 'weekly',
      weekdays: [5],
    });
    expect(readRecurrence({ kind: 'festival', festivals: ['midAutumn'], offsetDays: -3 })).toEqual({
      kind: 'festival',
      festivals: ['midAutumn'],
      offsetDays: -3,
    });
  });

  test.each([
    null,
    'weekly',
    { kind: 'constructor' },
    { kind: 'weekly', weekdays: [] },
    { kind: 'weekly', weekdays: [0] },
    { kind: 'weekly', weekdays: [5, 5] },
    { kind: 'monthDay', days: [31] },
    { kind: 'monthWeekday', nth: 5, weekday: 1 },
    { kind: 'festival', festivals: ['constructor'] },
    { kind: 'solarTerm', terms: ['midAutumn'] },
    { kind: 'yearly', dates: ['02-29'] },
    { kind: 'weekly', weekdays: [5], offsetDays: 1.5 },
    { kind: 'weekly', weekdays: [5], offsetDays: 61 },
  ])('refuses %j', (sent) => {
    expect(readRecurrence(sent)).toBeUndefined();
  });
});
