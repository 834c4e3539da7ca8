import { refusalOf } from '../support/api';
import { countyPack } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderIn, type World } from '../support/world';

/** What is rated, on which scale, by whom, and who cannot judge: what is kept of it, and what it comes to. */
let server: SharedServer;
let sql: Sql;
let world: World;

const reason = { 'zh-CN': '多方评单，并有回访', 'en-US': 'Several parties rate, and the centre calls' };
const overlay = {
  overlay: 'many-raters',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason,
  regions: { raters: { on: true, reason }, followUp: { on: true, reason } },
  events: { rate: { by: ['requester', 'siteManager', 'dispatcher'], reason } },
  ratings: { items: ['safety'], ask: { scale: 'stars', items: ['attitude', 'safety'] }, reason },
  titles: { 'zh-CN': { 'rated.safety': '安全' }, 'en-US': { 'rated.safety': 'Safety' } },
};

const items = (values: Record<string, unknown>) =>
  world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, values);
const kept = (id: string) =>
  sql.query<{ kind: string; score: number | null; form: unknown }>(
    `select "raterKind" as kind, "score"::int as score, "form" from "sidanRatings" where "orderId" = $1 order by "at"`,
    [id],
  );
const scoreOf = async (id: string) =>
  (
    await sql.query<{ score: number | null }>('select "ratingScore"::int as score from "sidanOrders" where "id" = $1', [
      id,
    ])
  )[0]!.score;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '410116');
}, 240_000);

afterAll(() => sql?.end());

test('the service says what is rated and how; what does not fit is refused by the name of the item; what was given is kept with its scale', async () => {
  const { resident, countyAdmin, stranger } = world.people;
  await countyAdmin.client.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ratingScale: 'satisfaction',
    ratingItems: ['attitude', 'quality', '仪容'],
  });
  const id = await orderIn(world, 'confirmed');
  const field = async (client = resident.client) =>
    (await client.detail(id)).allowedEvents.find(({ type }) => type === 'rate')!.fields[0]!;
  expect(await field()).toMatchObject({
    name: 'score',
    kind: 'score',
    mayAbstain: true,
    scale: [
      { value: 1, label: '不满意' },
      { value: 2, label: '基本满意' },
      { value: 3, label: '满意' },
    ],
    items: [
      { name: 'attitude', label: '服务态度' },
      { name: 'quality', label: '服务质量' },
      { name: '仪容', label: '仪容' },
    ],
  });
  const wrong = await refusalOf(resident.client.order('rate', id, { score: { attitude: 4, smile: 1 } }));
  expect([wrong?.status, wrong?.code]).toEqual([422, 'INVALID_DATA']);
  expect(wrong?.errors[0]?.message).toMatch(/服务态度：.*服务质量：.*仪容：.*smile：/);
  expect(wrong?.errors[0]?.params?.problems).toEqual([
    expect.objectContaining({ field: 'score.attitude', code: 'RATING_STEP', title: '服务态度', min: 1, max: 3 }),
    expect.objectContaining({ field: 'score.quality', code: 'FIELD_REQUIRED', title: '服务质量' }),
    expect.objectContaining({ field: 'score.仪容', code: 'FIELD_REQUIRED', title: '仪容' }),
    expect.objectContaining({ field: 'score.smile', code: 'FIELD_UNKNOWN', title: 'smile' }),
  ]);
  const stars = await refusalOf(resident.client.order('rate', id, { score: 5 }));
  expect(stars?.code).toBe('INVALID_DATA');
  const english = await resident.client.request(
    'POST',
    `sidanOrders:rate?filterByTk=${id}`,
    { score: 5 },
    { language: 'en-US' },
  );
  expect(JSON.stringify(english.body)).toContain('Attitude');
  expect((await refusalOf(stranger.client.order('rate', id, { score: 5 })))?.code).toBe('ORDER_NOT_FOUND');

  const key = 'rating-1';
  const given = { score: { attitude: 3, quality: 2, 仪容: null }, comment: '不错' };
  expect((await resident.client.order('rate', id, given, { key })).order.stateName).toBe('已评单');
  expect((await resident.client.order('rate', id, given, { key })).replayed).toBe(true);
  // 1 + 4 × (2.5 − 1) / 2 = 4.
  expect(await scoreOf(id)).toBe(4);
  const form = {
    scale: 'satisfaction',
    from: 1,
    to: 3,
    marks: [
      { item: 'attitude', value: 3 },
      { item: 'quality', value: 2 },
      { item: '仪容', value: null },
    ],
  };
  expect(await kept(id)).toEqual([{ kind: 'requester', score: 4, form }]);
  // The service asks for something else by now: what was given stays what it was.
  await items({ ratingScale: 'ten', ratingItems: [] });
  expect((await resident.client.detail(id)).ratings).toMatchObject([
    {
      score: 4,
      marks: [
        { name: '服务态度', text: '满意' },
        { name: '服务质量', text: '基本满意' },
        { name: '仪容', text: '不便评价' },
      ],
    },
  ]);
  const next = await orderIn(world, 'confirmed');
  await resident.client.order('rate', next, { score: { overall: 7 } });
  expect(await scoreOf(next)).toBe(4);
  expect((await resident.client.detail(next)).ratings[0]).toMatchObject({
    score: 4,
    marks: [{ name: '总体', text: '7/10 分' }],
  });
});

