import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { makeKeys } from '@sidan/rules/archive';
import type { EmergencyOverview, LifecycleVersions, PackList } from '@sidan/plugin-sidan/api';
import { openSql, sharedActions, sharedServer, type SharedServer } from '../support/shared';
import { countyPack } from '../support/pack';
import { HEADER, workbook } from '../support/sheet';
import { act, bookOf, makeShop, request, type Shop } from '../support/shop';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';
import { campaignsTried, makeCampaign, type Campaign } from './campaigns';
import { closesTried } from './closes';
import { calendar, county, declared, planned, simulation, taken } from './bodies';
import { FIELD } from './field';
import { findingsTried, makeFindings } from './findings';
import { answering, certificatesTried, makeCertificates, type Certificates } from './certificates';
import { clientOf, columnNames } from './parts';
import { readTables } from './table';
import { transfersTried } from './transfers';
import { said, type Try } from './try';

/** Our actions that are about the caller, the county or the installation × everybody: docs/access.md, "People, the county, the installation". */
let server: SharedServer;
let here: World;
let near: World;
let archives: { here: string; near: string; above: string };
/** Of the packs of both counties, and the nation's. */
const versions: string[] = [];
/** Keys of other systems, and a sheet of paper orders. */
let systems: { here: string; near: string };
let sent: string;
/** A redemption that is over, with its code; one of the next county. */
let redemption: { here: string; near: string; code: string };
let shop: { here: Shop; near: Shop };
/** Plans that come round. */
const emergencies = { here: '', near: '' };
let prolonged = 0;
let campaigns: { here: Campaign; near: Campaign };
let certificates: { here: Certificates; near: Certificates };
let plans: { here: string; near: string };
const sheet = workbook([HEADER, HEADER]);

beforeAll(async () => {
  server = await sharedServer();
  here = await makeWorld(server, '130925');
  near = await makeWorld(server, '130926');
  await orderIn(here, 'finished');
  await orderIn(near, 'finished');
  await makeFindings(server, here, near);
  await orderIn(here, 'waiting');
  await here.root.post('sidanPacks:policy', { untrusted: 'mark' });
  // A fact for `sidanPacks:facts`, whatever other suites on this server add and take away.
  await here.root.post('collections/sidanOrders/fields:create', FIELD);
  for (const { root, regionCode } of [here, near])
    current[regionCode] = (await root.get<LifecycleVersions>('sidanLifecycles:versions', { regionCode })).current;
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
  const key = async ({ regionCode }: World) =>
    (await here.root.post<{ id: string }>('sidanOpen311:make', { name: '某系统', regionCode })).id;
  systems = { here: await key(here), near: await key(near) };
  const plan = async (world: World) => (await here.root.post<{ id: string }>('sidanPlans:save', planned(world))).id;
  plans = { here: await plan(here), near: await plan(near) };
  for (const [name, world] of Object.entries({ here, near }))
    emergencies[name as keyof typeof emergencies] = (
      await here.root.post<EmergencyOverview>('sidanEmergencies:start', declared(world))
    ).current!.id;
  const sql = await openSql(server);
  campaigns = { here: await makeCampaign(sql, here), near: await makeCampaign(sql, near) };
  certificates = { here: await makeCertificates(sql, here), near: await makeCertificates(sql, near) };
  for (const world of [here, near]) await here.root.post('sidanCertificates:settings', answering(world));
  const book = bookOf(sql);
  const redeemed = async (world: World, { rewards, outlets }: Shop) => {
    const { volunteer } = world.people;
    await book.give(world.regionCode, volunteer.personId, 20);
    const { id, code } = await request(volunteer.client, rewards.soap, outlets.site);
    await act(volunteer.client, 'cancel', id);
    // Nobody has anything left to spend.
    return { id, code: code! };
  };
  shop = { here: await makeShop(here), near: await makeShop(near) };
  const ended = await redeemed(here, shop.here);
  redemption = { here: ended.id, code: ended.code, near: (await redeemed(near, shop.near)).id };
  await sql.end();
  const file = { file: sheet.toString('base64'), fileName: 'paper.xlsx' };
  sent = (await here.root.post<{ id: string }>(`sidanImports:start?regionCode=${here.regionCode}`, file)).id;
  const { versions: known } = await here.root.get<PackList>('sidanPacks:list');
  versions.push(known.find(({ regionCode }) => regionCode === '0')!.id);
}, 180_000);

afterAll(() => here.root.post(`collections/sidanOrders/fields:destroy?filterByTk=${FIELD.name}`));

const people = () => here.people;
const region = () => `regionCode=${here.regionCode}`;

