import { assetMeasure, type AssetMeasure } from './assets';
import { useFound } from './useFound';

/** A row of the host's as far as its county is told of it. */
export type CountyRow = { regionCode?: string } & Record<string, unknown>;

/** How the asset of a row is counted; undefined until it is known, and where the row names none. */
export function useMeasure(row: CountyRow | undefined, asset: unknown): AssetMeasure | undefined {
  const { regionCode = '' } = row ?? {};
  const name = typeof asset === 'string' && asset ? asset : undefined;
  return useFound(name && `${regionCode} ${name}`, () => assetMeasure(regionCode, name!));
}
