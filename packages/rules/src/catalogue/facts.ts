import { checkFact, type FactDefinition } from '../facts';
import { factsShape } from '../facts/shape';
import type { CatalogueSpec } from './spec';

export const facts: CatalogueSpec<FactDefinition> = {
  list: 'facts',
  schema: factsShape,
  nameOf: ({ name }) => name,
  texts: ({ name, values = [] }) => [`fact.${name}.title`, ...values.map((value) => `fact.${name}.value.${value}`)],
  check: checkFact,
};
