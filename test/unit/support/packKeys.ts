/** Keys that the words about packs put together at run time: changes between versions, names of params, kinds and catalogues. */
import { CATALOGUES, KINDS } from '../../../packages/rules/src';
import { readJson } from './files';

const under = (prefix: string, names: readonly string[]) => names.map((name) => prefix + name);

/** Names of everything that the params of rules can have, and of what stands around them in a rule. */
function paramNames(): string[] {
  const names = new Set(['priority', 'effectiveFrom', 'effectiveTo', 'event', 'type', 'params']);
  const walk = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties } = schema as { properties?: object };
    for (const name of Object.keys(properties ?? {})) names.add(name);
    Object.values(schema).forEach(walk);
  };
  for (const kind of [...Object.keys(KINDS), 'params']) walk(readJson(`packages/rules/schema/${kind}.schema.json`));
  return [...names];
}

export const PACK_FAMILIES = {
  ruleParams: { patterns: ['rules.param.*'], keys: () => under('rules.param.', paramNames()) },
  ruleKinds: { patterns: ['rules.kind.*'], keys: () => under('rules.kind.', Object.keys(KINDS)) },
  ruleCatalogues: { patterns: ['rules.catalogue.*'], keys: () => under('rules.catalogue.', Object.keys(CATALOGUES)) },
  ruleDiff: {
    patterns: ['rules.diff.entry.*'],
    keys: () => under('rules.diff.entry.', ['added', 'removed', 'changed']),
  },
};
