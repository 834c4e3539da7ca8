/** The shape of an overlay file, by its JSON Schema: the places are sound, whether they fit the definition is for `compose()`. */
import Ajv, { type ErrorObject } from 'ajv';
import definitionSchema from '../../schema/definition.schema.json';
import overlaySchema from '../../schema/overlay.schema.json';
import type { Problem } from '../problem';
import type { Overlay } from './overlay';

/** Compiled when it is asked for first: most who load this never check one. */
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true })
  .addSchema(definitionSchema)
  .addSchema(overlaySchema, 'overlay');

/** Nobody reads more. */
const PROBLEMS_MAX = 50;

/** What differs from the schema; none if `json` is an Overlay. Codes: OVERLAY_KEY (a member that is unknown or missing), OVERLAY_VALUE. */
export function checkOverlay(json: unknown): Problem[] {
  const validate = ajv.getSchema('overlay')!;
  if (validate(json)) return [];
  return (validate.errors ?? []).filter(isOwn).slice(0, PROBLEMS_MAX).map(toProblem);
}

export const isOverlay = (json: unknown): json is Overlay => checkOverlay(json).length === 0;

/** `if`, `oneOf` and their like only repeat that something inside is wrong. */
const isOwn = ({ keyword }: ErrorObject) => !['if', 'oneOf', 'anyOf', 'propertyNames'].includes(keyword);

function toProblem({ keyword, instancePath, params }: ErrorObject): Problem {
  const path = instancePath.replace(/^\//, '').replaceAll('~1', '/').replaceAll('~0', '~');
  const detail = params as Record<string, unknown>;
  const name = detail.missingProperty ?? detail.additionalProperty;
  if (name !== undefined)
    return { code: 'OVERLAY_KEY', path: path === '' ? String(name) : `${path}/${String(name)}`, params: { key: name } };
  const expected = detail.pattern ?? detail.allowedValues ?? detail.type ?? detail.limit ?? keyword;
  return { code: 'OVERLAY_VALUE', path, params: { expected: String(expected) } };
}
