import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../support/api';
import { countyPack } from '../support/pack';
import { eventually, openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** 多队联合服务：an order for which one team, or its people, are not enough. */
let server: SharedServer;
let sql: Sql;
let world: World;

const reason = { 'zh-CN': '大型服务由多支队伍联合', 'en-US': 'Large services are done by several teams together' };
const overlay = (more: object = {}) => ({
  overlay: 'together',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason,
  regions: { teams: { on: true, reason }, claim: { on: true, reason } },
  ...more,
});

const install = async (version: string, layer: object) => {
  const files = { 'workflows/order.json': { ...layer, version } };
  const archive = await countyPack({ regionCode: world.regionCode, version, files });
  const { id } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
};

const send = (client: Client, id: string, event: string, data: Record<string, unknown> = {}) =>
  client.order('send', id, { event, data });
const rowOf = async (id: string) =>
  (
    await sql.query<{ state: string; teamId: string | null; joined: { teamId: string; people: number }[] | null }>(
      'select "state", "teamId", "joined" from "sidanOrders" where "id" = $1',
      [id],
    )
  )[0]!;
const placed = async (more: Record<string, unknown> = {}) =>
  (await world.people.resident.client.place(orderForm(world, more))).order.id;
const both = () => [world.teams.one, world.teams.two];
const told = async (id: string, template: string) =>
  sql.query('select 1 from "sidanOutbox" where "orderId" = $1 and "template" = $2', [id, template]);

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '420117');
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  await install('1.0.0', overlay());
}, 240_000);

afterAll(() => sql?.end());

test('two teams are asked for, join one after the other, and serve together under the lead of the first', async () => {
  const { dispatcher, leader, leaderTwo, volunteer, volunteerTwo, resident } = world.people;
  const id = await placed();
  const event = (await dispatcher.client.detail(id)).allowedEvents.find(({ type }) => type === 'dispatch');
  expect(event?.fields.find(({ name }) => name === 'teamCount')).toMatchObject({
    label: '需要几支队伍',
    kind: 'whole',
  });
  await send(dispatcher.client, id, 'dispatch', { teamIds: both(), teamCount: 2, reason: '联合义诊' });

  const { order } = await send(leader.client, id, 'accept');
  expect(order.state).toBe('offered');
  expect(await rowOf(id)).toMatchObject({ teamId: null, joined: [{ teamId: world.teams.one, people: 1 }] });
  expect(await told(id, 'teamJoined')).toHaveLength(1);
  // Nobody serves before enough have joined; who has joined cannot do so twice.
  expect((await refusalOf(send(volunteer.client, id, 'start')))?.code).toBe('EVENT_NOT_ALLOWED');
  expect((await refusalOf(send(leader.client, id, 'accept')))?.code).toBe('CAPACITY_NOT_ALLOWED');
  const asked = await dispatcher.client.detail(id);
  expect([asked.teams, asked.teamCount]).toEqual([[{ id: world.teams.one, name: '第一小队', people: 1 }], 2]);

  expect((await send(leaderTwo.client, id, 'accept')).order.state).toBe('accepted');
  expect(await rowOf(id)).toMatchObject({
    teamId: world.teams.one,
    joined: [{ teamId: world.teams.one }, { teamId: world.teams.two }],
  });
  // Those who joined later have the order among their tasks too, and may call.
  for (const one of [volunteer, volunteerTwo]) {
    const { rows } = await one.client.get<{ rows: { id: string }[] }>('sidanOrders:tasks');
    expect(rows.map((row) => row.id)).toContain(id);
    expect((await one.client.detail(id)).contactPhone).toBe('13812345678');
  }
  for (const one of [volunteer, volunteerTwo]) await send(one.client, id, 'start');
  // The second team's leader does not end the service of the first.
  await send(leaderTwo.client, id, 'start');
  expect((await refusalOf(send(leaderTwo.client, id, 'finish', { all: true })))?.code).toBe('CAPACITY_NOT_ALLOWED');
  await send(leaderTwo.client, id, 'finish');
  expect((await send(leader.client, id, 'finish', { all: true })).order.state).toBe('finished');
  const served = await sql.query<{ personId: string; teamId: string }>(
    'select "personId", "teamId" from "sidanAttendances" where "orderId" = $1',
    [id],
  );
  expect(new Set(served.map((row) => `${row.personId} ${row.teamId}`))).toEqual(
    new Set([
      `${volunteer.personId} ${world.teams.one}`,
      `${volunteerTwo.personId} ${world.teams.two}`,
      `${leaderTwo.personId} ${world.teams.two}`,
    ]),
  );
  // Done over, it looks for teams anew.
  expect((await send(resident.client, id, 'reopen', { reason: '还有两户未做' })).order.state).toBe('waiting');
  expect(await rowOf(id)).toEqual({ state: 'waiting', teamId: null, joined: null });
});

