import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  LifecycleMigrated,
  LifecycleMigration,
  LifecycleVersions,
  PackActivated,
  PackPreview,
  PackUploaded,
} from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { countyPack } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';

/** Two counties in one installation, each with its own loop; a layer put into force while orders are under way. */
let server: SharedServer;
let sql: Sql;
let plain: World;
let hotline: World;

/** Without its plan of dispatch: here people take every step, and the plan has tests of its own. */
function linying(): Record<string, unknown> {
  const text = readFileSync(join(__dirname, '../../rules/henan-linying/workflows/order.json'), 'utf8');
  const { dispatch: _plan, ...layer } = JSON.parse(text) as Record<string, unknown>;
  return layer;
}

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  plain = await makeWorld(server, '410102');
  hotline = await makeWorld(server, '410103');
  await plain.root.post('sidanPacks:policy', { untrusted: 'mark' });
}, 240_000);

afterAll(() => sql?.end());

const admin = () => hotline.people.countyAdmin.client;
const packWith = (overlay: unknown, version = '1.0.0') =>
  countyPack({ regionCode: hotline.regionCode, version, files: { 'workflows/order.json': overlay } });
const upload = async (overlay: unknown, version?: string) =>
  admin().post<PackUploaded>('sidanPacks:upload', { archive: await packWith(overlay, version) });

const versionOf = async (id: string) =>
  (
    await sql.query<{ version: string }>('select "definitionVersion" as version from "sidanOrders" where "id" = $1', [
      id,
    ])
  )[0]!.version;
const kept = async ({ regionCode }: World) =>
  (
    await sql.query<{ version: string }>(
      'select "definitionVersion" as version from "sidanLifecycles" where "regionCode" = $1 order by "createdAt"',
      [regionCode],
    )
  ).map(({ version }) => version);

/** From an accepted order to the end of the plain loop. */
async function finish({ people }: World, id: string): Promise<string> {
  await people.leader.client.order('accept', id);
  await people.volunteer.client.order('start', id);
  await people.volunteer.client.order('finish', id);
  await people.resident.client.order('confirm', id);
  return (await people.resident.client.order('rate', id, { score: 5 })).order.stateName;
}

const byHotline = ({ people }: World, form: Record<string, unknown>) =>
  people.dispatcher.client.place({ ...form, requesterId: people.resident.personId, channel: 'hotline' });

