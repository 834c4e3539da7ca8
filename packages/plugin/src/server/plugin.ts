import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { applyGuards, applyTotals, createLedger } from '@sidan/ledger';
import { AesEncryptor, Gateway, Plugin, serving } from '@nocobase/server';
import { OWN_ACTIONS, rowScopes } from './access/middleware';
import { sparePatterns } from './access/open';
import { requestReach } from './access/request';
import { ledgerActions, offerActions, peopleActions, portalActions, workbenchActions } from './actions/portal';
import type { Handler } from './actions/context';
import { lifecycleActions } from './actions/lifecycles';
import { importActions } from './actions/imports';
import { bankActions } from './actions/bank';
import { campaignActions, campaignEntryActions } from './actions/campaigns';
import { closeActions } from './actions/closes';
import { emergencyActions } from './actions/emergencies';
import { certificateActions } from './actions/certificates';
import { findingActions } from './actions/findings';
import { intakeActions } from './actions/intake';
import { planActions } from './actions/plans';
import { open311Actions } from './actions/open311';
import { packActions } from './actions/packs';
import { settlementActions } from './actions/settlements';
import { setupActions } from './actions/setup';
import { transferActions } from './actions/transfers';
import { redemptionActions, shopActions, stockActions } from './actions/shop';
import { orderActions } from './actions/orders';
import { LANGUAGES, locale, workflow } from './assets';
import { systemClock } from './clock';
import { NAMESPACE } from './constants';
import { hearing, orderListeners, type Listener } from './commands/heard';
import { registerErrors } from './errorHandler';
import { registerDemoCommand } from './demo';
import { orderFields, type CoreFields } from './forms/fields';
import { protectColumns } from './guards/columns';
import { checkPlaces } from './guards/places';
import { followOffices } from './guards/scopes';
import { guardCampaigns } from './guards/campaigns';
import { guardFamilies } from './guards/families';
import { guardGuardianships } from './guards/guardianships';
import { guardMenu } from './guards/menu';
import { guardPeople } from './guards/people';
import { followChecks } from './households/follow';
import { guardShop } from './guards/stocks';
import { guardWholes } from './guards/wholes';
import { protectStructure } from './guards/structure';
import { newId } from './ids';
import { startDueCloses, workOnCloses } from './close';
import { createLifecycles } from './lifecycles';
import { adoptOrders } from './lifecycles/adopt';
import { open311 } from './intake/open311';
import { workOnSheets } from './intake/sheet';
import { createJobs, type Jobs } from './jobs/jobs';
import { inAppMessages } from './jobs/messages';
import { deliverOutbox } from './jobs/outbox';
import { expirePoints } from './jobs/expiry';
import { tidy } from './jobs/tidy';
import { fireDueTimers } from './jobs/timers';
import { followOrderFields, renewPages, seedPages } from './pages';
import { exportUnits } from './reads/exportUnits';
import { runPlans } from './plans';
import { followRegistrations } from './people/registered';
import { createPacks } from './packs';
import { registerShipped } from './packs/shipped';
import { servePortal } from './portal';
import { sealPersonalData } from './privacy/hooks';
import { createVault, type Vault } from './privacy/vault';
import { keyByCounty } from './schema/primaryKey';
import { seedChannel } from './setup/channel';
import { registerNewFields } from './setup/fields';
import { offerLanguages } from './setup/languages';
import { seedRoles } from './setup/roles';
import { seedSwitcher } from './setup/switcher';
import { isCarriedOut as isDoneInShop } from './shop/effects';
import { keepStocks } from './shop/tables';
import type { Sidan } from './sidan';
import { watchLater } from './watch/later';
import { ledgerNames, packBook } from './bank';
import { connectionOf, sqlWriter, tablesOf, type Connection } from './sql';

const TIMERS_IDLE_MS = 2000;
const OUTBOX_IDLE_MS = 5000;
const SHEETS_IDLE_MS = 5000;
const PLANS_IDLE_MS = 5000;
/** Points expire at midnight. Asked is one index of what is due, a county at a time. */
const EXPIRY_IDLE_MS = 60_000;
const WATCH_IDLE_MS = 10_000;
const CLOSES_IDLE_MS = 5000;
/** Whether a month is over is no hurry. */
const MONTHS_IDLE_MS = 10 * 60_000;
/** Sums of the book by day: what is not added up yet is counted all the same. */
const TOTALS_IDLE_MS = 60_000;
const TOTALS_ZONE = 'Asia/Shanghai';
const TIDY_IDLE_MS = 6 * 60 * 60_000;

