import { writeFileSync } from 'node:fs';
import { makeKeys } from '@sidan/rules/archive';
import type { PackList } from '@sidan/plugin-sidan/api';
import { sharedActions, sharedServer, type SharedServer } from '../support/shared';
import { countyPack } from '../support/pack';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';
import { clientOf, type Column, columnNames } from './parts';
import { readTables } from './table';
import { said } from './try';

/** Our actions that are about the caller, the county or the installation × everybody: docs/access.md, "People, the county, the installation". */
let server: SharedServer;
let here: World;
let near: World;
let archives: { here: string; near: string; above: string };
/** Of the packs of both counties, and the nation's. */
const versions: string[] = [];

beforeAll(async () => {
  server = await sharedServer();
  here = await makeWorld(server, '130925');
  near = await makeWorld(server, '130926');
  await orderIn(here, 'finished');
  await orderIn(near, 'finished');
  await here.root.post('sidanPacks:policy', { untrusted: 'mark' });
  archives = {
    here: await countyPack({ regionCode: here.regionCode }),
    near: await countyPack({ regionCode: near.regionCode }),
    above: await countyPack({ regionCode: here.regionCode.slice(0, 2), name: 'province' }),
  };
  for (const archive of [archives.here, archives.near]) {
    const { id } = await here.root.post<{ id: string }>('sidanPacks:upload', { archive });
    versions.push(id);
    // Enough decisions for everybody's rollback and switching off.
    for (let i = 0; i < 4; i += 1) await here.root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
  }
  const { versions: known } = await here.root.get<PackList>('sidanPacks:list');
  versions.push(known.find(({ regionCode }) => regionCode === '0')!.id);
}, 180_000);

interface Try {
  method?: 'GET';
  action: string;
  body?: (column: Column) => Record<string, unknown>;
}

const people = () => here.people;
const region = () => `regionCode=${here.regionCode}`;

/** In this order: who joins becomes somebody, and is somebody from then on. */
const TRIED: Record<string, () => Try> = {
  'sidanPortal:config': () => ({ method: 'GET', action: `sidanPortal:config?${region()}` }),
  'sidanPortal:menu': () => ({ method: 'GET', action: `sidanPortal:menu?${region()}` }),
  'sidanPortal:form': () => ({ method: 'GET', action: `sidanPortal:form?${region()}` }),
  'sidanPortal:teams': () => ({ method: 'GET', action: `sidanPortal:teams?${region()}` }),
  'sidanPortal:me': () => ({ method: 'GET', action: 'sidanPortal:me' }),
  'sidanOrders:mine': () => ({ method: 'GET', action: 'sidanOrders:mine' }),
  'sidanOrders:tasks': () => ({ method: 'GET', action: 'sidanOrders:tasks' }),
  'sidanOffers:mine': () => ({ method: 'GET', action: 'sidanOffers:mine?state=all' }),
  'sidanLedger:wallet': () => ({ method: 'GET', action: `sidanLedger:wallet?${region()}` }),
  'sidanLedger:rules': () => ({ method: 'GET', action: `sidanLedger:rules?${region()}` }),
  'sidanPeople:users': () => ({ method: 'GET', action: `sidanPeople:users?search=${here.regionCode}-resident` }),
  'sidanPeople:offices': () => ({ method: 'GET', action: 'sidanPeople:offices' }),
  'sidanPeople:users elsewhere': () => ({
    method: 'GET',
    action: `sidanPeople:users?search=${near.regionCode}-resident`,
  }),
  'sidanWorkbench:today': () => ({ method: 'GET', action: 'sidanWorkbench:today' }),
  'sidanOrders:place for oneself': () => ({ action: 'sidanOrders:place', body: () => orderForm(here) }),
  'sidanOrders:place for another': () => ({
    action: 'sidanOrders:place',
    body: () => orderForm(here, { requesterId: people().volunteerTwo.personId, channel: 'hotline' }),
  }),
  'sidanOrders:place for another elsewhere': () => ({
    action: 'sidanOrders:place',
    body: () => orderForm(near, { requesterId: near.people.resident.personId, channel: 'hotline' }),
  }),
  'sidanPeople:reveal': () => ({
    action: `sidanPeople:reveal?filterByTk=${people().resident.personId}`,
    body: () => ({ field: 'phone', reason: '核对' }),
  }),
  'sidanPeople:reveal elsewhere': () => ({
    action: `sidanPeople:reveal?filterByTk=${near.people.resident.personId}`,
    body: () => ({ field: 'phone', reason: '核对' }),
  }),
  'sidanSetup:status': () => ({ method: 'GET', action: 'sidanSetup:status' }),
  'sidanSetup:restorePage': () => ({ action: 'sidanSetup:restorePage', body: () => ({ key: 'workbench' }) }),
  'sidanSetup:county': () => ({ action: 'sidanSetup:county', body: () => county(here) }),
  'sidanSetup:county elsewhere': () => ({ action: 'sidanSetup:county', body: () => county(near) }),
  'sidanPacks:list': () => ({ method: 'GET', action: 'sidanPacks:list' }),
  'sidanPacks:rules': () => ({ method: 'GET', action: `sidanPacks:rules?${region()}` }),
  'sidanPacks:rules elsewhere': () => ({ method: 'GET', action: `sidanPacks:rules?regionCode=${near.regionCode}` }),
  'sidanPacks:facts': () => ({ method: 'GET', action: 'sidanPacks:facts' }),
  'sidanPacks:upload': () => ({ action: 'sidanPacks:upload', body: () => ({ archive: archives.here }) }),
  'sidanPacks:upload elsewhere': () => ({ action: 'sidanPacks:upload', body: () => ({ archive: archives.near }) }),
  'sidanPacks:upload above': () => ({ action: 'sidanPacks:upload', body: () => ({ archive: archives.above }) }),
  'sidanPacks:preview': () => ({ action: 'sidanPacks:preview', body: () => ({ versionId: versions[0] }) }),
  'sidanPacks:preview elsewhere': () => ({ action: 'sidanPacks:preview', body: () => ({ versionId: versions[1] }) }),
  'sidanPacks:simulate': () => ({
    action: 'sidanPacks:simulate',
    body: () => ({ ...simulation(versions[0]!), regionCode: here.regionCode }),
  }),
  'sidanPacks:simulate elsewhere': () => ({
    action: 'sidanPacks:simulate',
    body: () => ({ ...simulation(versions[1]!), regionCode: near.regionCode }),
  }),
  'sidanPacks:activate': () => decision('activate', { versionId: versions[0] }),
  'sidanPacks:activate elsewhere': () => decision('activate', { versionId: versions[1] }),
  'sidanPacks:activate above': () => decision('activate', { versionId: versions[2] }),
  'sidanPacks:rollback': () => decision('rollback', { regionCode: here.regionCode }),
  'sidanPacks:rollback elsewhere': () => decision('rollback', { regionCode: near.regionCode }),
  // Nothing can be switched off that is off.
  'sidanPacks:off': () => decision('off', { regionCode: here.regionCode, effectiveFrom: '' }),
  'sidanPacks:off elsewhere': () => decision('off', { regionCode: near.regionCode }),
  'sidanPacks:trust': () => ({ action: 'sidanPacks:trust', body: () => ({ name: '省级', publicKey: keys.publicKey }) }),
  'sidanPacks:policy': () => ({ action: 'sidanPacks:policy', body: () => ({ untrusted: 'mark' }) }),
  'sidanPacks:distrust': () => ({ action: 'sidanPacks:distrust', body: () => ({ keyId: keys.keyId }) }),
  'sidanPortal:volunteer': () => ({ action: 'sidanPortal:volunteer', body: () => ({ consent: true }) }),
  'sidanPortal:join': () => ({ action: `sidanPortal:join?${region()}`, body: () => ({ name: '张三', consent: true }) }),
};

