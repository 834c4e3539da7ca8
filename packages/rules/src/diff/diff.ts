/**
 * What changes between two rule sets, in words: two versions of a pack, or a region with and without one more layer.
 */
import { isCatalogueName } from '../catalogue';
import { assetTitle, cardTitle, ladderTitle } from '../kinds/words';
import type { EffectiveEntry, EffectiveRule, RuleSet, SwitchedOff } from '../layer';
import { message, type Message } from '../message';
import type { LocalText } from '../pack/pack';
import type { Rule } from '../rule';
import { changesOf, stated } from './changes';
import { conditionWords } from './conditionWords';
import { entrySaid } from './entryWords';
import { differingLeaves, type Leaf } from './leaves';
import { namedIn, type NamedSet, ruleTitle } from './named';
import { frameSaid, kindTitle, paramsSaid } from './ruleWords';

export interface RuleSetChange {
  readonly what: 'rule' | 'entry';
  /** Of an entry: its catalogue. */
  readonly catalogue?: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Why, where a pack says so, by language. */
  readonly reason?: LocalText;
  /** JSON pointers of what differs within the rule or entry, with both values. */
  readonly details: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly words: Message;
}

/** Changes from one set to the other: rules, then entries of catalogues, each by name. Empty when they decide alike and say alike. */
export function diff(before: RuleSet, after: RuleSet): RuleSetChange[] {
  return [...diffRules(before, after), ...diffEntries(before, after)];
}

function diffRules(before: RuleSet, after: RuleSet): RuleSetChange[] {
  const was = new Map(before.rules.map((rule) => [rule.rule.name, rule]));
  const is = new Map(after.rules.map((rule) => [rule.rule.name, rule]));
  const off = new Map(after.off.map((one) => [one.was.rule.name, one]));
  const [wasNamed, isNamed] = [namedIn(before), namedIn(after)];
  return namesOf(was, is).flatMap((name): RuleSetChange[] => {
    const [old, now] = [was.get(name), is.get(name)];
    if (!old && now) {
      const words = message('rules.diff.rule.added', {
        rule: ruleTitle(now),
        when: conditionWords(now.rule.conditions, isNamed.facts),
        kind: kindTitle(now.rule.event.type),
        gives: paramsSaid(now.rule, isNamed).slice(1).flatMap(stated),
      });
      return [{ what: 'rule', name, change: 'added', details: [], words }];
    }
    if (old && !now) {
      const { reason, with: selected } = off.get(name) ?? {};
      const words = selected
        ? message('rules.diff.rule.removed.with', { rule: ruleTitle(old), all: selectionTitle(selected) })
        : message('rules.diff.rule.removed', { rule: ruleTitle(old) });
      return [{ what: 'rule', name, change: 'removed', reason, details: [], words }];
    }
    return old && now ? diffRule(name, [old, wasNamed], [now, isNamed]) : [];
  });
}

type In<T> = readonly [T, NamedSet];

function diffRule(name: string, [old, was]: In<EffectiveRule>, [now, is]: In<EffectiveRule>): RuleSetChange[] {
  const leaves = differingLeaves(compared(old.rule), compared(now.rule));
  if (leaves.length === 0) return [];
  const changes = [
    ...changesOf(frameSaid(old.rule, was), frameSaid(now.rule, is)),
    ...changesOf(paramsSaid(old.rule, was), paramsSaid(now.rule, is)),
  ];
  const words = message('rules.diff.rule.changed', { rule: ruleTitle(now), changes: worded(changes) });
  return [{ what: 'rule', name, change: 'changed', reason: now.reason, details: leaves.map(detail), words }];
}

/** Something differs, or nobody would have asked: a detail that no sentence is made of. */
const worded = (changes: readonly Message[]): readonly Message[] =>
  changes.length > 0 ? changes : [message('rules.diff.reworded')];

/** What decides; the source that a rule cites does not. */
function compared({ priority, conditions, event, effectiveFrom, effectiveTo }: Rule): unknown {
  return { priority, conditions, event, effectiveFrom, effectiveTo };
}

function diffEntries(before: RuleSet, after: RuleSet): RuleSetChange[] {
  const key = ({ catalogue, name }: EffectiveEntry) => `${catalogue}/${name}`;
  const was = new Map(before.entries.map((entry) => [key(entry), entry]));
  const is = new Map(after.entries.map((entry) => [key(entry), entry]));
  const off = new Map(after.entriesOff.map((one) => [key(one.was), one.reason]));
  const [wasNamed, isNamed] = [namedIn(before), namedIn(after)];
  return namesOf(was, is).flatMap((place): RuleSetChange[] => {
    const [old, now] = [was.get(place), is.get(place)];
    const entry = now ?? old;
    if (!entry) return [];
    const leaves = old && now ? differingLeaves(old.value, now.value).filter(({ at }) => at[0] !== 'cites') : [];
    if (old && now && leaves.length === 0) return [];
    const change = !old ? 'added' : !now ? 'removed' : 'changed';
    const params = { catalogue: catalogueTitle(entry), entry: entryTitle(entry) };
    const words = message(`rules.diff.entry.${change}`, {
      ...params,
      changes: old && now ? worded(changesOf(entrySaid(old, wasNamed), entrySaid(now, isNamed))) : [],
    });
    const { catalogue, name } = entry;
    const reason = now ? now.reason : off.get(place);
    return [{ what: 'entry', catalogue, name, change, reason, details: leaves.map(detail), words }];
  });
}

function namesOf(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...was.keys(), ...is.keys()])].sort();
}

function detail({ at, before, after }: Leaf): RuleSetChange['details'][number] {
  const path = at.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { path, before, after };
}

/** What was switched off as one: 等级体系“志愿者星级”的全部规则. */
function selectionTitle({ by, name }: NonNullable<SwitchedOff['with']>): Message {
  const title =
    by === 'ladder' ? ladderTitle(name) : by === 'card' ? cardTitle(name) : by === 'asset' ? assetTitle(name) : name;
  return message(`rules.diff.selected.${by}`, { name: title });
}

const SINGULAR: Readonly<Record<string, string>> = {
  assets: 'asset',
  benefits: 'benefit',
  cycles: 'cycle',
  ladders: 'ladder',
  scorecards: 'card',
  sources: 'source',
};

function entryTitle({ catalogue, name, pack }: EffectiveEntry): Message {
  if (catalogue === 'facts') return message(`facts.${name}.title`, { fallback: name });
  const singular = SINGULAR[catalogue];
  return singular === undefined
    ? message(`packs.${pack}.list.${catalogue}.${name}`, { fallback: name })
    : message(`${singular}s.${name}.title`, { fallback: name });
}

/** A list has its title in the texts of the pack that the entry is from, as its codes have. */
function catalogueTitle({ catalogue, pack }: EffectiveEntry): Message {
  return isCatalogueName(catalogue)
    ? message(`rules.catalogue.${catalogue}`)
    : message(`packs.${pack}.list.${catalogue}`, { fallback: catalogue });
}