/** The name of the background work for the host's `WORKER_MODE`. */
const JOBS_TOPIC = 'sidan:jobs';

const VERSION = (JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string })
  .version;

type Handlers = Record<string, Handler>;

/** Binds the cores to NocoBase: what is loaded when, what is registered where. It decides nothing itself. */
export class SidanPlugin extends Plugin {
  sidan!: Sidan;
  private vault?: Vault;
  private jobs?: Jobs;
  /** `resource:action` of our own actions that anybody signed in, or anybody at all, may call. */
  private readonly opened = new Set<string>();
  private core = new Map<string, CoreFields>();
  /** Who hears of an order's row without minding: the host's database, and our own guards. */
  private listeners = new Set<Listener>();

  override async afterAdd(): Promise<void> {
    keyByCounty(this.db);
    this.listeners = orderListeners(this.db);
  }

  override async load(): Promise<void> {
    this.rememberCore();
    this.shipTexts();
    this.vault = createVault(await secretOf(this));
    this.sidan = this.makeSidan();
    registerErrors(this.app);
    const others = orderListeners(this.db);
    sealPersonalData(this.db, () => this.vault!);
    protectColumns(this.db, (name) => this.coreOf(name));
    // Whoever knows a column's bounds speaks first.
    guardMenu(this.db);
    guardShop(this.db);
    guardCampaigns(this.db);
    guardWholes(this.db, this.core.keys());
    for (const one of orderListeners(this.db)) if (!others.has(one)) this.listeners.add(one);
    protectStructure(this.db, new Set(this.core.keys()), (name) => this.coreOf(name));
    checkPlaces(this.db);
    guardFamilies(this.db);
    guardGuardianships(this.db);
    followChecks(this.db, () => this.sidan);
    guardPeople(this.db, () => this.sidan.clock);
    followOffices(this.app);
    followRegistrations(this.db, () => this.sidan);
    this.defineActions();
    sparePatterns(this.app.acl, this.opened);
    this.app.acl.use(requestReach(() => this.sidan) as never, {
      tag: 'sidan-request-reach',
      group: 'sidan',
      after: 'core',
    });
    this.app.acl.use(rowScopes(() => this.sidan) as never, { tag: 'sidan-row-scopes', group: 'sidan', after: 'core' });
    this.app.acl.use(exportUnits(() => this.sidan) as never, {
      tag: 'sidan-export-units',
      group: 'sidan',
      after: 'core',
    });
    this.app.acl.registerSnippet({
      name: 'pm.sidan.settings',
      actions: [
        'sidanSetup:*',
        'sidanPacks:*',
        'sidanOpen311:*',
        ...['versions', 'previewMigration', 'migrate'].map((name) => `sidanLifecycles:${name}`),
      ],
    });
    followOrderFields(this.app);
    this.servePortal();
    // Before the host reads the body: what it cannot read is to be refused in the specification's own words.
    this.app.use(open311(this.app, () => this.sidan) as never, {
      tag: 'sidan-open311',
      after: 'logger',
      before: 'bodyParser',
    });
    this.runJobs();
    registerDemoCommand(this.app, () => ({
      sidan: this.sidan,
      orderForm: () => this.orderForm(),
      pauseJobs: () => this.jobs!.pause(),
    }));
  }

  override async install(): Promise<void> {
    await offerLanguages(this.app);
    await this.seed();
  }

  override async afterEnable(): Promise<void> {
    await this.seed();
  }

  /** A newer version of this plugin brings newer functions, fields and pages. */
  override async upgrade(): Promise<void> {
    await this.seed();
  }

  /** Idempotent: makes what is absent, changes nothing that is there. */
  private async seed(): Promise<void> {
    await applyGuards(ledgerConnection(connectionOf(this.db)), ledgerNames(this.sidan.tables));
    await applyTotals(ledgerConnection(connectionOf(this.db)), ledgerNames(this.sidan.tables), TOTALS_ZONE);
    await keepStocks(connectionOf(this.db), this.sidan.tables);
    await registerShipped(this.sidan);
    await adoptOrders(this.sidan, (said) => this.app.log.info(`sidan: ${said}`));
    await registerNewFields(this.app, [...this.core.keys()]);
    await seedRoles(this.app);
    await seedChannel(this.app);
    await seedPages(this.app);
    await renewPages(this.app);
    await seedSwitcher(this.app);
  }

