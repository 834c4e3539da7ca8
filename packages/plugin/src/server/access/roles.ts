import type { ScopedRole } from './actor';

type Grant = 'view' | 'create' | 'update' | 'destroy' | 'export';

/** One of the host's roles, as this plugin makes it on installation. Afterwards it is the administrator's. */
export interface RoleSeed {
  name: string;
  /** Snippets of the host: which of its own pages and settings the role opens. */
  snippets: string[];
  /** What the role may do with rows through the host's own actions; the rows themselves are limited in `rows.ts`. */
  grants: Record<string, readonly Grant[]>;
}

const READ = ['view'] as const;
const REPORT = ['view', 'export'] as const;
const KEEP = ['view', 'create', 'update', 'export'] as const;
const APPOINT = ['view', 'create', 'destroy'] as const;
const MANAGE = ['view', 'create', 'update', 'destroy', 'export'] as const;

/** The day's work: what every staff role reads. */
const WORK = {
  sidanCounties: READ,
  sidanRegions: READ,
  sidanSites: READ,
  sidanCategories: READ,
  sidanServiceItems: READ,
  sidanTeams: READ,
  sidanTeamMembers: READ,
  sidanVolunteers: READ,
  sidanOrders: REPORT,
  sidanOrderEvents: READ,
  sidanOffers: READ,
  sidanAttendances: REPORT,
  sidanRatings: READ,
  sidanOutlets: READ,
  sidanRewards: READ,
  sidanCampaigns: READ,
  sidanStocks: READ,
  sidanStockMoves: REPORT,
  sidanRedemptions: REPORT,
  sidanRedemptionEvents: READ,
} satisfies Record<string, readonly Grant[]>;

const CLOSED = ['!ui.*', '!pm', '!pm.*'];

/** Roles that hold an office, by the role's name in `sidanScopes`. Least privilege: what is not listed is refused. */
export const OFFICES: Record<ScopedRole, RoleSeed> = {
  supervisor: {
    name: 'sidanSupervisor',
    snippets: CLOSED,
    grants: {
      ...WORK,
      sidanDecisions: READ,
      sidanAccounts: READ,
      sidanPostings: REPORT,
      sidanCampaignEntries: REPORT,
      sidanScopes: APPOINT,
    },
  },
  countyAdmin: {
    name: 'sidanCountyAdmin',
    // May rearrange pages and add fields; may not install plugins, manage roles or read other data sources. Nor write SQL blocks: they read every
    // table past access control, other counties' people and the host's passwords included.
    snippets: [
      'ui.*',
      '!ui.flowSql',
      'pm.data-source-manager',
      'pm.data-source-manager.data-source-main',
      'pm.sidan.settings',
    ],
    grants: {
      ...WORK,
      sidanCounties: ['view', 'update'],
      sidanRegions: MANAGE,
      sidanSites: KEEP,
      sidanCategories: MANAGE,
      sidanServiceItems: KEEP,
      sidanTeams: KEEP,
      sidanTeamMembers: MANAGE,
      sidanPeople: KEEP,
      sidanVolunteers: KEEP,
      sidanOrders: ['view', 'update', 'export'],
      sidanDecisions: REPORT,
      sidanAccounts: READ,
      sidanPostings: REPORT,
      sidanTimers: READ,
      sidanOutlets: KEEP,
      sidanRewards: KEEP,
      sidanCampaigns: KEEP,
      sidanCampaignEntries: REPORT,
      sidanHouseholds: KEEP,
      sidanHouseholdMembers: KEEP,
      sidanGuardianships: KEEP,
      sidanHouseholdChecks: KEEP,
      sidanFunds: KEEP,
      sidanFundMembers: KEEP,
      sidanScopes: MANAGE,
    },
  },
  dispatcher: {
    name: 'sidanDispatcher',
    snippets: CLOSED,
    grants: {
      ...WORK,
      sidanPeople: READ,
      sidanTeamMembers: ['view', 'create', 'update'],
      sidanOrders: ['view', 'update', 'export'],
      sidanCampaignEntries: REPORT,
      sidanDecisions: READ,
      sidanAccounts: READ,
      sidanPostings: READ,
      sidanHouseholds: READ,
      sidanHouseholdMembers: READ,
      sidanGuardianships: READ,
      sidanHouseholdChecks: READ,
      sidanFunds: READ,
      sidanFundMembers: READ,
    },
  },
  siteManager: {
    name: 'sidanSiteManager',
    snippets: CLOSED,
    // Whoever sits at the counter sees the papers that prove who belongs together.
    grants: {
      ...WORK,
      sidanTeamMembers: ['view', 'create', 'update'],
      sidanPeople: READ,
      sidanCampaignEntries: REPORT,
      sidanDecisions: READ,
      sidanHouseholds: ['view', 'create', 'update'],
      sidanHouseholdMembers: ['view', 'create', 'update'],
      sidanGuardianships: ['view', 'create', 'update'],
      sidanHouseholdChecks: ['view', 'create'],
      sidanFunds: READ,
      sidanFundMembers: READ,
    },
  },
  assessor: { name: 'sidanAssessor', snippets: CLOSED, grants: WORK },
  merchant: { name: 'sidanMerchant', snippets: CLOSED, grants: { sidanCounties: READ } },
};

/** Which offices somebody may hand out, within their own area. The host's administrators hand out all of them. */
export const GRANTABLE: Partial<Record<ScopedRole, readonly ScopedRole[]>> = {
  supervisor: ['countyAdmin'],
  countyAdmin: ['dispatcher', 'siteManager', 'assessor', 'merchant'],
};
