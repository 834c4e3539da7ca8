import { explain, lookupIn, packTexts, say, type Lookup, type Message, type Outcome } from '@sidan/rules';
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
    sentence: (outcome) => [told(explain(outcome)), ...settledWords(outcome, told, title, amount)].join(''),
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
  return lookupIn(...packs.map((pack) => packTexts([pack], lang)), fields, locale(lang));
}

/** What came between an award and its posting. */
function settledWords(
  outcome: StoredOutcome,
  told: (text: Message) => string,
  title: Words['title'],
  amount: Words['amount'],
): string[] {
  const { settled } = outcome;
  if (!settled || settled.amount === settled.earned) return [];
  const { measure } = settled;
  const figures = { ...amount(settled.amount, measure), earned: amount(settled.earned, measure).amount };
  const text = (key: string, params: Message['params']) =>
    told({ key: `api.decision.${key}`, params: { ...figures, ...params } });
  if (settled.stoppedBy) return [text('stopped', { rule: title(outcome.pack, settled.stoppedBy) })];
  const limits = settled.limits.map((limit) => explain(limit));
  const rest = settled.overflow.map(({ do: what, fund, amount: over }) =>
    text(what, { ...amount(over, measure), fund: fund ?? '' }),
  );
  return [text('limited', { limits }), ...rest];
}
