import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';
import type { CoreFields } from '../forms/fields';

/** Columns of an order that staff may correct in the host's own forms; every other column of ours changes by command only. */
const CORRECTABLE = new Set([
  'title',
  'description',
  'address',
  'areaCode',
  'contactName',
  'contactPhone',
  'contactPhoneCipher',
  'expectStart',
  'expectEnd',
  'headcount',
  'priority',
  'updatedAt',
  'updatedById',
]);

/** Columns of an order that commands write as it goes on; those that a new order is made with are not among them. */
export const COMMANDED: ReadonlySet<string> = new Set([
  'state',
  'snapshot',
  'version',
  'definitionVersion',
  'dispatching',
  'dueAt',
  'dispatchedAt',
  'acceptedAt',
  'startedAt',
  'finishedAt',
  'confirmedAt',
  'closedAt',
  'pausedAt',
  'teamId',
  'teamCount',
  'joined',
  'siteId',
  'level',
  'report',
  'payerId',
  'payFor',
  'payAsset',
  'payMinutes',
  'payHeld',
  'payTaken',
  'payHoldId',
  'ratingScore',
  'disputeCount',
  'reopenCount',
  'mergedIntoId',
  'serviceItemId',
  'emergencyId',
  'title',
  'headcount',
]);

/** Facts: rows that are written by commands and by nothing else. */
const FACTS = [
  'sidanOrderEvents',
  'sidanOffers',
  'sidanAttendances',
  'sidanRatings',
  'sidanAccounts',
  'sidanPostings',
  'sidanDecisions',
  'sidanTimers',
  'sidanOutbox',
  'sidanRequests',
  'sidanDisclosures',
  'sidanLifecycles',
  'sidanPackVersions',
  'sidanPackActivations',
  'sidanPackKeys',
  'sidanPackPolicies',
  'sidanOpen311Keys',
  'sidanImports',
  'sidanImportRows',
  'sidanPlans',
  'sidanPlanDays',
  'sidanEmergencies',
  'sidanCertificates',
  'sidanStocks',
  'sidanStockMoves',
  'sidanRedemptions',
  'sidanRedemptionEvents',
  'sidanFindings',
  'sidanCloses',
  'sidanMonthStatements',
  'sidanSettlements',
  'sidanCampaignEntries',
];

interface Options {
  sidanCommand?: boolean;
}

/**
 * Keeps what commands own from being written in any other way that goes through the host's models: its forms, its importer, its API,
 * a workflow. History cannot be deleted through them at all.
 */
export function protectColumns(db: Database, coreOf: (collection: string) => CoreFields): void {
  db.on('sidanOrders.beforeCreate', (_row: Model, options: Options) => {
    if (!options.sidanCommand) throw new SidanError('HISTORY_PROTECTED', { what: 'sidanOrders' });
  });
  db.on('sidanOrders.beforeUpdate', (row: Model, options: Options) => {
    if (options.sidanCommand) return;
    const core = coreOf('sidanOrders');
    const touched = (row.changed() || []).find((name) => core.has(name) && !CORRECTABLE.has(name));
    if (touched) throw new SidanError('FIELD_PROTECTED', { field: touched });
  });
  // Checked and set by actions of their own: clocks and certificates rest on them.
  for (const hook of ['beforeCreate', 'beforeUpdate']) {
    db.on(`sidanCounties.${hook}`, (row: Model) => {
      for (const field of ['calendar', 'certificates', 'bank'])
        if ((row.changed() || []).includes(field) && row.get(field) != null)
          throw new SidanError('FIELD_PROTECTED', { field });
    });
  }
  for (const name of ['sidanCounties', 'sidanOrders', ...FACTS]) {
    db.on(`${name}.beforeDestroy`, () => {
      throw new SidanError('HISTORY_PROTECTED', { what: name });
    });
  }
  // Many rows at a time, as the host's importer writes them, pass by the hooks of single rows.
  for (const name of ['sidanOrders', ...FACTS]) {
    for (const many of ['beforeBulkCreate', 'beforeBulkUpdate', 'beforeBulkDestroy']) {
      db.on(`${name}.${many}`, (first: Options, second?: Options) => {
        if (!first.sidanCommand && !second?.sidanCommand) throw new SidanError('HISTORY_PROTECTED', { what: name });
      });
    }
  }
  for (const name of FACTS) {
    db.on(`${name}.beforeCreate`, (_row: Model, options: Options) => {
      if (!options.sidanCommand) throw new SidanError('HISTORY_PROTECTED', { what: name });
    });
    db.on(`${name}.beforeUpdate`, (row: Model, options: Options) => {
      const core = coreOf(name);
      if (!options.sidanCommand && (row.changed() || []).some((field) => core.has(field) && field !== 'updatedAt'))
        throw new SidanError('HISTORY_PROTECTED', { what: name });
    });
  }
}
