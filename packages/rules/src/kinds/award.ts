/**
 * Outcome kind `award` 记分：so much of an asset for each block of a quantity, at one rate or at the rates of tiers.
 *
 * Whatever is missing counts for nothing: if the fact of the quantity (or of a tier's running total) is missing, or no finite
 * number, the result is 0 with the step `missing`, whatever `min` says: what was not recorded cannot be rewarded.
 */
import schema from '../../schema/award.schema.json';
import type { Rounding } from '../decimal';
import type { Duration } from '../duration';
import { pointer, problem, type Problem } from '../problem';
import { assetUse, checkPrecision, measureOf } from './assets';
import { awardClauses } from './awardClauses';
import { awardFigure } from './awardFigure';
import { checkAscending } from './bands';
import { awardPhrases } from './phrases';
import { type CommonParams, type FactUse, type KindCatalogue, numeric, type Spec } from './spec';

/** Whose account: the volunteer or resident that `subject.kind` says, whoever the subject is, or what that one belongs to. */
export type Holder = 'volunteer' | 'resident' | 'person' | 'household' | 'team' | 'site';

export type Quantity = { readonly fact: string } | { readonly value: number };

export interface AwardParams extends CommonParams {
  readonly asset: string;
  readonly to: Holder;
  readonly quantity: Quantity;
  /** Size of a block, in the unit of the quantity: 30 for every half hour. */
  readonly per?: number;
  /** How much for each block, in the asset's unit. */
  readonly amount?: number;
  /** True: part of a block counts in proportion. Else blocks are whole. */
  readonly partial?: boolean;
  /** Instead of `per` and `amount`. */
  readonly tiers?: Tiers;
  readonly coefficient?: readonly Coefficient[];
  readonly rounding: Rounding;
  /** The amount is a multiple of this; of the asset's smallest unit if absent. */
  readonly step?: number;
  /** At least and at most so much for one event. */
  readonly min?: number;
  readonly max?: number;
  readonly expires?: Expiry;
  readonly redeemable?: Redeemable;
}

/** Marginal tiers: each part of the quantity at the rate of the tier into which it falls. */
export interface Tiers {
  /** The running total before this event, in the unit of the quantity. */
  readonly over: { readonly fact: string };
  /** Ascending; `upTo` counts from the beginning. A last tier with `upTo` says that more earns nothing. */
  readonly steps: readonly { readonly upTo?: number; readonly per: number; readonly amount: number }[];
}

/** A factor that depends on a fact: by value, or from a number on. What is in no row has the factor `default`, or 1. */
export interface Coefficient {
  readonly fact: string;
  readonly table?: Readonly<Record<string, number>>;
  readonly bands?: readonly { readonly from: number; readonly factor: number }[];
  readonly default?: number;
}

/** The last day on which it can be spent. `years` later than the next such day (0 if absent). */
export type Expiry =
  | { readonly at: string; readonly years?: number }
  | { readonly after: Duration }
  | { readonly end: 'month' | 'quarter' | 'halfYear' | 'year' | 'cycle'; readonly cycle?: string };

/** The first day on which it can be spent. */
export type Redeemable = { readonly from: 'nextYear' } | { readonly after: Duration } | { readonly at: string };

export const award: Spec<'award'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind', value: ({ to }) => subjectOf(to) }],
  facts: factsOf,
  entries: ({ asset }) => assetUse(asset, '/asset'),
  check,
  figure: awardFigure,
  phrases: awardPhrases,
  clauses: awardClauses,
};

/** What `subject.kind` must be; undefined when any will do. */
export function subjectOf(to: Holder): string | undefined {
  return to === 'volunteer' || to === 'resident' ? to : undefined;
}

function factsOf(params: AwardParams): FactUse[] {
  const uses: FactUse[] = [];
  if ('fact' in params.quantity) uses.push(numeric(params.quantity.fact, '/quantity/fact'));
  if (params.tiers) uses.push(numeric(params.tiers.over.fact, '/tiers/over/fact'));
  params.coefficient?.forEach(({ fact, table }, index) => {
    const path = `/coefficient/${index}/fact`;
    uses.push(
      table ? { fact, path, types: ['string', 'integer', 'boolean'], values: Object.keys(table) } : numeric(fact, path),
    );
  });
  return uses;
}

function check(params: AwardParams, file: string, path: string, catalogue: KindCatalogue): Problem[] {
  const { min, max, step, tiers, expires, coefficient = [] } = params;
  const measure = measureOf(catalogue, params.asset);
  const problems = checkPrecision({ min, max, step }, measure, file, path);
  if (min !== undefined && max !== undefined && min > max) {
    problems.push(problem('AMOUNT_RANGE', file, pointer(path, 'min'), { min, max }));
  }
  const ends = (tiers?.steps ?? []).map(({ upTo }) => upTo ?? Infinity);
  problems.push(...checkAscending(ends, file, `${path}/tiers/steps`, 'upTo'));
  coefficient.forEach(({ bands = [], table }, index) => {
    const at = `${path}/coefficient/${index}`;
    const froms = bands.map(({ from }) => from);
    problems.push(...checkAscending(froms, file, `${at}/bands`, 'from'));
    if (table && bands.length > 0) problems.push(problem('SHAPE_UNKNOWN', file, `${at}/bands`, { name: 'bands' }));
    if (!table && bands.length === 0) problems.push(problem('SHAPE_REQUIRED', file, at, { name: 'table' }));
  });
  if (expires && 'end' in expires && expires.end === 'cycle' && expires.cycle === undefined) {
    problems.push(problem('SHAPE_REQUIRED', file, `${path}/expires`, { name: 'cycle' }));
  }
  return problems;
}