/** A sheet with one row, which is faulty. */
const sheetOf = (regionCode: string) => ({
  action: `sidanImports:start?regionCode=${regionCode}`,
  body: () => ({ file: sheet.toString('base64'), fileName: 'paper.xlsx' }),
});

/** Each time an hour longer. */
const longer = () => ({
  reason: '某因',
  endsAt: new Date(Date.now() + 86_400_000 + (prolonged += 1) * 3_600_000).toISOString(),
});

const emergency = (what: string, id: string, body: () => Record<string, unknown>): Try => ({
  action: `sidanEmergencies:${what}?filterByTk=${id}`,
  body,
});

/** In this order: who joins becomes somebody, and is somebody from then on. */
const TRIED: Record<string, () => Try> = {
  'sidanPortal:config': () => ({ method: 'GET', action: `sidanPortal:config?${region()}` }),
  'sidanPortal:menu': () => ({ method: 'GET', action: `sidanPortal:menu?${region()}` }),
  'sidanPortal:form': () => ({ method: 'GET', action: `sidanPortal:form?${region()}` }),
  'sidanPortal:teams': () => ({ method: 'GET', action: `sidanPortal:teams?${region()}` }),
  'sidanPortal:me': () => ({ method: 'GET', action: 'sidanPortal:me' }),
  'sidanOrders:mine': () => ({ method: 'GET', action: 'sidanOrders:mine' }),
  'sidanOrders:tasks': () => ({ method: 'GET', action: 'sidanOrders:tasks' }),
  'sidanOrders:states': () => ({ method: 'GET', action: 'sidanOrders:states' }),
  'sidanOrders:pile': () => ({ method: 'GET', action: `sidanOrders:pile?${region()}` }),
  'sidanOrders:dispatchPile': () => ({
    action: 'sidanOrders:dispatchPile',
    body: () => ({ rows: [{ orderId: randomUUID(), version: 1, teamIds: [here.teams.one] }] }),
  }),
  'sidanOrders:claimable': () => ({ method: 'GET', action: 'sidanOrders:claimable' }),
  'sidanOffers:mine': () => ({ method: 'GET', action: 'sidanOffers:mine?state=all' }),
  'sidanLedger:wallet': () => ({ method: 'GET', action: `sidanLedger:wallet?${region()}` }),
  'sidanLedger:statement': () => ({ method: 'GET', action: `sidanLedger:statement?${region()}` }),
  'sidanLedger:assets': () => ({ method: 'GET', action: `sidanLedger:assets?${region()}` }),
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
  'sidanOrders:declare': () => ({
    action: 'sidanOrders:declare',
    body: () => orderForm(here, { summary: '清扫楼道', minutes: 60 }),
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
  'sidanSetup:calendar': () => ({ method: 'GET', action: `sidanSetup:calendar?${region()}` }),
  'sidanSetup:calendar elsewhere': () => ({
    method: 'GET',
    action: `sidanSetup:calendar?regionCode=${near.regionCode}`,
  }),
  'sidanSetup:saveCalendar': () => ({ action: 'sidanSetup:saveCalendar', body: () => calendar(here) }),
  'sidanSetup:saveCalendar elsewhere': () => ({ action: 'sidanSetup:saveCalendar', body: () => calendar(near) }),
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
  'sidanLifecycles:versions': () => ({ method: 'GET', action: `sidanLifecycles:versions?${region()}` }),
  'sidanLifecycles:versions elsewhere': () => ({
    method: 'GET',
    action: `sidanLifecycles:versions?regionCode=${near.regionCode}`,
  }),
  'sidanLifecycles:previewMigration': () => lifecycle('previewMigration', here),
  'sidanLifecycles:previewMigration elsewhere': () => lifecycle('previewMigration', near),
  'sidanLifecycles:migrate': () => lifecycle('migrate', here),
  'sidanLifecycles:migrate elsewhere': () => lifecycle('migrate', near),
  'sidanPacks:trust': () => ({ action: 'sidanPacks:trust', body: () => ({ name: '省级', publicKey: keys.publicKey }) }),
  'sidanPacks:policy': () => ({ action: 'sidanPacks:policy', body: () => ({ untrusted: 'mark' }) }),
  'sidanPacks:distrust': () => ({ action: 'sidanPacks:distrust', body: () => ({ keyId: keys.keyId }) }),
  'sidanIntake:desk': () => ({ method: 'GET', action: `sidanIntake:desk?${region()}` }),
  'sidanIntake:desk elsewhere': () => ({ method: 'GET', action: `sidanIntake:desk?regionCode=${near.regionCode}` }),
  'sidanIntake:caller': () => ({
    action: 'sidanIntake:caller',
    body: () => ({ phone: '13900000001', regionCode: here.regionCode }),
  }),
  'sidanIntake:caller elsewhere': () => ({
    action: 'sidanIntake:caller',
    body: () => ({ phone: '13900000001', regionCode: near.regionCode }),
  }),
  'sidanIntake:quote': () => ({ action: 'sidanIntake:quote', body: () => taken(here) }),
  'sidanIntake:quote elsewhere': () => ({ action: 'sidanIntake:quote', body: () => taken(near) }),
  'sidanIntake:place': () => ({ action: 'sidanIntake:place', body: () => taken(here) }),
  'sidanIntake:place elsewhere': () => ({ action: 'sidanIntake:place', body: () => taken(near) }),
  'sidanImports:template': () => ({ method: 'GET', action: `sidanImports:template?${region()}` }),
  'sidanImports:template elsewhere': () => ({
    method: 'GET',
    action: `sidanImports:template?regionCode=${near.regionCode}`,
  }),
  'sidanImports:start': () => sheetOf(here.regionCode),
  'sidanImports:start elsewhere': () => sheetOf(near.regionCode),
  'sidanImports:mine': () => ({ method: 'GET', action: `sidanImports:mine?${region()}` }),
  // A sheet that root has sent.
  'sidanImports:progress': () => ({ method: 'GET', action: `sidanImports:progress?filterByTk=${sent}&${region()}` }),
  'sidanImports:result': () => ({ method: 'GET', action: `sidanImports:result?filterByTk=${sent}&${region()}` }),
  'sidanImports:stop': () => ({ action: `sidanImports:stop?filterByTk=${sent}&${region()}`, body: () => ({}) }),
  'sidanPlans:desk': () => ({ method: 'GET', action: `sidanPlans:desk?${region()}` }),
  'sidanPlans:desk elsewhere': () => ({ method: 'GET', action: `sidanPlans:desk?regionCode=${near.regionCode}` }),
  'sidanPlans:overview': () => ({ method: 'GET', action: `sidanPlans:overview?${region()}` }),
  'sidanPlans:overview elsewhere': () => ({
    method: 'GET',
    action: `sidanPlans:overview?regionCode=${near.regionCode}`,
  }),
  'sidanPlans:preview': () => ({ action: 'sidanPlans:preview', body: () => planned(here) }),
  'sidanPlans:preview elsewhere': () => ({ action: 'sidanPlans:preview', body: () => planned(near) }),
  'sidanPlans:save': () => ({ action: 'sidanPlans:save', body: () => planned(here) }),
  'sidanPlans:save elsewhere': () => ({ action: 'sidanPlans:save', body: () => planned(near) }),
  'sidanPlans:detail': () => ({ method: 'GET', action: `sidanPlans:detail?filterByTk=${plans.here}` }),
  'sidanPlans:detail elsewhere': () => ({ method: 'GET', action: `sidanPlans:detail?filterByTk=${plans.near}` }),
  'sidanPlans:pause': () => ({ action: `sidanPlans:pause?filterByTk=${plans.here}`, body: () => ({}) }),
  'sidanPlans:pause elsewhere': () => ({ action: `sidanPlans:pause?filterByTk=${plans.near}`, body: () => ({}) }),
  'sidanPlans:resume': () => ({ action: `sidanPlans:resume?filterByTk=${plans.here}`, body: () => ({}) }),
  ...findingsTried(() => ({ here, near })),
  ...closesTried(() => ({ here, near })),
  ...campaignsTried(() => ({ here, near, made: campaigns })),
  'sidanEmergencies:overview': () => ({ method: 'GET', action: `sidanEmergencies:overview?${region()}` }),
  'sidanEmergencies:overview elsewhere': () => ({
    method: 'GET',
    action: `sidanEmergencies:overview?regionCode=${near.regionCode}`,
  }),
  'sidanEmergencies:prolong': () => emergency('prolong', emergencies.here, longer),
  'sidanEmergencies:prolong elsewhere': () => emergency('prolong', emergencies.near, longer),
  // Once for each: what is over cannot be ended again, and what is in force is one.
  'sidanEmergencies:end': () => emergency('end', emergencies.here, () => ({ reason: '某因' })),
  'sidanEmergencies:end elsewhere': () => emergency('end', emergencies.near, () => ({ reason: '某因' })),
  'sidanEmergencies:start': () => ({ action: 'sidanEmergencies:start', body: () => declared(here) }),
  'sidanEmergencies:start elsewhere': () => ({ action: 'sidanEmergencies:start', body: () => declared(near) }),
  ...certificatesTried(() => ({ here, near, made: certificates })),
  'sidanPlans:resume elsewhere': () => ({ action: `sidanPlans:resume?filterByTk=${plans.near}`, body: () => ({}) }),
  'sidanOpen311:keys': () => ({ method: 'GET', action: 'sidanOpen311:keys' }),
  'sidanOpen311:make': () => ({
    action: 'sidanOpen311:make',
    body: () => ({ name: '某系统', regionCode: here.regionCode }),
  }),
  'sidanOpen311:make elsewhere': () => ({
    action: 'sidanOpen311:make',
    body: () => ({ name: '某系统', regionCode: near.regionCode }),
  }),
  'sidanOpen311:revoke': () => ({ action: 'sidanOpen311:revoke', body: () => ({ id: systems.here }) }),
  'sidanOpen311:revoke elsewhere': () => ({ action: 'sidanOpen311:revoke', body: () => ({ id: systems.near }) }),
  'sidanShop:goods': () => ({ method: 'GET', action: `sidanShop:goods?${region()}` }),
  'sidanShop:counter': () => ({ method: 'GET', action: 'sidanShop:counter' }),
  'sidanRedemptions:mine': () => ({ method: 'GET', action: 'sidanRedemptions:mine' }),
  // More than anybody has.
  'sidanRedemptions:request': () => ({
    action: 'sidanRedemptions:request',
    body: () => ({ rewardId: shop.here.rewards.soap, outletId: shop.here.outlets.site, quantity: 9 }),
  }),
  'sidanRedemptions:find': () => ({
    action: `sidanRedemptions:find?${region()}`,
    body: () => ({ code: 'none' }),
  }),
  'sidanRedemptions:detail': () => ({ method: 'GET', action: `sidanRedemptions:detail?filterByTk=${redemption.here}` }),
  'sidanRedemptions:detail elsewhere': () => ({
    method: 'GET',
    action: `sidanRedemptions:detail?filterByTk=${redemption.near}`,
  }),
  'sidanRedemptions:approve': () => redeeming('approve', {}),
  'sidanRedemptions:reject': () => redeeming('reject', { reason: '某因' }),
  'sidanRedemptions:cancel': () => redeeming('cancel', {}),
  'sidanRedemptions:collect': () => redeeming('collect', { code: redemption.code }),
  'sidanRedemptions:takeOut': () => redeeming('takeOut', {}),
  'sidanRedemptions:setOut': () => redeeming('setOut', {}),
  'sidanRedemptions:deliver': () => redeeming('deliver', { code: redemption.code }),
  'sidanRedemptions:deliverSigned': () => redeeming('deliverSigned', { signedBy: '某人' }),
  'sidanRedemptions:bringBack': () => redeeming('bringBack', { reason: '某因' }),
  'sidanRedemptions:return': () => redeeming('return', { reason: '某因' }),
  'sidanRedemptions:send': () => redeeming('send', { event: 'cancel' }),
  'sidanStocks:lines': () => ({ method: 'GET', action: 'sidanStocks:lines' }),
  'sidanStocks:log': () => logged(shop.here),
  'sidanStocks:log elsewhere': () => logged(shop.near),
  'sidanStocks:adjust': () => stocked(shop.here),
  'sidanStocks:adjust elsewhere': () => stocked(shop.near),
  ...transfersTried(region),
  'sidanPortal:volunteer': () => ({ action: 'sidanPortal:volunteer', body: () => ({ consent: true }) }),
  'sidanPortal:join': () => ({ action: `sidanPortal:join?${region()}`, body: () => ({ name: '张三', consent: true }) }),
};

/** The version by which orders of each county run. */
const current: Record<string, string> = {};

const lifecycle = (what: string, { regionCode }: World): Try => ({
  action: `sidanLifecycles:${what}`,
  body: () => ({ regionCode, from: current[regionCode], reason: '试行' }),
});

const redeeming = (event: string, data: Record<string, unknown>): Try => ({
  action: `sidanRedemptions:${event}?filterByTk=${redemption.here}`,
  body: () => data,
});

const logged = ({ stocks }: Shop): Try => ({
  method: 'GET',
  action: `sidanStocks:log?filterByTk=${stocks.site.soap}`,
});

const stocked = ({ rewards, outlets }: Shop): Try => ({
  action: 'sidanStocks:adjust',
  body: () => ({ rewardId: rewards.soap, outletId: outlets.site, add: 1 }),
});

const keys = makeKeys();

const decision = (what: string, more: Record<string, unknown>): Try => ({
  action: `sidanPacks:${what}`,
  body: () => ({ reason: '试行', ...more }),
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
