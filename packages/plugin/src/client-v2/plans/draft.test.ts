import type { PlanRecurrence } from '../api/plans';
import { draftOf, emptyPlan, planRequest, recurrenceOf } from './draft';

const fields = [
  { name: 'townCode', kind: 'select', title: '', required: true, custom: false, options: [{ value: '1', label: '' }] },
  { name: 'contactPhone', kind: 'phone', title: '', required: false, custom: false },
  { name: 'count', kind: 'integer', title: '', required: false, custom: true },
] as const;

const detail = (recurrence: PlanRecurrence) => ({
  requesterName: '王奶奶',
  form: {
    id: 'p',
    title: '慰问',
    serviceItemId: 'i',
    forPerson: true,
    recurrence,
    timeFrom: '09:00',
    timeTo: '10:00',
    leadDays: 3,
    dayOff: 'next' as const,
    values: { townCode: '1', contactPhone: '138****5678', count: 3 },
  },
});

test.each<PlanRecurrence>([
  { kind: 'weekly', weekdays: [1, 5] },
  { kind: 'monthDay', days: [15, -1] },
  { kind: 'monthWeekday', nth: -1, weekday: 6, offsetDays: 2 },
  { kind: 'festival', festivals: ['midAutumn'], offsetDays: -3 },
  { kind: 'solarTerm', terms: ['pureBrightness'] },
  { kind: 'yearly', dates: ['03-05', '12-05'] },
])('%j is as it was when it was looked at only', (recurrence) => {
  expect(recurrenceOf(draftOf(detail(recurrence) as never).when)).toEqual(recurrence);
});

test('a changed plan sends no masked telephone, and names nobody who stays', () => {
  const request = planRequest(draftOf(detail({ kind: 'weekly', weekdays: [5] }) as never), fields as never);
  expect(request).toMatchObject({ id: 'p', values: { townCode: '1', count: 3 } });
  expect(request.values).not.toHaveProperty('contactPhone');
  expect(request).not.toHaveProperty('requester');
});

test('a new plan has the only town chosen, and names a resident where it is for one', () => {
  const draft = emptyPlan('2026-03-01', fields as never);
  expect(planRequest(draft, fields as never)).toMatchObject({ startsOn: '2026-03-01', values: { townCode: '1' } });
  expect(
    planRequest({ ...draft, forPerson: true, name: ' 王奶奶 ', phone: '138 1234 5678' }, fields as never).requester,
  ).toEqual({ name: '王奶奶', phone: '13812345678' });
});
