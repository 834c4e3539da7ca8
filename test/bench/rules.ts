import { deepStrictEqual } from 'node:assert';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { type Amount, compile, compileAmounts, compileMatch, type Facts, type RuleSet } from '../../packages/rules/src';
import { median, table } from './measure';
import type { Result } from './index';
import { countyRules } from './countyRules';

const SIZES = [10, 50];
/** Many short ones: what else the machine does changes from second to second. */
const ROUNDS = 25;
const WARM_UP_ROUNDS = 3;
const ROUND_MS = 100;
const GOALS = { plain: 1000, explained: 50 };

interface Way {
  readonly name: string;
  /** Decides so many events, one after another. */
  run(events: readonly Facts[]): Promise<unknown> | unknown;
  /** Events between two looks at the clock. */
  readonly batch: number;
  /** How many times as fast as a fresh stock engine it ought to be. */
  readonly goal?: number;
}

/**
 * One event decided, by the same rules and with the same answers:
 *
 *     stock, fresh    a json-rules-engine for each event: the only way in which events may overlap, as they do in a server
 *     stock, reused   one for all, which then must be asked for one event after another
 *     explained       `compile`: amounts, facts seen and every step of the arithmetic
 *     amounts         `compileAmounts`: which rules fire, and how much each gives
 *     rules           `compileMatch`: which rules fire, which is all that the stock engine says
 *
 * Both stock engines are held against the rules alone; ours do more. Rounds alternate, and a ratio is the median of the rounds'
 * own, so that what else the machine does falls on both of its sides.
 */
export async function rules(): Promise<Result> {
  const rows: (string | number)[][] = [];
  const figures: Result['figures'] = {};
  const goals: Result['goals'] = [];
  for (const size of SIZES) {
    const { ruleSet, events } = countyRules(size);
    await agree(ruleSet, events);
    const ways = waysOf(ruleSet);
    const rounds = await measureAll(ways, events);
    const timesAs = (way: number, other: number) =>
      Math.round(median(rounds[way]!.map((rate, round) => rate / rounds[other]![round]!)));
    if (rows.length === 0) rows.push(['events per second', ...ways.map(({ name }) => name)]);
    rows.push([`${size} rules`, ...rounds.map((rates) => Math.round(median(rates)))]);
    rows.push(['  × stock, fresh', ...ways.map((_, way) => timesAs(way, 0))]);
    rows.push(['  × stock, reused', ...ways.map((_, way) => timesAs(way, 1))]);
    ways.forEach(({ name, goal }, way) => {
      figures[`${name.replace('stock, ', 'stock_')}PerSecond${size}`] = Math.round(median(rounds[way]!));
      const value = timesAs(way, 0);
      if (goal) goals.push({ name: `${name} / stock, fresh, ${size} rules`, value, goal, met: value >= goal });
    });
  }
  return { table: table(rows), figures, goals };
}

function waysOf(ruleSet: RuleSet): Way[] {
  const stockRules = stockRulesOf(ruleSet);
  const kept = new Engine(stockRules, { allowUndefinedFacts: true });
  const decide = compile(ruleSet);
  const amounts = compileAmounts(ruleSet);
  const match = compileMatch(ruleSet);
  const inTurn = async (events: readonly Facts[], engine: () => Engine) => {
    for (const facts of events) await engine().run({ ...facts });
  };
  const fresh = () => new Engine(stockRules, { allowUndefinedFacts: true });
  return [
    { name: 'stock, fresh', batch: 20, run: (events) => inTurn(events, fresh) },
    { name: 'stock, reused', batch: 20, run: (events) => inTurn(events, () => kept) },
    {
      name: 'explained',
      batch: 500,
      goal: GOALS.explained,
      run: (events) => sum(events, (facts) => decide(facts).length),
    },
    {
      name: 'amounts',
      batch: 5000,
      goal: GOALS.plain,
      run: (events) => sum(events, (facts) => total(amounts(facts))),
    },
    {
      name: 'rules',
      batch: 5000,
      goal: GOALS.plain,
      run: (events) => sum(events, (facts) => match(facts).length),
    },
  ];
}

const stockRulesOf = (ruleSet: RuleSet): RuleProperties[] =>
  ruleSet.rules.map(({ rule }) => rule as unknown as RuleProperties);

function total(amounts: readonly Amount[]): number {
  let all = 0;
  for (const { amount } of amounts) all += amount;
  return all;
}

/** Adds up, so that nothing is left out as useless. */
function sum(events: readonly Facts[], count: (facts: Facts) => number): number {
  let total = 0;
  for (const facts of events) total += count(facts);
  return total;
}

async function measureAll(ways: readonly Way[], events: readonly Facts[]): Promise<number[][]> {
  const rates = ways.map((): number[] => []);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    for (const [index, way] of ways.entries()) {
      const rate = await perSecond(way, events);
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
  const decide = compile(ruleSet);
  const amounts = compileAmounts(ruleSet);
  const match = compileMatch(ruleSet);
  for (const facts of events.slice(0, 200)) {
    const { results } = await new Engine(stockRulesOf(ruleSet), { allowUndefinedFacts: true }).run({ ...facts });
    const outcomes = decide(facts);
    const ours = match(facts).map(({ rule }) => rule.name);
    deepStrictEqual([...ours].sort(), results.map(({ name }) => name).sort());
    deepStrictEqual(
      outcomes.map(({ rule }) => rule),
      ours,
    );
    deepStrictEqual(
      amounts(facts).map(({ effective, amount }) => [effective.rule.name, amount]),
      outcomes.map(({ rule, amount }) => [rule, amount]),
    );
  }
}
