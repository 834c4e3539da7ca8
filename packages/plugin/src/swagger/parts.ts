import { SidanError, type ErrorCode } from '../server/errors';

/** The pieces of an OpenAPI 3.0 document, as far as we use them. */
export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'query' | 'header';
  required?: boolean;
  description: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Schema }> }>;
  security?: [];
}

export type Paths = Record<string, { get: Operation } | { post: Operation }>;

export const ref = (type: string): Schema => ({ $ref: `#/components/schemas/Sidan${type}` });

/** An object, all of whose properties are there unless they are named in `optional`. */
export const object = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, ...(required.length ? { required } : {}) };
};

export const array = (items: Schema): Schema => ({ type: 'array', items });
export const text = (lengthMax?: number, description?: string): Schema => ({
  type: 'string',
  ...(lengthMax ? { maxLength: lengthMax } : {}),
  ...(description ? { description } : {}),
});
export const uuid = (description?: string): Schema => ({
  type: 'string',
  format: 'uuid',
  ...(description ? { description } : {}),
});

const whole = (minimum: number, maximum?: number): Schema => ({
  type: 'integer',
  minimum,
  ...(maximum ? { maximum } : {}),
});

/** A page of a list. */
export const pageOf = (type: string): Schema =>
  object({ rows: array(ref(type)), count: whole(0), page: whole(1), pageSize: whole(1, 100) });

export const PAGING: readonly Parameter[] = [
  { name: 'page', in: 'query', description: 'Page, from 1.', schema: { ...whole(1), default: 1 } },
  { name: 'pageSize', in: 'query', description: 'Rows of a page.', schema: { ...whole(1, 100), default: 20 } },
];

export const REGION: Parameter = {
  name: 'regionCode',
  in: 'query',
  description: 'The county, where an installation serves several; its first one otherwise.',
  schema: { type: 'string', pattern: '^\\d{6}$' },
};

export const rowId = (description: string): Parameter => ({
  name: 'filterByTk',
  in: 'query',
  required: true,
  description,
  schema: uuid(),
});

export const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Names this request: the same key with the same body gives the first answer again and does nothing twice; with another body it is refused (KEY_REUSED). ' +
    'May be sent as `idempotencyKey` in the body instead. Make a new one for each thing that somebody wants done, and keep it while you try again.',
  schema: { type: 'string', pattern: '^[\\w.:-]{1,100}$' },
};

const LANGUAGE: Parameter = {
  name: 'X-Locale',
  in: 'header',
  description: 'The language of names, sentences and error messages.',
  schema: { type: 'string', enum: ['zh-CN', 'en-US'] },
};

const json = (schema: Schema) => ({ 'application/json': { schema } });

/** One answer for each status, with the codes that it can carry. */
function refusals(codes: readonly ErrorCode[]): Operation['responses'] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = new SidanError(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => {
      const known = { properties: { errors: array({ properties: { code: { type: 'string', enum: found } } }) } };
      return [String(status), { description: found.join(', '), content: json({ allOf: [ref('ApiError'), known] }) }];
    }),
  );
}

interface Spec {
  summary: string;
  description?: string;
  parameters?: readonly Parameter[];
  body?: Schema;
  /** What stands under `data`; of a file, its media type instead. */
  answer: Schema | { file: string };
  errors?: readonly ErrorCode[];
  /** Whether nobody needs to be signed in. */
  open?: boolean;
}

const contentOf = (answer: Spec['answer']): Record<string, { schema: Schema }> =>
  typeof answer.file === 'string'
    ? { [answer.file]: { schema: { type: 'string', format: 'binary' } } }
    : json(object({ data: answer as Schema }));

function operation(resource: string, action: string, spec: Spec): Operation {
  const errors: ErrorCode[] = spec.open ? [] : ['NOT_SIGNED_IN'];
  return {
    operationId: `${resource}_${action}`,
    tags: [resource],
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    parameters: [...(spec.parameters ?? []), LANGUAGE],
    ...(spec.body ? { requestBody: { required: true, content: json(spec.body) } } : {}),
    responses: {
      200: { description: 'Done.', content: contentOf(spec.answer) },
      ...refusals([...errors, ...(spec.errors ?? [])]),
    },
    ...(spec.open ? { security: [] } : {}),
  };
}

const path = (resource: string, action: string) => `/${resource}:${action}`;

export const get = (resource: string, action: string, spec: Spec): Paths => ({
  [path(resource, action)]: { get: operation(resource, action, spec) },
});

export const post = (resource: string, action: string, spec: Spec): Paths => ({
  [path(resource, action)]: { post: operation(resource, action, spec) },
});

/** A parameter that is a text. */
export const queried = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

export const PERIOD = [
  queried('from', 'The first day; the first of this month where none is named.'),
  queried('to', 'The last day; today where none is named.'),
];

/** In whose place a guardian looks. */
export const WARD: Parameter = {
  name: 'wardId',
  in: 'query',
  description: 'A ward of the caller’s, in whose place they look.',
  schema: uuid(),
};