test('a kind of service says it for all of its services; one that says nothing takes stars, as ever', async () => {
  const { resident } = world.people;
  await items({ ratingScale: null, ratingItems: null });
  const plain = await orderIn(world, 'confirmed');
  await resident.client.order('rate', plain, { score: 3 });
  expect(await kept(plain)).toEqual([
    { kind: 'requester', score: 3, form: { scale: 'stars', from: 1, to: 5, marks: [] } },
  ]);
  const kind = { regionCode: world.regionCode, catalog: 'service', code: 'care', name: '关爱', ratingScale: 'yesNo' };
  await world.root.post('sidanCategories:create', { id: crypto.randomUUID(), ...kind });
  const asked = await orderIn(world, 'confirmed');
  await resident.client.order('rate', asked, { score: { overall: 1 } });
  expect([await scoreOf(asked), (await resident.client.detail(asked)).ratings[0]?.marks]).toEqual([
    5,
    [{ name: '总体', text: '是' }],
  ]);
});

test('who rates alone and cannot judge has answered: rated, without a score, and nobody is awarded for it', async () => {
  const { resident } = world.people;
  const id = await orderIn(world, 'confirmed');
  expect((await resident.client.order('rate', id, { score: 'abstain' })).order.stateName).toBe('已评单');
  expect([await scoreOf(id), (await kept(id)).map(({ score }) => score)]).toEqual([null, [null]]);
  const decided = await sql.query(
    `select 1 from "sidanDecisions" where "orderId" = $1 and "kind" = 'award' and "key" like 'award:rated:%' and "subjectId" = $2`,
    [id, resident.personId],
  );
  expect(decided).toEqual([]);
  const detail = await resident.client.detail(id);
  expect(detail.timeline.at(-1)).toMatchObject({ type: 'rate', note: '不便评价' });
  expect(detail.ratings[0]).toMatchObject({ score: null });
});

test('of several parties those who cannot judge are not waited for and not counted; the call is asked for the same', async () => {
  const { root, regionCode, people } = world;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({ regionCode, version: '1.0.0', files: { 'workflows/order.json': overlay } });
  const { id: versionId } = await people.countyAdmin.client.post<{ id: string }>('sidanPacks:upload', { archive });
  await people.countyAdmin.client.post('sidanPacks:activate', { versionId, reason: '多方评单' });
  // What the kind of service says comes before the layer, each of the two by itself.
  const id = await orderIn(world, 'confirmed');
  const [field] = (await people.siteManager.client.detail(id)).allowedEvents.find(
    ({ type }) => type === 'rate',
  )!.fields;
  expect(field?.scale?.map(({ label }) => label)).toEqual(['否', '是']);
  expect(field?.items?.map(({ label }) => label)).toEqual(['服务态度', '安全']);
  await items({ ratingScale: 'stars' });

  const rate = async (part: 'resident' | 'siteManager' | 'dispatcher', order: string, score: unknown) =>
    (await people[part].client.order('rate', order, { score })).order.state;
  expect(await rate('resident', id, { attitude: 5, safety: 4 })).toBe('confirmed');
  expect(await rate('siteManager', id, 'abstain')).toBe('confirmed');
  expect((await refusalOf(rate('siteManager', id, { attitude: 1, safety: 1 })))?.code).toBe('ALREADY_RATED');
  expect(await rate('dispatcher', id, { attitude: 2, safety: null })).toBe('rated');
  // 4.5 is 5; (5 + 2) / 2 is 3.5, which is 4.
  expect(await scoreOf(id)).toBe(4);
  const detail = await people.dispatcher.client.detail(id);
  expect(detail.ratings.map(({ score, share }) => [score, share])).toEqual([
    [5, 50],
    [null, undefined],
    [2, 50],
  ]);
  expect(detail.ratingMean).toBe(3.5);
  await people.dispatcher.client.order('followUp', id, { score: { attitude: 5, safety: 5 } });
  expect(await scoreOf(id)).toBe(4);

  const none = await orderIn(world, 'confirmed');
  for (const part of ['resident', 'siteManager', 'dispatcher'] as const)
    await rate(part, none, { attitude: null, safety: null });
  expect([(await people.dispatcher.client.detail(none)).state, await scoreOf(none)]).toEqual(['rated', null]);
});
