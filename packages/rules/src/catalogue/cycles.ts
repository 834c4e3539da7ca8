import schema from '../../schema/cycles.schema.json';
import type { CycleDefinition } from '../facts';
import { isDate } from '../load/dates';
import { problem } from '../problem';
import type { CatalogueSpec } from './spec';

export const cycles: CatalogueSpec<CycleDefinition> = {
  list: 'cycles',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name }) => [`cycle.${name}.title`],
  check: ({ from }, file, path) =>
    isDate(from) ? [] : [problem('DATE_INVALID', file, `${path}/from`, { value: from })],
};
