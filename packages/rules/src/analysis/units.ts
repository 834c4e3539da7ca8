/**
 * Minutes are not compared with hours, nor added to them. What has no unit goes with anything.
 */
import type { Catalogue } from '../catalogue';
import type { Expression, FactCatalogue } from '../facts';
import type { InFile } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import type { Condition, Rule } from '../rule';

export function checkUnits(rules: readonly InFile<Rule>[], ownFacts: FactCatalogue, catalogue: Catalogue): Problem[] {
  return [
    ...[...ownFacts.values()].flatMap((fact, index) => checkDerived(fact, index, catalogue.facts)),
    ...rules.flatMap(({ file, value }) => [
      ...inCondition(value.conditions, file, '/conditions', catalogue.facts),
      ...inParams(value, file, catalogue),
    ]),
  ];
}

function inCondition(condition: Condition, file: string, path: string, facts: FactCatalogue): Problem[] {
  if ('not' in condition) return inCondition(condition.not, file, pointer(path, 'not'), facts);
  if ('fact' in condition) {
    const { fact, value } = condition;
    if (typeof value !== 'object' || !('fact' in value)) return [];
    return differing(fact, value.fact, file, `${path}/value/fact`, facts);
  }
  const [name, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  return parts.flatMap((part, index) => inCondition(part, file, pointer(`${path}/${name}`, index), facts));
}

function differing(fact: string, other: string, file: string, path: string, facts: FactCatalogue): Problem[] {
  return mismatch(other, facts.get(fact)?.unit, file, path, facts);
}

function mismatch(fact: string, unit: string | undefined, file: string, path: string, facts: FactCatalogue): Problem[] {
  const actual = facts.get(fact)?.unit;
  return unit === undefined || actual === undefined || unit === actual
    ? []
    : [problem('UNIT_MISMATCH', file, path, { fact, unit, actual })];
}

function inParams({ event }: Rule, file: string, { facts, assets }: Catalogue): Problem[] {
  const at = (path: string) => `/event/params${path}`;
  if (event.type === 'award') {
    const { quantity, tiers } = event.params;
    return tiers && 'fact' in quantity
      ? differing(quantity.fact, tiers.over.fact, file, at('/tiers/over/fact'), facts)
      : [];
  }
  if (event.type === 'limit' && event.params.used) {
    return mismatch(event.params.used.fact, assets.get(event.params.asset)?.unit, file, at('/used/fact'), facts);
  }
  if (event.type === 'redeem' && event.params.balance) {
    return mismatch(event.params.balance.fact, assets.get(event.params.asset)?.unit, file, at('/balance/fact'), facts);
  }
  return [];
}

type Fact = FactCatalogue extends ReadonlyMap<string, infer F> ? F : never;

function checkDerived(fact: Fact, index: number, facts: FactCatalogue): Problem[] {
  if (fact.kind !== 'derived') return [];
  const path = `${pointer('/facts', index)}/is`;
  const problems: Problem[] = [];
  const unit = unitOf(fact.is, path, facts, problems);
  if (unit !== undefined && fact.unit !== undefined && unit !== fact.unit) {
    problems.push(problem('UNIT_MISMATCH', FILE, path, { fact: fact.name, unit: fact.unit, actual: unit }));
  }
  return problems;
}

const FILE = 'catalogue/facts.json';

/** Undefined where it cannot be told: a product of two units is another one. */
function unitOf(expression: Expression, path: string, facts: FactCatalogue, problems: Problem[]): string | undefined {
  if (typeof expression === 'number') return undefined;
  if ('fact' in expression) return facts.get(expression.fact)?.unit;
  const units = expression.of.map((part, index) => unitOf(part, pointer(`${path}/of`, index), facts, problems));
  if (expression.op === 'multiply' || expression.op === 'divide') return undefined;
  const [first] = units.filter((unit) => unit !== undefined);
  const other = units.findIndex((unit) => unit !== undefined && unit !== first);
  if (other >= 0 && first !== undefined) {
    const part = expression.of[other];
    const fact = typeof part === 'object' && 'fact' in part ? part.fact : String(other);
    problems.push(
      problem('UNIT_MISMATCH', FILE, pointer(`${path}/of`, other), { fact, unit: first, actual: units[other] ?? '' }),
    );
  }
  return first;
}
