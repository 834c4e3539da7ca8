import type { Application } from '@nocobase/server';
import { flowModels } from '../pages/host';

/** The host's layout of NocoBase 2.2, and the node of it under which links to other applications stand. */
const LAYOUT = 'admin-layout-model';
const SWITCHER = `${LAYOUT}-app-switcher-actions`;

/**
 * The host's first page asks for this node and, where there is none, has the browser of whoever comes first save it. That is refused to everybody who may not
 * change pages, each time they come, with an error that nobody catches: so it is there from the start, as the host would save it.
 */
export async function seedSwitcher(app: Application): Promise<void> {
  if (!app.db.hasCollection('flowModels')) return;
  await app.db.sequelize.transaction(async (transaction) => {
    if (await flowModels(app).findOne({ filter: { uid: SWITCHER }, transaction })) return;
    await flowModels(app).upsertModel(
      { uid: SWITCHER, use: 'AppSwitcherActionPanelModel', parentId: LAYOUT, subKey: 'appSwitcher', subType: 'object' },
      { transaction },
    );
  });
}
