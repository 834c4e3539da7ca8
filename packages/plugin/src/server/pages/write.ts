import type { Application } from '@nocobase/server';
import type { Model, Transaction } from '@nocobase/database';
import { fieldsOf, flowModels, routes } from './host';
import { grid, pageText, type FlowNode } from './nodes';
import { PAGES } from './pages';
import type { PageKey, PageSpec, TabSpec } from './types';

const GROUP = 'sidan';
/** The layout of NocoBase 2.2 that both lanes show under `/admin`. */
const LAYOUT = 'admin-layout-model';

export const routeUid = (key: PageKey): string => `sidan-${key}`;
const tabUid = (key: PageKey, tab: TabSpec) => `sidan-${key}-tab-${tab.key}`;

export const findRoute = (app: Application, schemaUid: string, transaction?: Transaction): Promise<Model | null> =>
  routes(app).findOne({ filter: { schemaUid }, transaction });

/** Adds a page to the menu, or fills the one that is there anew; position and permissions of the latter stay. */
export async function writePage(
  app: Application,
  key: PageKey,
  roles: (spec: PageSpec) => string[],
  transaction: Transaction,
): Promise<void> {
  const spec = PAGES[key](fieldsOf(app));
  const known = await findRoute(app, routeUid(key), transaction);
  if (known) await empty(app, key, known, spec, transaction);
  const look = {
    title: pageText(`menu.${key}`),
    icon: spec.icon,
    enableTabs: spec.tabs.length > 1,
    displayTitle: true,
  };
  const parent = known ? undefined : await ensureGroup(app, roles(spec), transaction);
  const page =
    known ??
    (await addRoute(
      app,
      { ...look, type: 'flowPage', schemaUid: routeUid(key), parentId: parent!.get('id') },
      roles(spec),
      transaction,
    ));
  if (known) await routes(app).update({ filterByTk: known.get('id') as string, values: look, transaction });

  const general = { title: look.title, enableTabs: look.enableTabs, displayTitle: look.displayTitle };
  await put(
    app,
    routeUid(key),
    'page',
    {
      uid: rootUid(key),
      use: 'RootPageModel',
      props: { routeId: page.get('id'), ...general },
      stepParams: { pageSettings: { general } },
    },
    transaction,
  );
  const holders = known ? await rolesOf(app, known, transaction) : roles(spec);
  for (const tab of spec.tabs) {
    const uid = tabUid(key, tab);
    const title = pageText(look.enableTabs ? `tab.${tab.key}` : `menu.${key}`);
    await addRoute(
      app,
      { type: 'tabs', title, schemaUid: uid, tabSchemaName: uid, parentId: page.get('id'), hidden: !look.enableTabs },
      holders,
      transaction,
    );
    await put(app, uid, 'grid', gridOf(key, tab), transaction);
  }
}

const rootUid = (key: PageKey) => `${routeUid(key)}-root`;
const gridOf = (key: PageKey, tab: TabSpec): FlowNode =>
  grid(`${tabUid(key, tab)}-grid`, 'BlockGridModel', tab.rows, tab.filterManager);

async function addRoute(
  app: Application,
  values: Record<string, unknown>,
  roles: string[],
  transaction: Transaction,
): Promise<Model> {
  const layouts = app.db.hasCollection('uiLayouts') ? { uiLayouts: [LAYOUT] } : {};
  const route = (await routes(app).create({
    values: { hideInMenu: false, ...values, ...layouts },
    transaction,
  })) as Model;
  // The host has given it to every role that may see new menus, members (residents) among them.
  await grant(app, route, roles, transaction);
  return route;
}

async function grant(app: Application, route: Model, roles: string[], transaction: Transaction): Promise<void> {
  const repository = app.db.getRepository('desktopRoutes.roles', route.get('id') as number) as unknown as {
    set(options: { tk: string[]; transaction: Transaction }): Promise<void>;
  };
  await repository.set({ tk: roles, transaction });
}

async function ensureGroup(app: Application, roles: string[], transaction: Transaction): Promise<Model> {
  const known = await findRoute(app, GROUP, transaction);
  if (!known)
    return addRoute(
      app,
      { type: 'group', title: pageText('menu.group'), icon: 'HeartOutlined', schemaUid: GROUP },
      roles,
      transaction,
    );
  const holders = new Set([...(await rolesOf(app, known, transaction)), ...roles]);
  await grant(app, known, [...holders], transaction);
  return known;
}

async function rolesOf(app: Application, route: Model, transaction: Transaction): Promise<string[]> {
  const rows = await app.db
    .getRepository('rolesDesktopRoutes')
    .find({ filter: { desktopRouteId: route.get('id') }, transaction });
  return rows.map((row: Model) => row.get('roleName') as string);
}

/** Puts a tree under a node that exists. Its nodes may stand elsewhere, moved by an administrator: here they are wanted back. */
async function put(
  app: Application,
  parentId: string,
  subKey: 'page' | 'grid',
  node: FlowNode,
  transaction: Transaction,
): Promise<void> {
  await clear(app, node, transaction);
  await flowModels(app).upsertModel({ ...node, parentId, subKey, subType: 'object' }, { transaction });
}

async function clear(app: Application, node: FlowNode, transaction: Transaction): Promise<void> {
  const uids: string[] = [];
  const walk = (at: FlowNode) => {
    uids.push(at.uid);
    for (const below of Object.values(at.subModels ?? {})) for (const child of [below].flat()) walk(child);
  };
  walk(node);
  const found = await flowModels(app).find({ filter: { uid: { $in: uids } }, fields: ['uid'], transaction });
  for (const row of found) await flowModels(app).remove(row.get('uid') as string, { transaction });
}

/** Takes away a page's tabs and all that they hold; the host removes each tab's tree with its route. */
async function empty(
  app: Application,
  key: PageKey,
  route: Model,
  spec: PageSpec,
  transaction: Transaction,
): Promise<void> {
  for (const tab of await routes(app).find({ filter: { parentId: route.get('id') }, transaction })) {
    await routes(app).destroy({ filterByTk: tab.get('id') as string, transaction });
  }
  for (const uid of [rootUid(key), ...spec.tabs.map((tab) => tabUid(key, tab))])
    await flowModels(app).remove(uid, { transaction });
}
