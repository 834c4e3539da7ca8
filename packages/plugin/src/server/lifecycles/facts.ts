import { FACTS } from '@sidan/lifecycle';
import type { FactCatalogue, FactDefinition } from '@sidan/rules/conditions';

/** What guards and clocks of a county may ask: the shipped facts, and the fields that administrators added to orders (`order.<field>`). */
export const catalogueWith = (added: readonly FactDefinition[]): FactCatalogue =>
  new Map([
    ...FACTS,
    ...added
      .filter(({ name }) => name.startsWith('order.') && !FACTS.has(name))
      .map((fact): [string, FactDefinition] => [fact.name, fact]),
  ]);

/** The facts that a stored file asks, as far as nobody knows them any more: a field that is gone leaves its fact missing, not the order stranded. */
export const catalogueFor = (text: string, added: readonly FactDefinition[]): FactCatalogue => {
  const known = catalogueWith(added);
  const asked = [...text.matchAll(/"(?:fact|by)":"(order\.[A-Za-z0-9_]+)"/g)].map(([, name]) => name!);
  const gone = asked.filter((name) => !known.has(name));
  return new Map([
    ...known,
    ...gone.map((name): [string, FactDefinition] => [name, { name, kind: 'given', type: 'string' }]),
  ]);
};
