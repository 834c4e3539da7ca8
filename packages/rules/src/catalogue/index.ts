/**
 * The catalogues of a pack, `catalogue/<name>.json`: what its rules may refer to. Any other file there is a list of codes.
 */
import type { CycleDefinition, FactDefinition, SourceDefinition } from '../facts';
import { assets, type AssetDefinition } from './assets';
import { benefits, type BenefitDefinition } from './benefits';
import { cycles } from './cycles';
import { facts } from './facts';
import { ladders, type LadderDefinition } from './ladders';
import type { ListEntry } from './lists';
import { scorecards, type ScorecardDefinition } from './scorecards';
import { sources } from './sources';
import type { CatalogueSpec } from './spec';

export interface CatalogueEntries {
  facts: FactDefinition;
  sources: SourceDefinition;
  cycles: CycleDefinition;
  assets: AssetDefinition;
  ladders: LadderDefinition;
  scorecards: ScorecardDefinition;
  benefits: BenefitDefinition;
}

export type CatalogueName = keyof CatalogueEntries;

export const CATALOGUES = { facts, sources, cycles, assets, ladders, scorecards, benefits } as const satisfies {
  [K in CatalogueName]: CatalogueSpec<CatalogueEntries[K]>;
};

export const CATALOGUE_NAMES = Object.keys(CATALOGUES) as readonly CatalogueName[];

/** Entries by name; lists by name of the list, then by code. */
export type Catalogue = { readonly [K in CatalogueName]: ReadonlyMap<string, CatalogueEntries[K]> } & {
  readonly lists: ReadonlyMap<string, ReadonlyMap<string, ListEntry>>;
};

export function isCatalogueName(name: unknown): name is CatalogueName {
  return typeof name === 'string' && Object.hasOwn(CATALOGUES, name);
}

/** The spec of a catalogue, typed for callers that hold an entry of any. */
export function catalogueSpec<K extends CatalogueName>(name: K): CatalogueSpec<CatalogueEntries[K]> {
  const specs: { [P in CatalogueName]: CatalogueSpec<CatalogueEntries[P]> } = CATALOGUES;
  return specs[name];
}

export type { AssetDefinition } from './assets';
export type { BenefitDefinition } from './benefits';
export type { LadderDefinition } from './ladders';
export { listTexts, type CodeList, type ListEntry } from './lists';
export type { ScorecardDefinition } from './scorecards';
export type { CatalogueSpec } from './spec';
