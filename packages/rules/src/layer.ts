/**
 * Packs stacked by region: national → province → city → county → town → site. A child adds rules, overrides them by name
 * or switches them off, and says why.
 */
import type { FactCatalogue, FactDefinition } from './facts';
import { checkTies } from './load/checkWhole';
import type { Layer } from './outcome';
import type { InFile, LocalText, Manifest, Pack } from './pack/pack';
import { pointer, problem, type Problem } from './problem';
import type { Rule } from './rule';

/** A rule in force, and where it comes from. */
export interface EffectiveRule {
  readonly rule: Rule;
  readonly file: string;
  readonly pack: string;
  readonly packVersion: string;
  readonly layer: Layer;
  /** How it came into the set; `reason` is given for an override. */
  readonly change: 'added' | 'overrode';
  readonly reason?: LocalText;
}

export interface SwitchedOff {
  /** The rule as the parent had it. */
  readonly was: EffectiveRule;
  readonly pack: string;
  readonly layer: Layer;
  readonly reason: LocalText;
}

/** What holds for a region: the rules by falling priority and then by name, the facts they may use, what is switched off. */
export interface RuleSet {
  readonly packs: readonly Manifest[];
  readonly rules: readonly EffectiveRule[];
  readonly facts: FactCatalogue;
  readonly off: readonly SwitchedOff[];
}

export type LayerResult =
  | { readonly ok: true; readonly ruleSet: RuleSet }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LAYERS: Readonly<Record<number, Layer>> = {
  0: 'national',
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'town',
  12: 'site',
};

/** The level of a region code. Loaded packs have codes of these lengths only. */
export function layerOf(regionCode: string): Layer {
  return LAYERS[regionCode.length] ?? 'site';
}

/**
 * Stacks packs, given in any order, into the effective rule set, or says every conflict, naming both packs. The packs must
 * lie on one line of regions, one for each. Which version is in force on a day is for the caller to choose.
 * Problems carry the file of the child as `<pack>/<file>`.
 */
export function layer(packs: readonly Pack[]): LayerResult {
  const chain = [...packs].sort((a, b) => a.manifest.regionCode.length - b.manifest.regionCode.length);
  const problems = checkChain(chain);
  const rules = new Map<string, EffectiveRule>();
  const off: SwitchedOff[] = [];
  const facts = new Map<string, { fact: FactDefinition; pack: string }>();
  for (const pack of chain) {
    problems.push(...addFacts(pack, facts), ...addRules(pack, rules, off));
  }
  const ordered = [...rules.values()].sort(byPriority);
  problems.push(
    ...checkTies(ordered.map(({ rule, pack, file }): InFile<Rule> => ({ value: rule, file: `${pack}/${file}` }))),
  );
  if (problems.length > 0) return { ok: false, problems };
  const catalogue = new Map([...facts].map(([name, { fact }]) => [name, fact]));
  return { ok: true, ruleSet: { packs: chain.map(({ manifest }) => manifest), rules: ordered, facts: catalogue, off } };
}

function checkChain(chain: readonly Pack[]): Problem[] {
  return chain.flatMap(({ manifest }, index) => {
    const problems: Problem[] = [];
    const file = `${manifest.name}/pack.json`;
    const before = chain[index - 1]?.manifest;
    if (before) {
      const params = { pack: manifest.name, other: before.name, regionCode: manifest.regionCode };
      if (before.regionCode === manifest.regionCode) {
        problems.push(problem('LAYER_SAME_REGION', file, '/regionCode', params));
      } else if (!manifest.regionCode.startsWith(before.regionCode)) {
        problems.push(problem('LAYER_NOT_A_CHAIN', file, '/regionCode', { ...params, otherCode: before.regionCode }));
      }
    }
    const parent = manifest.extends;
    const found = chain.slice(0, index).some((pack) => parent && satisfies(pack.manifest, parent));
    if (parent && !found) {
      const params = { pack: manifest.name, parent: parent.name, version: parent.version };
      problems.push(problem('LAYER_PARENT_MISSING', file, '/extends', params));
    }
    return problems;
  });
}

/** `1.2.3` is that version; `^1.2.3` is that or a later one of the same major (as in npm, 0.x: of the same minor). */
function satisfies(manifest: Manifest, wanted: { readonly name: string; readonly version: string }): boolean {
  if (manifest.name !== wanted.name) return false;
  if (!wanted.version.startsWith('^')) return manifest.version === wanted.version;
  const [major = 0, minor = 0, patch = 0] = wanted.version.slice(1).split('.').map(Number);
  const [hasMajor = 0, hasMinor = 0, hasPatch = 0] = manifest.version.split('.').map(Number);
  if (hasMajor !== major || (major === 0 && hasMinor !== minor)) return false;
  return hasMinor > minor || (hasMinor === minor && hasPatch >= patch);
}

function addFacts(pack: Pack, facts: Map<string, { fact: FactDefinition; pack: string }>): Problem[] {
  return pack.facts.flatMap((fact, index) => {
    const { name } = pack.manifest;
    const other = facts.get(fact.name)?.pack;
    if (other === undefined) facts.set(fact.name, { fact, pack: name });
    const path = `${pointer('/facts', index)}/name`;
    return other === undefined
      ? []
      : [problem('LAYER_FACT_CHANGED', `${name}/catalogue/facts.json`, path, { fact: fact.name, pack: name, other })];
  });
}

function addRules(pack: Pack, rules: Map<string, EffectiveRule>, off: SwitchedOff[]): Problem[] {
  const { manifest } = pack;
  const { name } = manifest;
  const level = layerOf(manifest.regionCode);
  const problems: Problem[] = [];
  const nothingTo = (list: 'overrides' | 'off', index: number, rule: string) =>
    problems.push(
      problem('LAYER_NOTHING_TO_CHANGE', `${name}/pack.json`, `/${list}/${index}/rule`, { rule, pack: name }),
    );

  manifest.off?.forEach(({ rule, reason }, index) => {
    const was = rules.get(rule);
    if (was === undefined) nothingTo('off', index, rule);
    else {
      rules.delete(rule);
      off.push({ was, pack: name, layer: level, reason });
    }
  });
  const reasons = new Map(manifest.overrides?.map(({ rule, reason }) => [rule, reason]));
  manifest.overrides?.forEach(({ rule }, index) => {
    if (!rules.has(rule)) nothingTo('overrides', index, rule);
  });
  for (const { file, value: rule } of pack.rules) {
    const before = rules.get(rule.name);
    const reason = reasons.get(rule.name);
    const at = `${name}/${file}`;
    if (before && reason === undefined) {
      problems.push(problem('LAYER_RULE_TAKEN', at, '/name', { rule: rule.name, pack: name, other: before.pack }));
      continue;
    }
    const origin = { rule, file, pack: name, packVersion: manifest.version, layer: level };
    rules.set(rule.name, before ? { ...origin, change: 'overrode', reason } : { ...origin, change: 'added' });
  }
  return problems;
}

function byPriority(a: EffectiveRule, b: EffectiveRule): number {
  return b.rule.priority - a.rule.priority || (a.rule.name < b.rule.name ? -1 : 1);
}
