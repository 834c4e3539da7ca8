import type { Candidates, Wallet } from '@sidan/plugin-sidan/api';
import type { Client } from '../support/api';
import { refusalOf } from '../support/api';
import { eventually, openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';

/** The whole loop as people live it, through REST: 点单 派单 接单 评单, and what each step leaves behind. */
let server: SharedServer;
let world: World;
let sql: Sql;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130981');
}, 180_000);

afterAll(() => sql?.end());

const inApp = async (client: Client) => {
  const { messages } = await client.get<{ messages: { title: string; content: string }[] }>('myInAppMessages:list', {
    filter: {},
  });
  return messages;
};

test('from placing to rating: states, timeline, points with their reasons, messages', async () => {
  const { resident, dispatcher, leader, volunteer, leaderTwo } = world.people;
  const placed = await resident.client.place(orderForm(world));
  expect(placed).toMatchObject({ replayed: false, order: { state: 'waiting', title: '上门陪护', version: 1 } });
  expect(placed.order.allowed).toEqual(['cancel']);
  const { id } = placed.order;

  const candidates = await dispatcher.client.get<Candidates>('sidanOrders:candidates', { filterByTk: id });
  expect(candidates.rows.map(({ teamId }) => teamId)).toEqual([world.teams.one, world.teams.two]);
  expect(candidates.rows[0]!.reasons.length).toBeGreaterThan(0);

  const dispatched = await dispatcher.client.order('dispatch', id, {
    teamIds: [world.teams.one, world.teams.two],
    note: '请尽快',
  });
  expect(dispatched.order.state).toBe('offered');
  const offers = await leader.client.get<{ rows: { order: { id: string } }[] }>('sidanOffers:mine');
  expect(offers.rows.map((offer) => offer.order.id)).toContain(id);

  await leaderTwo.client.order('decline', id, { reason: '人手不足' });
  expect((await leader.client.order('accept', id)).order).toMatchObject({ state: 'accepted', teamName: '第一小队' });
  expect(await refusalOf(leaderTwo.client.order('accept', id))).toMatchObject({
    status: 409,
    code: 'EVENT_NOT_ALLOWED',
  });

  expect((await volunteer.client.order('start', id)).order.state).toBe('serving');
  // 95 minutes of service: three times 30.
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '95 minutes' where "orderId" = $1`,
    [id],
  );
  expect((await volunteer.client.order('finish', id, { report: '已陪护' })).order.state).toBe('finished');
  expect((await resident.client.order('confirm', id)).order.state).toBe('confirmed');
  const rated = await resident.client.order('rate', id, { score: 5, comment: '非常满意' });
  expect(rated.order.state).toBe('rated');

  const wallet = await volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode });
  expect(wallet.balance).toBe(4);
  expect(wallet.entries.map(({ amount }) => amount)).toEqual([1, 3]);
  for (const entry of wallet.entries) {
    expect(entry.orderId).toBe(id);
    expect(entry.sentence.length).toBeGreaterThan(4);
  }
  expect((await resident.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode })).balance).toBe(1);

  const detail = await dispatcher.client.detail(id);
  expect(detail.timeline.map(({ type }) => type)).toEqual([
    'place',
    'dispatch',
    'decline',
    'accept',
    'start',
    'finish',
    'confirm',
    'rate',
  ]);
  expect(detail.timeline.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(detail.decisions).toHaveLength(3);
  expect(detail.attendances).toMatchObject([{ minutes: 95 }]);
  expect(detail.ratings).toMatchObject([{ score: 5, comment: '非常满意' }]);

  await eventually(async () =>
    (await inApp(leader.client)).some(({ content, title }) => (title + content).includes(detail.orderNo)),
  );
  const told = await eventually(async () => {
    const messages = await inApp(resident.client);
    return messages.length >= 4 && messages;
  });
  expect(told.every(({ title, content }) => title && content && !/notices\.|\{\{/.test(title + content))).toBe(true);
});

test('review, withdrawal, reopening and cancelling', async () => {
  const { resident, dispatcher, leader, volunteer } = world.people;
  const reviewed = await resident.client.place(orderForm(world, { serviceItemId: world.items.reviewed }));
  expect(reviewed.order.state).toBe('review');
  expect((await dispatcher.client.order('reject', reviewed.order.id, { reason: '不在服务范围' })).order.state).toBe(
    'rejected',
  );
  const second = await resident.client.place(orderForm(world, { serviceItemId: world.items.reviewed }));
  expect((await dispatcher.client.order('approve', second.order.id)).order.state).toBe('waiting');
  expect((await resident.client.order('cancel', second.order.id, { reason: '不需要了' })).order.state).toBe(
    'cancelled',
  );
  expect(
    (await refusalOf(dispatcher.client.order('dispatch', second.order.id, { teamIds: [world.teams.one] })))?.code,
  ).toBe('EVENT_NOT_ALLOWED');

  const taken = await orderIn(world, 'accepted');
  expect((await dispatcher.client.order('withdraw', taken, { reason: '改派' })).order.state).toBe('waiting');
  expect((await refusalOf(volunteer.client.order('start', taken)))?.status).toBe(404);

  const id = await orderIn(world, 'rated');
  const before = (await volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode })).balance;
  expect((await resident.client.order('reopen', id, { reason: '没做完' })).order.state).toBe('waiting');
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one] });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await volunteer.client.order('finish', id, { report: '已补做' });
  // The service before was awarded before; this one took no time.
  expect((await resident.client.order('confirm', id)).order.state).toBe('confirmed');
  expect((await volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode })).balance).toBe(
    before,
  );
});

test('the response clock returns an unanswered offer, once, after its due time was reached', async () => {
  const { leader, dispatcher } = world.people;
  const id = await orderIn(world, 'offered');
  const timers = await sql.query<{ name: string; dueAt: Date }>(
    `select "name", "dueAt" from "sidanTimers" where "orderId" = $1 and "state" = 'pending'`,
    [id],
  );
  expect(timers).toHaveLength(1);
  expect((await dispatcher.client.detail(id)).dueAt).toBe(timers[0]!.dueAt.toISOString());
  await sql.query(
    `update "sidanTimers" set "dueAt" = now() - interval '1 second' where "orderId" = $1 and "state" = 'pending'`,
    [id],
  );
  await eventually(async () => (await dispatcher.client.detail(id)).state === 'waiting');
  const detail = await dispatcher.client.detail(id);
  expect(detail.offers).toMatchObject([{ state: 'expired' }]);
  expect(detail.timeline).toHaveLength(3);
  expect((await refusalOf(leader.client.order('accept', id)))?.code).toBe('EVENT_NOT_ALLOWED');
  expect(await sql.query(`select 1 from "sidanTimers" where "orderId" = $1 and "state" = 'fired'`, [id])).toHaveLength(
    1,
  );
  await eventually(async () =>
    (await inApp(leader.client)).some(({ title, content }) => (title + content).includes(detail.orderNo)),
  );
});

test('what the state or the caller does not allow is refused with a code and a sentence in the language asked for', async () => {
  const { resident, leader, volunteer, dispatcher, stranger } = world.people;
  const id = await orderIn(world, 'waiting');
  expect(await refusalOf(dispatcher.client.order('confirm', id))).toMatchObject({
    status: 409,
    code: 'EVENT_NOT_ALLOWED',
  });
  expect(await refusalOf(resident.client.order('dispatch', id, { teamIds: [world.teams.one] }))).toMatchObject({
    status: 403,
    code: 'CAPACITY_NOT_ALLOWED',
  });
  for (const outsider of [leader, volunteer, stranger]) {
    expect(await refusalOf(outsider.client.order('cancel', id, { reason: 'x' }))).toMatchObject({
      status: 404,
      code: 'ORDER_NOT_FOUND',
    });
  }
  const chinese = await refusalOf(resident.client.order('cancel', id, {}));
  expect(chinese).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  expect(chinese!.errors[0]!.message).toMatch(/[\u4e00-\u9fff]/);
  const english = await refusalOf(resident.client.order('cancel', id, {}, { language: 'en-US' }));
  expect(english!.errors[0]!.message).toMatch(/^[\x20-\x7e\u2018-\u201d]+$/);
  expect((await dispatcher.client.detail(id)).timeline).toHaveLength(1);
});

test('a form with mistakes is refused with all of them at once, in both languages', async () => {
  const { resident } = world.people;
  const bad = {
    serviceItemId: world.items.plain,
    townCode: '999999999',
    contactPhone: '12',
    expectStart: 'tomorrow',
    description: 'x'.repeat(2001),
    nonsense: 1,
  };
  const fieldsOf = (problems: unknown) =>
    (problems as { field: string; message: string }[]).map(({ field }) => field).sort();
  const chinese = await refusalOf(resident.client.place(bad));
  expect(chinese).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  expect(fieldsOf(chinese!.errors[0]!.params!.problems)).toEqual([
    'contactPhone',
    'description',
    'expectStart',
    'nonsense',
    'townCode',
  ]);
  const english = await refusalOf(resident.client.place(bad, { language: 'en-US' }));
  const messages = (english!.errors[0]!.params!.problems as { message: string }[]).map(({ message }) => message);
  expect(messages.every((message) => /^[A-Z]/.test(message))).toBe(true);
  expect(await refusalOf(resident.client.place({ serviceItemId: 'nonsense' }))).toMatchObject({
    status: 422,
    code: 'ITEM_CLOSED',
  });
  expect((await resident.client.request('POST', 'sidanOrders:place', ['not an object'])).status).toBe(422);
});
