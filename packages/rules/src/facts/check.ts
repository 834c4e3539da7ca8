import { problem, type Problem } from '../problem';
import { checkDerived } from './checkDerived';
import { checkMeasured } from './checkMeasured';
import type { FactDefinition } from './fact';
import type { FactBook } from './source';

/** What no schema can say of one entry of the fact catalogue. `book` holds all facts, sources and cycles: parents' and the pack's own. */
export function checkFact(fact: FactDefinition, file: string, path: string, book: FactBook): Problem[] {
  const numeric = fact.type === 'integer' || fact.type === 'number';
  const rangeIsWrong = fact.min !== undefined && fact.max !== undefined && fact.min > fact.max;
  const rangeIsNoUse = !numeric && (fact.min !== undefined || fact.max !== undefined);
  const valuesAreNoUse = fact.values !== undefined && fact.type !== 'string' && fact.type !== 'list';
  const listIsNoUse =
    fact.kind === 'given' && fact.list !== undefined && fact.type !== 'string' && fact.type !== 'list';
  const problems =
    rangeIsWrong || rangeIsNoUse || valuesAreNoUse || listIsNoUse
      ? [problem('FACT_RANGE', file, path, { fact: fact.name })]
      : [];
  if (fact.kind === 'measured') problems.push(...checkMeasured(fact, file, path, book));
  if (fact.kind === 'derived') problems.push(...checkDerived(fact, file, path, book.facts));
  return problems;
}
