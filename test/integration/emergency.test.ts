import type {
  Candidates,
  EmergencyOverview,
  IntakeDesk,
  OrderDetail,
  PackUploaded,
  Pile,
  PortalConfig,
  ServiceItemView,
} from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../support/api';
import { countyPack } from '../support/pack';
import { startMovedServer, type MovedServer } from '../support/movedServer';
import type { Server } from '../support/server';
import { eventually, openSql, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** Emergencies on a server whose clock is moved: in force by time alone, one at a time, and what they change in orders, clocks and dispatch. */
let server: Server;
let sql: Sql;
let world: World;
let admin: Client;
/** Ordered in emergencies only. */
let sandbags: string;
let moved: MovedServer;

beforeAll(async () => {
  moved = await startMovedServer();
  ({ server } = moved);
  sql = await openSql(server);
  world = await makeWorld(server, '133101');
  admin = world.people.countyAdmin.client;
  const item = await world.root.post<{ id: string }>('sidanServiceItems:create', {
    regionCode: world.regionCode,
    code: 'sandbags',
    name: '沙袋封堵',
    category: 'rescue',
    unit: 'case',
    status: 'active',
    responseMinutes: 240,
    emergencyOnly: true,
  });
  sandbags = item.id;
  await stand('2026-07-08T21:00:00+08:00');
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

async function stand(at: string): Promise<void> {
  moved.stand(at);
  await new Promise((wake) => setTimeout(wake, 300));
}

const flood = (more: Record<string, unknown> = {}) => ({
  regionCode: world.regionCode,
  name: '防汛应急',
  reason: '北河水位超过警戒',
  endsAt: '2026-07-10T08:00:00+08:00',
  items: ['sandbags'],
  ...more,
});
const overview = () => admin.get<EmergencyOverview>('sidanEmergencies:overview');
const codes = async (action: string, of: (found: never) => ServiceItemView[]) =>
  of((await admin.get(action)) as never).map(({ code }) => code);
const menu = () =>
  codes(`sidanPortal:menu?regionCode=${world.regionCode}`, (found: { rows: ServiceItemView[] }) => found.rows ?? found);
const placed = async (serviceItemId: string) =>
  (await world.people.resident.client.place(orderForm(world, { serviceItemId }))).order;
const stamped = async (id: string) =>
  (await sql.query<{ emergencyId: string | null }>('select "emergencyId" from "sidanOrders" where "id" = $1', [id]))[0]!
    .emergencyId;
const dueOf = async (id: string) =>
  (
    await sql.query<{ dueAt: Date }>(
      `select "dueAt" from "sidanTimers" where "orderId" = $1 and "event" = 'responseClock' and "state" = 'pending'`,
      [id],
    )
  )[0]!.dueAt.toISOString();
/** Who was told, by account. */
const told = async (title: string) =>
  (
    await sql.query<{ username: string }>(
      `select u."username" from "notificationInAppMessages" m join "users" u on u."id" = m."userId" where m."title" = $1`,
      [title],
    )
  )
    .map(({ username }) => username.split('-').at(-1)!)
    .sort();

/** Services that other systems see. */
const open311 = async () => {
  const answer = await fetch(`${server.url}/api/open311/v2/services.json?jurisdiction_id=${world.regionCode}`);
  return ((await answer.json()) as { service_code: string }[]).map(({ service_code: code }) => code);
};

/** Every way by which an order is placed, and what it says of the service that waits for an emergency. */
async function refusedEverywhere(): Promise<void> {
  expect(await menu()).not.toContain('sandbags');
  expect(
    await codes(`sidanIntake:desk?regionCode=${world.regionCode}`, ({ items }: IntakeDesk) => items),
  ).not.toContain('sandbags');
  expect((await refusalOf(placed(sandbags)))?.errors[0]).toMatchObject({
    code: 'EMERGENCY_ONLY',
    message: '这项服务只在应急响应期间开放，目前没有适用的应急响应。',
  });
  const plan = {
    regionCode: world.regionCode,
    title: '每日消杀',
    serviceItemId: sandbags,
    recurrence: { kind: 'weekly', weekdays: [5] },
    timeFrom: '14:00',
    timeTo: '16:00',
    leadDays: 0,
    values: { townCode: world.towns[0], address: '第一镇' },
  };
  expect((await refusalOf(admin.post('sidanPlans:save', plan)))?.code).toBe('EMERGENCY_ONLY');
  expect(await open311()).not.toContain('sandbags');
}

test('who does not administer the county starts nothing, what makes no sense is refused at once, and no form writes an emergency', async () => {
  const { dispatcher, supervisor } = world.people;
  for (const somebody of [dispatcher, supervisor])
    expect((await refusalOf(somebody.client.post('sidanEmergencies:start', flood())))?.code).toBe('NOT_ALLOWED');
  const wrong = await refusalOf(
    admin.post(
      'sidanEmergencies:start',
      flood({ name: ' ', reason: undefined, endsAt: '2026-10-01T00:00:00+08:00', items: ['moon'] }),
    ),
  );
  const { problems } = wrong!.errors[0]!.params as { problems: { field: string; code: string }[] };
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'name REQUIRED',
    'reason REQUIRED',
    'endsAt EMERGENCY_END',
    'items CHOICE',
  ]);
  for (const endsAt of ['2026-07-08T20:59:00+08:00', '2026-07-10', 'soon'])
    expect((await refusalOf(admin.post('sidanEmergencies:start', flood({ endsAt }))))?.code).toBe('INVALID_DATA');
  const row = { regionCode: world.regionCode, name: '某应急', startsAt: new Date(), endsAt: new Date() };
  expect((await refusalOf(world.root.post('sidanEmergencies:create', row)))?.code).toBe('HISTORY_PROTECTED');
  expect((await overview()).current).toBeUndefined();
});

test('without an emergency its services are offered nowhere and accepted nowhere', refusedEverywhere);

let first: string;

test('two starts at once: one is in force, the other is told so; dispatchers and leaders hear of it', async () => {
  const both = await Promise.allSettled([
    admin.post<EmergencyOverview>('sidanEmergencies:start', flood()),
    world.root.post<EmergencyOverview>('sidanEmergencies:start', flood({ name: '抗旱应急' })),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = both.find((one) => one.status === 'rejected')!;
  expect((lost.reason as { code: string }).code).toBe('EMERGENCY_IN_FORCE');
  const found = await overview();
  first = found.current!.id;
  expect(found.current).toMatchObject({
    inForce: true,
    reason: '北河水位超过警戒',
    services: '沙袋封堵',
    endsAt: '2026-07-10T00:00:00.000Z',
    story: [{ as: 'started', words: '启动', until: '2026-07-10T00:00:00.000Z' }],
  });
  expect(found.history).toEqual([]);
  expect(found.clocks).toEqual([
    {
      title: '接单时限',
      ordinary: '按服务项目规定，未规定的为 120 分钟（工作时间计时）',
      emergency: '30 分钟（昼夜连续计时）',
    },
  ]);
  const title = `已启动应急响应：${found.current!.name}`;
  await eventually(async () => (await told(title)).length >= 5, 30_000);
  expect(await told(title)).toEqual(['dispatcher', 'leader', 'leaderTwo', 'siteManager', 'townDispatcher']);
});

let order: string;

test('in force: the service is offered, its orders are of the emergency and have its clock by night; others are not', async () => {
  expect(await menu()).toContain('sandbags');
  expect(await open311()).toContain('sandbags');
  const config = await admin.get<PortalConfig>(`sidanPortal:config?regionCode=${world.regionCode}`);
  expect(config.emergency).toMatchObject({ id: first, until: '2026-07-10T00:00:00.000Z' });

  const answer = await placed(sandbags);
  order = answer.id;
  expect(answer.emergency).toBe(true);
  expect(await stamped(order)).toBe(first);
  const plain = await placed(world.items.plain);
  expect(plain.emergency).toBeUndefined();
  expect(await stamped(plain.id)).toBeNull();

  const { dispatcher, resident } = world.people;
  for (const id of [order, plain.id])
    await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  expect(await dueOf(order)).toBe(new Date(Date.parse('2026-07-08T21:30:00+08:00')).toISOString());
  // Two hours of work, from half past eight.
  expect(await dueOf(plain.id)).toBe(new Date(Date.parse('2026-07-09T10:30:00+08:00')).toISOString());
  const seen = await resident.client.get<OrderDetail>(`sidanOrders:detail?filterByTk=${order}`);
  expect(seen).toMatchObject({ emergency: true, emergencyName: (await overview()).current!.name });
  expect((await overview()).current!.orders).toBe(1);
  // No form changes what an order is.
  const forged = world.root.post(`sidanOrders:update?filterByTk=${plain.id}`, { emergencyId: first });
  expect((await refusalOf(forged))?.code).toBe('FIELD_PROTECTED');
});

test('dispatch: a team that carries what it can may be asked, the trade counts for less; in the pile these orders come first', async () => {
  const { dispatcher } = world.people;
  // It has the two offers from above.
  await world.root.post(`sidanTeams:update?filterByTk=${world.teams.one}`, { capacity: 1 });
  const plain = await placed(world.items.plain);
  const urgent = await placed(sandbags);
  const rows = async (id: string) =>
    (await dispatcher.client.get<Candidates>('sidanOrders:candidates', { filterByTk: id })).rows;
  expect((await rows(plain.id)).map(({ teamId }) => teamId)).toEqual([world.teams.two]);
  const relaxed = await rows(urgent.id);
  expect(relaxed.map(({ teamId }) => teamId).sort()).toEqual([world.teams.one, world.teams.two].sort());
  expect(relaxed.find(({ teamId }) => teamId === world.teams.one)!.reasons).toContainEqual({
    text: '队伍已满负荷，应急仍可派',
    weight: -60,
  });
  const pile = await dispatcher.client.get<Pile>('sidanOrders:pile');
  expect(pile.rows.map(({ orderId, emergency }) => [orderId, emergency])).toEqual([
    [urgent.id, true],
    [plain.id, undefined],
  ]);
  for (const { teams } of pile.rows) expect(teams).toHaveLength(1);
  await world.root.post(`sidanTeams:update?filterByTk=${world.teams.one}`, { capacity: null });
});

test('it is over when its time has come, without anybody; what was placed in it stays so', async () => {
  await stand('2026-07-10T08:00:00+08:00');
  await refusedEverywhere();
  const found = await overview();
  expect(found.current).toBeUndefined();
  expect(found.history).toMatchObject([
    { id: first, inForce: false, endedEarly: false, overAt: '2026-07-10T00:00:00.000Z', orders: 2 },
  ]);
  expect((await refusalOf(admin.post(`sidanEmergencies:prolong?filterByTk=${first}`, flood())))?.code).toBe(
    'EMERGENCY_OVER',
  );
  expect((await refusalOf(admin.post(`sidanEmergencies:end?filterByTk=${first}`, { reason: '某因' })))?.code).toBe(
    'EMERGENCY_OVER',
  );
  // A team that is asked now still has the half hour of the emergency.
  const { dispatcher } = world.people;
  await eventually(async () => (await dispatcher.client.detail(order)).state === 'waiting', 30_000);
  await stand('2026-07-11T23:00:00+08:00');
  await dispatcher.client.order('dispatch', order, { teamIds: [world.teams.two], reason: '检验' });
  expect(await dueOf(order)).toBe(new Date(Date.parse('2026-07-11T23:30:00+08:00')).toISOString());
  expect(await stamped(order)).toBe(first);
});

test('by kinds of services and for all of them; prolonged with a reason, ended early with a reason, which is told', async () => {
  const { current } = await admin.post<EmergencyOverview>(
    'sidanEmergencies:start',
    flood({ items: [], categories: ['care'], endsAt: '2026-07-12T08:00:00+08:00' }),
  );
  expect(current!.services).toBe('关爱服务');
  expect((await placed(world.items.plain)).emergency).toBe(true);
  expect((await refusalOf(placed(sandbags)))?.code).toBe('EMERGENCY_ONLY');

  const prolong = (body: Record<string, unknown>) =>
    admin.post<EmergencyOverview>(`sidanEmergencies:prolong?filterByTk=${current!.id}`, body);
  for (const body of [
    { endsAt: '2026-07-12T08:00:00+08:00', reason: '汛情未退' },
    { endsAt: '2026-12-12T08:00:00+08:00', reason: '汛情未退' },
    { endsAt: '2026-07-20T08:00:00+08:00' },
  ])
    expect((await refusalOf(prolong(body)))?.code).toBe('INVALID_DATA');
  const longer = await prolong({ endsAt: '2026-07-20T08:00:00+08:00', reason: '汛情未退' });
  expect(longer.current).toMatchObject({ endsAt: '2026-07-20T00:00:00.000Z' });
  await stand('2026-07-15T09:00:00+08:00');
  expect((await placed(world.items.plain)).emergency).toBe(true);
  const elsewhere = world.people.dispatcher.client.post(`sidanEmergencies:end?filterByTk=${current!.id}`, {
    reason: '某',
  });
  expect((await refusalOf(elsewhere))?.code).toBe('NOT_FOUND');
  const after = await admin.post<EmergencyOverview>(`sidanEmergencies:end?filterByTk=${current!.id}`, {
    reason: '险情解除',
  });
  expect(after.current).toBeUndefined();
  expect(after.history[0]!.story.map(({ words, reason }) => `${words} ${reason}`)).toEqual([
    '启动 北河水位超过警戒',
    '延长 汛情未退',
    '提前结束 险情解除',
  ]);
  expect((await placed(world.items.plain)).emergency).toBeUndefined();
  await eventually(async () => (await told('应急响应已结束：防汛应急')).length >= 5, 30_000);

  await admin.post('sidanEmergencies:start', flood({ items: [], endsAt: '2026-07-16T08:00:00+08:00' }));
  for (const item of [sandbags, world.items.plain]) expect((await placed(item)).emergency).toBe(true);
  await admin.post(`sidanEmergencies:end?filterByTk=${(await overview()).current!.id}`, { reason: '演练结束' });
});

test('the plan of dispatch has rounds of its own for emergencies', async () => {
  const there = await makeWorld(server, '133102');
  const why = { 'zh-CN': '检验', 'en-US': 'Test' };
  await there.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const overlay = {
    overlay: 'layer-133102',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: why,
    dispatch: {
      reason: why,
      rounds: [
        { to: 'best', count: 2, when: 'emergency', for: { minutes: 15, calendar: 'always' } },
        { to: 'best', count: 1, when: 'ordinary', for: { minutes: 90 } },
        { to: 'ask' },
      ],
    },
  };
  const archive = await countyPack({ regionCode: there.regionCode, files: { 'workflows/order.json': overlay } });
  const { id } = await there.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await there.root.post('sidanPacks:activate', { versionId: id, reason: '检验' });
  const place = async () => (await there.people.resident.client.place(orderForm(there))).order.id;
  const asked = async (orderId: string) =>
    (
      await sql.query<{ count: number }>(
        `select count(*)::int as count from "sidanOffers" where "orderId" = $1 and "state" = 'open'`,
        [orderId],
      )
    )[0]!.count;
  const ordinary = await place();
  await eventually(async () => (await asked(ordinary)) > 0, 30_000);
  expect(await asked(ordinary)).toBe(1);
  await there.people.countyAdmin.client.post('sidanEmergencies:start', {
    ...flood({ items: [], endsAt: '2026-07-16T08:00:00+08:00' }),
    regionCode: there.regionCode,
  });
  const emergency = await place();
  await eventually(async () => (await asked(emergency)) > 0, 30_000);
  expect(await asked(emergency)).toBe(2);
  expect(await dueOf(emergency)).toBe(new Date(Date.parse('2026-07-15T09:15:00+08:00')).toISOString());
}, 120_000);