test('a layer put into force: orders under way go on by the old version, new ones by the new, the other county by its own', async () => {
  const { dispatcher, resident } = hotline.people;
  const before = await orderIn(hotline, 'offered');
  expect(await versionOf(before)).toMatch(/^2\.0\.0\+[0-9a-f]{8}$/);

  const made = await upload(linying());
  // What a year's notice does not say yet is no fault of the layer's.
  expect(made.warnings.filter(({ code }) => code !== 'HOLIDAYS_UNKNOWN')).toEqual([]);
  const preview = await admin().post<PackPreview>('sidanPacks:preview', { versionId: made.id });
  expect(preview.problems).toEqual([]);
  const words = preview.changes.map((change) => change.words);
  expect(words).toEqual(
    expect.arrayContaining([
      '启用环节：分级办理',
      '新增：状态“待回拨核实”',
      '新增：操作“回拨核实”',
      '名称：点单 → 点单（热线受理）',
    ]),
  );
  expect(preview.running).toMatchObject([
    {
      regionCode: hotline.regionCode,
      count: 1,
      states: [{ state: 'offered', stateName: '待接单', count: 1, isThere: true }],
    },
  ]);
  await admin().post<PackActivated>('sidanPacks:activate', { versionId: made.id, reason: '启用热线流程' });

  // By the hotline: called back first, in the county's own words, in both languages.
  const { order } = await byHotline(hotline, orderForm(hotline));
  expect(order).toMatchObject({ state: 'calling', stateName: '待回拨核实' });
  expect(order.allowed).toEqual(expect.arrayContaining(['verify', 'reject', 'cancel']));
  expect(await versionOf(order.id)).toMatch(/^2\.0\.0\+henan-linying\.1\.0\.0\.[0-9a-f]{8}$/);
  const detail = await dispatcher.client.detail(order.id);
  expect(detail.timeline[0]).toMatchObject({ label: '群众点单', toStateName: '待回拨核实' });
  expect(detail.allowedEvents.find(({ type }) => type === 'verify')).toMatchObject({
    label: '回拨核实',
    fields: [{ name: 'note', kind: 'text', required: false, label: '核实情况', lengthMax: 500 }],
  });
  const english = await dispatcher.client.request('GET', `sidanOrders:detail?filterByTk=${order.id}`, undefined, {
    language: 'en-US',
  });
  expect(english.data).toMatchObject({ stateName: 'To be called back' });
  const list = await resident.client.get<{ rows: { id: string; stateName: string }[] }>('sidanOrders:mine');
  expect(new Map(list.rows.map((row) => [row.id, row.stateName]))).toEqual(
    new Map([
      [order.id, '待回拨核实'],
      [before, '待接单'],
    ]),
  );

  // What is refused is refused in those words.
  const early = await refusalOf(dispatcher.client.order('dispatch', order.id, { teamIds: [hotline.teams.one] }));
  expect(early?.errors[0]?.message).toContain('待回拨核实');
  const stranger = await refusalOf(resident.client.order('send', order.id, { event: 'verify' }));
  expect([stranger?.status, stranger?.code]).toEqual([403, 'CAPACITY_NOT_ALLOWED']);
  expect(stranger?.errors[0]?.message).toContain('回拨核实');
  const verified = await dispatcher.client.order('send', order.id, { event: 'verify', data: { note: '属实' } });
  expect(verified.order).toMatchObject({ state: 'waiting', stateName: '待派单' });
  await dispatcher.client.order('dispatch', order.id, { teamIds: [hotline.teams.one] });
  expect(await finish(hotline, order.id)).toBe('已评单');
  const story = (await dispatcher.client.detail(order.id)).timeline.map(({ label }) => label);
  expect(story.slice(0, 4)).toEqual(['群众点单', '已回拨核实', '中心派单', '队伍接单']);

  // The one from before finishes by its own version; the hotline's events are none of its.
  const foreign = await refusalOf(dispatcher.client.order('send', before, { event: 'verify' }));
  expect(foreign?.code).toBe('EVENT_NOT_ALLOWED');
  expect(await finish(hotline, before)).toBe('已评单');
  expect(await versionOf(before)).toMatch(/^2\.0\.0\+[0-9a-f]{8}$/);
  expect(await kept(hotline)).toHaveLength(2);

  // The other county knows nothing of it.
  const other = await byHotline(plain, orderForm(plain));
  expect(other.order).toMatchObject({ state: 'waiting', stateName: '待派单' });
  const none = await refusalOf(plain.people.dispatcher.client.order('send', other.order.id, { event: 'verify' }));
  expect(none?.code).toBe('EVENT_NOT_ALLOWED');
  await plain.people.dispatcher.client.order('dispatch', other.order.id, { teamIds: [plain.teams.one] });
  expect(await finish(plain, other.order.id)).toBe('已评单');
  expect(await kept(plain)).toHaveLength(1);
});

test('levels: down to a site, up by hand and by the clock, which warns first', async () => {
  const { dispatcher } = hotline.people;
  const site = async (name: string, kind: string, parentId?: string) =>
    (
      await hotline.root.post<{ id: string }>('sidanSites:create', {
        regionCode: hotline.regionCode,
        townCode: hotline.towns[0],
        name,
        kind,
        status: 'active',
        parentId,
      })
    ).id;
  const institute = await site('第一镇所', 'institute');
  const station = await site('幸福村站', 'station', institute);
  const { id } = (await hotline.people.resident.client.place(orderForm(hotline))).order;
  const where = async () => (await sql.query('select "level", "siteId" from "sidanOrders" where "id" = $1', [id]))[0];
  const { allowedEvents } = await dispatcher.client.detail(id);
  const choices = allowedEvents.find(({ type }) => type === 'delegate')!.fields[0]!.options!;
  expect(choices.map(({ label }) => label)).toEqual(['第一镇所', '幸福村站']);
  await dispatcher.client.order('delegate', id, { siteId: station });
  expect(await where()).toEqual({ level: 'station', siteId: station });
  const sideways = await refusalOf(dispatcher.client.order('delegate', id, { siteId: station }));
  expect(sideways?.code).toBe('INVALID_DATA');
  await dispatcher.client.order('escalate', id, { reason: '没有队伍' });
  expect(await where()).toEqual({ level: 'institute', siteId: institute });
  const clocks = await sql.query<{ name: string }>(
    `select "name" from "sidanTimers" where "orderId" = $1 and "state" = 'pending' order by "dueAt"`,
    [id],
  );
  expect(clocks.map(({ name }) => name)).toEqual(['waiting.levelClock.warn1', 'waiting.levelClock']);
});

