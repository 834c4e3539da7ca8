import { factsInExpression } from './expression';
import type { DerivedFact, FactCatalogue, MeasuredFact } from './fact';

export interface Needs {
  readonly given: readonly string[];
  readonly measured: readonly MeasuredFact[];
  /** In an order in which each can be worked out from those before it. */
  readonly derived: readonly DerivedFact[];
}

/** All facts that are needed for some: these, and what the derived ones among them are made of. Unknown names count as given. */
export function needsOf(catalogue: FactCatalogue, names: Iterable<string>): Needs {
  const given: string[] = [];
  const measured: MeasuredFact[] = [];
  const derived: DerivedFact[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const fact = catalogue.get(name);
    if (fact?.kind === 'measured') measured.push(fact);
    else if (fact?.kind === 'derived') {
      for (const part of factsInExpression(fact.is)) visit(part);
      derived.push(fact);
    } else given.push(name);
  };
  for (const name of names) visit(name);
  return { given, measured, derived };
}
