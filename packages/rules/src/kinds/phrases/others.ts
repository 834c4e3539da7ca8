/** Kinds that have little to say. */
import { message } from '../../message';
import type { CourtesyParams } from '../courtesy';
import type { DispatchParams } from '../dispatch';
import type { FlagParams } from '../flag';
import type { GradeParams } from '../grade';
import type { StandingParams } from '../standing';
import type { VetoParams } from '../veto';
import {
  benefitName,
  durationName,
  enumerated,
  ladderTitle,
  levelTitle,
  standingWords,
  vetoWords,
  windowName,
} from '../words';
import { assetWords, factTitle, inUnitOf, listed, phrase, type Phrases, say } from './phrase';

export const gradePhrases: Phrases<GradeParams> = ({ ladder, level }) => [
  {
    of: ['ladder', 'level'],
    text: message('rules.explain.grade.qualifies', { ladder: ladderTitle(ladder), level: levelTitle(ladder, level) }),
  },
];

export const vetoPhrases: Phrases<VetoParams> = (params, named) => [
  { of: ['card', 'of', 'outcome'], text: vetoWords(params) },
  ...phrase(['honours'], params.honours, (honours) =>
    message('rules.settled.score.honours.some', { honours: honours.map((one) => named.code('honours', one)) }),
  ),
  ...phrase(['lasts'], params.lasts, (length) => message('rules.explain.lasts', { duration: durationName(length) })),
];

export const courtesyPhrases: Phrases<CourtesyParams> = ({ benefits, class: name, exclusive, top }, named, rule) => [
  ...phrase(['benefits'], benefits, (all) =>
    message('rules.explain.courtesy.given', { benefits: all.map(benefitName) }),
  ),
  ...phrase(['class'], name, (of) => {
    const others = named.ofClass(of, rule);
    return others.length === 0 ? undefined : say('courtesy.class', { rules: enumerated(others) });
  }),
  ...phrase(['exclusive'], exclusive, ({ window, used }) =>
    say('courtesy.exclusive', { window: windowName(window), fact: factTitle(used.fact) }),
  ),
  ...phrase(['top'], top, ({ fact, places }) => say('courtesy.top', { fact: factTitle(fact), places })),
];

export const standingPhrases: Phrases<StandingParams> = (params) => [
  { of: ['action', 'counts', 'assets', 'zero', 'refuses'], text: standingWords(params) },
  ...phrase(['lasts'], params.lasts, (length) => message('rules.explain.lasts', { duration: durationName(length) })),
  ...phrase(['decays'], params.decays, ({ after }) =>
    message('rules.explain.standing.decays', { duration: durationName(after) }),
  ),
  ...phrase(['deadline'], params.deadline, (length) =>
    message('rules.explain.standing.deadline', { duration: durationName(length) }),
  ),
];

export const dispatchPhrases: Phrases<DispatchParams> = ({ effect, weight, by }, named) => {
  if (effect !== 'prefer') return [{ of: ['effect', 'weight', 'by'], text: say(`dispatch.${effect}`) }];
  const params = { weight: weight ?? 0 };
  if (!by) return [{ of: ['effect', 'weight', 'by'], text: message('rules.explain.dispatch.prefer', params) }];
  const each = say('dispatch.by', { ...params, fact: factTitle(by.fact), per: inUnitOf(by.fact, by.per, named) });
  const cap = by.cap === undefined ? [] : [say('dispatch.cap', { cap: by.cap })];
  return [{ of: ['effect', 'weight', 'by'], text: listed([each, ...cap]) }];
};

/** The code is for machines; people read the title of the rule. */
export const flagPhrases: Phrases<FlagParams> = ({ code, severity, holds }) => [
  {
    of: ['severity', 'holds'],
    text:
      holds === undefined
        ? message(`rules.explain.flag.${severity}`)
        : message('rules.explain.flag.hold.asset', { asset: assetWords(holds) }),
  },
  ...phrase(['code'], code, () => undefined),
];
