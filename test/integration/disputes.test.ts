import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../support/api';
import { countyPack } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderIn, type World } from '../support/world';

/** 评单异议与申诉：a rating that a team objects to stands, or is void and counts nowhere; whoever does not agree appeals to the county, once. */
let server: SharedServer;
let sql: Sql;
let world: World;

const reason = { 'zh-CN': '队伍可对评单提出异议和申诉', 'en-US': 'Teams may object to ratings, and appeal' };
const overlay = {
  overlay: 'appeals',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason,
  regions: { dispute: { on: true, reason }, appeal: { on: true, reason } },
};

const send = (client: Client, id: string, event: string, data: Record<string, unknown> = {}) =>
  client.order('send', id, { event, data });
const rowOf = async (id: string) =>
  (
    await sql.query<{ state: string; score: number | null; kept: number | null; given: number | null }>(
      `select o."state", o."ratingScore"::int as score, r."score"::int as kept, r."givenScore"::int as given
         from "sidanOrders" o join "sidanRatings" r on r."orderId" = o."id" where o."id" = $1`,
      [id],
    )
  )[0]!;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '420118');
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({ regionCode: world.regionCode, files: { 'workflows/order.json': overlay } });
  const { id } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
}, 240_000);

afterAll(() => sql?.end());

test('an objection is settled by the centre, an appeal by the county; a void rating counts nowhere and stays on record', async () => {
  const { leader, dispatcher, countyAdmin, resident } = world.people;
  const id = await orderIn(world, 'rated');
  expect((await refusalOf(send(leader.client, id, 'appeal', { reason: '不公' })))?.code).toBe('EVENT_NOT_ALLOWED');
  await send(leader.client, id, 'dispute', { reason: '当天没有约定时间' });
  const settle = (await dispatcher.client.detail(id)).allowedEvents.find(({ type }) => type === 'settle');
  expect(settle?.fields.find(({ name }) => name === 'outcome')?.options).toEqual([
    { value: 'upheld', label: '维持评分' },
    { value: 'voided', label: '评分作废' },
  ]);
  await send(dispatcher.client, id, 'settle', { decision: '群众评价属实' });
  expect(await rowOf(id)).toEqual({ state: 'rated', score: 5, kept: 5, given: null });
  // Once for each rating; then the county has the word.
  expect((await refusalOf(send(leader.client, id, 'dispute', { reason: '再议' })))?.code).toBe('EVENT_NOT_ALLOWED');
  await send(leader.client, id, 'appeal', { reason: '有签到记录为证' });
  const byDispatcher = send(dispatcher.client, id, 'decide', { decision: '维持' });
  expect((await refusalOf(byDispatcher))?.code).toBe('CAPACITY_NOT_ALLOWED');
  await send(countyAdmin.client, id, 'decide', { decision: '评价与服务不符', outcome: 'voided' });
  expect(await rowOf(id)).toEqual({ state: 'rated', score: null, kept: null, given: 5 });
  const detail = await resident.client.detail(id);
  expect(detail.ratings).toEqual([expect.objectContaining({ score: null, voidScore: 5 })]);
  expect(detail.timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['dispute', 'settle', 'appeal', 'decide']),
  );
  expect(detail.timeline.at(-1)).toMatchObject({ label: '申诉已裁定', note: '评价与服务不符' });
  for (const event of ['dispute', 'appeal'])
    expect((await refusalOf(send(leader.client, id, event, { reason: '再议' })))?.code).toBe('EVENT_NOT_ALLOWED');
});

test('who has the service done again rates anew, and that rating may be objected to', async () => {
  const { leader, dispatcher, resident, volunteer } = world.people;
  const id = await orderIn(world, 'rated');
  await send(leader.client, id, 'dispute', { reason: '不符' });
  await send(dispatcher.client, id, 'settle', { decision: '请重新服务', outcome: 'voided' });
  await send(resident.client, id, 'reopen', { reason: '同意重办' });
  await send(dispatcher.client, id, 'dispatch', { teamIds: [world.teams.one], reason: '原队伍' });
  await send(leader.client, id, 'accept');
  await send(volunteer.client, id, 'start');
  await send(volunteer.client, id, 'finish');
  await send(resident.client, id, 'rate', { score: 2 });
  await send(leader.client, id, 'dispute', { reason: '再议' });
  const scores = await sql.query<{ score: number | null; given: number | null }>(
    'select "score"::int as score, "givenScore"::int as given from "sidanRatings" where "orderId" = $1 order by "at"',
    [id],
  );
  expect(scores).toEqual([
    { score: null, given: 5 },
    { score: 2, given: null },
  ]);
});
