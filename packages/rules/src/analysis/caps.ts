/**
 * Caps that lose something on the way, and caps that change nothing: more than an award can ever give, or than another cap allows anyway. Warnings: a document may say
 * so all the same, or the number is wrong.
 */
import type { AwardParams } from '../kinds';
import { inUnits, measureOf } from '../kinds/assets';
import type { LimitParams } from '../kinds/limit';
import type { KindCatalogue } from '../kinds/spec';
import type { InFile } from '../pack/pack';
import { problem, type Problem } from '../problem';
import type { Rule } from '../rule';

export function checkCaps(rules: readonly InFile<Rule>[], catalogue: KindCatalogue): Problem[] {
  return [
    ...rules.flatMap((rule) => [...checkAward(rule, catalogue), ...checkMove(rule, catalogue)]),
    ...checkLimits(rules),
  ];
}

/** What is moved into an asset with a larger smallest unit is cut to it, event by event. */
function checkMove({ file, value: { event } }: InFile<Rule>, catalogue: KindCatalogue): Problem[] {
  if (event.type !== 'limit' || event.params.overflow.do !== 'move') return [];
  const { asset, overflow } = event.params;
  if (overflow.asset === undefined) return [];
  const [from, into] = [measureOf(catalogue, asset), measureOf(catalogue, overflow.asset)];
  const names = { asset, other: overflow.asset, least: inUnits(1, into) };
  return into.scale < from.scale ? [problem('MOVE_INTO_COARSER', file, '/event/params/overflow/asset', names)] : [];
}

function checkAward({ file, value: { event } }: InFile<Rule>, catalogue: KindCatalogue): Problem[] {
  if (event.type !== 'award' || event.params.max === undefined) return [];
  const most = mostOf(event.params, catalogue);
  return Number.isFinite(most) && event.params.max >= most
    ? [problem('CAP_NEVER_BINDS', file, '/event/params/max', { max: event.params.max, most })]
    : [];
}

/** An award never gives more than this. */
function mostOf(params: AwardParams, catalogue: KindCatalogue): number {
  const { quantity, tiers, coefficient = [], rounding } = params;
  const largest =
    'fact' in quantity ? (catalogue.facts.get(quantity.fact)?.max ?? Number.POSITIVE_INFINITY) : quantity.value;
  const rates = tiers ? tiers.steps : [{ per: params.per ?? 1, amount: params.amount ?? 0 }];
  const gains = rates.map(({ per, amount }) => {
    // Rounded up or to the nearest, each tier may give one block more than its part.
    const blocks = params.partial
      ? largest / per
      : rounding === 'floor' && !tiers
        ? Math.floor(largest / per)
        : Math.ceil(largest / per);
    return blocks * amount;
  });
  const factors = coefficient.map(({ table = {}, bands = [], default: otherwise = 1 }) =>
    Math.max(otherwise, ...Object.values(table), ...bands.map(({ factor }) => factor)),
  );
  const step = params.step ?? inUnits(1, measureOf(catalogue, params.asset));
  const gain = tiers ? gains.reduce((sum, each) => sum + each, 0) : Math.max(...gains);
  const most = factors.reduce((product, factor) => product * factor, gain);
  return rounding === 'floor' ? Math.floor(most / step + 1e-9) * step : most + step;
}

/** How many of the narrower window lie in one of the wider; a week lies in no month. */
const WITHIN: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  day: { week: 7, month: 31, quarter: 92, halfYear: 184, year: 366 },
  month: { quarter: 3, halfYear: 6, year: 12 },
  quarter: { halfYear: 2, year: 4 },
  halfYear: { year: 2 },
};

const ORDER = ['event', 'day', 'week', 'month', 'quarter', 'halfYear', 'year', 'lifetime'];

function isNarrower(narrow: string, wide: string): boolean {
  const isInside = narrow !== 'week' || wide === 'lifetime';
  return isInside && ORDER.includes(wide) && ORDER.indexOf(narrow) < ORDER.indexOf(wide) && ORDER.includes(narrow);
}

interface Limit {
  readonly file: string;
  readonly rule: string;
  readonly params: LimitParams;
}

function checkLimits(rules: readonly InFile<Rule>[]): Problem[] {
  const families = new Map<string, Limit[]>();
  for (const { file, value: rule } of rules) {
    if (rule.event.type !== 'limit') continue;
    const { params } = rule.event;
    const { count, days, previous } = params.window;
    if (count !== undefined || days !== undefined || previous !== undefined) continue;
    const { asset, to, of, per } = params;
    const key = JSON.stringify([asset, to, of, per, rule.conditions, rule.effectiveFrom, rule.effectiveTo]);
    families.set(key, [...(families.get(key) ?? []), { file, rule: rule.name, params }]);
  }
  return [...families.values()].flatMap((family) =>
    family.flatMap((limit) => family.flatMap((other) => useless(limit, other))),
  );
}

function useless(limit: Limit, other: Limit): Problem[] {
  const [span, otherSpan] = [limit.params.window.span, other.params.window.span];
  const [max, otherMax] = [limit.params.max, other.params.max];
  const insideIsLooser = isNarrower(span, otherSpan) && max >= otherMax;
  const times = WITHIN[otherSpan]?.[span];
  const outsideIsLooser = times !== undefined && otherMax * times <= max;
  return insideIsLooser || outsideIsLooser
    ? [problem('CAP_NEVER_BINDS_BESIDE', limit.file, '/event/params/max', { rule: limit.rule, other: other.rule, max })]
    : [];
}
