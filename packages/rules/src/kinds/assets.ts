/**
 * Amounts of an asset: exact decimals in the asset's unit on one side, whole numbers of its smallest unit on the other.
 */
import { type Decimal, decimal, divideWhole, multiply } from '../decimal';
import { LIMITS } from '../limits';
import type { Measure } from '../outcome';
import { problem, type Problem } from '../problem';
import type { EntryUse, KindCatalogue } from './spec';

/** Points are there without being declared: whole ones. A pack that declares them may say otherwise. */
export const POINTS: Measure = { asset: 'points', unit: 'point', scale: 0 };

/** How an asset is counted. One that no catalogue has counts in whole points; loading refuses it. */
export function measureOf(catalogue: Pick<KindCatalogue, 'assets'>, asset: string): Measure {
  const known = catalogue.assets.get(asset);
  return known ? { asset, unit: known.unit, scale: known.scale } : { ...POINTS, asset };
}

/** The use of an asset, to be looked up; points need no entry. */
export function assetUse(asset: string, path: string): EntryUse[] {
  return asset === POINTS.asset ? [] : [{ catalogue: 'assets', entry: asset, path }];
}

export const smallest = ({ scale }: Measure): Decimal => ({ digits: 1n, scale });

/** An amount in the asset's unit, such as a bound in params, in whole smallest units. Exact after `checkPrecision`. */
export function inSmallest(amount: number, measure: Measure): number {
  return bounded(divideWhole(decimal(amount), smallest(measure), 'floor'));
}

/** Whole smallest units as the asset's own: 15 tenths are 1.5. */
export function inUnits(amount: number, measure: Pick<Measure, 'scale'>): number {
  return measure.scale === 0 ? amount : Number(`${amount}e-${measure.scale}`);
}

/** Never above `LIMITS.pointsMax`, whatever a rule says. */
export function bounded(amount: bigint): number {
  const max = BigInt(LIMITS.pointsMax);
  return Number(amount > max ? max : amount < -max ? -max : amount);
}

/** Says when a number in params is finer than the asset's smallest unit. */
export function checkPrecision(
  values: Readonly<Record<string, number | undefined>>,
  measure: Measure,
  file: string,
  path: string,
): Problem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const unit = smallest(measure);
    const whole = divideWhole(decimal(value), unit, 'floor');
    const back = multiply({ digits: whole, scale: 0 }, unit);
    const given = decimal(value);
    const exact = back.digits * 10n ** BigInt(given.scale) === given.digits * 10n ** BigInt(back.scale);
    return exact
      ? []
      : [problem('AMOUNT_TOO_FINE', file, `${path}/${name}`, { value, asset: measure.asset, scale: measure.scale })];
  });
}
