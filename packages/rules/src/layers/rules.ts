/**
 * Rules through the layers: a child adds them, overrides them by name or switches them off.
 */
import type { Layer } from '../outcome';
import type { LocalText, Pack, RuleChange } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';
import { isWithin } from '../load/dates';
import { layerOf } from './chain';
import { isSelection, type Selector, selectorOf, selects } from './selection';

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
  /** There when it went with others: by what they were selected. */
  readonly with?: { readonly by: Selector; readonly name: string };
}

/**
 * Lays the rules of a pack over those of its parents. With a day, rules that are not in force on it neither count nor override,
 * and a change of a parent's rule that is not in force either is no mistake: only the whole stack can say that there is none.
 */
export function addRules(pack: Pack, rules: Map<string, EffectiveRule>, off: SwitchedOff[], on?: string): Problem[] {
  const { manifest } = pack;
  const { name } = manifest;
  const level = layerOf(manifest.regionCode);
  const problems: Problem[] = [];
  const nothingTo = (list: 'overrides' | 'off', index: number, rule: string) => {
    if (on !== undefined) return;
    problems.push(
      problem('LAYER_NOTHING_TO_CHANGE', `${name}/pack.json`, `/${list}/${index}/rule`, { rule, pack: name }),
    );
  };
  manifest.off?.forEach((change, index) => {
    if (isSelection(change)) {
      const [by, selected] = selectorOf(change);
      const gone = [...rules.values()].filter(({ rule }) => selects(change, rule));
      if (gone.length === 0 && on === undefined) {
        const path = `/off/${index}/${by}`;
        problems.push(problem('LAYER_NOTHING_SELECTED', `${name}/pack.json`, path, { by, name: selected, pack: name }));
      }
      for (const was of gone) {
        rules.delete(was.rule.name);
        off.push({ was, pack: name, layer: level, reason: change.reason, with: { by, name: selected } });
      }
      return;
    }
    if (!('rule' in change)) return;
    const was = rules.get(change.rule);
    if (was === undefined) nothingTo('off', index, change.rule);
    else {
      rules.delete(change.rule);
      off.push({ was, pack: name, layer: level, reason: change.reason });
    }
  });
  const overrides = (manifest.overrides ?? []).map((change, index) => ({ change, index }));
  const reasons = new Map<string, LocalText>();
  for (const { change, index } of overrides) {
    if (!isRuleChange(change)) continue;
    reasons.set(change.rule, change.reason);
    if (!rules.has(change.rule)) nothingTo('overrides', index, change.rule);
  }
  for (const { file, value: rule } of pack.rules) {
    const before = rules.get(rule.name);
    const reason = reasons.get(rule.name);
    const at = `${name}/${file}`;
    if (before && reason === undefined) {
      problems.push(problem('LAYER_RULE_TAKEN', at, '/name', { rule: rule.name, pack: name, other: before.pack }));
      continue;
    }
    if (on !== undefined && !isWithin(on, rule.effectiveFrom, rule.effectiveTo)) continue;
    const origin = { rule, file, pack: name, packVersion: manifest.version, layer: level };
    rules.set(rule.name, before ? { ...origin, change: 'overrode', reason } : { ...origin, change: 'added' });
  }
  return problems;
}

function isRuleChange(change: object): change is RuleChange {
  return 'rule' in change;
}

/** By falling priority, then by name: the order in which rules are asked. */
export function byPriority(a: EffectiveRule, b: EffectiveRule): number {
  return b.rule.priority - a.rule.priority || (a.rule.name < b.rule.name ? -1 : 1);
}
