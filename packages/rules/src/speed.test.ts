import { compile, type Facts } from '.';
import { basePack, mustLayer } from './fixtures/packs';

/** A generous goal for a machine that does other things; the figure is printed by `SIDAN_SPEED=1`. */
const GOAL_MICROSECONDS = 20;

it(`decides an event of the base pack in less than ${GOAL_MICROSECONDS} microseconds`, () => {
  const decide = compile(mustLayer(basePack()));
  const events = Array.from(
    { length: 2000 },
    (_, i): Facts => ({
      occasion: i % 3 ? 'confirmed' : 'rated',
      'subject.kind': i % 7 ? 'volunteer' : 'resident',
      'attendance.minutes': i,
      'rating.score': (i % 5) + 1,
    }),
  );
  let points = 0;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round += 1) {
    const from = process.hrtime.bigint();
    for (const facts of events) for (const { amount } of decide(facts)) points += amount;
    best = Math.min(best, Number(process.hrtime.bigint() - from) / 1000 / events.length);
  }
  if (process.env.SIDAN_SPEED) process.stdout.write(`decide: ${best.toFixed(2)} microseconds an event\n`);
  expect(points).toBeGreaterThan(0);
  expect(best).toBeLessThan(GOAL_MICROSECONDS);
});
