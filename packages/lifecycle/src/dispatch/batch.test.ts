import fc from 'fast-check';
import { dispatchPile, type PileOrder, type PileTotal } from './batch';
import type { Ranked } from './rank';

const candidate = (teamId: string, weight: number, eligible = true): Ranked => ({
  teamId,
  eligible,
  weight,
  people: 0,
  known: [],
  because: [],
});
const at = (minute: number) => new Date(Date.UTC(2026, 2, 4, 0, minute));
const order = (orderId: string, candidates: Ranked[], more: Partial<PileOrder> = {}): PileOrder => ({
  orderId,
  priority: 'normal',
  placedAt: at(0),
  candidates,
  ...more,
});

test('an order leaves its best team to one that has no other', () => {
  const pile = [
    order('first', [candidate('a', 50), candidate('b', 45)]),
    order('second', [candidate('a', 40)], { placedAt: at(1) }),
  ];
  const plan = dispatchPile(pile);
  expect(plan.rows).toMatchObject([
    {
      orderId: 'first',
      teamIds: ['b'],
      bestElsewhere: 'a',
      because: [{ key: 'lifecycle.dispatch.pile.elsewhere', params: { count: 1 } }],
    },
    { orderId: 'second', teamIds: ['a'] },
  ]);
  expect(plan.total).toEqual({ urgent: 0, normal: 2, weight: 85 });
  expect(plan.oneByOne).toEqual({ urgent: 0, normal: 1, weight: 50 });
});

test('urgent orders first, what a team can carry, and each further order weighs less', () => {
  const both = [candidate('a', 30), candidate('b', 25)];
  const pile = [
    order('x', both),
    order('y', both, { priority: 'urgent', placedAt: at(9) }),
    order('z', both),
    order('none', [candidate('a', 9, false)]),
  ];
  expect(
    dispatchPile(pile, { room: { a: 2, b: 0 } }).rows.map(({ orderId, teamIds }) => `${orderId} ${teamIds.join()}`),
  ).toEqual(['y a', 'none ', 'x a', 'z ']);
  const even = dispatchPile(pile, { room: { a: 3, b: 3 }, further: 10 });
  expect(even.total).toEqual({ urgent: 1, normal: 2, weight: 30 + 25 + 20 });
  expect(even.rows.map(({ because }) => because[0]?.key)).toContain('lifecycle.dispatch.pile.nobody');
  expect(() => dispatchPile(pile, { further: -1 })).toThrow(RangeError);
});

test('an order that needs several teams never gets the same one twice', () => {
  const pile = [order('x', [candidate('a', 30), candidate('b', -5)], { teams: 3 })];
  expect(dispatchPile(pile, { room: { a: 9, b: 9 } }).rows).toMatchObject([
    { teamIds: ['a', 'b'], because: [{ key: 'lifecycle.dispatch.pile.short', params: { count: 1 } }] },
  ]);
});

const ids = ['a', 'b', 'c', 'd'];
const someone = fc.record({
  teamId: fc.constantFrom(...ids),
  eligible: fc.boolean(),
  weight: fc.integer({ min: -400, max: 400 }).map((n) => n / 8),
});
const pileOf = fc
  .array(
    fc.record({
      priority: fc.constantFrom('normal', 'urgent') as fc.Arbitrary<'normal' | 'urgent'>,
      placedAt: fc.integer({ min: 0, max: 3 }).map(at),
      teams: fc.integer({ min: 1, max: 2 }),
      candidates: fc
        .uniqueArray(someone, { selector: ({ teamId }) => teamId })
        .map((list) => list.map((one) => candidate(one.teamId, one.weight, one.eligible))),
    }),
    { maxLength: 5 },
  )
  .map((list) => list.map((one, i): PileOrder => ({ orderId: `o${i}`, ...one })));
const rooms = fc.record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 0, max: 3 })])));
const worth = ({ urgent, normal, weight }: PileTotal) => urgent * 1e8 + normal * 1e4 + weight;

/** Every way there is, for piles that are small enough. */
function best(pile: readonly PileOrder[], room: Record<string, number>, further: number): number {
  const taken: Record<string, number> = {};
  const visit = (slot: number, i: number, used: readonly string[]): number => {
    const one = pile[i];
    if (!one) return 0;
    if (slot === (one.teams ?? 1)) return visit(0, i + 1, []);
    let most = visit(slot + 1, i, used);
    for (const { teamId, weight, eligible } of one.candidates) {
      const before = taken[teamId] ?? 0;
      if (!eligible || used.includes(teamId) || before >= room[teamId]!) continue;
      taken[teamId] = before + 1;
      const rest = visit(slot + 1, i, [...used, teamId]);
      taken[teamId] = before;
      most = Math.max(most, rest + (one.priority === 'urgent' ? 1e8 : 1e4) + weight - before * further);
    }
    return most;
  };
  return visit(0, 0, []);
}

test('never worse than one at a time, as good as the best of all ways, the same in any order', () => {
  fc.assert(
    fc.property(pileOf, rooms, fc.constantFrom(0, 2.5, 10), (pile, room, further) => {
      const plan = dispatchPile(pile, { room, further });
      expect(worth(plan.total)).toBeGreaterThanOrEqual(worth(plan.oneByOne));
      if (pile.length <= 3) expect(worth(plan.total)).toBeCloseTo(best(pile, room, further), 6);
      for (const id of ids)
        expect(plan.rows.filter(({ teamIds }) => teamIds.includes(id)).length).toBeLessThanOrEqual(room[id]!);
      expect(dispatchPile([...pile].reverse(), { room, further })).toEqual(plan);
    }),
    { numRuns: 150 },
  );
});

test('three hundred orders and as many teams at once', () => {
  const teams = Array.from({ length: 300 }, (_, i) => `t${i}`);
  const pile = teams.map((_, i) =>
    order(
      `o${i}`,
      teams.filter((_, j) => (i * 7 + j * 13) % 10 === 0).map((id, j) => candidate(id, ((i * 31 + j * 17) % 97) / 2)),
    ),
  );
  const plan = dispatchPile(pile, { room: Object.fromEntries(teams.map((id) => [id, 2])) });
  expect(plan.total.normal).toBe(300);
});
