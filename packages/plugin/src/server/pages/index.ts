/**
 * The default pages of NocoBase: written into its own tables once, from then on an administrator's. `nodes/` builds what the host stores,
 * `pages/` says what is on each page, `write.ts` and `seed.ts` put it there.
 */
export { pageAccess } from './access';
export { followOrderFields } from './columns';
export { renewPages } from './renew';
export { OPEN_ORDER } from './pages';
export { isPageKey, pageStates, restorePage, seedPages, type PageState } from './seed';
export { PAGE_KEYS, type PageKey, type StaffRole } from './types';
