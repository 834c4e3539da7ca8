import type { EmergencyOverview } from '../api/emergencies';
import { effectOf, emptyDraft, fieldOf, momentIn, requestOf } from './draft';

const page = {
  now: '2026-07-08T21:00:00.000Z',
  services: [
    { code: 'haircut', name: '理发', category: 'care', emergencyOnly: false },
    { code: 'sandbags', name: '沙袋', category: 'rescue', emergencyOnly: true },
    { code: 'boats', name: '转移', category: 'rescue', emergencyOnly: true },
  ],
} as unknown as EmergencyOverview;

test('a new one is for the services that wait for it; what is chosen is counted before it is declared', () => {
  const draft = emptyDraft(page);
  expect(draft).toMatchObject({ forWhat: 'some', items: ['sandbags', 'boats'] });
  expect(draft.endsAt).toMatch(/T18:00$/);
  const effect = (change: Partial<typeof draft>) => {
    const { covered, opened } = effectOf(page, { ...draft, ...change });
    return [covered, opened.length];
  };
  expect(effect({})).toEqual([2, 2]);
  expect(effect({ items: ['sandbags'] })).toEqual([1, 1]);
  expect(effect({ items: [], categories: ['care'] })).toEqual([1, 0]);
  expect(effect({ forWhat: 'all', items: [] })).toEqual([3, 2]);
  expect(emptyDraft({ ...page, services: page.services.slice(0, 1) }).forWhat).toBe('all');
});

test('the end is a moment with its zone, and half a date is none', () => {
  const at = new Date('2026-07-10T08:05:00.000Z');
  expect(momentIn(fieldOf(at))).toBe('2026-07-10T08:05:00.000Z');
  expect(momentIn('')).toBe('');
  expect(momentIn('2026-')).toBe('');
  const draft = { ...emptyDraft(page), name: ' 防汛 ', reason: '雨', forWhat: 'all' as const };
  expect(requestOf('133101', draft)).toEqual({
    regionCode: '133101',
    name: '防汛',
    reason: '雨',
    endsAt: momentIn(draft.endsAt),
  });
});
