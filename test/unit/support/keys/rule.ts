/** Keys that the sentences of rules put together at run time, from what params may say and steps may be. */
import { OPERATORS } from '../../../../packages/rules/src';
import { REFUSALS } from '../../../../packages/rules/src/step';
import { REFUSED, STANDING_ACTIONS } from '../../../../packages/rules/src/kinds/standing';
import { SEVERITIES } from '../../../../packages/rules/src/kinds/flag';
import limitSchema from '../../../../packages/rules/schema/limit.schema.json';
import paramsSchema from '../../../../packages/rules/schema/params.schema.json';
import { APPROVERS } from '../../../../packages/rules/src/catalogue/ladders';
import { ARITHMETIC } from '../../../../packages/rules/src/facts/expression';
import { AGGREGATES, SUBJECTS } from '../../../../packages/rules/src/facts/measured';
import factsSchema from '../../../../packages/rules/schema/facts.schema.json';
import laddersSchema from '../../../../packages/rules/schema/ladders.schema.json';
import scoreSchema from '../../../../packages/rules/schema/score.schema.json';
import { callsIn, literalsIn } from '../code';
import { filesUnder } from '../files';
import type { Family } from './family';

const under = (prefix: string, names: readonly string[]) => names.map((name) => prefix + name);

const spans = paramsSchema.definitions.window.properties.span.enum;
/** There is one only, so none says "the one before" in other words than "the 1 before". */
const UNCOUNTED: ReadonlySet<string> = new Set(['event', 'lifetime']);
const rounding = paramsSchema.definitions.rounding.enum;
const periods = ['month', 'quarter', 'halfYear', 'year', 'cycle'];

const AWARD = [
  ...['missing', 'quantity', 'quantity.bare', 'coefficient', 'min', 'max', 'total', 'only'],
  ...['tier', 'tier.bare', 'tier.last', 'tier.last.bare', 'total.asset', 'only.asset'],
  ...rounding.flatMap((how) => [`blocks.${how}`, `blocks.${how}.bare`, `round.${how}`, `step.${how}`]),
  ...under('expires.end.', periods),
];
const HOLDERS = [...new Set([...paramsSchema.definitions.holder.enum, ...SUBJECTS])];
const { type: factType, kind: factKind, over } = factsSchema.properties.facts.items.properties;
const { demotion, promotion } = laddersSchema.properties.ladders.items.properties;
const SCORE = [
  ...[
    'missing',
    'band',
    'band.below',
    'each',
    'each.deduct',
    'each.partial',
    'each.deduct.partial',
    'ratio',
    'chosen',
    'outOfRange',
    'part',
    'part.abstained',
  ],
  ...['average', 'average.factor', 'place', 'weight', 'min', 'max', 'total', 'deducted'],
];
const STANDING = [
  ...STANDING_ACTIONS.filter((action) => action !== 'zero'),
  ...['freeze.assets', 'refuse.some', 'blacklist.some', 'zero.event', 'zero.balance'],
];

