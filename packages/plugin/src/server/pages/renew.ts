import type { Application } from '@nocobase/server';
import { flowModels } from './host';

/**
 * Nodes of default pages that an earlier version showed in another way. Until a page is restored it keeps its nodes, and an administrator's own
 * work with them; so only what a node is drawn by is replaced, and only where it is still what was shipped.
 */
const RENEWED: readonly { uid: string; from: string; to: string }[] = [
  // States have the names that the county's lifecycle gives them.
  { uid: 'sidan-orders-table-col-state-field', from: 'DisplayEnumFieldModel', to: 'SidanStateFieldModel' },
  { uid: 'sidan-orders-search-state-field', from: 'SelectFieldModel', to: 'SidanStateSelectFieldModel' },
];

/** Safe to call at every start. Answers how many nodes were renewed. */
export async function renewPages(app: Application): Promise<number> {
  const models = flowModels(app);
  const rows = await models.find({ filter: { uid: { $in: RENEWED.map(({ uid }) => uid) } } });
  let renewed = 0;
  for (const row of rows) {
    const node = RENEWED.find(({ uid }) => uid === row.get('uid'))!;
    const options = row.get('options') as { use?: string };
    if (options.use !== node.from) continue;
    await models.update({ filterByTk: node.uid, values: { options: { ...options, use: node.to } } });
    renewed += 1;
  }
  return renewed;
}
