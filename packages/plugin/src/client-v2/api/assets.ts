import type { AssetMeasure } from '../../api/types';
import { get } from './request';

export type { AssetMeasure } from '../../api/types';

const counties = new Map<string, Promise<AssetMeasure[]>>();

/** Every asset of a county, of the reader's own where none is named: read once, and kept until the page is loaded anew; a failure is not kept. */
export function assetsIn(regionCode: string): Promise<AssetMeasure[]> {
  let known = counties.get(regionCode);
  if (!known) {
    known = get<{ rows: AssetMeasure[] }>('sidanLedger:assets', regionCode ? { regionCode } : {}).then(
      ({ rows }) => rows,
    );
    known.catch(() => counties.delete(regionCode));
    counties.set(regionCode, known);
  }
  return known;
}

/** How an asset is counted in a county. */
export const assetMeasure = async (regionCode: string, asset: string): Promise<AssetMeasure | undefined> =>
  (await assetsIn(regionCode)).find((one) => one.asset === asset);
