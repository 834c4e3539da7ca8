/**
 * Packs stacked by region: national → province → city → county → town → site. A child adds rules and catalogue entries,
 * overrides them by name or switches them off, and says why.
 */
import type { Catalogue } from './catalogue';
import { addDuration } from './duration';
import type { FactBook } from './facts';
import { checkChain, inOrder } from './layers/chain';
import { addEntries, catalogueFrom, type EffectiveEntry, type Entries, type EntrySwitchedOff } from './layers/entries';
import { isSelection, selects } from './layers/selection';
import { addRules, byPriority, type EffectiveRule, type SwitchedOff } from './layers/rules';
import { isWithin } from './load/dates';
import { checkRule } from './load/checkRule';
import { checkTies } from './load/checkWhole';
import type { InFile, Manifest, Pack } from './pack/pack';
import { problem, type Problem } from './problem';
import type { Rule } from './rule';

export { layerOf } from './layers/chain';
export type { EffectiveEntry, EntrySwitchedOff } from './layers/entries';
export type { EffectiveRule, SwitchedOff } from './layers/rules';

/** What holds for a region: the rules by falling priority and then by name, the facts they may use, what is switched off. */
export interface RuleSet extends FactBook {
  readonly packs: readonly Manifest[];
  readonly rules: readonly EffectiveRule[];
  readonly off: readonly SwitchedOff[];
  /** Facts, sources, assets, ladders, … and lists to look names up in. */
  readonly catalogue: Catalogue;
  /** The same with the layer of each entry, in the order in which the layers brought them. */
  readonly entries: readonly EffectiveEntry[];
  readonly entriesOff: readonly EntrySwitchedOff[];
}

export interface LayerOptions {
  /**
   * A day (YYYY-MM-DD): packs and rules that are not in force on it are left out, and override nothing. An event is decided
   * by the set of its own day, so that no rule has retroactive force. Without it everything is in: what an author looks at.
   */
  readonly on?: string;
  /** With `on`: packs count whatever their own days, as when a draft is tried on events of before it; rules by theirs. */
  readonly anyPack?: boolean;
}

export type LayerResult =
  | { readonly ok: true; readonly ruleSet: RuleSet }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Stacks packs, given in any order, into the effective rule set, or says every conflict, naming both packs. The packs must
 * lie on one line of regions; those of one region stand on each other in the order given. Which version of a pack is in force
 * on a day is for the caller to choose.
 * Problems carry the file of the child as `<pack>/<file>`.
 */
export function layer(packs: readonly Pack[], { on, anyPack = false }: LayerOptions = {}): LayerResult {
  const all = inOrder(packs);
  const problems = checkChain(all);
  const chain = on === undefined || anyPack ? all : all.filter(({ manifest }) => isInForce(manifest, on));
  const rules = new Map<string, EffectiveRule>();
  const off: SwitchedOff[] = [];
  const entries: Entries = new Map();
  const entriesOff: EntrySwitchedOff[] = [];
  for (const pack of chain) {
    problems.push(...addEntries(pack, entries, entriesOff, on));
    // Before the pack's own rules, which were loaded knowing its entries.
    problems.push(...checkReferences(pack, rules, entries));
    problems.push(...addRules(pack, rules, off, on));
  }
  const ordered = [...rules.values()].sort(byPriority);
  problems.push(
    ...checkTies(ordered.map(({ rule, pack, file }): InFile<Rule> => ({ value: rule, file: `${pack}/${file}` }))),
  );
  if (problems.length > 0) return { ok: false, problems };
  const catalogue = catalogueFrom(entries.values());
  const { facts, sources, cycles } = catalogue;
  const manifests = chain.map(({ manifest }) => manifest);
  const book = { facts, sources, cycles, catalogue, entries: [...entries.values()], entriesOff };
  return { ok: true, ruleSet: { packs: manifests, rules: ordered, off, ...book } };
}

const NEXT = { days: 1 } as const;

/** The days from which on another rule set holds, in order: first days of packs and rules, and the days after their last. */
export function daysOfChange(packs: readonly Pack[]): string[] {
  const spans = packs.flatMap(({ manifest, rules }) => [manifest, ...rules.map(({ value }) => value)]);
  const days = spans.flatMap(({ effectiveFrom, effectiveTo }) => [
    ...(effectiveFrom === undefined ? [] : [effectiveFrom]),
    ...(effectiveTo === undefined || effectiveTo === addDuration(effectiveTo, NEXT)
      ? []
      : [addDuration(effectiveTo, NEXT)]),
  ]);
  return [...new Set(days)].sort();
}

/** `layer` for any day, worked out once for all the days on which nothing changes. */
export function layersByDay(
  packs: readonly Pack[],
  options: Omit<LayerOptions, 'on'> = {},
): (day: string) => LayerResult {
  const changes = daysOfChange(packs);
  const known = new Map<string, LayerResult>();
  return (day) => {
    const since = changes.findLast((change) => change <= day) ?? '';
    const found = known.get(since) ?? layer(packs, { ...options, on: day });
    known.set(since, found);
    return found;
  };
}

function isInForce({ effectiveFrom, effectiveTo }: Manifest, day: string): boolean {
  return isWithin(day, effectiveFrom, effectiveTo);
}

/** Rules of parents that no longer stand because a child changed or switched off an entry that they refer to. */
function checkReferences(pack: Pack, rules: ReadonlyMap<string, EffectiveRule>, entries: Entries): Problem[] {
  const { name, off = [], overrides = [] } = pack.manifest;
  const isEntry = (change: object) => !('rule' in change);
  if (!off.some(isEntry) && !overrides.some(isEntry)) return [];
  const selections = off.filter(isSelection);
  const catalogue = catalogueFrom(entries.values());
  const gone = new Set([...off, ...overrides].flatMap((change) => ('rule' in change ? [change.rule] : [])));
  return [...rules.values()]
    .filter(({ rule }) => !gone.has(rule.name) && !selections.some((selection) => selects(selection, rule)))
    .filter(({ rule }) => checkRule(rule, '', catalogue).length > 0)
    .map(({ rule, pack: other, file }) =>
      problem('LAYER_REFERENCE_LOST', `${other}/${file}`, '', { rule: rule.name, pack: name, other }),
    );
}
