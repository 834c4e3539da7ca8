import type { Application } from '@nocobase/server';
import type { Transaction } from '@nocobase/database';
import { flowModels } from './host';
import { PAGE_KEYS, type PageKey } from './types';

/**
 * Remembers which pages were once created: a page that an administrator deleted is known here and stays deleted. Kept as a node of the
 * page trees that hangs on no page, so that it lives and dies with them and needs no table and no permission of its own.
 */
const MARKS = 'sidan-pages';

export async function markedPages(app: Application, transaction?: Transaction): Promise<Set<PageKey>> {
  const row = await flowModels(app).findOne({ filter: { uid: MARKS }, transaction });
  const created = (row?.get('options') as { props?: { created?: string[] } } | undefined)?.props?.created ?? [];
  return new Set(PAGE_KEYS.filter((key) => created.includes(key)));
}

export async function markPage(app: Application, key: PageKey, transaction: Transaction): Promise<void> {
  const created = await markedPages(app, transaction);
  created.add(key);
  await flowModels(app).upsertModel(
    { uid: MARKS, use: 'SidanPageMarks', props: { created: [...created] } },
    { transaction },
  );
}
