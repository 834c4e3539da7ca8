import { expect, test } from '@jest/globals';
import order from '../../../../workflows/order.json';
import { checkEventData } from '../definition/event';
import { compose, loadComposed } from '../overlay/compose';
import { judge, scoreOf } from './judge';
import { ratingForm, stepsOf, type Ratings } from './ratings';

const ratings = order.ratings as Ratings;
const form = (scale: string, ...items: string[]) => ratingForm(ratings, { scale, items });

test('the service is asked first, then its kind, then the lifecycle; scale and items each by itself', () => {
  expect(ratingForm(ratings)).toMatchObject({ scale: 'stars', from: 1, to: 5, items: [] });
  expect(ratingForm(undefined)).toMatchObject({ scale: 'stars', from: 1, to: 5, items: [] });
  const asked = ratingForm(
    ratings,
    { scale: null, items: [] },
    { scale: 'ten', items: ['attitude', ' 仪容 ', 'attitude', ''] },
  );
  expect(asked).toMatchObject({ scale: 'ten', from: 0, to: 10, items: ['attitude', '仪容'] });
  expect(ratingForm(ratings, { scale: 'gone' }, { scale: 'yesNo' }).scale).toBe('yesNo');
});

test('every scale comes to 1 to 5: the least is 1, the best 5, a half is rounded up', () => {
  const score = (scale: string, ...values: (number | null)[]) =>
    scoreOf(
      form(scale),
      values.map((value, i) => ({ item: String(i), value })),
    );
  expect(stepsOf(form('stars')).map((value) => score('stars', value))).toEqual([1, 2, 3, 4, 5]);
  expect(stepsOf(form('satisfaction')).map((value) => score('satisfaction', value))).toEqual([1, 3, 5]);
  expect(stepsOf(form('yesNo')).map((value) => score('yesNo', value))).toEqual([1, 5]);
  // 1 + 0.4 each: 1, 1.4, 1.8, 2.2, 2.6, 3, 3.4, 3.8, 4.2, 4.6, 5.
  expect(stepsOf(form('ten')).map((value) => score('ten', value))).toEqual([1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5]);
  expect([score('stars', 5, 4), score('stars', 4, 4, 3), score('satisfaction', 3, 3, 2, 2)]).toEqual([5, 4, 4]);
  expect([score('yesNo', 1, 0, 0, 0, 0, 0, 0, 0), score('yesNo', 1, 1, 1, 1, 1, 1, 1, 0)]).toEqual([2, 5]);
});

test('who cannot judge an item leaves it out; who can judge none has abstained', () => {
  const two = form('satisfaction', 'attitude', 'effect');
  expect(judge(two, { effect: null, attitude: 3 })).toEqual({
    ok: true,
    score: 5,
    marks: [
      { item: 'attitude', value: 3 },
      { item: 'effect', value: null },
    ],
  });
  expect(judge(two, { effect: null, attitude: null })).toMatchObject({ ok: true, score: null });
  expect(judge(two, 'abstain')).toEqual({ ok: true, score: null, marks: [] });
  expect(judge(form('stars'), 'abstain')).toEqual({ ok: true, score: null, marks: [] });
});

test('what does not fit the form is named by its item', () => {
  const wrong = (given: unknown, of = form('satisfaction', 'attitude', 'effect')) => {
    const judged = judge(of, given);
    return judged.ok ? [] : judged.problems.map(({ code, path }) => `${code} ${path}`);
  };
  expect(wrong({ attitude: 4, smile: 1 })).toEqual([
    'FIELD_KIND score.attitude',
    'FIELD_REQUIRED score.effect',
    'FIELD_UNKNOWN score.smile',
  ]);
  expect(wrong(5)).toEqual(['FIELD_REQUIRED score.attitude', 'FIELD_REQUIRED score.effect']);
  expect(wrong(5, form('ten'))).toEqual(['FIELD_REQUIRED score.overall']);
  expect(wrong({ overall: 11 }, form('ten'))).toEqual(['FIELD_KIND score.overall']);
  expect(wrong(6, form('stars'))).toEqual(['FIELD_KIND score']);
  expect(wrong({ overall: 8 }, form('ten'))).toEqual([]);
  expect(wrong(4, form('stars'))).toEqual([]);
});

test('an event takes stars, marks and an abstention, and nothing else', () => {
  const rate = loadComposed(order).events.rate!;
  const codes = (score: unknown) => checkEventData(rate, { score }).map(({ code }) => code);
  for (const score of [1, 5, 'abstain', { attitude: 3 }, { overall: null }]) expect(codes(score)).toEqual([]);
  for (const score of [0, 6, 4.5, 'pass', {}, { a: 1.5 }, { a: '5' }, [5], { ['x'.repeat(41)]: 1 }])
    expect(codes(score)).toEqual(['FIELD_KIND']);
  expect(codes(null)).toEqual(['FIELD_REQUIRED']);
});

test('a layer adds scales and items with their names, and says what is asked', () => {
  const reason = { 'zh-CN': '本县口径' };
  const layer = {
    overlay: 'here',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason,
    ratings: {
      scales: { pass: { from: 0, to: 1, named: true } },
      items: ['safety'],
      ask: { scale: 'pass', items: ['attitude', 'safety'] },
      reason,
    },
    titles: {
      'zh-CN': { 'scale.pass': '合格与否', 'scale.pass.0': '不合格', 'scale.pass.1': '合格', 'rated.safety': '安全' },
      'en-US': { 'scale.pass': 'Pass', 'scale.pass.0': 'Failed', 'scale.pass.1': 'Passed', 'rated.safety': 'Safety' },
    },
  };
  const made = loadComposed(order, [layer]);
  expect(ratingForm(made.ratings)).toMatchObject({ scale: 'pass', to: 1, items: ['attitude', 'safety'] });
  expect(Object.keys(made.ratings!.scales)).toEqual(['stars', 'satisfaction', 'ten', 'yesNo', 'pass']);
  const { 'rated.safety': _name, ...rest } = layer.titles['en-US'];
  const silent = compose(order, [{ ...layer, titles: { ...layer.titles, 'en-US': rest } }]);
  expect(silent).toMatchObject({ ok: false });
  if (!silent.ok) expect(silent.problems.map(({ code }) => code)).toContain('OVERLAY_TITLE_MISSING');
});
