import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadComposed } from '@sidan/lifecycle';
import { buildBase } from '../base';
import { loadCounty } from '../county';
import { plan } from './index';
import { replay } from './replay.testing';

const root = join(__dirname, '../../../../../..');
const county = loadCounty(join(root, 'examples/renqiu'));
const lifecycle: unknown = JSON.parse(readFileSync(join(root, 'workflows/order.json'), 'utf8'));
const { states } = loadComposed(lifecycle);
const base = buildBase(county, { seed: 'renqiu', scale: 1 });
const until = new Date('2026-11-20T08:20:00Z');
const options = { seed: 'renqiu', months: 3, until, orders: 250 };
const steps = plan(county, base, options);

describe('the plan of the demo county', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(county, base, options)).toEqual(steps);
    expect(plan(county, base, { ...options, seed: 'other' }).map((s) => s.actor)).not.toEqual(
      steps.map((s) => s.actor),
    );
  });

  it('is in the order of time, within the period, in waking hours, with keys that come once', () => {
    const first = until.getTime() - 91 * 86_400_000;
    steps.forEach((step, i) => {
      expect(step.at.getTime()).toBeGreaterThan(first);
      expect(step.at.getTime()).toBeLessThanOrEqual(until.getTime());
      if (i) expect(step.at.getTime()).toBeGreaterThanOrEqual(steps[i - 1]!.at.getTime());
      const hour = (step.at.getUTCHours() + 8) % 24;
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(step.type === 'place' ? 23 : 19);
      expect(step.key).toMatch(/^[\w.:-]{1,100}$/);
    });
    expect(new Set(steps.map((s) => s.key)).size).toBe(steps.length);
    expect(steps.filter((s) => s.type === 'place')).toHaveLength(250);
  });

  it('names only people, teams and services that there are', () => {
    const people = new Set(base.people.map((p) => p.ref));
    const teams = new Set(base.teams.map((t) => t.ref));
    const services = new Set(county.services.map((s) => s.code));
    for (const step of steps) {
      expect(people).toContain(step.actor);
      for (const team of step.teams ?? []) expect(teams).toContain(team);
      if (!step.place) continue;
      expect(services).toContain(step.place.item);
      expect(people).toContain(step.place.requester);
      expect(`${step.place.title}${step.place.description}`).not.toMatch(/[{}]|undefined/);
      expect(step.place.expectStart.getTime()).toBeGreaterThan(step.at.getTime());
    }
  });

  const ends = [
    until,
    new Date('2026-11-20T19:30:00Z'),
    new Date('2026-10-08T00:30:00Z'),
    new Date('2027-01-02T04:00:00Z'),
    new Date('2026-02-23T15:59:00Z'),
  ];
  it.each(ends)('walks through the real lifecycle and leaves orders in every state at %s', (end) => {
    // Another seed for each moment: the people and the luck of the installed county must not be what makes it work.
    const seed = `seed ${end.getTime()}`;
    const base = buildBase(county, { seed, scale: 1 });
    const history = plan(county, base, { ...options, seed, until: end });
    const orders = replay(county, base, history, lifecycle, end);
    const count = new Map<string, number>();
    for (const order of orders.values()) count.set(order.snapshot.state, (count.get(order.snapshot.state) ?? 0) + 1);
    for (const state of states) expect(`${state} ${count.get(state) ?? 0}`).not.toBe(`${state} 0`);
  });

  it('holds declined, expired, contested and reopened orders, and shifts of one person that do not overlap', () => {
    const orders = [...replay(county, base, steps, lifecycle, until).values()];
    expect(orders.filter((o) => o.expired).length).toBeGreaterThan(3);
    for (const type of ['decline', 'withdraw', 'reopen', 'cancel', 'reject', 'merge'] as const)
      expect(steps.filter((s) => s.type === type).length).toBeGreaterThan(1);
    expect(steps.some((s) => (s.teams?.length ?? 0) > 1)).toBe(true);
    const byPerson = new Map<string, { from: Date; to: Date }[]>();
    for (const { person, from, to } of orders.flatMap((o) => o.shifts))
      byPerson.set(person, [...(byPerson.get(person) ?? []), { from, to }]);
    let overlaps = 0;
    for (const shifts of byPerson.values()) {
      shifts.sort((a, b) => a.from.getTime() - b.from.getTime());
      shifts.forEach((shift, i) => i && shift.from < shifts[i - 1]!.to && overlaps++);
    }
    // A team's leader stands in when everybody else is busy.
    expect(overlaps).toBeLessThanOrEqual(3);
    for (const { from, to } of orders.flatMap((o) => o.shifts))
      expect((to.getTime() - from.getTime()) / 60_000).toBeLessThan(400);
  });

  it('gives the demo accounts something to do in every state', () => {
    const orders = replay(county, base, steps, lifecycle, until);
    const mine = steps.filter((s) => s.place?.requester === 'person:resident').map((s) => orders.get(s.order)!);
    expect(new Set(mine.map((o) => o.snapshot.state)).size).toBeGreaterThanOrEqual(9);
    for (const team of ['team:free-clinic', 'team:home-visits'])
      expect([...orders.values()].some((o) => o.offered.has(team))).toBe(true);
  });
});
