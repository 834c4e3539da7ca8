import { randomUUID } from 'node:crypto';
import type { Me, OrderForm, ShopView, Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf, saidOf } from '../../support/api';
import { installDocument, withShop } from '../../support/documents/install';
import { eventually, openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, request, type Shop } from '../../support/shop';
import { makePerson, makeWorld, orderForm, type Somebody, type World } from '../../support/world';

/** 监护与代办：who acts for a ward, by a paper that staff have seen, from the ward's own account, and for as long as the relation stands. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;
let guardian: Somebody;
let ward: Somebody;
let relation: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135001');
  const pack = '08-xihu-time-bank';
  await installDocument(world, sql, pack, undefined, withShop(pack, world.regionCode));
  shop = await makeShop(world);
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'case' },
  });
  guardian = world.people.resident;
  ward = await makePerson(server, world.root, world.regionCode, 'ward', world.towns[0]);
  await ward.client.post('sidanPortal:volunteer', { consent: true });
  await bookOf(sql).give(world.regionCode, ward.personId, 100);
  relation = await enter();
}, 600_000);

afterAll(() => sql?.end());

async function enter(more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await world.people.siteManager.client.post('sidanGuardianships:create', {
    ...{ id, person: { id: ward.personId }, guardian: { id: guardian.personId }, reason: 'elder', proof: 'mandate' },
    ...more,
  });
  return id;
}

const refused = async (promise: Promise<unknown>) => (await refusalOf(promise))?.code ?? '';
const end = (id: string, endReason = '委托期满') =>
  world.people.siteManager.client.post(`sidanGuardianships:update?filterByTk=${id}`, { status: 'ended', endReason });
const wallet = (who: Somebody, more: Record<string, unknown> = {}) =>
  who.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode, asset: 'time', ...more });
/** Who was told of an order. */
const messages = async (id: string): Promise<number[]> =>
  (
    await sql.query<{ who: string }>(
      `select "userId" as who from "notificationInAppMessages" where "options"::text like '%' || $1 || '%'`,
      [id],
    )
  ).map(({ who }) => Number(who));

const forWard = () => ({ wardId: ward.personId });
const place = async (more: Record<string, unknown> = {}) =>
  (await guardian.client.place(orderForm(world, { requesterId: ward.personId, ...more }))).order.id;

test('a relation needs a paper and two people of the county, and stands as it was proved', async () => {
  expect((await guardian.client.get<Me>('sidanPortal:me')).wards).toEqual([
    { personId: ward.personId, name: '王ward' },
  ]);
  expect((await ward.client.get<Me>('sidanPortal:me')).wards).toEqual([]);
  expect(await refused(enter({ proof: null }))).toBe('INVALID_DATA');
  expect(await saidOf(enter({ guardian: { id: ward.personId } }))).toBe(
    '有内容需要修改。监护人（代办人）：监护人（代办人）不能是被监护人（委托人）本人。',
  );
  expect(await refused(enter({ guardian: { id: randomUUID() } }))).toBe('NOT_FOUND');
  expect(await saidOf(enter({ startsOn: '2026-02-01', endsOn: '2026-01-01' }))).toBe(
    '有内容需要修改。截止日期：截止日期不能早于开始日期。',
  );
  expect(await refused(end(relation, ''))).toBe('INVALID_DATA');
  const { root } = world;
  const change = (values: Record<string, unknown>) =>
    root.post(`sidanGuardianships:update?filterByTk=${relation}`, values);
  expect(await refused(change({ guardianId: world.people.leader.personId }))).toBe('FIELD_PROTECTED');
  expect(await refused(root.post(`sidanGuardianships:destroy?filterByTk=${relation}`))).toBe('HISTORY_PROTECTED');
  await change({ proofNote: '委托书第 3 号' });
});