const keys = makeKeys();

const decision = (what: string, more: Record<string, unknown>): Try => ({
  action: `sidanPacks:${what}`,
  body: () => ({ reason: '试行', ...more }),
});

const simulation = (versionId: string) => ({ versionId, from: '2026-01-01', to: '2026-12-31' });

const county = (world: World) => ({
  regionCode: world.regionCode,
  name: `县${world.regionCode}`,
  centerName: '中心',
  towns: [],
});

const rows = readTables()['People, the county, the installation']!;
const found: string[] = [];

test.each(rows.map(({ what, cells }) => [what, cells] as const))('%s', async (what, cells) => {
  const actual: Record<string, string> = {};
  for (const column of columnNames) {
    const { method = 'POST', action, body } = TRIED[what]!();
    actual[column] = said(await clientOf(server, here, column).request(method, action, body?.(column)));
  }
  found.push(`| \`${what}\` | ${columnNames.map((column) => actual[column]).join(' | ')} |`);
  if (process.env.SIDAN_ACCESS_FOUND) writeFileSync(`${process.env.SIDAN_ACCESS_FOUND}-own.md`, found.join('\n'));
  expect(actual).toEqual(cells);
});

test('what is one’s own is one’s own only', async () => {
  const { resident, stranger, leader, leaderTwo, volunteer, volunteerTwo, dispatcher, townDispatcher, merchant } =
    here.people;
  const count = async (somebody: { client: { get<T>(action: string): Promise<T> } }, action: string) =>
    (await somebody.client.get<{ count: number }>(action)).count;
  expect(await count(resident, 'sidanOrders:mine')).toBeGreaterThan(0);
  const strangers = await count(stranger, 'sidanOrders:mine');
  expect(await count(leader, 'sidanOffers:mine?state=all')).toBe(1);
  expect([
    await count(leaderTwo, 'sidanOffers:mine?state=all'),
    await count(volunteer, 'sidanOffers:mine?state=all'),
  ]).toEqual([0, 0]);
  expect([await count(volunteer, 'sidanOrders:tasks'), await count(volunteerTwo, 'sidanOrders:tasks')]).toEqual([1, 0]);
  const placedToday = async (client: typeof dispatcher.client) =>
    (await client.get<{ figures: { key: string; value: number }[] }>('sidanWorkbench:today')).figures.find(
      ({ key }) => key === 'placed',
    )!.value;
  const before = [
    await placedToday(dispatcher.client),
    await placedToday(townDispatcher.client),
    await placedToday(near.people.dispatcher.client),
    await placedToday(merchant.client),
  ];
  await stranger.client.place(orderForm(here, { townCode: here.towns[1] }));
  const after = [
    await placedToday(dispatcher.client),
    await placedToday(townDispatcher.client),
    await placedToday(near.people.dispatcher.client),
    await placedToday(merchant.client),
  ];
  // An order in the second town: the county's dispatcher counts it, the first town's and the next county's do not.
  expect(after.slice(0, 3).map((value, i) => value - before[i]!)).toEqual([1, 0, 0]);
  expect(await count(stranger, 'sidanOrders:mine')).toBe(strangers + 1);
});

test('a row for each action of ours, here or among those on orders', () => {
  const listed = new Set([...rows, ...readTables().Orders!].map(({ what }) => what.split(' ')[0]));
  const { handlers, defined } = sharedActions();
  const ours = [
    ...handlers.filter((name) => name.includes(':') && name.startsWith('sidan')),
    ...Object.entries(defined).flatMap(([resource, actions]) => actions.map((action) => `${resource}:${action}`)),
  ];
  expect([...listed].sort()).toEqual([...new Set(ours)].sort());
});
