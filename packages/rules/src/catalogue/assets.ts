import schema from '../../schema/assets.schema.json';
import type { Citation } from '../rule';
import type { CatalogueSpec } from './spec';

/** Something that is counted in accounts: points, moral points, time credit. Amounts are posted in its smallest unit. */
export interface AssetDefinition {
  readonly name: string;
  /** What one of it is called: a unit of facts, `point` or `minute`. */
  readonly unit: string;
  /** Decimals of the smallest unit: 2 keeps hundredths. */
  readonly scale: number;
  readonly cites?: readonly Citation[];
}

export const assets: CatalogueSpec<AssetDefinition> = {
  list: 'assets',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name }) => [`asset.${name}.title`],
  check: () => [],
};
