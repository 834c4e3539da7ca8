import { budgetWords, lookupIn, say, simulate, simulator, withBudget, type SimulatedEvent } from '..';
import { kindSet, ruleOf } from '../fixtures/kinds';
import { sharedTexts } from '../fixtures/packs';

/** One point an hour, `per` minutes a point; at most `max` of them a day, the rest moved or dropped. */
function rules(per: number, max: number, overflow: object = { do: 'drop' }) {
  const source = {
    name: 'postings',
    time: 'at',
    event: 'order',
    fields: [
      { name: 'at', type: 'string' },
      { name: 'amount', type: 'number' },
      { name: 'asset', type: 'string' },
      { name: 'rule', type: 'string' },
      { name: 'person', type: 'string' },
    ],
    subjects: { person: 'person' },
  };
  const today = {
    name: 'today',
    kind: 'measured',
    type: 'number',
    unit: 'point',
    of: {
      source: 'postings',
      aggregate: 'sum',
      field: 'amount',
      window: { span: 'day' },
      subject: 'person',
      where: { fact: 'asset', operator: 'equal', value: 'points' },
    },
  };
  const award = ruleOf('award', 'hours', {
    asset: 'points',
    to: 'volunteer',
    quantity: { fact: 'minutes' },
    per,
    amount: 1,
    rounding: 'floor',
  });
  const cap = ruleOf('limit', 'cap', {
    asset: 'points',
    to: 'volunteer',
    max,
    per: 'person',
    window: { span: 'day' },
    used: { fact: 'today' },
    overflow,
  } as never);
  const set = kindSet([award, cap], {
    facts: [{ name: 'today', kind: 'given', type: 'number', unit: 'point' }],
    assets: [{ name: 'honour', unit: 'point', scale: 0 }],
  });
  return {
    ...set,
    facts: new Map([...set.facts, ['today', today as never]]),
    sources: new Map([['postings', source as never]]),
  } as typeof set;
}

const event = (id: string, at: string, minutes: number): SimulatedEvent => ({
  id,
  person: 'p',
  at: '2024-05-01',
  // What was really counted then is not what either side counts.
  facts: { occasion: 'now', 'subject.kind': 'volunteer', minutes, today: 1000 },
  standing: { at: `2024-05-01T${at}:00+08:00`, subject: { person: 'p' }, event: id },
});

describe('a cap in a simulation', () => {
  const events = [event('1', '08:00', 60), event('2', '09:00', 60), event('3', '10:00', 60)];

  it('is used up by what each side gave itself', () => {
    const result = simulate(rules(60, 2), rules(20, 5), events);
    expect(result.totals).toEqual([{ asset: 'points', before: 2, after: 5 }]);
    expect(result.mostChanged[0]?.events.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('begins with what was booked before, and counts what else is booked meanwhile', () => {
    const run = simulator(rules(60, 3), rules(20, 5));
    run.book({ at: '2024-04-30T23:00:00+08:00', asset: 'points', amount: 9, person: 'p' });
    run.book({ at: '2024-05-01T07:00:00+08:00', asset: 'points', amount: 1, person: 'p' });
    run.book({ at: '2024-05-01T07:30:00+08:00', asset: 'points', amount: 1, person: 'another' });
    run.add(events[0]!);
    run.book({ at: '2024-05-01T08:30:00+08:00', asset: 'points', amount: 1, person: 'p' });
    run.add(events[1]!);
    run.add(events[2]!);
    expect(run.result().totals).toEqual([{ asset: 'points', before: 1, after: 3 }]);
  });

  it('sends what is above where the rule says', () => {
    const moved = simulate(rules(60, 2), rules(60, 1, { do: 'move', asset: 'honour' }), events);
    expect(moved.totals).toEqual([
      { asset: 'honour', before: 0, after: 2 },
      { asset: 'points', before: 2, after: 1 },
    ]);
    // What a fund has is nobody's of these.
    const given = simulate(rules(60, 2), rules(60, 1, { do: 'donate', fund: 'care' }), events);
    expect(given.totals).toEqual([{ asset: 'points', before: 2, after: 1 }]);
  });

  it('counts a value that was given where the event does not say where it stands', () => {
    const plain = events.map(({ standing: _, facts, ...rest }) => ({ ...rest, facts: { ...facts, today: 1 } }));
    expect(simulate(rules(60, 2), rules(20, 5), plain).totals).toEqual([{ asset: 'points', before: 3, after: 9 }]);
  });

  it('takes a month of ten thousand events of a county', () => {
    const many = Array.from({ length: 10_000 }, (_, index): SimulatedEvent => {
      const person = `p${index % 700}`;
      const at = new Date(Date.UTC(2024, 4, 1) + index * 4 * 60_000).toISOString();
      return {
        id: String(index),
        person,
        at: at.slice(0, 16),
        facts: { occasion: 'now', 'subject.kind': 'volunteer', minutes: 30 + (index % 8) * 30 },
        standing: { at, subject: { person } },
      };
    });
    const result = simulate(rules(60, 2), rules(20, 5), many);
    expect(result.events).toBe(10_000);
  });
});

it('totals are held against a budget, and it is said', () => {
  const set = rules(60, 24);
  const result = simulate(set, rules(20, 24), [event('1', '08:00', 120)]);
  const found = withBudget(result, { points: 5, honour: 3 }, set.catalogue);
  expect(found.totals).toEqual([
    {
      asset: 'honour',
      before: 0,
      after: 0,
      budget: { amount: 3, before: { used: 0, left: 3, over: 0 }, after: { used: 0, left: 3, over: 0 } },
    },
    {
      asset: 'points',
      before: 2,
      after: 6,
      budget: { amount: 5, before: { used: 2, left: 3, over: 0 }, after: { used: 6, left: 0, over: 1 } },
    },
  ]);
  const { budget } = found.totals[1]!;
  const said = (language: string) => say(budgetWords(budget!, found.measures.points), lookupIn(sharedTexts(language)));
  expect(said('zh-CN')).toBe('预算 5 分：原规则用去 2 分，剩余 3 分；新规则用去 6 分，超出 1 分');
  expect(said('en-US')).toMatch(
    /^Budget 5 points: by the rules before, 2 points used, 3 points left; .* 1 points? too much$/,
  );
  expect(withBudget(result, {}, set.catalogue)).toEqual(result);
});
