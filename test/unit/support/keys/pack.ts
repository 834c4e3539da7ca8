/** Keys that the words about packs put together at run time: changes between versions, names of params, kinds and catalogues. */
import { CATALOGUES, KINDS } from '../../../../packages/rules/src';
import { SELECTORS } from '../../../../packages/rules/src/layers/selection';
import { filesUnder, readJson } from '../files';

const under = (prefix: string, names: readonly string[]) => names.map((name) => prefix + name);

/** Names of everything that the files of a pack can have. */
function paramNames(): string[] {
  const names = new Set(['priority', 'effectiveFrom', 'effectiveTo', 'event', 'type', 'params']);
  const walk = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties } = schema as { properties?: object };
    for (const name of Object.keys(properties ?? {})) if (name !== '$schema') names.add(name);
    Object.values(schema).forEach(walk);
  };
  for (const path of filesUnder('packages/rules/schema', /\.json$/)) walk(readJson(path));
  return [...names];
}

export const PACK_FAMILIES = {
  ruleParams: { patterns: ['rules.param.*'], keys: () => under('rules.param.', paramNames()) },
  ruleKinds: { patterns: ['rules.kind.*'], keys: () => under('rules.kind.', Object.keys(KINDS)) },
  ruleCatalogues: { patterns: ['rules.catalogue.*'], keys: () => under('rules.catalogue.', Object.keys(CATALOGUES)) },
  ruleSelections: { patterns: ['rules.diff.selected.*'], keys: () => under('rules.diff.selected.', SELECTORS) },
  ruleDiff: {
    patterns: ['rules.diff.entry.*'],
    keys: () => under('rules.diff.entry.', ['added', 'removed', 'changed']),
  },
};
