/**
 * Checks the arithmetic of derived facts: its shape, its size, the facts it names, that it does not go round in circles.
 */
import { LIMITS } from '../limits';
import { pointer, problem, type Problem } from '../problem';
import { ARITHMETIC, type Expression, factsInExpression } from './expression';
import type { DerivedFact, FactCatalogue } from './fact';

interface Walk {
  readonly file: string;
  readonly facts: FactCatalogue;
  readonly problems: Problem[];
  nodes: number;
  /** Whether all numbers that come together here are whole and stay so. */
  whole: boolean;
}

export function checkDerived(fact: DerivedFact, file: string, path: string, facts: FactCatalogue): Problem[] {
  const walk: Walk = { file, facts, problems: [], nodes: 0, whole: true };
  const whole = visit(fact.is, `${path}/is`, 1, walk);
  if (walk.problems.length === 0 && fact.type === 'integer' && !whole) {
    walk.problems.push(problem('RESULT_TYPE', file, `${path}/type`, { fact: fact.name }));
  }
  if (walk.problems.length === 0) walk.problems.push(...checkCircle(fact, file, path, facts));
  return walk.problems;
}

/** Answers whether the result is always a whole number. */
function visit(node: unknown, path: string, depth: number, walk: Walk): boolean {
  const { file, problems } = walk;
  const refuse = (): boolean => {
    problems.push(problem('EXPRESSION_SHAPE', file, path, {}));
    return true;
  };
  walk.nodes += 1;
  if (walk.nodes === LIMITS.expressionNodesMax + 1) {
    problems.push(problem('EXPRESSION_TOO_MANY', file, path, { max: LIMITS.expressionNodesMax }));
  }
  if (walk.nodes > LIMITS.expressionNodesMax) return true;
  if (depth > LIMITS.expressionDepthMax) {
    problems.push(problem('EXPRESSION_TOO_DEEP', file, path, { max: LIMITS.expressionDepthMax }));
    return true;
  }
  if (typeof node === 'number') return Number.isInteger(node);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return refuse();
  const { fact, op, of, rounding, step, ...rest } = node as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return refuse();
  if (fact !== undefined) {
    if (op !== undefined || of !== undefined || rounding !== undefined || step !== undefined) return refuse();
    return checkFact(fact, pointer(path, 'fact'), walk);
  }
  const isRound = op === 'round';
  const known = isRound || (ARITHMETIC as readonly unknown[]).includes(op);
  if (!known || !Array.isArray(of) || (isRound ? of.length !== 1 : of.length < 2)) return refuse();
  const roundingFits = isRound
    ? ['floor', 'nearest', 'ceil'].includes(String(rounding)) && isStep(step)
    : rounding === undefined && step === undefined;
  if (!roundingFits) return refuse();
  const parts = of.map((part, index) => visit(part, pointer(pointer(path, 'of'), index), depth + 1, walk));
  if (isRound) return step === undefined || Number.isInteger(step);
  return op !== 'divide' && parts.every(Boolean);
}

function isStep(step: unknown): boolean {
  return step === undefined || (typeof step === 'number' && step > 0 && step <= 1_000_000);
}

function checkFact(name: unknown, path: string, { file, facts, problems }: Walk): boolean {
  const fact = typeof name === 'string' ? facts.get(name) : undefined;
  if (fact === undefined) problems.push(problem('FACT_UNKNOWN', file, path, { fact: String(name) }));
  else if (fact.type !== 'integer' && fact.type !== 'number') {
    problems.push(problem('VALUE_TYPE', file, path, { fact: fact.name, type: 'number', actual: fact.type }));
  }
  return fact?.type === 'integer';
}

/** Reported once, at the first of its facts in alphabetical order. */
function checkCircle(fact: DerivedFact, file: string, path: string, facts: FactCatalogue): Problem[] {
  const seen = new Set<string>();
  const trail: string[] = [];
  const leadsBack = (name: string): boolean => {
    const next = facts.get(name);
    // Of a catalogue that is wrong elsewhere, an expression can be anything.
    if (next?.kind !== 'derived' || seen.has(name)) return false;
    seen.add(name);
    trail.push(name);
    for (const part of partsOf(next.is)) if (part === fact.name || leadsBack(part)) return true;
    trail.pop();
    return false;
  };
  if (!leadsBack(fact.name) || trail.some((name) => name < fact.name)) return [];
  return [problem('FACT_CIRCLE', file, `${path}/is`, { facts: [...trail, fact.name].join(' → ') })];
}

function partsOf(expression: Expression): Set<string> {
  try {
    return factsInExpression(expression);
  } catch {
    return new Set();
  }
}
