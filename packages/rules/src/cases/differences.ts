/** How what came out differs from what a case expects. */

export interface Difference {
  /** JSON pointer within `expect`. */
  readonly path: string;
  readonly expected: unknown;
  /** Undefined where there is nothing. */
  readonly actual: unknown;
}

/**
 * Of an object what is expected is looked at and nothing else; a list must have all entries and no other, in any order.
 */
export function differences(expected: unknown, actual: unknown, path = ''): Difference[] {
  if (Array.isArray(expected)) return inList(expected, Array.isArray(actual) ? actual : [], path);
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [{ path, expected, actual }];
    const found = actual as Record<string, unknown>;
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, Object.hasOwn(found, key) ? found[key] : undefined, `${path}/${key}`),
    );
  }
  return expected === actual ? [] : [{ path, expected, actual }];
}

/** Each expected entry takes the first that fits; the closest of what is left is shown beside one that fits none. */
function inList(expected: readonly unknown[], actual: readonly unknown[], path: string): Difference[] {
  const left = [...actual];
  const unmet: number[] = [];
  expected.forEach((entry, index) => {
    const at = left.findIndex((one) => differences(entry, one).length === 0);
    if (at >= 0) left.splice(at, 1);
    else unmet.push(index);
  });
  const missed = unmet.flatMap((index): Difference[] => {
    const at = `${path}/${index}`;
    const ranked = left.map((one, position) => ({ position, found: differences(expected[index], one, at) }));
    const closest = ranked.sort((a, b) => a.found.length - b.found.length)[0];
    if (!closest) return [{ path: at, expected: expected[index], actual: undefined }];
    left.splice(closest.position, 1);
    return closest.found;
  });
  return [...missed, ...left.map((one) => ({ path: `${path}/-`, expected: undefined, actual: one }))];
}
