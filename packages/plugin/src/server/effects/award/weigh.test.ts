import type { Outcome } from '@sidan/rules';
import { sharesOf, weighted } from './weigh';

const outcome = (abstain: 'leaveOut' | 'zero', given: Record<string, number | null>): Outcome =>
  ({
    kind: 'score',
    rule: 'many-raters',
    params: { method: { parts: { of: [], abstain } } },
    steps: [
      { op: 'part', fact: 'rater.resident', value: given.resident ?? null, weight: 0.5 },
      { op: 'part', fact: 'rater.community', value: given.community ?? null, weight: 0.3 },
      { op: 'part', fact: 'rater.centre', value: given.centre ?? null, weight: 0.2 },
    ],
  }) as unknown as Outcome;

test('each party counts by its weight', () => {
  const shares = sharesOf([outcome('leaveOut', { resident: 5, community: 4, centre: 3 })])!;
  expect(shares).toEqual({ requester: 0.5, site: 0.3, center: 0.2 });
  const ratings = [
    { kind: 'requester', score: 5 },
    { kind: 'site', score: 4 },
    { kind: 'center', score: 3 },
  ] as const;
  expect(weighted(ratings, shares)).toBeCloseTo(4.3);
});

test('who abstained is left out of the mean, or counts as nothing', () => {
  const shares = sharesOf([outcome('leaveOut', { resident: 5, community: 4 })])!;
  expect(shares.requester).toBeCloseTo(0.625);
  expect(shares.site).toBeCloseTo(0.375);
  expect(shares.center).toBeUndefined();
  expect(sharesOf([outcome('zero', { resident: 5, community: 4 })])).toEqual({ requester: 0.5, site: 0.3 });
});

test('where nobody judged there is no score, also where an abstention counts as 0', () => {
  for (const abstain of ['leaveOut', 'zero'] as const) expect(sharesOf([outcome(abstain, {})])).toBeUndefined();
});

test('other outcomes, and scores of other facts, say nothing of ratings', () => {
  const other = {
    kind: 'score',
    params: { method: { parts: { of: [], abstain: 'zero' } } },
    steps: [{ op: 'part', fact: 'team.hours', value: 3, weight: 1 }],
  } as unknown as Outcome;
  expect(sharesOf([{ kind: 'flag' } as unknown as Outcome, other])).toBeUndefined();
});
