import fc from 'fast-check';
import { type FactBook, type Facts, measure, type MeasuredFact, reachOf, type Situation, tallied, tally } from '.';
import { AGGREGATES, type Measurement, SPANS, type SubjectKind } from './measured';

const source = {
  name: 'postings',
  time: 'at',
  event: 'order',
  fields: [],
  subjects: { person: 'person', team: 'team', town: 'town', county: 'county' },
};

const one = fc.constantFrom('a', 'b', 'c');
const instant = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => Date.UTC(2024, 0, 1) + minutes * 60_000);
const iso = (time: number) => new Date(time).toISOString();

const row = fc.record(
  {
    at: fc.oneof({ weight: 20, arbitrary: instant.map(iso) }, { weight: 1, arbitrary: fc.constant('never') }),
    person: one,
    team: one,
    town: fc.constantFrom('t', 'u'),
    county: fc.constant('c'),
    order: one,
    rule: one,
    amount: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constantFrom<unknown>(0.1, 1.25, 'x', null)),
  },
  { requiredKeys: ['at'] },
) as fc.Arbitrary<Facts>;

const measurement = fc
  .record({
    aggregate: fc.constantFrom(...AGGREGATES),
    field: fc.constantFrom('amount', 'rule', undefined),
    rule: fc.option(one),
    span: fc.constantFrom(...SPANS),
    count: fc.constantFrom(undefined, 2),
    previous: fc.constantFrom(undefined, true as const),
    subject: fc.constantFrom<SubjectKind>('person', 'team', 'town', 'county', 'household'),
    among: fc.constantFrom<'town' | 'county' | undefined>('town', 'county', undefined),
  })
  .map(
    ({ aggregate, field, rule, span, count, previous, subject, among }): Measurement => ({
      source: 'postings',
      aggregate,
      field,
      subject,
      among,
      window: { span, count, previous, days: 7, cycle: span === 'cycle' ? 'term' : undefined },
      ...(rule === null ? {} : { where: { fact: 'rule', operator: 'equal', value: rule } }),
    }),
  );

it('says what measure says of the same rows, be they in one tally or in several', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(row, fc.boolean()), { maxLength: 40 }),
      fc.array(measurement, { minLength: 1, maxLength: 4 }),
      fc.array(
        fc.record({
          at: instant,
          subject: fc.record({ person: one, team: one, town: fc.constant('t') }),
          event: fc.option(one, { nil: undefined }),
        }),
        { maxLength: 5 },
      ),
      fc.boolean(),
      (rows, measurements, events, isShare) => {
        const facts = measurements.map((of, index): MeasuredFact => {
          const over = isShare ? { over: { denominator: 'residents', at: 'yearStart' as const } } : {};
          return { name: `f${index}`, kind: 'measured', type: 'number', of, ...over };
        });
        const book: FactBook = {
          facts: new Map(facts.map((fact) => [fact.name, fact])),
          sources: new Map([['postings', source]]),
          cycles: new Map([['term', { name: 'term', from: '2023-02-15', months: 5 }]]),
        };
        const names = facts.map(({ name }) => name);
        const prepared = tallied(book, names, 'postings')!;
        const [first, second] = [tally('at'), tally('at')];
        const sorted = [...rows].sort(([a], [b]) => (String(a.at) < String(b.at) ? -1 : 1));
        const seen: Facts[] = [];
        const denominators = [{ name: 'residents', from: '2020-01-01', value: 8 }];
        const check = () => {
          for (const { at, subject, event } of events) {
            const standing = { at: iso(at), subject: { ...subject, county: 'c' }, event, denominators };
            const situation: Situation = { ...standing, history: { postings: seen } };
            expect(prepared(standing, [first, second])).toEqual(measure(book, names, situation));
          }
        };
        sorted.forEach(([one, isFirst], index) => {
          (isFirst ? first : second).add(one);
          seen.push(one);
          // Also in between: what was asked before is kept up to date.
          if (index % 13 === 7) check();
        });
        check();
      },
    ),
    { numRuns: 300 },
  );
});

it('takes rows in the order of their time only, and prepares nothing where nothing is measured', () => {
  const rows = tally('at');
  rows.add({ at: '2024-02-01T00:00:00Z' });
  expect(() => rows.add({ at: '2024-01-01T00:00:00Z' })).toThrow(RangeError);
  const none: FactBook = { facts: new Map(), sources: new Map(), cycles: new Map() };
  expect(tallied(none, ['x'], 'postings')).toBeUndefined();
});

it('rows from before the reach count for nothing', () => {
  const fact = (name: string, window: Measurement['window'], of = 'postings'): [string, MeasuredFact] => [
    name,
    { name, kind: 'measured', type: 'number', of: { source: of, aggregate: 'count', subject: 'person', window } },
  ];
  const book: FactBook = {
    facts: new Map([
      fact('day', { span: 'day' }),
      fact('month', { span: 'month', count: 2 }),
      fact('ever', { span: 'lifetime' }),
      fact('else', { span: 'year' }, 'orders'),
    ]),
    sources: new Map([['postings', source]]),
    cycles: new Map(),
  };
  const at = '2024-05-10T00:00:00+08:00';
  expect(reachOf(book, ['day', 'month', 'else'], 'postings', at)).toMatchObject({ from: '2024-03-31T16:00:00.000Z' });
  expect(reachOf(book, ['day', 'ever'], 'postings', at).from).toBeUndefined();
  expect(reachOf(book, ['else'], 'postings', at)).toEqual({ measurements: [] });
});
