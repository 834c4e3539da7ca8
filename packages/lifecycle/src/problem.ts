/** One thing that is wrong with what an author or a caller handed in. `code` is the key of its sentence in the locales. */
export interface Problem {
  code: string;
  /** Where it is, as a slash-separated path from the root of the document: `machine/states/offered/on/accept`. Empty for the root. */
  path: string;
  params: Record<string, unknown>;
}

/** Collects problems, so that an author sees all of them at once. */
export type Report = (code: string, path: string, params?: Record<string, unknown>) => void;

/** Thrown when a document is refused; recognised by `code`, since bundles duplicate classes. */
export class DefinitionError extends Error {
  readonly code = 'DEFINITION_INVALID';

  constructor(readonly problems: readonly Problem[]) {
    super(`DEFINITION_INVALID: ${problems.map((p) => `${p.code} at ${p.path || '/'}`).join('; ')}`);
    this.name = 'DefinitionError';
  }
}

/** A plain JSON object, which neither an array nor null is. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reports every key of `value` that is not in `known`: a misspelt key would otherwise be ignored in silence. Keys that mean the same everywhere
 * (`description`, `id`: text, `reenter`: switch, and so on) are checked here too: KEY_UNKNOWN, KEY_SHAPE.
 */
export function checkKeys(
  value: Record<string, unknown>,
  known: readonly string[],
  path: string,
  report: Report,
): void {
  for (const key of Object.keys(value)) {
    const type = KEY_TYPES.get(key);
    if (!known.includes(key)) report('KEY_UNKNOWN', `${path}/${key}`, { key, known: [...known] });
    else if (type !== undefined && typeof value[key] !== type) report('KEY_SHAPE', `${path}/${key}`, { key, type });
  }
}

const KEY_TYPES = new Map([
  ['description', 'string'],
  ['$schema', 'string'],
  ['id', 'string'],
  ['name', 'string'],
  ['reenter', 'boolean'],
  ['priority', 'number'],
  ['required', 'boolean'],
  ['lengthMax', 'number'],
]);