test('orders under way are moved by an explicit mapping, previewed with counts, and an administrator puts one right', async () => {
  const { root, people, regionCode } = hotline;
  const running = (await byHotline(hotline, orderForm(hotline))).order.id;
  const offered = await orderIn(hotline, 'offered', {});
  const serving = await orderIn(hotline, 'serving', {});
  const old = await versionOf(running);
  // The county gives the hotline up: the state `calling` is gone for new orders.
  await admin().post('sidanPacks:off', { regionCode, reason: '停用热线' });
  const versions = await admin().get<LifecycleVersions>('sidanLifecycles:versions', { regionCode });
  const mine = versions.versions.find(({ version }) => version === old)!;
  expect(versions.versions.map(({ number }) => number)).toEqual(versions.versions.map((_, i, all) => all.length - i));
  expect(mine).toMatchObject({ isCurrent: false });
  expect(mine.states).toEqual(
    expect.arrayContaining([{ state: 'calling', stateName: '待回拨核实', count: expect.any(Number) }]),
  );
  const ask = { regionCode, from: old };
  const blind = await admin().post<LifecycleMigration>('sidanLifecycles:previewMigration', ask);
  expect(blind.problems).toMatchObject([{ code: 'MAPPING_MISSING', state: 'calling' }]);
  expect(blind.problems[0]!.cause).toContain('待回拨核实');
  const refused = await refusalOf(admin().post('sidanLifecycles:migrate', { ...ask, reason: '停用热线' }));
  expect(refused?.code).toBe('LIFECYCLE_MAPPING');

  const mapping = { calling: 'review' };
  const seen = await admin().post<LifecycleMigration>('sidanLifecycles:previewMigration', { ...ask, mapping });
  expect(seen.problems).toEqual([]);
  const asked = seen.moves.reduce((sum, { count }) => sum + count, 0);
  expect(asked).toBe(mine.count);
  expect(seen.moves).toEqual(
    expect.arrayContaining([expect.objectContaining({ stateName: '待回拨核实', to: 'review', toName: '待审单' })]),
  );
  const done = await admin().post<LifecycleMigrated>('sidanLifecycles:migrate', {
    ...ask,
    mapping,
    reason: '停用热线',
  });
  expect(done).toMatchObject({ moved: asked, left: 0, failed: [] });
  const again = await admin().post<LifecycleMigrated>('sidanLifecycles:migrate', {
    ...ask,
    mapping,
    reason: '停用热线',
  });
  expect(again).toMatchObject({ moved: 0, left: 0 });

  // None is stuck, and the history tells each part in its own words.
  const detail = await people.dispatcher.client.detail(running);
  expect(detail).toMatchObject({ state: 'review', stateName: '待审单' });
  expect(detail.timeline.map(({ label, toStateName, reason }) => [label, toStateName, reason])).toEqual([
    ['群众点单', '待回拨核实', undefined],
    ['已转到新的流程版本', '待审单', '停用热线'],
  ]);
  await people.dispatcher.client.order('approve', running);
  await people.leader.client.order('accept', offered);
  const clocks = await sql.query<{ name: string; state: string }>(
    `select "name", "state" from "sidanTimers" where "orderId" = $1 order by "name"`,
    [running],
  );
  expect(clocks.filter(({ name, state }) => name.startsWith('calling.') && state === 'pending')).toEqual([]);

  // Somebody is still checked in at the order that is put back: that ends with it.
  const wrong = await refusalOf(
    people.dispatcher.client.order('correct', serving, { state: 'waiting', reason: '误接' }),
  );
  expect([wrong?.status, wrong?.code]).toEqual([403, 'CAPACITY_NOT_ALLOWED']);
  const nowhere = await refusalOf(admin().order('correct', serving, { state: 'calling', reason: '误接' }));
  expect(nowhere?.code).toBe('INVALID_DATA');
  const choices = (await admin().detail(serving)).correctTo!.map(({ value }) => value);
  expect(choices).toEqual(expect.arrayContaining(['waiting', 'finished']));
  const key = 'correct-1';
  const corrected = await admin().order('correct', serving, { state: 'waiting', reason: '误接' }, { key });
  expect(corrected).toMatchObject({ order: { state: 'waiting' }, replayed: false });
  const repeated = await admin().order('correct', serving, { state: 'waiting', reason: '误接' }, { key });
  expect(repeated.replayed).toBe(true);
  const [open] = await sql.query<{ count: number }>(
    'select count(*)::int as count from "sidanAttendances" where "orderId" = $1 and "checkOutAt" is null',
    [serving],
  );
  expect(open!.count).toBe(0);
  const last = (await admin().detail(serving)).timeline.at(-1)!;
  expect(last).toMatchObject({ label: '管理员更正状态', toStateName: '待派单', reason: '误接' });
  await people.dispatcher.client.order('dispatch', serving, { teamIds: [hotline.teams.two], reason: '改派' });
  await root.post('sidanPacks:rollback', { regionCode, reason: '恢复热线' });
});

