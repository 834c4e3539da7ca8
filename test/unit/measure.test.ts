import { perSecond } from '../bench/measure';

test('counts the work of every client, however they interleave', async () => {
  let worked = 0;
  const begun = performance.now();
  const rate = await perSecond(16, 50, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    worked += 1;
    return 1;
  });
  const seconds = (performance.now() - begun) / 1000;
  // Each client works once at least, however slow the machine is.
  expect(worked).toBeGreaterThanOrEqual(16);
  // The measured span lies within ours, so the rate is at least what we count from outside.
  expect(rate).toBeGreaterThanOrEqual(worked / seconds);
});
