/** Columns that hold an amount in the smallest unit of an asset, and the column that names the asset. A table of them shows and exports them in the asset's own unit. */
export const AMOUNTS: Readonly<Record<string, { asset: string; fields: readonly string[] }>> = {
  sidanAccounts: { asset: 'asset', fields: ['balance', 'minBalance'] },
  sidanPostings: { asset: 'asset', fields: ['amount'] },
  sidanDecisions: { asset: 'asset', fields: ['amount'] },
  sidanCampaigns: { asset: 'asset', fields: ['given'] },
  sidanCampaignEntries: { asset: 'asset', fields: ['amount'] },
  sidanRedemptions: { asset: 'asset', fields: ['price', 'refund'] },
  sidanOrders: { asset: 'payAsset', fields: ['payHeld', 'payTaken'] },
};

/** Columns that name an asset beside no amount of it. */
const ASSETS = new Set(['sidanServiceItems.payAsset']);

/** Columns that name an asset by its key. */
export const namesAsset = (collection: string, field: string): boolean =>
  AMOUNTS[collection]?.asset === field || ASSETS.has(`${collection}.${field}`);

export const isAmount = (collection: string, field: string): boolean =>
  AMOUNTS[collection]?.fields.includes(field) ?? false;
