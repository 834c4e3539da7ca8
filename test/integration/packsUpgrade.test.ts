import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type {
  HealthCheck,
  PackActivated,
  PackList,
  PackPreview,
  PackRules,
  PackUploaded,
} from '@sidan/plugin-sidan/api';
import { makeKeys } from '@sidan/rules/archive';
import { startServer, type Server } from '../support/server';
import { added } from '../support/lifecycleFaults/layer';
import { countyPack } from '../support/pack';
import { openSql, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** A newer shipped pack comes with an upgrade, and a county's own pack does not fit it. */
let server: Server;
let sql: Sql;
let layered: World;
let plain: World;
let looped: World;
const keys = makeKeys();
const folder = mkdtempSync(join(tmpdir(), 'sidan-upgrade-'));
const shipped = (name: string) => join(folder, 'server', 'assets', 'rules', name);
const base = shipped('base');

beforeAll(async () => {
  const dist = resolve(__dirname, '../../packages/plugin/dist');
  for (const part of ['locale', join('server', 'assets')])
    cpSync(join(dist, part), join(folder, part), { recursive: true });
  server = await startServer({ env: { SIDAN_ASSETS: join(folder, 'server', 'assets') } });
  sql = await openSql(server);
  layered = await makeWorld(server, '130902');
  plain = await makeWorld(server, '130903');
  looped = await makeWorld(server, '420298');
  await layered.root.post('sidanPacks:trust', { name: '市文明办', publicKey: keys.publicKey });
}, 400_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

/** What a newer version of the software would bring: an hour is worth more, and a rule is gone. */
function bringNewerBase(): void {
  const manifest = join(base, 'pack.json');
  writeFileSync(manifest, JSON.stringify({ ...json(manifest), version: '1.1.0' }));
  const hours = join(base, 'rules', 'award-service-hours.json');
  const rule = json(hours) as { event: { params: object } };
  rule.event.params = { ...rule.event.params, per: 20 };
  writeFileSync(hours, JSON.stringify(rule));
  rmSync(join(base, 'rules', 'dispatch-busy.json'));
}

/** A state after the rating, as two layers may add it of their own accord; which is one too many. */
const checkingIn = (overlay: string) => ({
  ...added({ on: { cancel: { target: 'cancelled' } } }),
  overlay,
});

/** And of a city: a step of its own in the lifecycle of orders. */
function bringNewerCity(): void {
  const city = shipped('hubei-huangshi');
  const manifest = join(city, 'pack.json');
  writeFileSync(manifest, JSON.stringify({ ...json(manifest), version: '1.1.0' }));
  mkdirSync(join(city, 'workflows'));
  writeFileSync(join(city, 'workflows', 'order.json'), JSON.stringify(checkingIn('city')));
}

const why = { 'zh-CN': '本县队伍少', 'en-US': 'Few teams here' };

/** A pack of the county, overriding a rule of the base pack where it is asked to. */
async function ownPack(version: string, overrides: boolean): Promise<string> {
  const rule = json(resolve(__dirname, '../../rules/base/rules/dispatch-busy.json'));
  const name = overrides ? 'busy' : 'few';
  const manifest = {
    name: 'own',
    version,
    regionCode: layered.regionCode,
    title: { 'zh-CN': '本县派单规则' },
    author: 'Test',
    licence: 'Apache-2.0',
    effectiveFrom: '2024-01-01',
    ...(overrides ? { overrides: [{ rule: name, reason: why }] } : {}),
  };
  const { $schema: _schema, ...rest } = rule;
  return countyPack({
    regionCode: layered.regionCode,
    privateKey: keys.privateKey,
    files: {
      'pack.json': manifest,
      'rules/award-service-hours.json': null,
      'cases/hours.json': null,
      [`rules/dispatch-${name}.json`]: { ...rest, name },
      'locales/zh-CN.json': { [`rule.${name}.title`]: '本县待接单排序', [`rule.${name}.because`]: '待接单较多' },
    },
  });
}

const admin = () => layered.people.countyAdmin.client;
const upload = async (version: string, overrides: boolean) =>
  admin().post<PackUploaded>('sidanPacks:upload', { archive: await ownPack(version, overrides) });
const activate = (versionId: string) =>
  admin().post<PackActivated>('sidanPacks:activate', { versionId, reason: '会议决定' });
const packsOf = async ({ regionCode, people }: World) =>
  (await people.countyAdmin.client.get<PackRules>('sidanPacks:rules', { regionCode })).packs.map(
    ({ name, version }) => `${name}@${version}`,
  );
const listOf = (world: World) => world.people.countyAdmin.client.get<PackList>('sidanPacks:list');
const checkOf = async (world: World) =>
  (await world.root.get<{ checks: HealthCheck[] }>('sidanSetup:status')).checks.find(({ key }) => key === 'kept')!;

/** Points of an order of an hour, served and confirmed. */
async function serve(world: World) {
  const { resident, dispatcher, leader, volunteer } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one] });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await sql.query(`update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '1 hour' where "orderId" = $1`, [
    id,
  ]);
  await volunteer.client.order('finish', id, { report: '已完成' });
  await resident.client.order('confirm', id);
  return (await dispatcher.client.detail(id)).decisions.map(({ amount }) => amount);
}

