/**
 * Measured facts: the SQL for one event and for a population give what `measure` gives in memory, on random histories full of
 * edges: the last second of a month, leap days, clocks put forward at midnight, a day that a country left out.
 */
import type { FactBook, Facts, MeasuredFact, Situation, SourceDefinition } from '../../packages/rules/src/facts';
import { measure } from '../../packages/rules/src/facts';
import { AGGREGATES, SPANS } from '../../packages/rules/src/facts/measured';
import type { Condition } from '../../packages/rules/src/rule';
import type { EventBinding, MeasureBinding } from '../../packages/rules/src/sql/binding';
import { sql } from '../../packages/rules/src/sql/fragment';
import { measuredSql, measuredSqlForPopulation } from '../../packages/rules/src/sql/measured';
import { usePostgres } from './database';
import { Random } from './random';

jest.setTimeout(240_000);
const WORLDS = Number(process.env.SIDAN_ROUNDS ?? 60);

const database =
  usePostgres(`create table visits (person text, household text, town text, class text, "order" text, at timestamptz,
    minutes integer, hours numeric, weight double precision, kind text, good boolean);
    create table figures (name text, since date, value numeric, "of" text);
    create table events (id integer, at timestamptz, person text, household text, town text, class text, "order" text)`);

const ZONES = ['Asia/Shanghai', 'America/New_York', 'Asia/Beirut', 'Pacific/Apia', 'UTC'];
const EDGES = [
  '2024-02-29T00:00:00Z',
  '2023-03-01T00:00:00Z',
  '2024-03-10T05:00:00Z',
  '2024-11-03T05:00:00Z',
  '2024-03-30T22:00:00Z',
  '2011-12-30T10:00:00Z',
  '2023-12-31T16:00:00Z',
  '2024-06-30T16:00:00Z',
  '1988-04-16T18:00:00Z',
  '2020-12-31T15:59:59.999Z',
].map((time) => Date.parse(time));
const DAY = 86_400_000;
const STEPS = [
  0,
  1,
  1000,
  3_600_000,
  DAY,
  7 * DAY,
  30 * DAY,
  31 * DAY,
  90 * DAY,
  182 * DAY,
  365 * DAY,
  366 * DAY,
  1826 * DAY,
];

const SOURCE: SourceDefinition = {
  name: 'visits',
  time: 'at',
  event: 'order',
  subjects: { person: 'person', household: 'household', town: 'town', class: 'class' },
  fields: [
    { name: 'minutes', type: 'integer' },
    { name: 'hours', type: 'number' },
    { name: 'weight', type: 'number' },
    { name: 'kind', type: 'string' },
    { name: 'good', type: 'boolean' },
  ],
};

const BINDING: MeasureBinding = {
  sources: {
    visits: {
      from: sql`visits as v`,
      time: sql`v.at`,
      event: sql`v."order"`,
      subjects: { person: sql`v.person`, household: sql`v.household`, town: sql`v.town`, class: sql`v.class` },
      fields: {
        minutes: { sql: sql`v.minutes`, as: 'integer' },
        hours: { sql: sql`v.hours`, as: 'numeric' },
        weight: { sql: sql`v.weight`, as: 'double' },
        kind: { sql: sql`v.kind`, as: 'text' },
        good: { sql: sql`v.good`, as: 'boolean' },
      },
    },
  },
  denominators: {
    from: sql`figures as f`,
    name: sql`f.name`,
    since: sql`f.since`,
    value: sql`f.value`,
    of: sql`f."of"`,
  },
};

const EVENTS: EventBinding = {
  from: sql`events as e`,
  id: sql`e.id`,
  at: sql`e.at`,
  event: sql`e."order"`,
  subject: { person: sql`e.person`, household: sql`e.household`, town: sql`e.town`, class: sql`e.class` },
};

interface World {
  book: FactBook;
  rows: Facts[];
  events: { at: string; subject: Record<string, string>; event?: string }[];
  denominators: { name: string; from: string; value: number; of?: string }[];
  timeZone: string;
}

