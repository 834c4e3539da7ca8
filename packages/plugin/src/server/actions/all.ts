import type { Application } from '@nocobase/server';
import { OWN_ACTIONS } from '../access/middleware';
import type { CoreFields } from '../forms/fields';
import type { Sidan } from '../sidan';
import { bankActions } from './bank';
import { campaignActions, campaignEntryActions } from './campaigns';
import { certificateActions } from './certificates';
import { closeActions } from './closes';
import type { Handler } from './context';
import { emergencyActions } from './emergencies';
import { findingActions } from './findings';
import { importActions } from './imports';
import { intakeActions } from './intake';
import { lifecycleActions } from './lifecycles';
import { open311Actions } from './open311';
import { orderActions } from './orders';
import { packActions } from './packs';
import { planActions } from './plans';
import { ledgerActions, offerActions, peopleActions, portalActions, workbenchActions } from './portal';
import { settlementActions } from './settlements';
import { setupActions } from './setup';
import { redemptionActions, shopActions, stockActions } from './shop';
import { transferActions } from './transfers';

/** Actions of one resource. Each decides by itself what its caller may do and see; this is only who may call it at all. */
interface Actions {
  handlers: Record<string, Handler>;
  /** Those that anybody may call. All others take somebody who is signed in. */
  public?: readonly string[];
  /** Opened by the host's snippet `pm.sidan.settings`, and not to everybody who is signed in. */
  forSettings?: true;
}

const actionsOf = (app: Application, sidan: Sidan, core: CoreFields, version: string): Record<string, Actions> => ({
  sidanOrders: { handlers: orderActions(sidan, core) },
  sidanOffers: { handlers: offerActions(sidan) },
  sidanIntake: { handlers: intakeActions(sidan, core) },
  sidanPlans: { handlers: planActions(sidan, core) },
  sidanEmergencies: { handlers: emergencyActions(sidan) },
  sidanBank: { handlers: bankActions(sidan) },
  sidanCloses: { handlers: closeActions(sidan) },
  sidanCertificates: { handlers: certificateActions(sidan), public: ['check'] },
  sidanFindings: { handlers: findingActions(sidan) },
  sidanImports: { handlers: importActions(app, sidan) },
  sidanPeople: { handlers: peopleActions(sidan) },
  sidanLedger: { handlers: ledgerActions(sidan) },
  sidanShop: { handlers: shopActions(sidan) },
  sidanRedemptions: { handlers: redemptionActions(sidan) },
  sidanSettlements: { handlers: settlementActions(sidan) },
  sidanStocks: { handlers: stockActions(sidan) },
  sidanCampaigns: { handlers: campaignActions(sidan) },
  sidanCampaignEntries: { handlers: campaignEntryActions(sidan) },
  sidanTransfers: { handlers: transferActions(sidan) },
  sidanWorkbench: { handlers: workbenchActions(sidan) },
  sidanPortal: { handlers: portalActions(sidan, core), public: ['config', 'menu'] },
  sidanLifecycles: { handlers: lifecycleActions(sidan), forSettings: true },
  sidanPacks: { handlers: packActions(sidan), forSettings: true },
  sidanOpen311: { handlers: open311Actions(sidan), forSettings: true },
  sidanSetup: { handlers: setupActions(app, sidan, version), forSettings: true },
});

/**
 * Registers all of our own actions with the host, and opens them.
 * @returns `resource:action` of those that anybody signed in, or anybody at all, may call
 */
export function defineActions(app: Application, sidan: Sidan, core: CoreFields, version: string): ReadonlySet<string> {
  const opened = new Set<string>();
  for (const [resource, actions] of Object.entries(actionsOf(app, sidan, core, version))) {
    register(app, resource, actions.handlers);
    for (const name of actions.forSettings ? [] : Object.keys(actions.handlers)) {
      app.acl.allow(resource, name, actions.public?.includes(name) ? 'public' : 'loggedIn');
      opened.add(`${resource}:${name}`);
    }
  }
  return opened;
}

function register({ db, resourceManager }: Application, resource: string, handlers: Record<string, Handler>): void {
  if (db.getCollection(resource))
    for (const [name, handler] of Object.entries(handlers))
      resourceManager.registerActionHandler(`${resource}:${name}`, handler as never);
  else resourceManager.define({ name: resource, only: Object.keys(handlers), actions: handlers as never });
  for (const name of Object.keys(handlers)) OWN_ACTIONS.add(`${resource}:${name}`);
}
