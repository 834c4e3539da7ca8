import schema from '../../schema/sources.schema.json';
import type { SourceDefinition } from '../facts';
import { pointer, problem } from '../problem';
import type { CatalogueSpec } from './spec';

export const sources: CatalogueSpec<SourceDefinition> = {
  list: 'sources',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name, fields }) => [`source.${name}.title`, ...fields.map((field) => `source.${name}.field.${field.name}`)],
  check: (source, file, path) => {
    const fields = new Set(source.fields.map(({ name }) => name));
    const named: [string, string][] = [
      ['time', source.time],
      ...(source.event === undefined ? [] : [['event', source.event] as [string, string]]),
      ...Object.entries(source.subjects).map(([kind, field]): [string, string] => [`subjects/${kind}`, field]),
    ];
    return named
      .filter(([, field]) => !fields.has(field))
      .map(([at, field]) => problem('FIELD_UNKNOWN', file, `${path}/${at}`, { field, source: source.name }))
      .concat(
        source.fields.flatMap(({ name }, index) =>
          source.fields.findIndex((other) => other.name === name) < index
            ? [problem('ENTRY_DUPLICATE', file, pointer(`${path}/fields`, index), { entry: name })]
            : [],
        ),
      );
  },
};
