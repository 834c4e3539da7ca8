/**
 * Checks files against the published JSON Schemas and says what is wrong in the terms of `PROBLEMS`.
 */
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import casesSchema from '../../schema/cases.schema.json';
import citesSchema from '../../schema/cites.schema.json';
import listSchema from '../../schema/list.schema.json';
import packSchema from '../../schema/pack.schema.json';
import paramsSchema from '../../schema/params.schema.json';
import ruleSchema from '../../schema/rule.schema.json';
import textsSchema from '../../schema/texts.schema.json';
import { CATALOGUE_NAMES, catalogueSpec, type CatalogueName } from '../catalogue';
import { KINDS } from '../kinds';
import { pointer, problem, type Problem } from '../problem';
import type { Kind } from '../rule';

/** Conditions have a checker of their own, with better words than a schema's "must match one of": here any will do. */
const anyConditions = { $id: ruleSchema.$id, definitions: { node: {}, group: {} } };

const ruleWithoutConditions = {
  ...ruleSchema,
  $id: 'rule-without-conditions',
  properties: { ...ruleSchema.properties, conditions: {}, cites: { $ref: citesSchema.$id } },
};

const SHAPES = {
  pack: packSchema,
  rule: ruleWithoutConditions,
  list: listSchema,
  cases: casesSchema,
  texts: textsSchema,
} as const;

/** Each is compiled when it is asked for first: all of them take a second, and a command that reads one pack needs few. */
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).addSchema([
  anyConditions,
  citesSchema,
  paramsSchema,
  ...CATALOGUE_NAMES.map((name) => catalogueSpec(name).schema),
]);
for (const [name, schema] of Object.entries(SHAPES)) ajv.addSchema(schema, `shape ${name}`);
for (const [kind, { schema }] of Object.entries(KINDS)) ajv.addSchema(schema, `params ${kind}`);

/** @param id a schema's own, or the name that it was added by */
const compiled = (id: string): ValidateFunction => ajv.getSchema(id)!;

/** All ways in which `content` differs from the shape; none if it fits. `path` is where content stands in the file. */
export function checkShape(shape: keyof typeof SHAPES, content: unknown, file: string): Problem[] {
  return run(compiled(`shape ${shape}`), content, file, '');
}

export function checkCatalogueShape(name: CatalogueName, content: unknown, file: string): Problem[] {
  return run(compiled((catalogueSpec(name).schema as { $id: string }).$id), content, file, '');
}

export function checkParams(kind: Kind, content: unknown, file: string, path: string): Problem[] {
  return run(compiled(`params ${kind}`), content, file, path);
}

function run(validate: ValidateFunction, content: unknown, file: string, path: string): Problem[] {
  if (validate(content)) return [];
  return (validate.errors ?? []).flatMap((error) => toProblem(error, file, path + error.instancePath) ?? []);
}

function toProblem(error: ErrorObject, file: string, path: string): Problem | undefined {
  const detail = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
    case 'dependencies':
      return problem('SHAPE_REQUIRED', file, path, { name: String(detail.missingProperty) });
    case 'additionalProperties':
      return problem('SHAPE_UNKNOWN', file, pointer(path, String(detail.additionalProperty)), {
        name: String(detail.additionalProperty),
      });
    case 'propertyNames':
      return problem('SHAPE_UNKNOWN', file, path, { name: String(detail.propertyName) });
    case 'type':
      return problem('SHAPE_TYPE', file, path, { expected: String(detail.type) });
    case 'enum':
      return problem('SHAPE_VALUE', file, path, { expected: (detail.allowedValues as unknown[]).join(', ') });
    case 'pattern':
      // The pattern of a property's name is reported once, by `propertyNames`.
      return error.propertyName === undefined
        ? problem('SHAPE_VALUE', file, path, { expected: String(detail.pattern) })
        : undefined;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return problem('SHAPE_RANGE', file, path, { expected: `${String(detail.comparison)} ${String(detail.limit)}` });
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return problem('SHAPE_RANGE', file, path, { expected: `>= ${String(detail.limit)}` });
    case 'maxItems':
    case 'maxLength':
    case 'maxProperties':
      return problem('SHAPE_RANGE', file, path, { expected: `<= ${String(detail.limit)}` });
    default:
      return problem('SHAPE_OTHER', file, path, { detail: error.message ?? error.keyword });
  }
}
