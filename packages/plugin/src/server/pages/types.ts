import type { ScopedRole } from '../access/actor';
import type { Fields, FilterLink, Row } from './nodes';

export const PAGE_KEYS = [
  'workbench',
  'orders',
  'dispatch',
  'intake',
  'imports',
  'plans',
  'emergencies',
  'certificates',
  'teams',
  'volunteers',
  'services',
  'catalogues',
  'points',
  'bank',
  'closes',
  'shop',
  'campaigns',
  'families',
  'findings',
  'sites',
  'people',
  'offices',
] as const;
export type PageKey = (typeof PAGE_KEYS)[number];

/** Offices that use NocoBase's pages. Residents, volunteers, team leaders and merchants have the portal. */
export type StaffRole = Exclude<ScopedRole, 'merchant'>;

/** One page of the menu. Its texts are the locale keys `pages.menu.<key>` and `pages.tab.<tab>`. */
export interface PageSpec {
  key: PageKey;
  icon: string;
  roles: readonly StaffRole[];
  tabs: TabSpec[];
}

export interface TabSpec {
  key: string;
  rows: Row[];
  filterManager?: FilterLink[];
}

/** Made when it is seeded, from the collections as they are then. */
export type PageBuilder = (fields: Fields) => PageSpec;
