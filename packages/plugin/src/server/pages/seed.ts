import type { Application } from '@nocobase/server';
import type { Model, Transaction } from '@nocobase/database';
import { OFFICES } from '../access/roles';
import { addOrderColumns } from './columns';
import { markPage, markedPages } from './marks';
import { findRoute, routeUid, writePage } from './write';
import { PAGE_KEYS, type PageKey, type PageSpec } from './types';

/**
 * Creates the pages that are absent and never were there; all else is left as it is. Safe to call at every start. Collections must be known
 * to the host (`db2cm`) and roles created before, and the plugins flow-engine and client be loaded.
 * Answers with the pages created now.
 */
export async function seedPages(app: Application): Promise<PageKey[]> {
  const marked = await markedPages(app);
  const created: PageKey[] = [];
  for (const key of PAGE_KEYS) {
    if (marked.has(key)) continue;
    await app.db.sequelize.transaction(async (transaction) => {
      if (!(await findRoute(app, routeUid(key), transaction))) {
        await makePage(app, key, transaction);
        created.push(key);
      }
      await markPage(app, key, transaction);
    });
  }
  return created;
}

/** Puts a page back as it is shipped, whatever became of it. Its place in the menu and its permissions stay where it still exists. */
export async function restorePage(app: Application, key: PageKey): Promise<void> {
  await app.db.sequelize.transaction(async (transaction) => {
    await makePage(app, key, transaction);
    await markPage(app, key, transaction);
  });
}

async function makePage(app: Application, key: PageKey, transaction: Transaction): Promise<void> {
  await writePage(app, key, await rolesFor(app, transaction), transaction);
  if (key === 'orders') await addOrderColumns(app, transaction);
}

export const isPageKey = (key: unknown): key is PageKey => PAGE_KEYS.includes(key as PageKey);

export type PageState = 'present' | 'removed' | 'absent';

/** Each default page and what has become of it. */
export async function pageStates(app: Application): Promise<{ key: PageKey; state: PageState }[]> {
  const marked = await markedPages(app);
  const states: { key: PageKey; state: PageState }[] = [];
  for (const key of PAGE_KEYS) {
    const there = await findRoute(app, routeUid(key));
    states.push({ key, state: there ? 'present' : marked.has(key) ? 'removed' : 'absent' });
  }
  return states;
}

/** The host's administrators see every page; of our roles those that the page names, as far as they exist. */
async function rolesFor(app: Application, transaction: Transaction): Promise<(spec: PageSpec) => string[]> {
  const rows = await app.db.getRepository('roles').find({ fields: ['name'], transaction });
  const known = new Set(rows.map((row: Model) => row.get('name') as string));
  return (spec) => ['admin', ...spec.roles.map((role) => OFFICES[role].name)].filter((name) => known.has(name));
}
