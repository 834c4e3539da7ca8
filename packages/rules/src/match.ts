/**
 * Which rules of a set match an event, as fast as it can be known: what rules pin at their top (`occasion`, `subject.kind`) is
 * looked up once, each fact of the event is read once, and only what is left of the conditions is run.
 */
import { factsIn } from './conditions/compile';
import { Program, reader } from './conditions/program';
import { deriver, type FactCatalogue, factOf, type Facts, type FactValue } from './facts';
import type { Condition, Group, Rule } from './rule';

export interface MatchedRule {
  readonly rule: Rule;
  /** Rules of one group exclude each other. */
  readonly group: string | undefined;
}

/** The numbers of the rules that match; of a group only the first. */
export type Match = (facts: Facts) => number[];

/** What rules most often require of an event, so that a lookup leaves few of them. */
const PINNED = ['occasion', 'subject.kind'] as const;

/** Compiles rules, given in the order in which they count, into a function that matches one event at a time. */
export function matcher(rules: readonly MatchedRule[], catalogue: FactCatalogue): Match {
  const [occasions, kinds] = PINNED.map((fact) => valuesOf(rules, fact)) as [FactValue[], FactValue[]];
  // For each value that a rule pins, and first for all others.
  const shelves: (Match | undefined)[] = [];
  return (facts) => {
    const occasion = occasions.indexOf(factOf(facts, PINNED[0])) + 1;
    const kind = kinds.indexOf(factOf(facts, PINNED[1])) + 1;
    const place = occasion * (kinds.length + 1) + kind;
    const shelf = (shelves[place] ??= shelfOf(rules, [occasions[occasion - 1], kinds[kind - 1]], catalogue));
    return shelf(facts);
  };
}

function valuesOf(rules: readonly MatchedRule[], fact: string): FactValue[] {
  const values = rules.map(({ rule }) => pinOf(rule.conditions, fact));
  return [...new Set(values.filter((value) => value !== undefined))];
}

/** What the topmost `all` requires the fact to equal. */
function pinOf(conditions: Group, fact: string): FactValue {
  const pin = 'all' in conditions ? conditions.all.find((part) => isPin(part, fact)) : undefined;
  return pin !== undefined && 'value' in pin ? (pin.value as FactValue) : undefined;
}

function isPin(part: Condition, fact: string): boolean {
  return 'fact' in part && part.fact === fact && part.operator === 'equal' && typeof part.value !== 'object';
}

/** Matches events of which the pinned facts are known: rules that want others are left out, the pins of the rest taken off. */
function shelfOf(rules: readonly MatchedRule[], values: readonly FactValue[], catalogue: FactCatalogue): Match {
  const program = new Program();
  const names = new Set<string>();
  const entries: number[] = [];
  const numbers: number[] = [];
  const groups: number[] = [];
  const groupNames: string[] = [];
  rules.forEach(({ rule, group }, number) => {
    let conditions = rule.conditions;
    for (const [index, fact] of PINNED.entries()) {
      const pin = pinOf(conditions, fact);
      if (pin === undefined) continue;
      if (pin !== values[index]) return;
      conditions = withoutPin(conditions, fact);
    }
    factsIn(conditions, names);
    entries.push(program.add(conditions));
    numbers.push(number);
    if (group !== undefined && !groupNames.includes(group)) groupNames.push(group);
    groups.push(group === undefined ? -1 : groupNames.indexOf(group));
  });
  const complete = deriver(catalogue, names);
  const read = reader(program.facts);
  // Used again for each event: nothing here waits, so no two events meet.
  const slots: FactValue[] = program.facts.map(() => undefined);
  const taken: number[] = groupNames.map(() => 0);
  let run = 0;
  return (facts) => {
    run += 1;
    read(complete(facts), slots);
    const matched: number[] = [];
    for (let i = 0; i < entries.length; i += 1) {
      const group = groups[i] as number;
      if (group >= 0 && taken[group] === run) continue;
      if (!program.holds(entries[i] as number, slots)) continue;
      if (group >= 0) taken[group] = run;
      matched.push(numbers[i] as number);
    }
    return matched;
  };
}

function withoutPin(conditions: Group, fact: string): Group {
  if (!('all' in conditions)) return conditions;
  const at = conditions.all.findIndex((part) => isPin(part, fact));
  return { all: conditions.all.filter((_, index) => index !== at) };
}
