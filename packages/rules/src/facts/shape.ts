import schema from '../../schema/facts.schema.json';

/**
 * The published schema without the inside of conditions and expressions: those have checkers of their own, with better
 * words than a schema's "must match one of".
 */
export const factsShape = { ...schema, definitions: { ...schema.definitions, where: {}, expression: {} } };
