/** What two JSON values differ in, leaf by leaf. */

export interface Leaf {
  /** Names of properties and numbers of items, from the top. */
  readonly at: readonly string[];
  /** Undefined where there was, or is, nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

export function differingLeaves(before: unknown, after: unknown, at: readonly string[] = []): Leaf[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differingLeaves(own(before, name), own(after, name), [...at, name]));
  }
  return same(before, after) ? [] : [{ at, before, after }];
}

export function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function own(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