test('an order in a ward’s name is paid from the ward’s account, and told to both, with who did it', async () => {
  expect(await wallet(guardian, forWard())).toMatchObject({ balance: 5, held: 0 });
  const form = await guardian.client.get<OrderForm>('sidanPortal:form', {
    ...{ regionCode: world.regionCode, serviceItemId: world.items.plain },
    ...forWard(),
  });
  expect(form.payment).toMatchObject({ expected: 1, balance: 5, reasons: [] });
  const id = await place({ pay: true });
  expect(await wallet(ward)).toMatchObject({ balance: 4, held: 1 });
  const [order] = await sql.query(`select "requesterId", "payerId", "payFor" from "sidanOrders" where "id" = $1`, [id]);
  expect(order).toEqual({ requesterId: ward.personId, payerId: ward.personId, payFor: 'self' });
  const seen = await guardian.client.detail(id);
  expect(seen.payment).toMatchObject({ state: 'held', mine: false, payerName: '王ward' });
  expect(seen.requesterName).toBe('王ward');
  expect(seen.timeline[0]!.by).toBe('王resident · 监护人（代办）');
  expect((await ward.client.detail(id)).timeline[0]!.by).toMatch(/ · 监护人（代办）$/);
  const listed = await guardian.client.get<{ rows: { id: string }[] }>('sidanOrders:mine');
  expect(listed.rows.map((one) => one.id)).toContain(id);
  const { dispatcher } = world.people;
  await dispatcher.client.order('cancel', id, { reason: '暂停服务' });
  await eventually(async () => {
    const told = await messages(id);
    return told.includes(ward.userId) && told.includes(guardian.userId);
  }, 60_000);
  expect(await wallet(ward)).toMatchObject({ balance: 5, held: 0 });
});

test('in the shop it is the ward’s points, and the guardian has the code', async () => {
  const goods = (more: Record<string, unknown> = {}) => guardian.client.get<ShopView>('sidanShop:goods', more);
  expect((await goods(forWard())).balance).toBe(100);
  expect((await goods()).balance).toBe(0);
  const asked = await request(guardian.client, shop.rewards.soap, shop.outlets.site, { personId: ward.personId });
  expect(asked).toMatchObject({ code: expect.any(String), personName: '王ward' });
  expect(asked.story[0]!.by).toBe('王resident · 监护人（代办）');
  expect((await goods(forWard())).balance).toBeLessThan(100);
  const done = await act(guardian.client, 'cancel', asked.id, {});
  expect(done.state).toBe('cancelled');
  expect((await goods(forWard())).balance).toBe(100);
});

test('nobody else stands in, nothing is given away, and who serves the ward does not confirm it', async () => {
  const { stranger, leader, volunteer, dispatcher } = world.people;
  expect(await refused(wallet(stranger, forWard()))).toBe('NOT_WARD');
  expect(await refused(wallet(ward, { wardId: guardian.personId }))).toBe('NOT_WARD');
  expect(await refused(stranger.client.place(orderForm(world, { requesterId: ward.personId })))).toBe(
    'CAPACITY_NOT_ALLOWED',
  );
  expect(
    await refused(request(stranger.client, shop.rewards.soap, shop.outlets.site, { personId: ward.personId })),
  ).toBe('NOT_FOUND');
  // Of a declaration the hours would be the ward's, for what nobody has seen.
  expect(
    await refused(guardian.client.post('sidanOrders:declare', orderForm(world, { requesterId: ward.personId }))),
  ).not.toBe('');
  // A guardian who serves the ward is of the team, and says nothing for the ward.
  const own = randomUUID();
  await world.root.post('sidanGuardianships:create', {
    ...{ id: own, personId: ward.personId, guardianId: volunteer.personId, reason: 'elder', proof: 'mandate' },
  });
  const id = await place();
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await volunteer.client.order('finish', id, { report: '已完成' });
  expect(await refused(volunteer.client.order('confirm', id))).toBe('CAPACITY_NOT_ALLOWED');
  await guardian.client.order('confirm', id);
});

test('it ends the moment it is ended, and on its last day', async () => {
  const id = await place();
  await end(relation);
  expect((await guardian.client.get<Me>('sidanPortal:me')).wards).toEqual([]);
  expect(await refused(wallet(guardian, forWard()))).toBe('NOT_WARD');
  expect(await refused(guardian.client.order('cancel', id, { reason: '不需要了' }))).toBe('ORDER_NOT_FOUND');
  expect(await refused(guardian.client.detail(id))).toBe('ORDER_NOT_FOUND');
  expect(await refused(place())).toBe('CAPACITY_NOT_ALLOWED');
  expect(await refused(world.root.post(`sidanGuardianships:update?filterByTk=${relation}`, { status: 'active' }))).toBe(
    'HISTORY_PROTECTED',
  );
  await enter({ endsOn: '2024-01-31' });
  await enter({ startsOn: '2999-01-01' });
  expect(await refused(wallet(guardian, forWard()))).toBe('NOT_WARD');
  await enter({ startsOn: '2024-01-01', endsOn: '2999-01-01' });
  expect((await wallet(guardian, forWard())).asset).toBe('time');
  await ward.client.order('cancel', id, { reason: '不需要了' });
});
