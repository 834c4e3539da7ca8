import {
  compile,
  explain,
  layer,
  loadPack,
  lookupIn,
  packTexts,
  say,
  type Decide,
  type Manifest,
  type Outcome,
  type OutcomeOf,
  type Pack,
} from '@sidan/rules';
import type { RuleTitle } from '../../api/types';
import { LANGUAGES, locale, packFiles, packNames } from '../assets';

/** One who may be awarded points, and the facts that are about nobody else. */
export interface PointsSubject {
  kind: 'volunteer' | 'resident';
  personId: string;
  name: string;
  /** What the award is for: an attendance or an order; part of the posting's key. */
  about: string;
  facts: Record<string, unknown>;
}

export interface Award {
  subject: PointsSubject;
  outcome: OutcomeOf<'award'>;
  /** Idempotency key of the posting: occasion, rule, and what it is for. */
  key: string;
}

/** The points rules in force, and their words. */
export interface PointsRules {
  /** What the rules decide in this county about these subjects on one occasion; an amount of 0 is a decision too, with nothing to post. */
  decide(regionCode: string, subjects: readonly PointsSubject[], facts: Record<string, unknown>): Award[];
  /** A stored outcome as a sentence. */
  sentence(outcome: Outcome, lang: string): string;
  /** The title of a rule. */
  title(pack: string, rule: string, lang: string): string;
  /** Every rule that there is, with its title. */
  titles(lang: string): RuleTitle[];
  packTitle(pack: string, lang: string): string;
}

/** Loads the shipped packs, all checked before anything else happens. @throws with every problem of every pack, so that a broken pack stops the start and not an order */
export function loadPointsRules(): PointsRules {
  const packs = loadPacks();
  const deciders = new Map<string, Decide>();
  const texts = new Map(LANGUAGES.map((lang) => [lang as string, lookupIn(packTexts(packs, lang), locale(lang))]));
  const lookup = (lang: string) => texts.get(lang) ?? texts.get('zh-CN')!;

  const decider = (regionCode: string): Decide => {
    let decide = deciders.get(regionCode);
    if (!decide) {
      const result = layer(packs.filter(({ manifest }) => regionCode.startsWith(manifest.regionCode)));
      if (!result.ok) throw new Error(`rule packs of ${regionCode}: ${JSON.stringify(result.problems)}`);
      decide = compile(result.ruleSet);
      deciders.set(regionCode, decide);
    }
    return decide;
  };
  const packTitle = (pack: string, lang: string) => lookup(lang)(`packs.${pack}.title`) ?? pack;
  const title = (pack: string, rule: string, lang: string) => lookup(lang)(`packs.${pack}.rule.${rule}.title`) ?? rule;
  return {
    decide(regionCode, subjects, facts) {
      const decide = decider(regionCode);
      return subjects.flatMap((subject) =>
        decide({ ...facts, ...subject.facts, 'subject.kind': subject.kind } as Parameters<Decide>[0])
          .filter((outcome) => outcome.kind === 'award')
          .filter(({ params: { to } }) => to === subject.kind || to === 'person')
          .map((outcome) => ({
            subject,
            outcome,
            key: `award:${String(facts.occasion)}:${outcome.rule}:${subject.about}`,
          })),
      );
    },
    sentence: (outcome, lang) => say(explain(outcome), lookup(lang)),
    title,
    titles: (lang) =>
      packs.flatMap(({ manifest, rules }) =>
        rules.map(({ value }) => ({
          pack: manifest.name,
          packTitle: packTitle(manifest.name, lang),
          rule: value.name,
          title: title(manifest.name, value.name, lang),
        })),
      ),
    packTitle,
  };
}

/** Parents first: a pack is checked together with those of the regions around its own. */
function loadPacks(): Pack[] {
  const folders = packNames().map((name) => ({ name, files: packFiles(name) }));
  const codeOf = ({ files }: (typeof folders)[number]) => (files['pack.json'] as Partial<Manifest>)?.regionCode ?? '';
  folders.sort((a, b) => codeOf(a).length - codeOf(b).length);
  const packs: Pack[] = [];
  for (const folder of folders) {
    const code = codeOf(folder);
    const parents = packs.filter(({ manifest }) => code.startsWith(manifest.regionCode));
    const result = loadPack(folder.files, { parents });
    if (!result.ok) throw new Error(`rule pack ${folder.name}: ${JSON.stringify(result.problems)}`);
    packs.push(result.pack);
  }
  return packs;
}
