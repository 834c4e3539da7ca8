/**
 * Years of events against a clerk who keeps the books by hand: caps by day, month and year that nest, tiers across their step, a
 * rate that changes at the county's midnight, credits that end with their month.
 */
import fc from 'fast-check';
import { compile, layersByDay, localMoment, measure, settle, type Facts } from '..';
import { kindFiles, NOW, ruleOf } from '../fixtures/kinds';
import { mustLoad } from '../fixtures/packs';

const CAPS = { day: 7, month: 20, year: 60 } as const;
const CHANGE = '2024-03-01';
const fact = (name: string, field: string, span: string) => ({
  ...{ name, kind: 'measured', type: 'number' },
  of: { source: 'postings', aggregate: 'sum', field, window: { span }, subject: 'person' },
});
const rate = (name: string, amount: number, dates: object) => ({
  ...ruleOf('award', name, {
    asset: 'points',
    to: 'person',
    quantity: { fact: 'minutes' },
    per: 30,
    amount,
    rounding: 'floor',
    expires: { after: { months: 1 } },
  }),
  ...dates,
});
const rules = [
  rate('old', 1, { effectiveTo: '2024-02-29' }),
  rate('new', 2, { effectiveFrom: CHANGE }),
  ruleOf('award', 'tiers', {
    asset: 'moral',
    to: 'person',
    quantity: { fact: 'minutes' },
    tiers: {
      over: { fact: 'minutesYear' },
      steps: [
        { upTo: 600, per: 60, amount: 1 },
        { per: 60, amount: 2 },
      ],
    },
    rounding: 'floor',
  }),
  ...(['year', 'day', 'month'] as const).map((span) =>
    ruleOf('limit', span, {
      asset: 'points',
      to: 'person',
      max: CAPS[span],
      per: 'person',
      window: { span },
      used: { fact: `used.${span}` },
      overflow: { do: 'drop' },
    }),
  ),
];
const files = kindFiles(rules, {
  assets: [{ name: 'moral', unit: 'point', scale: 0 }],
  facts: [
    ...(['day', 'month', 'year'] as const).map((span) => fact(`used.${span}`, 'points', span)),
    fact('minutesYear', 'minutes', 'year'),
    { name: 'minutes', kind: 'given', type: 'integer' },
  ],
});
const source = {
  name: 'postings',
  time: 'at',
  fields: ['at', 'person', 'points', 'minutes'].map((name) => ({
    name,
    type: ['at', 'person'].includes(name) ? 'string' : 'integer',
  })),
  subjects: { person: 'person' },
};
const pack = mustLoad({
  ...files,
  'catalogue/sources.json': { sources: [source] },
  'locales/zh-CN.json': {
    ...(files['locales/zh-CN.json'] as object),
    'source.postings.title': 't',
    ...Object.fromEntries(source.fields.map(({ name }) => [`source.postings.field.${name}`, 't'])),
  },
});
const setOn = layersByDay([pack]);

/** Hours about which the county's days, months and years change, in minutes since the beginning of 2024 in China. */
const START = Date.parse('2023-12-31T16:00:00Z');
const minute = fc.oneof(
  fc.integer({ min: 0, max: 366 * 1440 + 1440 }),
  ...[31, 59, 60, 91, 366].map((day) => fc.integer({ min: day * 1440 - 3, max: day * 1440 + 3 })),
);
const history = fc.uniqueArray(fc.record({ at: minute, minutes: fc.integer({ min: 0, max: 400 }) }), {
  selector: ({ at }) => at,
  maxLength: 25,
});

interface Entry {
  readonly day: string;
  readonly minutes: number;
  readonly points: number;
}

/** As the clerk does it: adds up the days in the book, and counts the minutes one by one. */
function byHand(book: readonly Entry[], day: string, minutes: number) {
  const sum = (length: number, what: 'points' | 'minutes') =>
    book
      .filter((entry) => entry.day.slice(0, length) === day.slice(0, length))
      .reduce((all, one) => all + one[what], 0);
  const earned = Math.floor(minutes / 30) * (day < CHANGE ? 1 : 2);
  const room = Math.min(CAPS.day - sum(10, 'points'), CAPS.month - sum(7, 'points'), CAPS.year - sum(4, 'points'));
  let moral = 0;
  const before = sum(4, 'minutes');
  for (let nth = before + 1; nth <= before + minutes; nth += 1) {
    if (nth <= 600 && nth % 60 === 0) moral += 1;
    if (nth > 600 && (nth - 600) % 60 === 0) moral += 2;
  }
  return { points: Math.max(0, Math.min(earned, room)), moral };
}

it('a year of service comes to what the clerk has in the book', () => {
  fc.assert(
    fc.property(history, (events) => {
      const rows: Facts[] = [];
      const book: Entry[] = [];
      for (const { at, minutes } of [...events].sort((a, b) => a.at - b.at)) {
        const instant = new Date(START + at * 60_000).toISOString();
        const local = localMoment(instant);
        const layered = setOn(local.slice(0, 10));
        if (!layered.ok) throw new Error(local);
        const { ruleSet } = layered;
        const names = ['used.day', 'used.month', 'used.year', 'minutesYear'];
        const measured = measure(ruleSet, names, {
          at: instant,
          subject: { person: 'p' },
          history: { postings: rows },
        });
        const facts = { ...NOW, ...measured, minutes };
        const { postings, overflow } = settle(ruleSet, compile(ruleSet)(facts), facts, { at: local });
        const of = (asset: string) => postings.find((posting) => posting.asset === asset);
        const expected = byHand(book, local.slice(0, 10), minutes);
        expect({ local, points: of('points')?.amount, moral: of('moral')?.amount }).toEqual({ local, ...expected });
        const lost = overflow.reduce((all, { amount }) => all + amount, 0);
        expect(lost + expected.points).toBe(of('points')?.earned);
        rows.push({ at: instant, person: 'p', points: expected.points, minutes });
        book.push({ day: local.slice(0, 10), minutes, points: expected.points });
      }
    }),
    { numRuns: 150 },
  );
});
