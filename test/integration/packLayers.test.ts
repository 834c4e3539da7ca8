import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { PackPreview, PackRules, PackUploaded } from '@sidan/plugin-sidan/api';
import { makeKeys } from '@sidan/rules/archive';
import { refusalOf, type Client } from '../support/api';
import { countyPack, packArchive } from '../support/pack';
import { sharedServer } from '../support/shared';

/** Packs of a county on the one that is shipped for it. */
let root: Client;
const keys = makeKeys();

beforeAll(async () => {
  const server = await sharedServer();
  root = await server.signIn(server.admin.username, server.admin.password);
  await root.post('sidanPacks:trust', { name: '县文明办', publicKey: keys.publicKey });
}, 240_000);

/** A county for which a pack is shipped, and packs of its own. */
const linying = '411122';
const manifestOf = (name: string, changes: Record<string, unknown> = {}) => ({
  name,
  version: '1.0.0',
  regionCode: linying,
  title: { 'zh-CN': name },
  author: 'Test',
  licence: 'Apache-2.0',
  effectiveFrom: '2024-01-01',
  ...changes,
});
const why = { 'zh-CN': '本县标准' };
const hours = { overrides: [{ rule: 'service-hours', reason: why }] };

const rulesOf = () => root.get<PackRules>('sidanPacks:rules', { regionCode: linying });
const packsOf = async () => (await rulesOf()).packs.map(({ name, version }) => `${name}@${version}`);
const standing = ['base@1.0.0', 'henan@1.0.0', 'henan-luohe@1.0.0', 'henan-linying@1.0.0'];

test('a county’s own packs are layers on the shipped one of its region; each rule says where it is from', async () => {
  expect(await packsOf()).toEqual(standing);
  const own = await countyPack({ regionCode: linying, name: 'own', minutesPer: 20, privateKey: keys.privateKey });
  const { id } = await root.post<PackUploaded>('sidanPacks:upload', { archive: own });
  await root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
  expect(await packsOf()).toEqual([...standing, 'own@1.0.0']);
  const { rules } = await rulesOf();
  expect(rules.find(({ name }) => name === 'service-hours')).toMatchObject({
    pack: 'own',
    title: '本县服务时长积分',
    kindName: '记分',
    layer: 'county',
    layerName: '县级',
    change: 'overrode',
    reason: '本县标准',
  });
  expect(rules.find(({ name }) => name === 'friday-cleaning-missed')).toMatchObject({
    pack: 'henan-linying',
    change: 'added',
  });

  // A second one that says the same without a reason is refused, and both are named.
  const taken = await countyPack({
    regionCode: linying,
    name: 'more',
    privateKey: keys.privateKey,
    files: { 'pack.json': manifestOf('more') },
  });
  const refused = await refusalOf(root.post('sidanPacks:upload', { archive: taken }));
  expect(refused).toMatchObject({ status: 422, code: 'PACK_REFUSED' });
  expect(JSON.stringify(refused!.errors[0]!.params!.problems)).toMatch(/service-hours.*more.*own/);

  // With reasons it stands on the first: an override, and a rule of the shipped pack of this region off.
  const off = [{ rule: 'friday-cleaning-missed', reason: { 'zh-CN': '本县改为每月一次' } }];
  const more = await countyPack({
    regionCode: linying,
    name: 'more',
    minutesPer: 15,
    privateKey: keys.privateKey,
    files: { 'pack.json': manifestOf('more', { ...hours, off }) },
  });
  const second = await root.post<PackUploaded>('sidanPacks:upload', { archive: more });
  await root.post('sidanPacks:activate', { versionId: second.id, reason: '试行' });
  const both = await rulesOf();
  expect(both.packs.map(({ name }) => name).slice(-3)).toEqual(['henan-linying', 'own', 'more']);
  expect(both.rules.find(({ name }) => name === 'service-hours')!.pack).toBe('more');
  expect(both.off).toMatchObject([
    { name: 'friday-cleaning-missed', pack: 'henan-linying', offBy: 'more', reason: '本县改为每月一次' },
  ]);

  // What others stand on cannot go; and with two of a region, it is said which is meant.
  const goes = (body: object) => refusalOf(root.post('sidanPacks:off', { regionCode: linying, reason: '停', ...body }));
  expect(await goes({})).toMatchObject({ code: 'INVALID_DATA' });
  const conflict = await goes({ packName: 'henan-linying' });
  expect(conflict).toMatchObject({ status: 409, code: 'PACK_CONFLICT' });
  expect(JSON.stringify(conflict!.errors[0]!.params)).toMatch(/more.*friday-cleaning-missed/);

  // A newer version of the first takes its place below the second; its rollback leaves the second alone.
  const newer = await countyPack({
    regionCode: linying,
    name: 'own',
    version: '1.1.0',
    minutesPer: 10,
    privateKey: keys.privateKey,
  });
  const third = await root.post<PackUploaded>('sidanPacks:upload', { archive: newer });
  const preview = await root.post<PackPreview>('sidanPacks:preview', { versionId: third.id });
  expect(preview.problems).toEqual([]);
  await root.post('sidanPacks:activate', { versionId: third.id, reason: '调整' });
  expect(await packsOf()).toEqual([...standing, 'own@1.1.0', 'more@1.0.0']);
  await root.post('sidanPacks:rollback', { regionCode: linying, packName: 'own', reason: '有误' });
  expect(await packsOf()).toEqual([...standing, 'own@1.0.0', 'more@1.0.0']);
  // Without a name it is the latest decision that is left: the second pack's.
  await root.post('sidanPacks:rollback', { regionCode: linying, reason: '有误' });
  expect(await packsOf()).toEqual([...standing, 'own@1.0.0']);
  await root.post('sidanPacks:off', { regionCode: linying, packName: 'own', reason: '停用' });
  expect(await packsOf()).toEqual(standing);
}, 120_000);

test('a newer version of a shipped pack takes its place, and what was shipped comes back by a rollback', async () => {
  const folder = resolve(__dirname, '../../rules/henan-linying');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files: Record<string, unknown> = Object.fromEntries(
    names.map(({ parentPath, name }) => [
      relative(folder, join(parentPath, name)),
      JSON.parse(readFileSync(join(parentPath, name), 'utf8')),
    ]),
  );
  files['pack.json'] = { ...(files['pack.json'] as object), version: '1.1.0' };
  const archive = await packArchive(files, keys.privateKey);
  const { id } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId: id, reason: '县里更新' });
  expect(await packsOf()).toEqual([...standing.slice(0, 3), 'henan-linying@1.1.0']);
  await root.post('sidanPacks:rollback', { regionCode: linying, reason: '有误' });
  expect(await packsOf()).toEqual(standing);
});
