import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { refusalOf, type Client } from '../support/api';
import { startPostgres, type TestPostgres } from '../support/postgres';
import { healthy, makeApplication, type StockApplication } from './application';
import { archive, earlierArchive, NEWER_FIELD } from './archive';
import { COUNTY, setUpCounty } from './county';
import { LOOP, playLoop, walletOf } from './loop';

/**
 * The archive of `npm run build` in a stock NocoBase application on PostgreSQL: installed by upload and by command, asking for no network, and upgraded.
 * What is stock and what is not is said in `application.ts`.
 */
const PLUGIN = '@sidan/plugin-sidan';
const COLLECTIONS = readdirSync(path.join(__dirname, '../../packages/plugin/src/server/collections')).map(
  (file) => path.parse(file).name,
);
const WAIT_MS_MAX = 240_000;
jest.setTimeout(600_000);

interface Status {
  version: string;
  pages: { key: string; state: string; title: string }[];
}

interface PluginRow {
  packageName: string;
  version: string;
  enabled: boolean;
  isCompatible: boolean;
}

interface FieldRow {
  name: string;
  title: string;
}

interface RouteRow {
  id: number;
  title: string;
}

let home: string;
let postgres: TestPostgres;
let application: StockApplication;
let byCommand: StockApplication;

beforeAll(async () => {
  if (!existsSync(archive.file)) throw new Error('the archive is not built: npm run build');
  home = mkdtempSync(path.join(tmpdir(), 'sidan-stock-'));
  postgres = await startPostgres();
  application = await makeApplication(home, postgres, 'upload', 49151);
  application.nocobase('install');
  byCommand = await application.copy('command', 49152);
});

afterAll(async () => {
  await application?.stop();
  await byCommand?.stop();
  await postgres?.stop();
  if (home) rmSync(home, { recursive: true, force: true });
});

