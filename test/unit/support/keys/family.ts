export interface Family {
  /** What code puts together: `*` stands for anything. */
  patterns: readonly string[];
  keys(): string[];
}

export const SERVER = 'packages/plugin/src/server';
export const CLIENT = 'packages/plugin/src/client-v2';

export const under = (prefix: string, names: readonly string[], ...suffixes: string[]): string[] =>
  names.flatMap((name) =>
    suffixes.length ? suffixes.map((suffix) => `${prefix}${name}${suffix}`) : [`${prefix}${name}`],
  );

export const fits = (pattern: string, key: string): boolean =>
  new RegExp(`^${pattern.replace(/[.]/g, '\\.').replaceAll('*', '.+')}$`).test(key);