function worldOf(random: Random): World {
  const edge = random.pick(EDGES);
  const near = () =>
    edge + random.pick([-1, 1]) * random.pick(STEPS) + random.pick([-1, 0, 0, 1]) * random.integer(0, 1);
  const known = <T>(value: T): T | null => (random.chance(0.15) ? null : value);
  const someone = () => ({
    person: random.pick(['p1', 'p2', 'p3', 'p4']),
    household: random.pick(['h1', 'h2']),
    town: random.pick(['t1', 't2']),
    class: random.pick(['c1', 'c2']),
  });
  const row = (): Facts => {
    const who = someone();
    return {
      ...(Object.fromEntries(Object.entries(who).map(([kind, value]) => [kind, known(value)])) as Facts),
      order: known(random.pick(['o1', 'o2'])),
      at: new Date(near()).toISOString(),
      minutes: known(random.integer(-5, 200)),
      hours: known(random.pick([0.1, 0.2, 0.3, 1, 2.5, 7.25])),
      weight: known(random.pick([0.1, 0.7, 3, 1e-3])),
      kind: known(random.pick(['health', 'law', ''])),
      good: known(random.chance(0.5)),
    };
  };
  const wheres: (Condition | undefined)[] = [
    undefined,
    { fact: 'kind', operator: 'notEqual', value: 'law' },
    {
      all: [
        { fact: 'minutes', operator: 'greaterThanInclusive', value: 30 },
        { not: { fact: 'good', operator: 'equal', value: true } },
      ],
    },
    {
      any: [
        { fact: 'kind', operator: 'in', value: ['law', ''] },
        { fact: 'hours', operator: 'lessThan', value: { fact: 'weight' } },
      ],
    },
  ];
  const facts = random
    .list(4, 14, () => 0)
    .map((_, index): MeasuredFact => {
      const aggregate = random.pick(AGGREGATES);
      const span = random.pick(SPANS);
      const places = aggregate === 'rank' || aggregate === 'share';
      const bounded = span !== 'event' && span !== 'lifetime';
      const field = aggregate === 'count' ? undefined : random.pick(['minutes', 'hours', 'weight']);
      const over = !places && random.chance(0.2);
      return {
        name: `f${index}`,
        kind: 'measured',
        type: 'number',
        of: {
          source: 'visits',
          aggregate,
          ...(places && random.chance(0.3)
            ? {}
            : { field: aggregate === 'distinct' ? random.pick(['kind', 'hours', 'good']) : field }),
          ...(random.chance(0.5) ? { where: random.pick(wheres) } : {}),
          subject: random.pick(['person', 'household', 'town'] as const),
          ...(places ? { among: random.pick(['town', 'class'] as const) } : {}),
          window: {
            span,
            ...(span === 'rolling' ? { days: random.pick([1, 7, 30, 365]) } : {}),
            ...(span === 'cycle' ? { cycle: random.pick(['half', 'odd']) } : {}),
            ...(bounded && span !== 'rolling' && random.chance(0.4) ? { count: random.integer(1, 5) } : {}),
            ...(bounded && random.chance(0.3) ? { previous: true as const } : {}),
          },
        },
        ...(over ? { over: { denominator: 'residents', at: random.pick(['now', 'yearStart'] as const) } } : {}),
      };
    });
  return {
    book: {
      facts: new Map(facts.map((fact) => [fact.name, fact])),
      sources: new Map([['visits', SOURCE]]),
      cycles: new Map([
        ['half', { name: 'half', from: '2020-04-01', months: 6 }],
        ['odd', { name: 'odd', from: '2021-12-15', months: 5 }],
      ]),
    },
    rows: random.list(0, 60, row),
    events: random.list(1, 8, () => ({
      at: new Date(near()).toISOString(),
      subject: Object.fromEntries(Object.entries(someone()).filter(() => random.chance(0.9))),
      ...(random.chance(0.7) ? { event: random.pick(['o1', 'o2']) } : {}),
    })),
    denominators: oneEachDay(
      random.list(0, 4, () => ({
        name: 'residents',
        from: new Date(near()).toISOString().slice(0, 10),
        value: random.pick([0, 3, 7, 1000.5]),
        ...(random.chance(0.5) ? { of: random.pick(['p1', 'h1', 't1']) } : {}),
      })),
    ),
    timeZone: random.pick(ZONES),
  };
}

async function store({ rows, events, denominators }: World): Promise<void> {
  await database().query('truncate visits, figures, events');
  await database().query('insert into visits select * from jsonb_populate_recordset(null::visits, $1::jsonb)', [
    JSON.stringify(rows),
  ]);
  await database().query(
    `insert into figures select name, "from", value, "of" from jsonb_to_recordset($1::jsonb) as d(name text, "from" date, value numeric, "of" text)`,
    [JSON.stringify(denominators)],
  );
  const stored = events.map(({ at, subject, event }, index) => ({ id: index, at, ...subject, order: event }));
  await database().query('insert into events select * from jsonb_populate_recordset(null::events, $1::jsonb)', [
    JSON.stringify(stored),
  ]);
}

it(`are the same in memory, in one query for an event and in one for all, in ${WORLDS} random worlds`, async () => {
  let found = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const world = worldOf(new Random(seed));
    await store(world);
    const names = [...world.book.facts.keys()];
    const calendar = { timeZone: world.timeZone };
    const binding = { ...BINDING, calendar };
    const all = measuredSqlForPopulation(world.book, names, binding, EVENTS);
    const population = await database().query<{ id: number; facts: Facts }>(all.text, [...all.values]);
    expect(population.rows).toHaveLength(world.events.length);
    for (const [index, event] of world.events.entries()) {
      const situation: Situation = {
        ...event,
        history: { visits: world.rows },
        denominators: world.denominators,
        calendar,
      };
      const expected = measure(world.book, names, situation);
      const one = measuredSql(world.book, names, binding, event);
      const { rows } = await database().query<{ facts: Facts }>(one.text, [...one.values]);
      const context = { seed, zone: world.timeZone, event };
      expect({ ...context, facts: rows[0]!.facts }).toEqual({ ...context, facts: expected });
      expect({ ...context, facts: population.rows.find((row) => row.id === index)!.facts }).toEqual({
        ...context,
        facts: expected,
      });
      found += Object.values(expected).filter((value) => value !== 0).length;
    }
  }
  // Worlds in which nothing ever happens would prove nothing.
  expect(found).toBeGreaterThan(WORLDS * 5);
});

/** Two figures of one owner and day contradict each other: which counts is nobody's promise. */
function oneEachDay(figures: World['denominators']): World['denominators'] {
  return [...new Map(figures.map((figure) => [`${figure.from} ${figure.of ?? ''}`, figure])).values()];
}
