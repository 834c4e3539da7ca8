import type { PageKey, StaffRole } from './types';
import { PAGES } from './pages';

/** Which role sees which page of the menu when the page is created. Later the host's own permission page decides. */
export const pageAccess: Record<PageKey, readonly StaffRole[]> = Object.fromEntries(
  // The roles do not depend on the collections; a page's blocks do, and are not made for this.
  Object.entries(PAGES).map(([key, build]) => [key, build(() => ({ interface: 'input' })).roles]),
) as Record<PageKey, readonly StaffRole[]>;
