import type { Actor } from './actor';

type Filter = Record<string, unknown>;

/** How a collection's rows are placed: by town where they have one, else by county only. */
type Placement = 'town' | 'county';

/** Every collection of ours that the host's own list, get, export and chart actions can reach. One without a line here is closed to all but administrators. */
const PLACEMENT: Record<string, Placement> = {
  sidanCounties: 'county',
  sidanRegions: 'county',
  sidanSites: 'town',
  sidanCategories: 'county',
  sidanPeople: 'town',
  sidanVolunteers: 'town',
  sidanTeams: 'town',
  sidanTeamMembers: 'town',
  sidanServiceItems: 'county',
  sidanOrders: 'town',
  sidanOrderEvents: 'town',
  sidanOffers: 'town',
  sidanAttendances: 'town',
  sidanRatings: 'town',
  sidanAccounts: 'county',
  sidanPostings: 'county',
  sidanDecisions: 'town',
  sidanTimers: 'town',
  sidanScopes: 'county',
  sidanOutlets: 'town',
  sidanRewards: 'county',
  sidanStocks: 'town',
  sidanStockMoves: 'town',
  sidanRedemptions: 'town',
  sidanRedemptionEvents: 'town',
  sidanCampaigns: 'county',
  sidanCampaignEntries: 'town',
  sidanHouseholds: 'town',
  sidanHouseholdMembers: 'town',
  sidanGuardianships: 'town',
  sidanHouseholdChecks: 'town',
  sidanFunds: 'county',
  sidanFundMembers: 'town',
};

/** Tables that a county's administrator may add fields to. */
export const isPlaced = (collection: string): boolean => Object.hasOwn(PLACEMENT, collection);

/** Lists that everybody who works for a county needs whole, however small their own area is. */
const SHARED_IN_COUNTY = new Set([
  'sidanCounties',
  'sidanRegions',
  'sidanCategories',
  'sidanServiceItems',
  'sidanRewards',
  'sidanCampaigns',
  'sidanFunds',
]);

export const NOTHING: Filter = { id: { $eq: '00000000-0000-0000-0000-000000000000' } };

/**
 * The filter that keeps `actor` within reach in `collection`: null means no limit. Decided here and nowhere else, for every read and
 * write that goes through the host's own actions.
 */
export function rowsWithin(actor: Actor, collection: string): Filter | null {
  if (actor.unbound) return null;
  const placement = PLACEMENT[collection];
  if (!placement) return NOTHING;
  const filters = actor.scopes.flatMap(({ code }): Filter[] => {
    if (code.length < 6) return [{ regionCode: { $startsWith: code } }];
    if (code.length === 6) return [{ regionCode: { $eq: code } }];
    if (SHARED_IN_COUNTY.has(collection)) return [{ regionCode: { $eq: code.slice(0, 6) } }];
    return placement === 'town'
      ? [{ $and: [{ regionCode: { $eq: code.slice(0, 6) } }, { townCode: { $startsWith: code } }] }]
      : [];
  });
  if (!filters.length) return NOTHING;
  return filters.length === 1 ? filters[0]! : { $or: filters };
}
