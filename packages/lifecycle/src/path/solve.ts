/** Facts that make a condition true: looked for among the values that it names and those next to them. */
import {
  compileCondition,
  type Condition,
  type FactCatalogue,
  type FactDefinition,
  type Facts,
  type FactValue,
  factsIn,
  type Test,
} from '@sidan/rules/conditions';

/** Tries; far more than guards that people write need. */
const TRIES_MAX = 50_000;

function testsIn(condition: Condition): Test[] {
  if ('all' in condition) return condition.all.flatMap(testsIn);
  if ('any' in condition) return condition.any.flatMap(testsIn);
  if ('not' in condition) return testsIn(condition.not);
  return [condition];
}

/**
 * Values worth trying for one fact: those that are named, their neighbours, those that the catalogue lists. A field of an event may be left empty, so that
 * is tried first; everything else is always there, so that missing is tried last.
 */
function candidates(name: string, fact: FactDefinition | undefined, tests: readonly Test[]): FactValue[] {
  const named = tests.flatMap(({ value }) =>
    typeof value === 'object' ? (Array.isArray(value) ? value : []) : [value],
  );
  const tried = new Set<FactValue>();
  for (const value of named as FactValue[]) {
    tried.add(value);
    if (typeof value === 'number') [value + 1, value - 1].forEach((near) => tried.add(near));
  }
  for (const value of fact?.values ?? []) tried.add(value);
  if (fact?.type === 'string' && !fact.values) tried.add('other');
  if (fact?.type === 'boolean') [true, false].forEach((value) => tried.add(value));
  const possible =
    fact?.type === 'list'
      ? [...[...tried].map((value) => [String(value)]), ['other']]
      : [...tried].filter((value) => isPossible(fact, value));
  return name.startsWith('event.') ? [undefined, ...possible] : [...possible, undefined];
}

function isPossible(fact: FactDefinition | undefined, value: FactValue): boolean {
  if (typeof value === 'number') return value >= (fact?.min ?? -Infinity) && value <= (fact?.max ?? Infinity);
  return true;
}

/**
 * Facts that make the condition true; undefined when none were found. Sound: what is given has been tried. A fact that is best missing is not in the
 * result.
 */
export function solve(condition: Condition | undefined, catalogue: FactCatalogue): Facts | undefined {
  if (condition === undefined) return {};
  const holds = compileCondition(condition);
  const tests = testsIn(condition);
  const names = [...factsIn(condition)];
  const values = names.map((name) =>
    candidates(
      name,
      catalogue.get(name),
      tests.filter((test) => test.fact === name),
    ),
  );
  const picked = names.map(() => 0);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const facts: Record<string, FactValue> = {};
    names.forEach((name, i) => {
      const value = values[i]![picked[i]!];
      if (value !== undefined) facts[name] = value;
    });
    if (holds(facts)) return facts;
    // Counts on, like a clock with a wheel for each fact.
    let wheel = 0;
    for (; wheel < names.length; wheel += 1) {
      picked[wheel]! += 1;
      if (picked[wheel]! < values[wheel]!.length) break;
      picked[wheel] = 0;
    }
    if (wheel === names.length) return undefined;
  }
  return undefined;
}
