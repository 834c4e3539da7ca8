import { randomUUID } from 'node:crypto';
import { refusalOf, type Client } from '../support/api';
import { openSql, sharedActions, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';

/** What commands own is written by nothing else, not even by the host's root through any action of the host's. */
let server: SharedServer;
let world: World;
let sql: Sql;
let root: Client;
let order: string;

const FACTS = [
  'sidanOrders',
  'sidanOrderEvents',
  'sidanOffers',
  'sidanAttendances',
  'sidanRatings',
  'sidanAccounts',
  'sidanPostings',
  'sidanDecisions',
  'sidanTimers',
  'sidanRequests',
  'sidanDisclosures',
];

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130923');
  root = world.root;
  order = await orderIn(world, 'rated');
  await world.people.dispatcher.client.post(`sidanOrders:reveal?filterByTk=${order}`, { reason: '核对' });
  await orderIn(world, 'offered');
  await world.people.resident.client.place(orderForm(world), { key: randomUUID() });
}, 180_000);

afterAll(() => sql?.end());

/** Of each table of facts in this county: how many rows, and what is in them. */
async function picture(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of FACTS) {
    const [row] = await sql.query<{ p: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - 'updatedAt')::text, '' order by t."id")), '') as p from "${name}" t where t."regionCode" = $1`,
      [world.regionCode],
    );
    found[name] = row!.p;
  }
  return found;
}

const rowOf = async (collection: string) =>
  (
    await sql.query<{ id: string }>(
      `select "id" from "${collection}" where "regionCode" = $1 order by "createdAt" limit 1`,
      [world.regionCode],
    )
  )[0]?.id ?? randomUUID();

/** A value for one column of each table that would be noticed. */
const FORGED: Record<string, Record<string, unknown>> = {
  sidanOrders: {
    state: 'closed',
    ratingScore: 1,
    teamId: randomUUID(),
    version: 99,
    snapshot: {},
    orderNo: 'X',
    regionCode: '110101',
  },
  sidanOrderEvents: { type: 'cancel', actorName: '别人', at: '2020-01-01T00:00:00Z' },
  sidanOffers: { state: 'declined', reason: 'x' },
  sidanAttendances: { minutes: 6000, checkInAt: '2020-01-01T00:00:00Z' },
  sidanRatings: { score: 2, comment: 'x' },
  sidanAccounts: { balance: 10_000, status: 'closed' },
  sidanPostings: { amount: 10_000, key: 'x' },
  sidanDecisions: { amount: 10_000, rule: 'x' },
  sidanTimers: { state: 'failed', dueAt: '2020-01-01T00:00:00Z' },
  sidanRequests: { action: 'x', answer: {} },
  sidanDisclosures: { reason: 'x', userName: 'x' },
};

test.each(FACTS)('%s: no action of the host’s writes it', async (collection) => {
  const before = await picture();
  const id = await rowOf(collection);
  const statuses: Record<string, number> = {};
  const attempt = async (name: string, action: string, body: unknown) => {
    statuses[name] = (await root.request('POST', action, body)).status;
  };
  for (const [field, value] of Object.entries(FORGED[collection]!)) {
    await attempt(`update ${field}`, `${collection}:update?filterByTk=${id}`, { [field]: value });
    await attempt(
      `update by filter ${field}`,
      `${collection}:update?filter=${encodeURIComponent(JSON.stringify({ id }))}`,
      { [field]: value },
    );
  }
  const row = { id: randomUUID(), regionCode: world.regionCode, ...FORGED[collection] };
  await attempt('create', `${collection}:create`, row);
  await attempt('create many', `${collection}:create`, [row]);
  await attempt('firstOrCreate', `${collection}:firstOrCreate?filterKeys[]=id`, row);
  await attempt('updateOrCreate new', `${collection}:updateOrCreate?filterKeys[]=id`, row);
  await attempt('updateOrCreate', `${collection}:updateOrCreate?filterKeys[]=id`, { ...FORGED[collection], id });
  await attempt('move', `${collection}:move?sourceId=${id}&targetId=${randomUUID()}`, {});
  await attempt('import', `${collection}:importXlsx`, {});
  await attempt('destroy', `${collection}:destroy?filterByTk=${id}`, {});
  await attempt(
    'destroy by filter',
    `${collection}:destroy?filter=${encodeURIComponent(JSON.stringify({ regionCode: world.regionCode }))}`,
    {},
  );
  expect(await picture()).toEqual(before);
  const let_through = Object.entries(statuses).filter(([, status]) => status < 400);
  expect(let_through).toEqual([]);
  // Refused by what the plugin says, not by an accident.
  expect(
    Object.entries(statuses).filter(([name, status]) => status >= 500 && !['move', 'import'].includes(name)),
  ).toEqual([]);
});

test.each([
  ['sidanTeams', 'capacity', 1.5, '同时接单上限：请填写整数。'],
  ['sidanTeams', 'capacity', -1, '同时接单上限：请填写 0 到 100000 之间的数。'],
  ['sidanCategories', 'rank', 'abc', '排序：请填写整数。'],
  ['sidanServiceItems', 'durationMinutes', 99_999_999_999, '预计时长（分钟）：请填写 1 到 527040 之间的数。'],
])('%s.%s takes no %s, and nothing is rounded', async (collection, field, value, words) => {
  const id = await rowOf(collection);
  const kept = () => sql.query(`select "${field}" from "${collection}" where "id" = $1`, [id]);
  const before = await kept();
  const refusal = await refusalOf(root.post(`${collection}:update?filterByTk=${id}`, { [field]: value }));
  expect(refusal).toMatchObject({ code: 'INVALID_DATA' });
  expect(refusal!.message).toContain(words);
  expect(await kept()).toEqual(before);
});

test('no relation is a way around', async () => {
  const before = await picture();
  const { associations } = sharedActions();
  const spare = { events: await rowOf('sidanOrderEvents'), offers: await rowOf('sidanOffers') };
  for (const { name, target } of associations) {
    const [source = '', relation = ''] = name.split('.');
    if (!FACTS.includes(source) && !FACTS.includes(target)) continue;
    const id = await rowOf(source);
    const linked = FACTS.includes(target) ? await rowOf(target) : randomUUID();
    for (const action of ['add', 'set', 'remove', 'toggle']) {
      await root.request('POST', `${source}/${id}/${relation}:${action}`, [linked]);
      await root.request('POST', `${source}/${id}/${relation}:${action}?filterByTk=${linked}`, {});
    }
    const made = { id: randomUUID(), regionCode: world.regionCode, ...FORGED[target] };
    for (const action of ['create', 'firstOrCreate', 'updateOrCreate', 'update', 'destroy']) {
      await root.request('POST', `${source}/${id}/${relation}:${action}?filterByTk=${linked}&filterKeys[]=id`, made);
    }
    await root.request('POST', `${source}:update?filterByTk=${id}&updateAssociationValues[]=${relation}`, {
      [relation]: [{ ...FORGED[target], id: linked }],
    });
    await root.request('POST', `${source}:update?filterByTk=${id}&updateAssociationValues[]=${relation}`, {
      [relation]: { ...FORGED[target], id: linked },
    });
    await root.request('POST', `${source}:update?filterByTk=${id}`, { [relation]: [] });
    await root.request('POST', `${source}:update?filterByTk=${id}`, { [relation]: null });
  }
  expect(spare).toBeDefined();
  expect(await picture()).toEqual(before);
}, 120_000);

test('tables and columns of ours cannot be deleted, hidden ones not shown', async () => {
  for (const [action, code] of [
    ['collections:destroy?filterByTk=sidanOrders', 'HISTORY_PROTECTED'],
    ['collections:destroy?filterByTk=sidanPeople&cascade=true', 'HISTORY_PROTECTED'],
    ['collections/sidanOrders/fields:destroy?filterByTk=state', 'FIELD_PROTECTED'],
    ['collections/sidanOrders/fields:destroy?filterByTk=serviceItem', 'FIELD_PROTECTED'],
    ['collections/sidanPeople/fields:update?filterByTk=phoneCipher', 'FIELD_PROTECTED'],
  ] as const) {
    expect(await refusalOf(root.post(action, { hidden: false }))).toMatchObject({ code });
  }
  // Neither in the database nor in the running application.
  expect(
    await sql.query(
      `select 1 from information_schema.columns where table_name = 'sidanOrders' and column_name = 'state'`,
    ),
  ).toHaveLength(1);
  const [row] = await root.get<object[]>('sidanOrders:list', { filter: { id: order }, appends: ['serviceItem'] });
  expect(row).toHaveProperty('state', 'rated');
  expect(row).toHaveProperty('serviceItem');
});

test('what the host’s first page would have its first visitor save is there', async () => {
  const { dispatcher } = world.people;
  const uid = 'admin-layout-model-app-switcher-actions';
  expect(await dispatcher.client.get('flowModels:findOne', { uid })).toMatchObject({
    uid,
    use: 'AppSwitcherActionPanelModel',
  });
  expect((await dispatcher.client.request('POST', 'flowModels:save', { uid: 'any', use: 'FlowModel' })).status).toBe(
    403,
  );
});
