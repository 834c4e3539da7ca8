/**
 * What params say, as short phrases to be: so much for so much, at most so much. They speak of the rule itself; the clauses of a
 * `Spec` speak of what came of it once.
 */
import { factTitle, quantityWords } from '../../factWords';
import { message, type Message } from '../../message';
import type { Measure } from '../../outcome';
import { readable } from '../../readable';
import { measureOf, POINTS } from '../assets';
import type { KindCatalogue } from '../spec';

/** One thing that params say, alone or several of them together. */
export interface Phrase {
  /** The params that it says. */
  readonly of: readonly string[];
  /** Absent where there is nothing that people would want read out, as with tags: that it changes is said all the same. */
  readonly text?: Message;
}

/** What phrases look up in the rule set that the rule is in. */
export interface Named {
  readonly catalogue: KindCatalogue;
  /** Titles of the rules that have one of the tags, are of one of the groups or are named; by name. */
  chosen(of: RulesChosen): readonly Message[];
  /** Titles of the other rules of which one only counts with this one. */
  rivals(rule: string): readonly Message[];
  /** Titles of the other rules that give courtesies of the class. */
  ofClass(name: string, rule: string): readonly Message[];
  /** The title of a code in a list of the packs; the code itself where it is in none. */
  code(list: string, code: string): Message;
}

export interface RulesChosen {
  readonly tags?: readonly string[];
  readonly groups?: readonly string[];
  readonly rules?: readonly string[];
}

/** The phrases of the params of a rule, in the order in which they are read out. Params that are absent have none. */
export type Phrases<P> = (params: P, named: Named, rule: string) => readonly Phrase[];

/** A phrase where the first of its params is there, else none. */
export function phrase<T>(
  of: readonly string[],
  given: T | undefined,
  text: (given: T) => Message | undefined,
): Phrase[] {
  if (given === undefined) return [];
  const said = text(given);
  return said === undefined ? [{ of }] : [{ of, text: said }];
}

export const say = (key: string, params: Message['params'] = {}): Message => message(`rules.phrase.${key}`, params);
export const listed = (items: readonly Message[]): Message => message('rules.list', { items });

/** A number in the unit of a fact. */
export const inUnitOf = (fact: string, value: number, { catalogue }: Named): Message =>
  quantityWords(value, catalogue.facts.get(fact)?.unit);

export const measureIn = ({ catalogue }: Named, asset: string): Measure => measureOf(catalogue, asset);

/** What an asset is called; points have a name even where no pack gives them one. */
export const assetWords = (asset: string): Message =>
  message(`assets.${asset}.title`, { fallback: asset === POINTS.asset ? message('rules.points') : asset });

export const holderWords = (holder: string): Message => message(`rules.holder.${holder}`);

/** 0.66 is 66; never 66.00000000000001. */
export const percentOf = (share: number): number => readable(Number((share * 100).toFixed(6)));

export { factTitle };
