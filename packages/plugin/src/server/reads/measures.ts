import type { AssetMeasure } from '../../api/types';
import type { Reader } from './reader';

/** How an asset is counted in a county now, and what it is called. */
export interface Measure {
  asset: string;
  name: string;
  unit: string;
  /** Decimal places: so many of the smallest unit's digits are behind the point. */
  scale: number;
  /** A whole amount of the book in the asset's own unit. */
  inUnits(amount: number | string): number;
}

/** Of the assets that are asked for, each in the reader's language. */
export async function measuresOf({ sidan, q, lang }: Reader, regionCode: string): Promise<(asset: string) => Measure> {
  const [{ ruleSet }, words] = await Promise.all([
    sidan.packs.inForce.rules(q, regionCode, sidan.clock()),
    sidan.packs.words(q, lang, regionCode, []),
  ]);
  const known = new Map<string, Measure>();
  return (asset) => {
    let measure = known.get(asset);
    if (!measure) {
      const { unit = 'point', scale = 0 } = ruleSet.catalogue.assets.get(asset) ?? {};
      measure = {
        asset,
        name: words.asset(asset),
        unit: words.amount(0, { unit, scale }).unit,
        scale,
        inUnits: (amount) => words.amount(Number(amount), { unit, scale }).amount,
      };
      known.set(asset, measure);
    }
    return measure;
  };
}

/** The assets of a county, for whoever shows an amount of the book. */
export async function assetsIn(reader: Reader, regionCode: string): Promise<AssetMeasure[]> {
  const { sidan, q } = reader;
  const [{ ruleSet }, measures] = await Promise.all([
    sidan.packs.inForce.rules(q, regionCode, sidan.clock()),
    measuresOf(reader, regionCode),
  ]);
  return [...new Set(['points', ...ruleSet.catalogue.assets.keys()])].map((one) => {
    const { asset, name, unit, scale } = measures(one);
    return { asset, name, unit, scale };
  });
}