export const RULE_FAMILIES: Record<string, Family> = {
  ruleWindows: {
    patterns: ['rules.window.*'],
    keys: () =>
      spans.flatMap((span) =>
        under(
          `rules.window.${span}`,
          span === 'rolling'
            ? ['', '.previous']
            : ['', '.last', '.previous', ...(UNCOUNTED.has(span) ? [] : ['.before'])],
        ),
      ),
  },
  ruleSubjects: { patterns: ['rules.holder.*'], keys: () => under('rules.holder.', HOLDERS) },
  ruleValues: {
    patterns: ['rules.value.*', 'rules.value.*.*', 'rules.value.at.*', 'rules.value.rounding.*'],
    keys: () => [
      ...under('rules.value.', ['true', 'false']),
      ...under('rules.value.type.', factType.enum),
      ...under('rules.value.kind.', factKind.enum),
      ...under('rules.value.demotion.', demotion.enum),
      ...under('rules.value.promotion.', promotion.enum),
      ...under('rules.value.rounding.', rounding),
      ...under('rules.value.at.', over.properties.at.enum),
    ],
  },
  ruleAggregates: { patterns: ['rules.aggregate.*'], keys: () => under('rules.aggregate.', AGGREGATES) },
  ruleExpressions: {
    patterns: ['rules.expression.*'],
    keys: () => under('rules.expression.', [...ARITHMETIC, 'round']),
  },
  rulePhrases: {
    patterns: ['rules.phrase.*'],
    keys: () =>
      filesUnder('packages/rules/src/kinds/phrases', /\.ts$/)
        .flatMap((path) => callsIn(path, ['say']))
        .flatMap(({ args }) => (args[0] ? literalsIn(args[0]) : []))
        .concat(
          under('rounding.', rounding),
          under('dispatch.', ['require', 'exclude']),
          under('score.abstain.', scoreSchema.properties.method.properties.parts.properties.abstain.enum),
          under('score.each', ['', '.deduct', '.partial', '.deduct.partial']),
        )
        // Pieces of templates, and names of what they tell apart.
        .filter((key) => /^[a-z]+(\.[a-zA-Z]+)*$/.test(key))
        .map((key) => `rules.phrase.${key}`),
  },
  ruleHolders: { patterns: ['rules.per.*'], keys: () => under('rules.per.', limitSchema.properties.per.enum) },
  rulePrices: {
    patterns: ['rules.priced.*'],
    keys: () => under('rules.priced.', ['yuan', 'item', 'coupon', 'service', 'unit']),
  },
  ruleWeekdays: { patterns: ['rules.weekday.*'], keys: () => under('rules.weekday.', [...'1234567']) },
  ruleRefusals: {
    patterns: ['rules.refusal.*'],
    keys: () => under('rules.refusal.', [...REFUSALS, 'times.window']),
  },
  ruleRefused: { patterns: ['rules.refused.*'], keys: () => under('rules.refused.', REFUSED) },
  ruleOperators: { patterns: ['rules.operator.*'], keys: () => under('rules.operator.', Object.keys(OPERATORS)) },
  awardClauses: {
    patterns: ['rules.explain.award.*'],
    keys: () => [
      'rules.explain.join',
      ...under('rules.explain.award.', AWARD),
      ...callsIn('packages/rules/src/kinds/awardClauses.ts', ['withUnit'])
        .flatMap(({ args }) => literalsIn(args[0]!))
        .flatMap((key) => [key, `${key}.bare`]),
    ],
  },
  limitClauses: { patterns: ['rules.explain.limit.*'], keys: () => under('rules.explain.limit.', ['room', 'full']) },
  redeemClauses: {
    patterns: ['rules.explain.redeem.*'],
    keys: () => under('rules.explain.redeem.benefits.', ['self', 'household', 'thirdParty']),
  },
  scoreClauses: { patterns: ['rules.explain.score.*'], keys: () => under('rules.explain.score.', SCORE) },
  standingClauses: { patterns: ['rules.explain.standing.*'], keys: () => under('rules.explain.standing.', STANDING) },
  dispatchClauses: {
    patterns: ['rules.explain.dispatch.*'],
    keys: () => under('rules.explain.dispatch.', ['require', 'exclude']),
  },
  flagClauses: { patterns: ['rules.explain.flag.*'], keys: () => under('rules.explain.flag.', SEVERITIES) },
  settledGrades: {
    patterns: ['rules.settled.grade.*', 'rules.settled.grade.held.demotion.*'],
    keys: () => [
      ...under('rules.settled.grade.', ['up', 'first', 'down', 'lost', 'same', 'none']),
      ...under('rules.settled.grade.held.demotion.', ['none', 'oneStep']),
    ],
  },
  settledScores: {
    patterns: ['rules.settled.score.open.*'],
    keys: () => under('rules.settled.score.open.', ['missing', 'outOfRange']),
  },
  approvers: { patterns: ['rules.approver.*'], keys: () => under('rules.approver.', APPROVERS) },
  misses: { patterns: [], keys: () => ['rules.miss.missing', 'rules.miss.seen'] },
};
