import type { OrderForm, Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { installDocument } from '../../support/documents/install';
import { makeFamily } from '../../support/timeBank';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { makePerson, makeWorld, orderForm, type Somebody, type World } from '../../support/world';

/** 时间银行：a volunteer begins with what the rules give, earns by serving, and pays for being served: by the rules of 杭州西湖, through the product's own doors. */
let server: SharedServer;
let sql: Sql;
let world: World;
let old: Somebody;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134601');
  await installDocument(world, sql, '08-xihu-time-bank');
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    payment: 'optional',
    payAsset: 'time',
    unit: 'case',
  });
  old = await makePerson(server, world.root, world.regionCode, 'old', world.towns[0]);
  await old.client.post('sidanPortal:volunteer', { consent: true });
}, 600_000);

afterAll(async () => {
  await sql?.end();
});

const wallet = (who: Somebody) =>
  who.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode, asset: 'time' });

async function served(id: string): Promise<void> {
  const { dispatcher, leader, volunteer } = world.people;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '10 minutes' where "orderId" = $1 and "checkOutAt" is null`,
    [id],
  );
  await volunteer.client.order('finish', id, { report: '已完成' });
}

const place = async (more: Record<string, unknown> = {}) => (await old.client.place(orderForm(world, more))).order.id;

it('a new volunteer begins with five, once', async () => {
  expect(await wallet(old)).toMatchObject({
    asset: 'time',
    balance: 5,
    held: 0,
    entries: [{ amount: 5, title: '开户赠送' }],
  });
  const [row] = await sql.query(`select id from "sidanVolunteers" where "personId" = $1`, [old.personId]);
  // Out and in again: nobody opens an account twice.
  for (const status of ['frozen', 'pending', 'active'])
    await world.root.post(`sidanVolunteers:update?filterByTk=${String(row!.id)}`, { status });
  expect((await wallet(old)).balance).toBe(5);
});

it('a form says what it would cost, and what speaks against it', async () => {
  const form = (more: Record<string, unknown> = {}) =>
    old.client.get<OrderForm>('sidanPortal:form', {
      regionCode: world.regionCode,
      serviceItemId: world.items.plain,
      ...more,
    });
  expect((await form()).payment).toMatchObject({
    required: false,
    byTime: false,
    expected: 1,
    balance: 5,
    reasons: [],
  });
  expect((await form({ payFor: 'other' })).payment).toMatchObject({ reasons: [expect.stringContaining('家庭成员')] });
  // Who is family is known by a proof, and not by what somebody says.
  const { stranger } = world.people;
  expect((await form()).family).toBeUndefined();
  for (const asked of [{ payFor: 'family' }, { beneficiaryId: stranger.personId }])
    expect((await form(asked)).payment).toMatchObject({ reasons: [expect.stringContaining('家庭成员')] });
});

it('paid for family is who belongs to the household by a proof, and is kept with the order', async () => {
  const { stranger, resident } = world.people;
  expect(await refusalOf(place({ pay: true, payFor: 'family' }))).toMatchObject({ code: 'PAY_FAMILY_ONLY' });
  expect(await refusalOf(place({ pay: true, beneficiaryId: stranger.personId }))).toMatchObject({
    code: 'BENEFICIARY_UNKNOWN',
  });
  await makeFamily(world, [
    [old.personId, 'head'],
    [stranger.personId, 'parent'],
  ]);
  const form = await old.client.get<OrderForm>('sidanPortal:form', {
    ...{ regionCode: world.regionCode, serviceItemId: world.items.plain, beneficiaryId: stranger.personId },
  });
  expect(form.family).toEqual([{ personId: stranger.personId, name: '王stranger', relation: '父母' }]);
  expect(form.payment).toMatchObject({ expected: 1, reasons: [] });
  const id = await place({ pay: true, payFor: 'self', beneficiaryId: stranger.personId });
  const [order] = await sql.query(`select "payFor", "payerId", "beneficiaryId" from "sidanOrders" where "id" = $1`, [
    id,
  ]);
  expect(order).toEqual({ payFor: 'family', payerId: old.personId, beneficiaryId: stranger.personId });
  expect((await stranger.client.detail(id)).payment).toMatchObject({ state: 'held', mine: false });
  await old.client.order('cancel', id, { reason: '不需要了' });
  // Without payment too it is for whoever belongs to the household, and for nobody else.
  expect(await refusalOf(place({ beneficiaryId: resident.personId }))).toMatchObject({ code: 'BENEFICIARY_UNKNOWN' });
  // Who has left the household is in it no more.
  await sql.query(`update "sidanHouseholdMembers" set "status" = 'left' where "personId" = $1`, [stranger.personId]);
  expect(await refusalOf(place({ beneficiaryId: stranger.personId }))).toMatchObject({ code: 'BENEFICIARY_UNKNOWN' });
  expect((await wallet(old)).balance).toBe(5);
});

it('what is paid is held, then taken when it is confirmed; the volunteer is credited', async () => {
  const { volunteer } = world.people;
  const before = (await wallet(volunteer)).balance;
  const id = await place({ pay: true });
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 1 });
  expect((await old.client.detail(id)).payment).toMatchObject({ state: 'held', expected: 1, mine: true });
  await served(id);
  await old.client.order('confirm', id);
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 0 });
  const paid = await old.client.detail(id);
  expect(paid.payment).toMatchObject({ state: 'taken', expected: 1, taken: 1 });
  // What was set aside for it was theirs to spend: nothing is said against it.
  expect(paid.decisions.filter(({ amount }) => amount === -1)).toMatchObject([
    { sentence: expect.not.stringContaining('不能兑换') },
  ]);
  expect((await wallet(volunteer)).balance).toBe(before + 1);
  // Done again and confirmed again: paid once.
  await old.client.order('reopen', id, { reason: '没有修好' });
  await served(id);
  await old.client.order('confirm', id);
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 0 });
});

it('what ends without service goes back: cancelled, merged, put right by an administrator', async () => {
  const cancelled = await place({ pay: true });
  expect((await wallet(old)).held).toBe(1);
  await old.client.order('cancel', cancelled, { reason: '不需要了' });
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 0 });
  const merged = await place({ pay: true });
  const kept = await place();
  await world.people.dispatcher.client.order('merge', merged, { orderId: kept, reason: '重复' });
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 0 });
  const put = await place({ pay: true });
  await world.people.countyAdmin.client.post(`sidanOrders:correct?filterByTk=${put}`, {
    state: 'closed',
    reason: '误操作',
  });
  expect(await wallet(old)).toMatchObject({ balance: 4, held: 0 });
  expect((await old.client.detail(cancelled)).payment).toMatchObject({ state: 'released' });
});

it('who has too little, or asks for somebody who may not, is refused with the reasons, and nothing is placed', async () => {
  const count = async () =>
    Number((await sql.query(`select count(*) from "sidanOrders" where "requesterId" = $1`, [old.personId]))[0]!.count);
  const before = await count();
  expect(await refusalOf(place({ pay: true, payFor: 'other' }))).toMatchObject({ code: 'PAY_FAMILY_ONLY' });
  for (let paid = 0; paid < 4; paid += 1) await place({ pay: true });
  expect(await wallet(old)).toMatchObject({ balance: 0, held: 4 });
  expect(await refusalOf(place({ pay: true }))).toMatchObject({ code: 'REDEEM_REFUSED' });
  expect(await count()).toBe(before + 4);
});