/** What the plugin manager's page does with a file that is dropped on it. */
async function upload(client: Client, file: string): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(file)]), path.basename(file));
  const answer = await fetch(`${application.url}/api/pm:add`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Bearer ${client.token}` },
  });
  expect(await answer.text()).toBe('{"data":"ok"}');
}

/** Waits for the version that the plugin manager has put in its place; of a plugin that runs it goes on to list the running one. */
async function unpacked(version: string): Promise<void> {
  const manifest = path.join(application.folder, 'storage/plugins', PLUGIN, 'package.json');
  for (
    const until = Date.now() + WAIT_MS_MAX;
    Date.now() < until;
    await new Promise((resolve) => setTimeout(resolve, 200))
  ) {
    const text = existsSync(manifest) ? readFileSync(manifest, 'utf8') : '';
    if (text.endsWith('\n') || text.endsWith('}')) {
      if (
        (JSON.parse(text) as PluginRow).version === version &&
        existsSync(path.join(manifest, '../dist/server/index.js'))
      )
        return;
    }
  }
  throw new Error(`version ${version} was not unpacked`);
}

/** The row of our plugin in the plugin manager. The manager works after it has answered, and answers nothing while it works. */
async function plugin(client: Client, wanted: Partial<PluginRow>): Promise<PluginRow> {
  let seen: PluginRow | undefined;
  for (
    const until = Date.now() + WAIT_MS_MAX;
    Date.now() < until;
    await new Promise((resolve) => setTimeout(resolve, 500))
  ) {
    const rows = (await healthy(application.url)) ? await client.get<PluginRow[]>('pm:list').catch(() => []) : [];
    seen = rows.find(({ packageName }) => packageName === PLUGIN) ?? seen;
    if (seen && Object.entries(wanted).every(([name, value]) => seen![name as keyof PluginRow] === value)) return seen;
  }
  throw new Error(`${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
}

const fieldsOf = (client: Client, collection: string) =>
  client
    .get<FieldRow[]>(`collections/${collection}/fields:list`, { paginate: 'false' })
    .then((rows) => rows.map(({ name }) => name));

/** Both lanes of the host's front end are told of the bundle, and it is there. */
async function clientLanes(): Promise<(string | undefined)[]> {
  return Promise.all(
    ['pm:listEnabled', 'pm:listEnabledV2'].map(async (list) => {
      const rows = await application.anonymous().get<{ packageName: string; url: string }[]>(list);
      const url = rows.find(({ packageName }) => packageName === PLUGIN)?.url;
      const answer = await fetch(`${application.url}${url}`);
      return answer.ok ? (await answer.text()).match(/define\("([^"]+)"/)?.[1] : undefined;
    }),
  );
}

const portal = async ({ url }: StockApplication) => {
  const answer = await fetch(`${url}/sidan/`);
  return { status: answer.status, html: await answer.text() };
};

test('the guard sees what would reach the network', () => {
  const reached = path.join(home, 'guard.reached');
  const env = { PATH: process.env.PATH, STOCK_REACHED: reached, STOCK_PORTS: '5432' };
  const code = `fetch('http://registry.invalid/a').catch(() => fetch('http://127.0.0.1:64999/b')).catch((e) => console.log(e.cause.code))`;
  const said = execFileSync(process.execPath, ['--require', path.join(__dirname, 'guard.cjs'), '-e', code], {
    env,
  }).toString();
  expect(said.trim()).toBe('ECONNREFUSED');
  expect(
    readFileSync(reached, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['registry.invalid:80', '127.0.0.1:64999']);
});

test('installed by upload, used, and upgraded by upload: nothing is lost', async () => {
  const earlier = earlierArchive(home);
  await application.start();
  const root = await application.root();

  await upload(root, earlier.file);
  expect(await plugin(root, { version: earlier.version })).toMatchObject({ enabled: false, isCompatible: true });
  await root.post(`pm:enable?filterByTk=${PLUGIN}`);
  await plugin(root, { enabled: true });

  // Nothing but what was installed: pages, roles, collections, no county and no demo.
  const status = await root.get<Status>('sidanSetup:status');
  expect(status.version).toBe(earlier.version);
  expect(status.pages.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['workbench', 'orders', 'dispatch', 'teams', 'sites']),
  );
  expect(status.pages.filter(({ state }) => state !== 'present')).toEqual([]);
  const roles = await root.get<{ name: string; title: string }[]>('roles:list', { paginate: 'false' });
  expect(roles.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'sidanCountyAdmin',
      'sidanDispatcher',
      'sidanSupervisor',
      'sidanSiteManager',
      'sidanAssessor',
      'sidanMerchant',
    ]),
  );
  const collections = await root.get<{ name: string }[]>('collections:list', { paginate: 'false' });
  expect(collections.map(({ name }) => name)).toEqual(expect.arrayContaining(COLLECTIONS));
  expect(await fieldsOf(root, NEWER_FIELD.collection)).not.toContain(NEWER_FIELD.field);
  expect((await refusalOf(application.anonymous().get('sidanPortal:config')))?.code).toBe('NO_COUNTY');
  expect(await clientLanes()).toEqual([PLUGIN, `${PLUGIN}/client-v2`]);

  // A county is set up and works.
  const county = await setUpCounty(`${application.url}/api/`, root, { residents: 1, teams: 1, members: 1 });
  expect(await application.anonymous().get('sidanPortal:config')).toMatchObject({
    regionCode: COUNTY.regionCode,
    countyName: COUNTY.name,
    demo: false,
  });
  expect(await portal(application)).toMatchObject({ status: 200, html: expect.stringContaining('<html') });
  const first = await playLoop(county);
  expect(first.timeline.map(({ type }) => type)).toEqual(LOOP);

  // An administrator makes it the county's own.
  await root.post('collections/sidanOrders/fields:create', {
    name: 'building',
    type: 'string',
    interface: 'input',
    uiSchema: { type: 'string', title: '楼栋', 'x-component': 'Input' },
  });
  const second = await playLoop(county, { building: '三号楼' });
  const routes = await root.get<RouteRow[]>('desktopRoutes:list', { paginate: 'false' });
  const page = (key: string) =>
    routes.find(({ title }) => title.includes(`pages.menu.${key}"`) || title.includes(`pages.menu.${key}'`))!;
  await root.post(`desktopRoutes:update?filterByTk=${page('teams').id}`, { title: '我们的队伍' });
  await root.post(`desktopRoutes:destroy?filterByTk=${page('sites').id}`);
  const before = await seen(county, [first.id, second.id]);
  expect(before.orders[1]!.customFields).toEqual([{ name: 'building', title: '楼栋', value: '三号楼' }]);
  expect(before.wallets.map(({ balance }) => balance)).toEqual([2, 2]);

  // The newer archive is uploaded, and the application started again, as the host asks after an upload.
  await upload(root, archive.file);
  await unpacked(archive.version);
  await application.stop();
  await application.start();
  const again = await application.root();
  expect(await plugin(again, { version: archive.version })).toMatchObject({ enabled: true, isCompatible: true });
  const upgraded = await again.get<Status>('sidanSetup:status');
  expect(upgraded.version).toBe(archive.version);
  expect(upgraded.pages.filter(({ state }) => state !== 'present').map(({ key, state }) => `${key} ${state}`)).toEqual([
    'sites removed',
  ]);
  const kept = await again.get<RouteRow>(`desktopRoutes:get?filterByTk=${page('teams').id}`);
  expect(kept.title).toBe('我们的队伍');
  expect(await seen(county, [first.id, second.id])).toEqual(before);
  expect(await fieldsOf(again, 'sidanOrders')).toContain('building');
  expect(await fieldsOf(again, NEWER_FIELD.collection)).toContain(NEWER_FIELD.field);
  const [row] = await again.get<{ id: string }[]>(`${NEWER_FIELD.collection}:list`);
  const changed = await again.post<Record<string, unknown>[]>(
    `${NEWER_FIELD.collection}:update?filterByTk=${row!.id}`,
    {
      [NEWER_FIELD.field]: '中心周一休息',
    },
  );
  expect(changed[0]![NEWER_FIELD.field]).toBe('中心周一休息');

  // And it works on.
  const third = await playLoop(county, { building: '五号楼' });
  expect(third.timeline.map(({ type }) => type)).toEqual(LOOP);
  expect((await walletOf(county.residents[0]!)).balance).toBe(3);
  expect(await portal(application)).toMatchObject({ status: 200 });
  expect(await clientLanes()).toEqual([PLUGIN, `${PLUGIN}/client-v2`]);
  expect(application.reached()).toEqual([]);
  await application.stop();
});

/** Orders and wallets as those concerned see them. */
async function seen({ residents, teams }: Awaited<ReturnType<typeof setUpCounty>>, orderIds: string[]) {
  const resident = residents[0]!;
  const orders = await Promise.all(orderIds.map((id) => resident.detail(id)));
  const wallets = await Promise.all([resident, teams[0]!.members[0]!].map(walletOf));
  return { orders, wallets };
}

test('installed by command', async () => {
  byCommand.nocobase('pm', 'add', archive.file);
  byCommand.nocobase('pm', 'enable', PLUGIN);
  await byCommand.start();
  const root = await byCommand.root();
  expect((await root.get<Status>('sidanSetup:status')).version).toBe(archive.version);
  const county = await setUpCounty(`${byCommand.url}/api/`, root, { residents: 1, teams: 1, members: 1 });
  const order = await playLoop(county);
  expect(order.timeline.map(({ type }) => type)).toEqual(LOOP);
  expect((await walletOf(county.teams[0]!.members[0]!)).entries.map(({ sentence }) => sentence)).toHaveLength(1);
  expect(await portal(byCommand)).toMatchObject({ status: 200 });
  expect(byCommand.reached()).toEqual([]);
  await byCommand.stop();
});
