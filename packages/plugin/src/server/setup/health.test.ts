import { calendarLevel, worstOf } from './health';

test('an installation is as well as the worst of its parts', () => {
  expect(worstOf([])).toBe('ok');
  expect(worstOf([{ level: 'ok' }, { level: 'reminder' }, { level: 'ok' }])).toBe('reminder');
  expect(worstOf([{ level: 'fault' }, { level: 'reminder' }])).toBe('fault');
});

test('a year that is only coming is a reminder, one that clocks count over a fault', () => {
  expect(calendarLevel([])).toBe('ok');
  expect(calendarLevel([{ counted: [] }, { counted: [] }])).toBe('reminder');
  expect(calendarLevel([{ counted: [] }, { counted: [2032] }])).toBe('fault');
});
