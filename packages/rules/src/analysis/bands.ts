/**
 * Rules that share a number out among them, one band each: `[100, 300)`, `[300, 600)`. Two that overlap both fire, and a number
 * between two that do not quite meet gets nothing.
 */
import type { InFile } from '../pack/pack';
import { pointer, problem, type Problem } from '../problem';
import type { Condition, Rule, Test } from '../rule';
import type { FactCatalogue } from '../facts';
import { between, domainOf, type Range } from './domain';

interface Band {
  readonly file: string;
  readonly rule: string;
  readonly fact: string;
  readonly range: Range;
  /** Where the lower end stands. */
  readonly path: string;
  /** One of a class of which only one comes out: where two overlap the first counts. */
  readonly exclusive: boolean;
}

/** Problems of bands that overlap in part or leave out one number; a wider hole is a warning, it may be meant. */
export function checkBands(rules: readonly InFile<Rule>[], catalogue: FactCatalogue): Problem[] {
  const families = new Map<string, Band[]>();
  for (const rule of rules) {
    const found = bandOf(rule, catalogue);
    if (found) families.set(found.family, [...(families.get(found.family) ?? []), found.band]);
  }
  return [...families.values()].flatMap(checkFamily);
}

function checkFamily(bands: readonly Band[]): Problem[] {
  const ordered = [...bands].sort(
    (a, b) => a.range.min - b.range.min || Number(a.range.minOpen) - Number(b.range.minOpen),
  );
  // One band has two ends at least, else these are thresholds and not bands.
  if (!ordered.some(({ range }) => Number.isFinite(range.min) && Number.isFinite(range.max))) return [];
  return ordered.flatMap((band, index) => {
    const below = ordered[index - 1];
    return below === undefined ? [] : checkNeighbours(below, band);
  });
}

function checkNeighbours(below: Band, band: Band): Problem[] {
  const [a, b] = [below.range, band.range];
  const names = { rule: band.rule, other: below.rule, fact: band.fact, value: b.min };
  const isInside = b.max < a.max || (b.max === a.max && (b.min > a.min || a.max === Number.POSITIVE_INFINITY));
  if (a.max > b.min || (a.max === b.min && !a.maxOpen && !b.minOpen)) {
    return isInside || (below.exclusive && band.exclusive)
      ? []
      : [problem('BANDS_OVERLAP', band.file, band.path, names)];
  }
  if (a.max === b.min) return a.maxOpen && b.minOpen ? [problem('BANDS_GAP', band.file, band.path, names)] : [];
  const next = a.whole && b.whole ? a.max + 1 : a.max;
  if (a.whole && b.whole && b.min === next) return [];
  return [problem('BANDS_HOLE', band.file, band.path, { ...names, from: a.max })];
}

const LOWER = new Set(['greaterThan', 'greaterThanInclusive']);
const UPPER = new Set(['lessThan', 'lessThanInclusive']);

/** A rule whose topmost `all` bounds exactly one number; rules alike in all but that bound (and what they give) are a family. */
function bandOf(
  { file, value: rule }: InFile<Rule>,
  catalogue: FactCatalogue,
): { family: string; band: Band } | undefined {
  if (!('all' in rule.conditions)) return undefined;
  const parts = rule.conditions.all.map((part, index) => ({ part, path: pointer('/conditions/all', index) }));
  const bounds = parts.flatMap(({ part, path }) => (isBound(part) ? [{ test: part, path }] : []));
  const facts = new Set(bounds.map(({ test }) => test.fact));
  const [fact = ''] = facts;
  const definition = catalogue.get(fact);
  if (facts.size !== 1 || definition === undefined) return undefined;
  const range = bounds.reduce<ReturnType<typeof between>>(
    (values, { test }) => narrow(values, test),
    domainOf(definition).values,
  );
  if (range?.of !== 'numbers') return undefined;
  const rest = parts.filter(({ part }) => !isBound(part)).map(({ part }) => JSON.stringify(part));
  const low = bounds.find(({ test }) => LOWER.has(test.operator));
  const path = `${(low ?? bounds[0])?.path ?? '/conditions'}/value`;
  const family = [rule.event.type, likeness(rule), fact, rule.effectiveFrom, rule.effectiveTo, ...rest.sort()].join(
    '\n',
  );
  return { family, band: { file, rule: rule.name, fact, range, path, exclusive: isExclusive(rule) } };
}

function narrow(values: ReturnType<typeof between>, { operator, value }: Test): ReturnType<typeof between> {
  const bound = { value: value as number, open: operator === 'greaterThan' || operator === 'lessThan' };
  return LOWER.has(operator) ? between(values, bound, undefined) : between(values, undefined, bound);
}

function isBound(part: Condition): part is Test {
  return 'fact' in part && typeof part.value === 'number' && (LOWER.has(part.operator) || UPPER.has(part.operator));
}

/**
 * What rules of one family have in common in their params: what they give, so that two of one family give it twice. One band may
 * well have two courtesies, two flags or two measures. In a group or on a ladder rules exclude each other anyway.
 */
function likeness({ event }: Rule): string {
  const params = event.params as unknown as Record<string, unknown>;
  const { group, ladder, card, item, asset, to, class: courtesy, code, action, of, effect, window } = params;
  const given =
    event.type === 'courtesy' ? [...new Set(event.params.benefits.map(({ benefit }) => benefit))].sort() : undefined;
  return JSON.stringify({
    rule: group ?? ladder,
    card,
    item,
    asset,
    to,
    courtesy,
    code,
    action,
    of,
    effect,
    window,
    given,
  });
}

function isExclusive({ event }: Rule): boolean {
  return event.type === 'courtesy' && event.params.class !== undefined && event.params.exclusive !== undefined;
}