  /**
   * The host reads a language when a request first asks for it, and until it is done whoever else asks is given bare keys: other requests, and messages sent in
   * the first seconds after a start. What it reads then, an administrator's own wordings included, takes the place of these.
   */
  private shipTexts(): void {
    const { i18n } = this.app;
    for (const lang of LANGUAGES) {
      if (!i18n.hasResourceBundle(lang, NAMESPACE)) i18n.addResources(lang, NAMESPACE, locale(lang));
    }
  }

  /** Columns of ours, before the host merges those that administrators added. */
  private rememberCore(): void {
    for (const [name, collection] of this.db.collections) {
      if (name.startsWith('sidan') && !this.core.has(name)) this.core.set(name, new Set(collection.fields.keys()));
    }
  }

  /** The form for placing an order in the titles' own keys: for callers that show it to nobody. */
  private orderForm() {
    return orderFields(this.db.getCollection('sidanOrders'), this.coreOf('sidanOrders'), String);
  }

  private coreOf(collection: string): CoreFields {
    return this.core.get(collection) ?? new Set();
  }

  private makeSidan(): Sidan {
    const tables = tablesOf(this.db);
    const ledger = createLedger(ledgerNames(tables), newId);
    const complain = (error: unknown) => this.app.log.error(`sidan: ${String(error)}`);
    const read = {
      db: this.db,
      write: sqlWriter(tables),
      clock: systemClock,
      coreOf: (collection: string) => this.coreOf(collection),
      newId,
    };
    const packs = createPacks(read, complain);
    return {
      ...read,
      tables,
      heard: hearing(this.db, () => this.listeners, read.coreOf),
      packs,
      vault: this.vault!,
      lifecycles: createLifecycles({ ...read, packs }, workflow('order'), complain),
      redemptions: createLifecycles({ ...read, packs }, workflow('redemption'), complain, isDoneInShop),
      ledger,
      wake: () => this.jobs?.wake(),
    };
  }

  private defineActions(): void {
    const core = this.coreOf('sidanOrders');
    this.define('sidanOrders', orderActions(this.sidan, core), 'loggedIn');
    this.define('sidanOffers', offerActions(this.sidan), 'loggedIn');
    this.define('sidanIntake', intakeActions(this.sidan, core), 'loggedIn');
    this.define('sidanPlans', planActions(this.sidan, core), 'loggedIn');
    this.define('sidanEmergencies', emergencyActions(this.sidan), 'loggedIn');
    this.define('sidanBank', bankActions(this.sidan), 'loggedIn');
    this.define('sidanCloses', closeActions(this.sidan), 'loggedIn');
    const certificates = certificateActions(this.sidan);
    const { check: _check, ...known } = certificates;
    this.define('sidanCertificates', certificates, 'public', ['check']);
    this.open('sidanCertificates', Object.keys(known), 'loggedIn');
    this.define('sidanFindings', findingActions(this.sidan), 'loggedIn');
    this.define('sidanImports', importActions(this.app, this.sidan), 'loggedIn');
    this.define('sidanPeople', peopleActions(this.sidan), 'loggedIn');
    this.define('sidanLedger', ledgerActions(this.sidan), 'loggedIn');
    this.define('sidanShop', shopActions(this.sidan), 'loggedIn');
    this.define('sidanRedemptions', redemptionActions(this.sidan), 'loggedIn');
    this.define('sidanSettlements', settlementActions(this.sidan), 'loggedIn');
    this.define('sidanStocks', stockActions(this.sidan), 'loggedIn');
    this.define('sidanCampaigns', campaignActions(this.sidan), 'loggedIn');
    this.define('sidanCampaignEntries', campaignEntryActions(this.sidan), 'loggedIn');
    this.define('sidanTransfers', transferActions(this.sidan), 'loggedIn');
    this.define('sidanWorkbench', workbenchActions(this.sidan), 'loggedIn');
    const portal = portalActions(this.sidan, core);
    const { config: _config, menu: _menu, ...signedIn } = portal;
    this.define('sidanPortal', portal, 'public', ['config', 'menu']);
    this.open('sidanPortal', Object.keys(signedIn), 'loggedIn');
    // Opened by the snippet `pm.sidan.settings`, not to everybody who is signed in.
    this.define('sidanLifecycles', lifecycleActions(this.sidan), 'loggedIn', []);
    this.define('sidanPacks', packActions(this.sidan), 'loggedIn', []);
    this.define('sidanOpen311', open311Actions(this.sidan), 'loggedIn', []);
    this.define('sidanSetup', setupActions(this.app, this.sidan, VERSION), 'loggedIn', []);
  }

