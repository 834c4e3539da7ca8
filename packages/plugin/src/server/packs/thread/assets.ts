import { POINTS, type Lookup, type RuleSet } from '@sidan/rules';

/** What is counted in accounts, in somebody's language. */
export interface Asset {
  asset: string;
  title: string;
  unit: string;
  /** Decimals that an amount may have. */
  decimals: number;
}

/** The assets of some sets, points first: they are there without being declared. */
export function assetsOf(sets: readonly RuleSet[], lookup: Lookup): Asset[] {
  const known = new Map([[POINTS.asset, { unit: POINTS.unit, scale: POINTS.scale }]]);
  for (const { catalogue } of [...sets].reverse())
    for (const [name, { unit, scale }] of catalogue.assets) known.set(name, { unit, scale });
  return [...known].map(([asset, { unit, scale }]) => ({
    asset,
    title: lookup(`assets.${asset}.title`) ?? asset,
    unit: lookup(`rules.unit.${unit}`) ?? unit,
    decimals: scale,
  }));
}