test('a faulty layer is refused, with everything that is wrong, its place and what is to be done, in both languages', async () => {
  const faulty = {
    ...linying(),
    overlay: 'faulty',
    regions: {
      raters: { on: true, reason: { 'zh-CN': '试', 'en-US': 'Try' } },
      rate: { on: false, reason: { 'zh-CN': '试', 'en-US': 'Try' } },
    },
    delays: {
      add: { callClock: { minutes: 60 } },
      postClock: { minutes: 5, reason: { 'zh-CN': '试', 'en-US': 'Try' } },
    },
    notifications: { remove: [{ template: 'nothing', reason: { 'zh-CN': '试', 'en-US': 'Try' } }] },
  };
  const archive = await packWith(faulty, '2.0.0');
  for (const [language, part] of [
    ['zh-CN', '没有时限“postClock”'],
    ['en-US', 'no clock “postClock”'],
  ] as const) {
    const answer = await admin().request('POST', 'sidanPacks:upload', { archive }, { language });
    expect(answer.status).toBe(422);
    const [error] = (
      answer.body as {
        errors: {
          code: string;
          params: { problems: { code: string; file: string; path: string; cause: string; remedy: string }[] };
        }[];
      }
    ).errors;
    expect(error!.code).toBe('PACK_REFUSED');
    const { problems } = error!.params;
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['OVERLAY_DELAY_GONE', 'OVERLAY_NOTICE_GONE', 'REGION_NEEDS']),
    );
    for (const { file, cause, remedy } of problems) {
      expect(file).toBe('workflows/order.json');
      expect(`${cause} ${remedy}`).not.toMatch(/lifecycle\.|rules\.|\{\{/);
    }
    expect(problems.map(({ cause }) => cause).join()).toContain(part);
  }
  // What only the whole shows: a state that nothing leaves.
  const stuck = linying();
  const states = (stuck.states as { add: { calling: { on: Record<string, unknown>; after?: unknown } } }).add;
  states.calling.on = {
    verify: { actions: [{ type: 'notify', params: { template: 'dispatchNeeded', to: ['dispatcher'] } }] },
  };
  // Whom an order is for may hold a step alone.
  (stuck.events as { add: { verify: { by: string[] } } }).add.verify.by = ['beneficiary'];
  const refused = await refusalOf(upload({ ...stuck, overlay: 'stuck' }, '2.0.1'));
  const found = (refused!.errors[0]!.params!.problems as { code: string; path: string }[]).map(
    ({ code, path }) => `${code} ${path}`,
  );
  expect(found).toContain('STATE_NO_EXIT /machine/states/calling');
  expect(found.filter((one) => one.startsWith('EVENT_UNSENDABLE'))).toEqual([]);
  // Nothing of it is in force: new orders are placed as before.
  expect((await byHotline(hotline, orderForm(hotline))).order.state).toBe('calling');
});