  /** Registers actions by name and opens them, or those `named`, to `who`; each decides by itself what its caller may do and see. */
  private define(
    resource: string,
    handlers: Handlers,
    who: 'loggedIn' | 'public',
    named = Object.keys(handlers),
  ): void {
    const { resourceManager } = this.app;
    if (this.db.getCollection(resource)) {
      for (const [name, handler] of Object.entries(handlers))
        resourceManager.registerActionHandler(`${resource}:${name}`, handler as never);
    } else {
      resourceManager.define({ name: resource, only: Object.keys(handlers), actions: handlers as never });
    }
    this.open(resource, named, who);
    for (const name of Object.keys(handlers)) OWN_ACTIONS.add(`${resource}:${name}`);
  }

  private open(resource: string, names: readonly string[], who: 'loggedIn' | 'public'): void {
    if (names.length) this.app.acl.allow(resource, [...names], who);
    for (const name of names) this.opened.add(`${resource}:${name}`);
  }

  private servePortal(): void {
    const handler = servePortal(process.env.APP_PUBLIC_PATH ?? '/') as never;
    Gateway.registerRequestHandler(handler);
    // The gateway outlives the application: a reload, or the plugin being disabled, must not leave the old one behind.
    this.app.on('beforeStop', () => Gateway.unregisterRequestHandler(handler));
  }

  private runJobs(): void {
    const complain = (error: unknown) =>
      this.app.log.error(`sidan: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const { sidan } = this;
    this.jobs = createJobs(
      [
        { work: () => fireDueTimers(sidan, sidan.clock(), complain), idleMs: TIMERS_IDLE_MS, wakes: false },
        {
          work: () => deliverOutbox(sidan, sidan.clock(), inAppMessages(this.app, newId), complain),
          idleMs: OUTBOX_IDLE_MS,
          wakes: true,
        },
        {
          work: async () => {
            // In short turns: the next one begins at once.
            if (await workOnSheets(this.app, sidan, complain)) sidan.wake();
          },
          idleMs: SHEETS_IDLE_MS,
          wakes: true,
        },
        {
          work: async () => {
            if (await workOnCloses(sidan, complain)) sidan.wake();
          },
          idleMs: CLOSES_IDLE_MS,
          wakes: true,
        },
        { work: () => startDueCloses(sidan), idleMs: MONTHS_IDLE_MS, wakes: false },
        { work: () => runPlans(sidan, complain), idleMs: PLANS_IDLE_MS, wakes: false },
        { work: () => expirePoints(sidan, sidan.clock()), idleMs: EXPIRY_IDLE_MS, wakes: false },
        { work: () => watchLater(sidan, sidan.clock(), complain), idleMs: WATCH_IDLE_MS, wakes: false },
        { work: () => packBook(sidan), idleMs: TOTALS_IDLE_MS, wakes: false },
        { work: () => tidy(sidan, sidan.clock()), idleMs: TIDY_IDLE_MS, wakes: false },
      ],
      complain,
    );
    // Divided among processes by the host's own switch: with WORKER_MODE set, only those do it that name this work, or `*`.
    this.app.on('afterStart', () => {
      if (serving(JOBS_TOPIC)) this.jobs!.start();
    });
    this.app.on('beforeStop', () => this.jobs!.stop());
  }
}

/** Encryption of personal data rests on the host's own key (`APP_AES_SECRET_KEY`, or its key file in the storage folder). */
async function secretOf(plugin: Plugin): Promise<Buffer> {
  if (process.env.APP_AES_SECRET_KEY) return Buffer.from(process.env.APP_AES_SECRET_KEY, 'hex');
  const path = process.env.APP_AES_SECRET_KEY_PATH
    ? resolve(process.env.APP_AES_SECRET_KEY_PATH)
    : await AesEncryptor.getKeyPath(plugin.app.name);
  await AesEncryptor.create(plugin.app);
  return readFile(path);
}

/** The ledger takes any connection; ours counts rows besides. */
const ledgerConnection = (q: Connection) => ({ query: (sql: string, params: unknown[]) => q.query(sql, params) });

export default SidanPlugin;
