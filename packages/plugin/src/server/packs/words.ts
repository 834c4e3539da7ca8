import {
  explain,
  explainSettlement,
  lookupIn,
  packTexts,
  say,
  type Lookup,
  type Message,
  type Outcome,
  type OutcomeOf,
  type Settlement,
  type ToldBy,
} from '@sidan/rules';
import type { RuleTitle } from '../../api/types';
import { locale } from '../assets';
import type { Compile } from '../forms/fields';
import type { AddedFact } from './facts/added';
import type { Settled } from './evaluate';
import type { Spoken } from './spoken';

/** An outcome as it is kept: an award with what became of it. */
export type StoredOutcome = Outcome & { readonly settled?: Settled };

/** What packs say, in one language. */
export interface Words {
  /** A stored outcome as sentences: why, the arithmetic, and what limits left of it. */
  sentence(outcome: StoredOutcome): string;
  title(pack: string, rule: string): string;
  packTitle(pack: string): string;
  /** Every rule of the packs, with its title. */
  titles(): RuleTitle[];
  say(text: Message): string;
  /** What an asset is called. */
  asset(name: string): string;
  /** An amount in the asset's own unit, and what that is called. */
  amount(amount: number, measure: { unit: string; scale: number }): { amount: number; unit: string };
}

/** Texts of packs, the first named first where two say the same. `added` are the fields of administrators, by their titles. */
export function wordsOf(
  packs: readonly Spoken[],
  lang: string,
  added: readonly AddedFact[] = [],
  compile: Compile = String,
): Words {
  const lookup = lookupOf(packs, lang, added, compile);
  const told = (text: Message) => say(text, lookup);
  const decidedBy = toldBy(packs);
  const packTitle = (pack: string) => lookup(`packs.${pack}.title`) ?? pack;
  const title = (pack: string, rule: string) => lookup(`packs.${pack}.rule.${rule}.title`) ?? rule;
  const amount: Words['amount'] = (whole, { unit, scale }) => ({
    amount: scale ? Number(`${whole}e-${scale}`) : whole,
    unit: lookup(`rules.unit.${unit}`) ?? unit,
  });
  return {
    say: told,
    title,
    packTitle,
    amount,
    asset: (name) => lookup(`assets.${name}.title`) ?? lookup(`rules.asset.${name}`) ?? name,
    sentence(outcome) {
      const { settled } = outcome;
      if (outcome.kind !== 'award' || !settled) return told(explain(outcome));
      const award = outcome as OutcomeOf<'award'>;
      const said = explainSettlement(decidedBy, [award, ...settled.limits], awarded(award, settled));
      return said.map(({ text }) => told(text)).join('');
    },
    titles() {
      const seen = new Set<string>();
      return packs.flatMap(({ manifest, rules }) =>
        rules.flatMap(({ value: { name } }) => {
          const key = `${manifest.name}/${name}`;
          if (seen.has(key)) return [];
          seen.add(key);
          return [
            { pack: manifest.name, packTitle: packTitle(manifest.name), rule: name, title: title(manifest.name, name) },
          ];
        }),
      );
    },
  };
}

function lookupOf(packs: readonly Spoken[], lang: string, added: readonly AddedFact[], compile: Compile): Lookup {
  const fields = Object.fromEntries(
    added.flatMap(({ definition: { name }, field }) => [
      [`facts.${name}.title`, compile(field.title)],
      ...(field.options ?? []).map(({ value, label }) => [`facts.${name}.value.${value}`, compile(label)]),
    ]),
  ) as Record<string, string>;
  // All together besides: a list of one names the values of a fact of another.
  return lookupIn(...packs.map((pack) => packTexts([pack], lang)), packTexts(packs, lang), fields, locale(lang));
}

/** What the settlement of an award came to, as the words of a settlement take it: of one award and the limits that cut it. */
function awarded({ rule, params }: OutcomeOf<'award'>, { limits, overflow, ...figures }: Settled): Settlement {
  const posting = {
    rule,
    asset: params.asset,
    to: params.to,
    limitedBy: limits.map((limit) => limit.rule),
    ...figures,
  };
  const none = { redemptions: [], grades: [], scores: [], courtesies: [], standings: [], flags: [] };
  return { postings: [posting], overflow, ...none };
}

/** What is known of the rules by which it was decided: those of the packs that are spoken of, the first named first. */
function toldBy(packs: readonly Spoken[]): ToldBy {
  const last = [...packs].reverse();
  return {
    rules: last.flatMap(({ manifest, rules }) =>
      rules.map(({ value: rule }) => ({ rule, pack: manifest.name, packVersion: manifest.version })),
    ),
    entries: packs.flatMap(({ manifest, lists }) =>
      lists.flatMap(({ list, entries }) =>
        entries.map(({ code }) => ({ catalogue: list, name: code, pack: manifest.name })),
      ),
    ),
    catalogue: {
      assets: new Map(last.flatMap(({ catalogues }) => catalogues.assets.map((asset) => [asset.name, asset]))),
      ladders: new Map(),
      scorecards: new Map(),
    },
  };
}
