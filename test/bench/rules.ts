import { Engine, type RuleProperties } from 'json-rules-engine';
import { compile, compileMatch, type Facts, type RuleSet } from '../../packages/rules/src';
import { median, table } from './measure';
import type { Result } from './index';
import { countyRules } from './countyRules';

const SIZES = [10, 50];
const ROUNDS = 7;
const ROUND_MS = 400;
const GOALS = { plain: 1000, explained: 50 };

interface Way {
  name: string;
  /** Decides so many events, one after another. */
  run(events: readonly Facts[]): Promise<unknown> | unknown;
  /** Events between two looks at the clock. */
  batch: number;
}

/**
 * One event decided: by the stock json-rules-engine, new for each event (the only way in which events may overlap) and kept; by our
 * compiled rules, with the whole explanation and with the rules that match alone. Rounds alternate.
 */
export async function rules(): Promise<Result> {
  const rows: (string | number)[][] = [
    ['', 'stock, fresh', 'stock, reused', 'explained', 'plain', 'explained ×', 'plain ×'],
  ];
  const figures: Result['figures'] = {};
  const goals: Result['goals'] = [];
  for (const size of SIZES) {
    const { ruleSet, events } = countyRules(size);
    await agree(ruleSet, events);
    const rounds = await measureAll(waysOf(ruleSet), events);
    const [fresh, reused, explained, plain] = rounds.map(median);
    // Round by round: what else the machine does falls on both sides of a ratio.
    const times = (way: number) => Math.round(median(rounds[way]!.map((rate, round) => rate / rounds[0]![round]!)));
    const [timesExplained, timesPlain] = [times(2), times(3)];
    rows.push([
      `${size} rules`,
      ...[fresh, reused, explained, plain].map((rate) => Math.round(rate!)),
      timesExplained,
      timesPlain,
    ]);
    Object.assign(figures, {
      [`stockFreshPerSecond${size}`]: Math.round(fresh!),
      [`stockReusedPerSecond${size}`]: Math.round(reused!),
      [`explainedPerSecond${size}`]: Math.round(explained!),
      [`plainPerSecond${size}`]: Math.round(plain!),
    });
    const goal = (name: string, value: number, wanted: number) =>
      goals.push({ name: `${name}, ${size} rules`, value, goal: wanted, met: value >= wanted });
    goal('without explanation / stock, fresh for each event', timesPlain, GOALS.plain);
    goal('with explanation / stock, fresh for each event', timesExplained, GOALS.explained);
  }
  return { table: `events per second\n${table(rows)}`, figures, goals };
}

function waysOf(ruleSet: RuleSet): Way[] {
  const stockRules = ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);
  const kept = new Engine(stockRules, { allowUndefinedFacts: true });
  const decide = compile(ruleSet);
  const match = compileMatch(ruleSet);
  const inTurn = async (events: readonly Facts[], engine: () => Engine) => {
    for (const facts of events) await engine().run({ ...facts });
  };
  return [
    {
      name: 'fresh',
      batch: 20,
      run: (events) => inTurn(events, () => new Engine(stockRules, { allowUndefinedFacts: true })),
    },
    { name: 'reused', batch: 20, run: (events) => inTurn(events, () => kept) },
    { name: 'explained', batch: 500, run: (events) => sum(events, (facts) => decide(facts).length) },
    { name: 'plain', batch: 5000, run: (events) => sum(events, (facts) => match(facts).length) },
  ];
}

/** Adds up, so that nothing is left out as useless. */
function sum(events: readonly Facts[], count: (facts: Facts) => number): number {
  let total = 0;
  for (const facts of events) total += count(facts);
  return total;
}

async function measureAll(ways: readonly Way[], events: readonly Facts[]): Promise<number[][]> {
  const rates = ways.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, way] of ways.entries()) {
      const rate = await perSecond(way, events);
      // The first round warms up.
      if (round >= 0) rates[index]!.push(rate);
    }
  }
  return rates;
}

async function perSecond(way: Way, events: readonly Facts[]): Promise<number> {
  const batches = Array.from({ length: Math.ceil(events.length / way.batch) }, (_, index) =>
    events.slice(index * way.batch, (index + 1) * way.batch),
  );
  const begun = performance.now();
  let done = 0;
  for (let turn = 0; performance.now() - begun < ROUND_MS; turn += 1) {
    const batch = batches[turn % batches.length]!;
    await way.run(batch);
    done += batch.length;
  }
  return done / ((performance.now() - begun) / 1000);
}

/** What does not say the same need not be fast. */
async function agree(ruleSet: RuleSet, events: readonly Facts[]): Promise<void> {
  const match = compileMatch(ruleSet);
  for (const facts of events.slice(0, 200)) {
    const stockRules = ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);
    const { results } = await new Engine(stockRules, { allowUndefinedFacts: true }).run({ ...facts });
    const stock = results.map(({ name }) => name).sort();
    const ours = match(facts)
      .map(({ rule: { name } }) => name)
      .sort();
    if (stock.join() !== ours.join()) throw new Error(`not the same: ${JSON.stringify({ facts, stock, ours })}`);
  }
}
