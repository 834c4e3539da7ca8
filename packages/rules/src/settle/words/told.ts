/** What the sentences of a settlement look up: outcomes and rules by name, titles, and how sentences are strung together. */
import { explain } from '../../explain';
import { codeTitle } from '../../kinds/words';
import type { EffectiveEntry, EffectiveRule, RuleSet } from '../../layer';
import { message, type Message } from '../../message';
import type { Outcome, OutcomeOf } from '../../outcome';
import type { Kind } from '../../rule';

/** What the words look up: a rule set, or as much of one as is still known of an old decision. */
export interface ToldBy {
  readonly catalogue: Pick<RuleSet['catalogue'], 'assets' | 'ladders' | 'scorecards'>;
  readonly rules: readonly Pick<EffectiveRule, 'rule' | 'pack' | 'packVersion'>[];
  readonly entries: readonly Pick<EffectiveEntry, 'catalogue' | 'name' | 'pack'>[];
}

export interface Told {
  readonly ruleSet: ToldBy;
  outcomes<K extends Kind>(kind: K): readonly OutcomeOf<K>[];
  /** `explain` of the outcome of a rule; its title where nothing came of it. */
  explained(rule: string): Message;
  title(rule: string): Message;
  /** The title, pack and version of a rule, for texts that cite it. */
  source(rule: string): { readonly rule: Message; readonly pack: Message; readonly version: string };
  /** The title of a code in a list of the packs; the code itself where it is in none. */
  code(list: string, code: string): Message;
}

export function told(ruleSet: ToldBy, outcomes: readonly Outcome[]): Told {
  const byRule = new Map(outcomes.map((outcome) => [outcome.rule, outcome]));
  const rules = new Map(ruleSet.rules.map((effective) => [effective.rule.name, effective]));
  const packOf = (rule: string) => byRule.get(rule) ?? rules.get(rule);
  const title = (rule: string) => message(`packs.${packOf(rule)?.pack ?? ''}.rule.${rule}.title`, { fallback: rule });
  return {
    ruleSet,
    outcomes: <K extends Kind>(kind: K) =>
      outcomes.filter((outcome) => outcome.kind === kind) as unknown as OutcomeOf<K>[],
    explained: (rule) => {
      const outcome = byRule.get(rule);
      return outcome ? explain(outcome) : title(rule);
    },
    title,
    source: (rule) => {
      const from = packOf(rule);
      const pack = from?.pack ?? '';
      return {
        rule: title(rule),
        pack: message(`packs.${pack}.title`, { fallback: pack }),
        version: from?.packVersion ?? '',
      };
    },
    code: (list, code) => {
      const entry = ruleSet.entries.find(({ catalogue, name }) => catalogue === list && name === code);
      return codeTitle(list, code, entry?.pack);
    },
  };
}

/** Sentences one after another. */
export function sentences(first: Message, ...others: readonly Message[]): Message {
  return others.reduce((before, then) => message('rules.settled.then', { first: before, then }), first);
}

/** Clauses of one sentence, joined as the language joins them. */
export function clauses(parts: readonly Message[]): Message {
  return parts.length === 1 && parts[0] ? parts[0] : message('rules.settled.clauses', { parts });
}
