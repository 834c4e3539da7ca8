import schema from '../../schema/benefits.schema.json';
import type { Citation } from '../rule';
import type { CatalogueSpec } from './spec';

/** A courtesy (礼遇) that can be given: bus rides, a medical card, a visit to a scenic site. */
export interface BenefitDefinition {
  readonly name: string;
  readonly unit?: string;
  /** Who gives it. */
  readonly provider?: string;
  readonly cites?: readonly Citation[];
}

export const benefits: CatalogueSpec<BenefitDefinition> = {
  list: 'benefits',
  schema,
  nameOf: ({ name }) => name,
  texts: ({ name }) => [`benefit.${name}.title`],
  check: () => [],
};