/** A county whose lifecycle has that step already. */
async function layOwnStep(): Promise<void> {
  const { client } = looped.people.countyAdmin;
  const archive = await countyPack({
    regionCode: looped.regionCode,
    name: 'loop',
    privateKey: keys.privateKey,
    files: { 'workflows/order.json': checkingIn('county') },
  });
  const { id } = await client.post<PackUploaded>('sidanPacks:upload', { archive });
  await client.post<PackActivated>('sidanPacks:activate', { versionId: id, reason: '会议决定' });
}

/** The city's newer lifecycle would make it faulty: the county stays with the older one and is told; its orders go their way. */
async function goesOnWithOwnStep(): Promise<void> {
  expect(await packsOf(looped)).toEqual(['base@1.1.0', 'hubei@1.0.0', 'hubei-huangshi@1.0.0', 'loop@1.0.0']);
  const { kept } = await listOf(looped);
  expect(kept).toMatchObject([{ regionCode: '420298', name: 'hubei-huangshi', version: '1.0.0', newer: '1.1.0' }]);
  expect(kept[0]!.problems).toMatchObject([{ code: 'OVERLAY_NAME_TAKEN', file: 'loop/workflows/order.json' }]);
  expect(kept[0]!.problems[0]!.cause).toContain('已经存在');
  const { order } = await looped.people.resident.client.place(orderForm(looped));
  expect((await looped.people.dispatcher.client.detail(order.id)).state).toBe('waiting');
}

test('a county whose pack does not fit a newer shipped one goes on with the old one until it decides on what fits', async () => {
  const own = await upload('1.0.0', true);
  await activate(own.id);
  expect(await packsOf(layered)).toEqual(['base@1.0.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0', 'own@1.0.0']);
  expect(await serve(layered)).toEqual([2]);
  expect(await checkOf(layered)).toMatchObject({ level: 'ok' });
  await layOwnStep();

  bringNewerBase();
  bringNewerCity();
  await server.restart({ upgrade: true });

  // The others have the new one, this county the old one, and each is served by its own.
  expect(await packsOf(plain)).toEqual(['base@1.1.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0']);
  expect(await serve(plain)).toEqual([3]);
  expect(await packsOf(layered)).toEqual(['base@1.0.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0', 'own@1.0.0']);
  expect(await serve(layered)).toEqual([2]);

  await goesOnWithOwnStep();

  // It is said where it is, what, why and what to do; others need not know.
  const list = await listOf(layered);
  expect(list.kept).toMatchObject([
    {
      regionCode: '130902',
      regionName: '测试县130902',
      name: 'base',
      version: '1.0.0',
      newer: '1.1.0',
      mayChange: true,
    },
  ]);
  expect(list.kept[0]).toMatchObject({ title: '基础规则包', unfit: '本县派单规则' });
  expect(list.kept[0]!.problems[0]!.cause).toMatch(/busy/);
  expect(list.versions.filter(({ name }) => name === 'base').map(({ version, use }) => `${version} ${use}`)).toEqual([
    '1.1.0 inForce',
    '1.0.0 kept',
  ]);
  const entry = list.history.find(({ kind }) => kind === 'kept')!;
  expect(entry).toMatchObject({ regionCode: '130902', name: 'base', version: '1.0.0', kindName: '沿用旧版' });
  expect(entry.reason).toMatch(/busy/);
  expect((await listOf(plain)).kept).toEqual([]);
  const check = await checkOf(layered);
  expect(check.level).toBe('fault');
  expect(check.detail).toMatch(/测试县130902沿用“基础规则包”1\.0\.0 版（新版为 1\.1\.0）.*“规则包”/);

  // Upgraded again without anything new: nothing is decided twice.
  await server.restart({ upgrade: true });
  expect((await listOf(layered)).history).toHaveLength(list.history.length);

  // Another one that fits only the old: taken on that, and the county stays with it.
  const still = await upload('1.0.1', true);
  const onOld = await admin().post<PackPreview>('sidanPacks:preview', { versionId: still.id });
  expect(onOld.problems).toEqual([]);
  await activate(still.id);
  expect(await packsOf(layered)).toContain('base@1.0.0');

  // One that fits the new: what it changes is told with it, and the pin goes.
  const fit = await upload('1.1.0', false);
  const preview = await admin().post<PackPreview>('sidanPacks:preview', { versionId: fit.id });
  expect(preview.problems).toEqual([]);
  expect(preview.changes.map(({ words }) => words).join()).toMatch(/服务时长/);
  await activate(fit.id);
  expect(await packsOf(layered)).toEqual(['base@1.1.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0', 'own@1.1.0']);
  expect(await serve(layered)).toEqual([3]);
  const after = await listOf(layered);
  expect(after.kept).toEqual([]);
  expect(after.history.find(({ kind }) => kind === 'released')).toMatchObject({ name: 'base', version: '1.1.0' });
  // What is left is the other county's.
  const left = (await checkOf(layered)).detail ?? '';
  expect([left.includes('测试县130902'), left.includes('测试县420298')]).toEqual([false, true]);

  // Put back, it stands again on what it stood on; without it nothing keeps the new one out.
  await admin().post('sidanPacks:rollback', { regionCode: '130902', reason: '有误' });
  expect(await packsOf(layered)).toEqual(['base@1.0.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0', 'own@1.0.1']);
  await admin().post('sidanPacks:off', { regionCode: '130902', packName: 'own', reason: '停用' });
  expect(await packsOf(layered)).toEqual(['base@1.1.0', 'hebei@1.0.0', 'hebei-cangzhou@1.0.0']);
}, 600_000);
