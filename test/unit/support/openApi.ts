/** The structure of an OpenAPI 3.0 document as a JSON Schema, as far as ours goes; what it does not know is refused. */
const ref = {
  type: 'object',
  required: ['$ref'],
  properties: { $ref: { type: 'string', pattern: '^#/components/schemas/' } },
  additionalProperties: false,
};

const schema = {
  anyOf: [
    ref,
    {
      type: 'object',
      properties: {
        type: { enum: ['string', 'integer', 'number', 'boolean', 'array', 'object'] },
        format: { enum: ['binary', 'date-time', 'uuid'] },
        description: { type: 'string', minLength: 1 },
        nullable: { type: 'boolean' },
        enum: { type: 'array', minItems: 1, uniqueItems: true },
        pattern: { type: 'string' },
        default: {},
        minimum: { type: 'number' },
        maximum: { type: 'number' },
        minLength: { type: 'integer', minimum: 0 },
        maxLength: { type: 'integer', minimum: 1 },
        minItems: { type: 'integer', minimum: 0 },
        maxItems: { type: 'integer', minimum: 1 },
        uniqueItems: { type: 'boolean' },
        items: { $ref: '#/definitions/schema' },
        properties: { type: 'object', additionalProperties: { $ref: '#/definitions/schema' } },
        required: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
        additionalProperties: { anyOf: [{ type: 'boolean' }, { $ref: '#/definitions/schema' }] },
        example: {},
        allOf: { type: 'array', minItems: 1, items: { $ref: '#/definitions/schema' } },
        anyOf: { type: 'array', minItems: 1, items: { $ref: '#/definitions/schema' } },
      },
      // An array says of what.
      if: { properties: { type: { const: 'array' } }, required: ['type'] },
      then: { required: ['items'] },
      not: { required: ['$ref'] },
      additionalProperties: false,
    },
  ],
};

const content = {
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    properties: { schema: { $ref: '#/definitions/schema' } },
    additionalProperties: false,
  },
};

const operation = {
  type: 'object',
  required: ['operationId', 'tags', 'summary', 'parameters', 'responses'],
  properties: {
    operationId: { type: 'string', pattern: '^\\w+$' },
    tags: { type: 'array', minItems: 1, items: { type: 'string' } },
    summary: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    parameters: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'in', 'schema', 'description'],
        properties: {
          name: { type: 'string' },
          in: { enum: ['query', 'header'] },
          required: { type: 'boolean' },
          description: { type: 'string' },
          schema: { $ref: '#/definitions/schema' },
        },
        additionalProperties: false,
      },
    },
    requestBody: {
      type: 'object',
      required: ['content'],
      properties: { required: { type: 'boolean' }, content },
      additionalProperties: false,
    },
    responses: {
      type: 'object',
      required: ['200'],
      patternProperties: {
        '^[1-5]\\d\\d$': {
          type: 'object',
          required: ['description'],
          properties: { description: { type: 'string', minLength: 1 }, content },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    security: { type: 'array', maxItems: 0 },
  },
  additionalProperties: false,
};

export const openApi = {
  definitions: { schema },
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { const: '3.0.3' },
    info: { type: 'object', required: ['title'] },
    tags: { type: 'array', items: { type: 'object', required: ['name', 'description'] } },
    paths: {
      type: 'object',
      patternProperties: {
        '^/\\w+:\\w+$': {
          type: 'object',
          minProperties: 1,
          properties: { get: operation, post: operation },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    components: {
      type: 'object',
      properties: { schemas: { type: 'object', additionalProperties: { $ref: '#/definitions/schema' } } },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
