import { add, compare, type Decimal, decimal, divide, heldNumber, multiply, negate, roundTo } from '../decimal';
import type { ArithmeticName, Expression } from './expression';
import { factOf, type FactCatalogue, type Facts, type FactValue } from './fact';
import { needsOf } from './needs';

/**
 * Adds the derived facts to those of an event: all of the catalogue, or those needed for `names`. In exact decimals, a
 * division to twelve. A fact that is already there stays as it is. What is made of something missing (or of no number), or
 * divided by zero, or larger than any number, is missing.
 */
export function derive(catalogue: FactCatalogue, facts: Facts, names: Iterable<string> = catalogue.keys()): Facts {
  return deriver(catalogue, names)(facts);
}

/** `derive`, prepared once for many events. Answers the same object when there is nothing to add. */
export function deriver(catalogue: FactCatalogue, names: Iterable<string>): (facts: Facts) => Facts {
  const works = needsOf(catalogue, names).derived.map((fact) => ({ fact, value: compileExpression(fact.is) }));
  if (works.length === 0) return (facts) => facts;
  return (facts) => {
    const known: Record<string, FactValue> = { ...facts };
    for (const { fact, value } of works) {
      if (factOf(known, fact.name) !== undefined) continue;
      const result = value(known);
      const held = result && heldNumber(result);
      if (held === undefined) delete known[fact.name];
      else known[fact.name] = held;
    }
    return known;
  };
}

type Value = (facts: Facts) => Decimal | undefined;

function compileExpression(expression: Expression): Value {
  if (typeof expression === 'number') {
    const constant = decimal(expression);
    return () => constant;
  }
  if ('fact' in expression) {
    const { fact } = expression;
    return (facts) => {
      const value = factOf(facts, fact);
      return typeof value === 'number' && Number.isFinite(value) ? decimal(value) : undefined;
    };
  }
  const parts = expression.of.map(compileExpression);
  if (expression.op === 'round') {
    const { rounding } = expression;
    const step = decimal(expression.step ?? 1);
    return (facts) => {
      const value = parts[0]?.(facts);
      return value === undefined ? undefined : roundTo(value, step, rounding);
    };
  }
  const combine = ARITHMETIC[expression.op];
  return (facts) => {
    let result: Decimal | undefined;
    for (const [index, part] of parts.entries()) {
      const value = part(facts);
      if (value === undefined) return undefined;
      result = index === 0 || result === undefined ? value : combine(result, value);
      if (result === undefined) return undefined;
    }
    return result;
  };
}

const ARITHMETIC: Readonly<Record<ArithmeticName, (a: Decimal, b: Decimal) => Decimal | undefined>> = {
  add,
  subtract: (a, b) => add(a, negate(b)),
  multiply,
  divide: (a, b) => (b.digits === 0n ? undefined : divide(a, b)),
  minimum: (a, b) => (compare(a, b) <= 0 ? a : b),
  maximum: (a, b) => (compare(a, b) >= 0 ? a : b),
};
