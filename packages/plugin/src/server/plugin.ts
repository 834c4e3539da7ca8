import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { applyGuards, applyTotals, createLedger } from '@sidan/ledger';
import { AesEncryptor, Gateway, Plugin, serving } from '@nocobase/server';
import { rowScopes } from './access/middleware';
import { sparePatterns } from './access/open';
import { requestReach } from './access/request';
import { defineActions } from './actions/all';
import { LANGUAGES, locale, workflow } from './assets';
import { systemClock } from './clock';
import { NAMESPACE } from './constants';
import { hearing, orderListeners, type Listener } from './commands/heard';
import { registerErrors } from './errorHandler';
import { registerDemoCommand } from './demo';
import { orderFields, type CoreFields } from './forms/fields';
import { guardRows } from './guards/all';
import { newId } from './ids';
import { createLifecycles } from './lifecycles';
import { adoptOrders } from './lifecycles/adopt';
import { open311 } from './intake/open311';
import { allJobs } from './jobs/all';
import { createJobs, type Jobs } from './jobs/jobs';
import { followOrderFields, renewPages, seedPages } from './pages';
import { exportUnits } from './reads/exportUnits';
import { createPacks } from './packs';
import { registerShipped } from './packs/shipped';
import { servePortal } from './portal';
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
import { ledgerNames } from './bank';
import { connectionOf, sqlWriter, tablesOf, type Connection } from './sql';

const TOTALS_ZONE = 'Asia/Shanghai';

/** The name of the background work for the host's `WORKER_MODE`. */
const JOBS_TOPIC = 'sidan:jobs';

const VERSION = (JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { version: string })
  .version;

/** Binds the cores to NocoBase: what is loaded when, what is registered where. It decides nothing itself. */
export class SidanPlugin extends Plugin {
  sidan!: Sidan;
  private vault?: Vault;
  private jobs?: Jobs;
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
    const coreOf = (name: string) => this.coreOf(name);
    guardRows(this.app, { sidan: () => this.sidan, vault: () => this.vault!, core: this.core, coreOf });
    for (const one of orderListeners(this.db)) if (!others.has(one)) this.listeners.add(one);
    sparePatterns(this.app.acl, defineActions(this.app, this.sidan, this.coreOf('sidanOrders'), VERSION));
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

  private servePortal(): void {
    const handler = servePortal(process.env.APP_PUBLIC_PATH ?? '/') as never;
    Gateway.registerRequestHandler(handler);
    // The gateway outlives the application: a reload, or the plugin being disabled, must not leave the old one behind.
    this.app.on('beforeStop', () => Gateway.unregisterRequestHandler(handler));
  }

  private runJobs(): void {
    const complain = (error: unknown) =>
      this.app.log.error(`sidan: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    this.jobs = createJobs(allJobs(this.app, this.sidan, complain), complain);
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
