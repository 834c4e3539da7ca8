import type { KindCatalogue } from '../kinds/spec';
import type { Measure } from '../outcome';
import type { Access } from './access';
import type { Fragment } from './fragment';

/** Values worked out one after another: each is an expression over those before it. */
export interface Let {
  readonly name: string;
  readonly is: Fragment;
}

/** What a rule's arithmetic is in SQL. */
export interface FigureSql {
  /** In this order, each layer over the ones before, as columns of the alias `sidan_f`. */
  readonly lets: readonly (readonly Let[])[];
  /** A bigint, over the lets. */
  readonly amount: Fragment;
  /** The JSON of the steps, without the brackets, as text. */
  readonly steps: Fragment;
  readonly measure?: Measure;
}

/** Makes the SQL of a kind's params. */
export type FigureMaker<P> = (params: P, catalogue: KindCatalogue, access: Access) => FigureSql;
