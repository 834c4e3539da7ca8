import type { Application } from '@nocobase/server';
import { fieldsOf, flowModels } from './host';
import { nodesOf, type Fields } from './nodes';
import { PAGES } from './pages';
import { PAGE_KEYS } from './types';

interface Renewal {
  uid: string;
  from: string;
  to: string;
}

/**
 * Nodes of default pages that an earlier version showed in another way. Until a page is restored it keeps its nodes, and an administrator's own
 * work with them; so only what a node is drawn by is replaced, and only where it is still what was shipped.
 */
const RENEWED: readonly Renewal[] = [
  // States have the names that the county's lifecycle gives them.
  { uid: 'sidan-orders-table-col-state-field', from: 'DisplayEnumFieldModel', to: 'SidanStateFieldModel' },
  { uid: 'sidan-orders-search-state-field', from: 'SelectFieldModel', to: 'SidanStateSelectFieldModel' },
  // Amounts are shown in the unit of their asset.
  ...['decisions-col-amount', 'accounts-col-balance', 'postings-col-amount'].map((column) => ({
    uid: `sidan-points-${column}-field`,
    from: 'DisplayNumberFieldModel',
    to: 'SidanAmountFieldModel',
  })),
  // A field of a plugin that a stock host has not enabled was named there.
  ...['new', 'form'].map((form) => ({
    uid: `sidan-shop-rewards-${form}-photo-field`,
    from: 'AttachmentURLFieldModel',
    to: 'SidanPictureInputFieldModel',
  })),
  { uid: 'sidan-shop-rewards-details-photo-field', from: 'DisplayTextFieldModel', to: 'SidanPictureFieldModel' },
];

/** Fields of forms that the host's own fields took before: they round whole numbers, and an asset's key had to be known by heart. */
const TAKEN: Readonly<Record<string, string>> = {
  SidanFigureFieldModel: 'NumberFieldModel',
  SidanAssetSelectFieldModel: 'InputFieldModel',
};

const taken = (fields: Fields): Renewal[] =>
  PAGE_KEYS.flatMap((key) =>
    PAGES[key](fields).tabs.flatMap(({ rows }) => rows.flat().flatMap(([node]) => nodesOf(node))),
  ).flatMap(({ uid, use }) => (TAKEN[use] ? [{ uid, from: TAKEN[use], to: use }] : []));

/** Safe to call at every start. Answers how many nodes were renewed. */
export async function renewPages(app: Application): Promise<number> {
  const models = flowModels(app);
  const renewals = [...RENEWED, ...taken(fieldsOf(app))];
  const rows = await models.find({ filter: { uid: { $in: renewals.map(({ uid }) => uid) } } });
  let renewed = 0;
  for (const row of rows) {
    const node = renewals.find(({ uid }) => uid === row.get('uid'))!;
    const options = row.get('options') as { use?: string };
    if (options.use !== node.from) continue;
    await models.update({ filterByTk: node.uid, values: { options: { ...options, use: node.to } } });
    renewed += 1;
  }
  return renewed;
}