test('people count too: who brings too few is one of several, and the dispatcher may go on with who is there', async () => {
  const { dispatcher, leader, leaderTwo, countyAdmin } = world.people;
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { headcount: 3 });
  const id = await placed();
  await send(dispatcher.client, id, 'dispatch', { teamIds: [world.teams.one], reason: '就近' });
  expect((await refusalOf(send(dispatcher.client, id, 'suffice')))?.code).toBe('EVENT_NOT_ALLOWED');
  // It was the last who could answer: the dispatcher's turn, with the team kept.
  expect((await send(leader.client, id, 'accept', { headcount: 2 })).order.state).toBe('waiting');
  expect(await rowOf(id)).toMatchObject({ teamId: null, joined: [{ teamId: world.teams.one, people: 2 }] });
  expect(await told(id, 'teamsNeeded')).toHaveLength(1);
  // Who has joined is not asked again, and brings nobody else to choose from.
  await send(dispatcher.client, id, 'dispatch', { teamIds: both(), reason: '增派' });
  const open = await sql.query<{ teamId: string }>(
    `select "teamId" from "sidanOffers" where "orderId" = $1 and "state" = 'open'`,
    [id],
  );
  expect(open).toEqual([{ teamId: world.teams.two }]);
  expect((await send(dispatcher.client, id, 'suffice', { note: '两人够了' })).order.state).toBe('accepted');
  expect(await rowOf(id)).toMatchObject({ teamId: world.teams.one });
  expect((await refusalOf(send(leaderTwo.client, id, 'accept')))?.code).toBe('EVENT_NOT_ALLOWED');
  const [offer] = await sql.query<{ state: string }>(
    'select "state" from "sidanOffers" where "orderId" = $1 and "teamId" = $2',
    [id, world.teams.two],
  );
  expect(offer!.state).toBe('withdrawn');

  // Who says nothing brings all that are missing.
  const plain = await placed();
  const asksHow = async () => {
    const { allowedEvents } = await leader.client.detail(plain);
    return allowedEvents.find(({ type }) => type === 'accept')!.fields.map(({ name }) => name);
  };
  await send(dispatcher.client, plain, 'dispatch', { teamIds: [world.teams.one], reason: '就近' });
  expect(await asksHow()).toEqual(['headcount']);
  // Who comes alone is not asked how many come.
  await sql.query('update "sidanOrders" set "headcount" = 1 where "id" = $1', [plain]);
  expect(await asksHow()).toEqual([]);
  await sql.query('update "sidanOrders" set "headcount" = 3 where "id" = $1', [plain]);
  expect((await send(leader.client, plain, 'accept')).order.state).toBe('accepted');
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { headcount: 1 });
});

test('teams that have joined are let go with the order: withdrawn, cancelled', async () => {
  const { dispatcher, leader, resident } = world.people;
  const half = async () => {
    const id = await placed();
    await send(dispatcher.client, id, 'dispatch', { teamIds: [world.teams.one], teamCount: 2, reason: '联合' });
    await send(leader.client, id, 'accept');
    return id;
  };
  const offer = async (id: string) =>
    (await sql.query<{ state: string }>('select "state" from "sidanOffers" where "orderId" = $1', [id]))[0]!.state;
  const released = await half();
  await send(dispatcher.client, released, 'withdraw', { reason: '改期' });
  expect([await rowOf(released), await offer(released)]).toEqual([
    { state: 'waiting', teamId: null, joined: null },
    'withdrawn',
  ]);
  expect((await refusalOf(send(dispatcher.client, released, 'withdraw', { reason: '再撤' })))?.code).toBe(
    'EVENT_NOT_ALLOWED',
  );
  const cancelled = await half();
  await send(resident.client, cancelled, 'cancel', { reason: '不需要了' });
  expect([(await rowOf(cancelled)).state, await offer(cancelled)]).toEqual(['cancelled', 'withdrawn']);
  await eventually(
    async () =>
      (
        await sql.query(
          `select 1 from "sidanOutbox" where "orderId" = $1 and "template" = 'orderCancelled' and "payload" -> 'teamIds' ? $2`,
          [cancelled, world.teams.one],
        )
      ).length === 1,
  );
});

test('an order that is open to all stays open until enough have claimed it', async () => {
  const { dispatcher, leader, leaderTwo } = world.people;
  const { countyAdmin } = world.people;
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { teamCount: 2 });
  const id = await placed();
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { teamCount: 1 });
  await send(dispatcher.client, id, 'publish');
  expect((await send(leader.client, id, 'claim')).order.state).toBe('claimable');
  expect((await refusalOf(send(leader.client, id, 'claim')))?.code).toBe('CAPACITY_NOT_ALLOWED');
  const { rows } = await leader.client.get<{ rows: { id: string; allowed: string[] }[] }>('sidanOrders:claimable');
  expect(rows.find((row) => row.id === id)?.allowed ?? []).not.toContain('claim');
  expect((await send(leaderTwo.client, id, 'claim')).order.state).toBe('accepted');
  expect((await rowOf(id)).joined).toHaveLength(2);
});

test('the plan of dispatch goes on until enough teams have joined', async () => {
  const { dispatcher, leader, leaderTwo, countyAdmin } = world.people;
  const rounds = [{ to: 'best', count: 1, for: { minutes: 120, calendar: 'always' } }, { to: 'ask' }];
  await install('1.1.0', overlay({ dispatch: { rounds, reason } }));
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { teamCount: 2 });
  const id = await placed();
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { teamCount: 1 });
  const open = async () =>
    (
      await sql.query<{ teamId: string }>(
        `select "teamId" from "sidanOffers" where "orderId" = $1 and "state" = 'open'`,
        [id],
      )
    ).map(({ teamId }) => teamId);
  // One for each team that is needed.
  await eventually(async () => (await open()).length === 2, 30_000);
  await send(leader.client, id, 'accept');
  expect((await send(leaderTwo.client, id, 'decline', { reason: '当天有事' })).order.state).toBe('waiting');
  // Nobody is left: the dispatcher's turn, and the team that joined is kept.
  await eventually(
    async () =>
      (await sql.query(`select 1 from "sidanOrderEvents" where "orderId" = $1 and "type" = 'hand'`, [id])).length > 0,
    30_000,
  );
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', joined: [{ teamId: world.teams.one }] });
  expect((await send(dispatcher.client, id, 'suffice')).order.state).toBe('accepted');
});
