import { inLanes } from './lanes';

const soon = () => new Promise((resolve) => setImmediate(resolve));

test('all are done, in order, never more than so many at once', async () => {
  let now = 0;
  let most = 0;
  const begun: number[] = [];
  const results = await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (n) => {
    begun.push(n);
    most = Math.max(most, (now += 1));
    await soon();
    now -= 1;
    return n * n;
  });
  expect(results).toEqual([1, 4, 9, 16, 25, 36, 49]);
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
  expect(await inLanes([], 3, soon)).toEqual([]);
});

test('an error ends it: nothing new is begun, and what was under way has ended', async () => {
  const ended: number[] = [];
  const work = inLanes([1, 2, 3, 4], 2, async (n) => {
    await soon();
    if (n === 1) throw new Error('no');
    await soon();
    ended.push(n);
  });
  await expect(work).rejects.toThrow('no');
  expect(ended).toEqual([2]);
});
