/**
 * What the cases of a pack have tried: that each rule fires and that it does not, and each alternative of an `any`.
 */
import { compile, type CaseResult, type Condition, type Facts, type Pack, type RuleSet } from '@sidan/rules';

export interface Coverage {
  readonly rules: number;
  readonly rulesCovered: number;
  readonly branches: number;
  readonly branchesCovered: number;
  readonly missing: readonly {
    readonly rule: string;
    readonly file: string;
    readonly path: string;
    readonly want: 'holds' | 'fails';
  }[];
}

interface Branch {
  readonly rule: string;
  readonly file: string;
  readonly path: string;
  readonly condition: Condition;
  readonly want: 'holds' | 'fails';
}

export function coverageOf(pack: Pack, ruleSet: RuleSet, results: readonly CaseResult[]): Coverage {
  const events = results.map(({ facts }) => facts);
  const own = pack.rules.filter(({ value }) => ruleSet.rules.some(({ rule }) => rule.name === value.name));
  const branches = own.flatMap(({ file, value: rule }): Branch[] => {
    const of = (want: Branch['want'], path: string, condition: Condition): Branch => ({
      rule: rule.name,
      file,
      path,
      condition,
      want,
    });
    return [
      of('holds', '/conditions', rule.conditions),
      of('fails', '/conditions', rule.conditions),
      ...alternatives(rule.conditions, '/conditions').map(({ path, condition }) => of('holds', path, condition)),
    ];
  });
  const missing = branches.filter(({ condition, want }) => {
    const holds = predicate(condition, ruleSet);
    return !events.some((facts) => holds(facts) === (want === 'holds'));
  });
  const fired = new Set(results.flatMap((result) => result.fired));
  return {
    rules: own.length,
    rulesCovered: own.filter(({ value }) => fired.has(value.name)).length,
    branches: branches.length,
    branchesCovered: branches.length - missing.length,
    missing: missing.map(({ rule, file, path, want }) => ({ rule, file, path, want })),
  };
}

function alternatives(condition: Condition, path: string): { path: string; condition: Condition }[] {
  if ('fact' in condition) return [];
  if ('not' in condition) return alternatives(condition.not, `${path}/not`);
  const [name, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  return parts.flatMap((part, index) => {
    const at = `${path}/${name}/${index}`;
    return [...(name === 'any' ? [{ path: at, condition: part }] : []), ...alternatives(part, at)];
  });
}

/** Asks the engine itself, with a rule of nothing but this condition. */
function predicate(condition: Condition, ruleSet: RuleSet): (facts: Facts) => boolean {
  const [some] = ruleSet.rules;
  if (!some) return () => false;
  const params = { code: 'coverage', severity: 'info' };
  const rule = {
    name: 'coverage',
    priority: 1,
    conditions: { all: [condition] },
    event: { type: 'flag', params },
  } as typeof some.rule;
  const decide = compile({ ...ruleSet, rules: [{ ...some, rule }] });
  return (facts) => decide(facts).length > 0;
}
