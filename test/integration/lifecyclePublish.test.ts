import type {
  LifecycleMigrated,
  LifecycleMigration,
  PackActivated,
  PackList,
  PackPreview,
  PackUploaded,
} from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { FAULTS } from '../support/lifecycleFaults';
import { countyPack } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** What keeps a lifecycle from being published, through the product: a pack with each fault; and orders in a state that a new version has not. */
let server: SharedServer;
let sql: Sql;
let world: World;
let moving: World;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '410104');
  moving = await makeWorld(server, '410105');
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
}, 600_000);

afterAll(() => sql?.end());

interface Said {
  code: string;
  file: string;
  path: string;
  cause: string;
  remedy: string;
}

const packOf = ({ regionCode }: World, overlay: unknown, name: string, version = '1.0.0', definition = 'order') =>
  countyPack({ regionCode, name, version, files: { [`workflows/${definition}.json`]: overlay } });
const reason = { 'zh-CN': '测试', 'en-US': 'Test' };

/** Kept and in force in the county, past everything that guards it. */
async function standing({ regionCode }: World): Promise<{ versions: string[]; activations: number }> {
  const versions = await sql.query<{ name: string }>(
    `select "name" || '@' || "version" as name from "sidanPackVersions" where "regionCode" = $1 order by 1`,
    [regionCode],
  );
  const [count] = await sql.query<{ count: number }>(
    'select count(*)::int as count from "sidanPackActivations" where "regionCode" = $1',
    [regionCode],
  );
  return { versions: versions.map(({ name }) => name), activations: count!.count };
}

const CJK = /\p{Script=Han}/u;

function expectSound({ cause, remedy }: Said, language: string): void {
  for (const text of [cause, remedy]) {
    expect(text).not.toBe('');
    expect(text).not.toMatch(/lifecycle\.(problem|remedy|state|event|done|field)|rules\.|undefined|\[object|\{\{/);
    expect(CJK.test(text)).toBe(language === 'zh-CN');
  }
}

describe('a pack whose layer has one thing wrong', () => {
  test.each(FAULTS.map((fault): [string, (typeof FAULTS)[number]] => [fault.of, fault]))(
    '%s',
    async (_of, { overlay, definition = 'order', finds, beside, isWarning, zh, en }) => {
      const { client } = world.people.countyAdmin;
      const file = `workflows/${definition}.json`;
      if (beside) {
        const { id } = await client.post<PackUploaded>('sidanPacks:upload', {
          archive: await packOf(world, beside, 'beside'),
        });
        await client.post<PackActivated>('sidanPacks:activate', { versionId: id, reason: '测试' });
      }
      const before = await standing(world);
      const archive = await packOf(world, overlay, 'faulty', '1.0.0', definition);
      for (const [language, cause] of [
        ['zh-CN', zh],
        ['en-US', en],
      ] as const) {
        const answer = await client.request('POST', 'sidanPacks:upload', { archive }, { language });
        const said = isWarning
          ? (answer.data as PackUploaded).warnings.filter(({ code }) => code !== 'HOLIDAYS_UNKNOWN')
          : ((answer.body as { errors: { params: { problems: Said[] } }[] }).errors[0]!.params.problems as Said[]);
        expect(answer.status).toBe(isWarning ? 200 : 422);
        expect(said.map(({ code, path }) => `${code} ${path}`)).toEqual(finds);
        expect(said.map((one) => one.file)).toEqual(finds.map(() => file));
        expect(said[0]!.cause).toBe(cause);
        said.forEach((one) => expectSound(one, language));
      }
      const after = await standing(world);
      if (isWarning) expect(after).toEqual({ ...before, versions: [...before.versions, 'faulty@1.0.0'] });
      else expect(after).toEqual(before);
      if (isWarning)
        await sql.query(`delete from "sidanPackVersions" where "regionCode" = $1 and "name" = 'faulty'`, [
          world.regionCode,
        ]);
      if (beside)
        await client.post('sidanPacks:off', { regionCode: world.regionCode, packName: 'beside', reason: '测试' });
    },
  );

  test('and what fitted when it came is looked at again when it is put into force', async () => {
    const { client } = world.people.countyAdmin;
    const layer = (name: string, over: object) => ({
      overlay: name,
      version: '1.0.0',
      of: { name: 'order', version: '^2' },
      reason,
      ...over,
    });
    const upload = async (name: string, over: object) =>
      client.post<PackUploaded>('sidanPacks:upload', { archive: await packOf(world, layer(name, over), name) });
    const longer = await upload('longer', { states: { remove: [{ state: 'finished', bypass: 'confirmed', reason }] } });
    const after = await upload('after', { transitions: { remove: [{ state: 'finished', event: 'confirm', reason }] } });
    await client.post('sidanPacks:activate', { versionId: longer.id, reason: '测试' });
    const before = await standing(world);
    for (const [language, cause] of [
      ['zh-CN', '所依据的流程里没有状态“待确认”。'],
      ['en-US', 'The lifecycle below has no state “To be confirmed”.'],
    ] as const) {
      const answer = await client.request(
        'POST',
        'sidanPacks:activate',
        { versionId: after.id, reason: '测试' },
        { language },
      );
      expect(answer.status).toBe(409);
      const [error] = (answer.body as { errors: { code: string; params: { pack: string; problems: Said[] } }[] })
        .errors;
      expect(error).toMatchObject({ code: 'PACK_CONFLICT', params: { pack: 'after' } });
      const [found] = error!.params.problems;
      expect(found).toMatchObject({
        code: 'OVERLAY_STATE_GONE',
        file: 'after/workflows/order.json',
        path: '/transitions/remove/0/state',
        cause,
      });
      expectSound(found!, language);
    }
    expect(await standing(world)).toEqual(before);
    await client.post('sidanPacks:off', { regionCode: world.regionCode, packName: 'longer', reason: '测试' });
  });

  test('nothing of all that is in force: orders are placed by the shipped lifecycle', async () => {
    const { client } = world.people.countyAdmin;
    const list = await client.get<PackList>('sidanPacks:list');
    expect(JSON.stringify(list)).not.toContain('"faulty"');
    const { order } = await world.people.resident.client.place(orderForm(world));
    const [row] = await sql.query<{ version: string }>(
      'select "definitionVersion" as version from "sidanOrders" where "id" = $1',
      [order.id],
    );
    expect(row!.version).toMatch(/^2\.0\.0\+[0-9a-f]{8}$/);
  });
});

describe('orders in a state that the new version has not', () => {
  const both = (zh: string, en: string, keys: string[]) =>
    Object.fromEntries(
      [
        ['zh-CN', zh],
        ['en-US', en],
      ].map(([language, text]) => [language, Object.fromEntries(keys.map((key) => [key, text]))]),
    );
  const texts = both('待核实', 'To be checked', ['state.checking']);
  const verified = both('核实', 'Check', ['event.check', 'done.check']);
  /** Every order is looked at first: `checking`, from which `check` leads to `waiting`. */
  const checked = {
    overlay: 'checked',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason,
    regions: { review: { on: false, reason } },
    states: {
      add: {
        checking: {
          on: { check: { target: 'waiting' }, cancel: { target: 'cancelled' } },
          after: { checkClock: { target: 'waiting' } },
        },
      },
    },
    events: { add: { check: { by: ['dispatcher'] } } },
    delays: { add: { checkClock: { minutes: 600, calendar: 'always' } } },
    transitions: { replace: [{ state: 'new', event: 'place', branches: [{ target: 'checking' }], reason }] },
    titles: {
      'zh-CN': { ...texts['zh-CN'], ...verified['zh-CN'], 'done.checkClock': '核实逾期' },
      'en-US': { ...texts['en-US'], ...verified['en-US'], 'done.checkClock': 'Not checked in time' },
    },
  };

  test('are counted and named, not moved without a mapping, and all come to their end after it, those of towns with layers of their own too', async () => {
    const { people, regionCode, towns, teams, root } = moving;
    const { client: admin } = people.countyAdmin;
    const { client: dispatcher } = people.dispatcher;
    // The first town has a loop of its own; the second that of the county.
    const town = await root.post<PackUploaded>('sidanPacks:upload', {
      archive: await countyPack({ regionCode: towns[0], name: 'town', files: { 'workflows/order.json': checked } }),
    });
    await root.post('sidanPacks:activate', { versionId: town.id, reason: '试点' });
    const place = async (townCode: string) =>
      (await people.resident.client.place(orderForm(moving, { townCode }))).order.id;
    const inTown = [await place(towns[0]), await place(towns[0]), await place(towns[0])];
    const elsewhere = await place(towns[1]);
    const stateOf = async (id: string) =>
      (
        await sql.query<{ state: string; version: string }>(
          'select "state", "definitionVersion" as version from "sidanOrders" where "id" = $1',
          [id],
        )
      )[0]!;
    const old = (await stateOf(inTown[0]!)).version;
    expect((await stateOf(inTown[0]!)).state).toBe('checking');
    expect((await stateOf(elsewhere)).state).toBe('waiting');

    // A version that has the state no more, and one line of a plan besides, so that the town's stays a version of its own.
    const next = {
      ...checked,
      version: '2.0.0',
      regions: {},
      states: {},
      events: {},
      delays: { confirmClock: { minutes: 60, reason } },
      transitions: {},
      titles: {},
    };
    const newer = await root.post<PackUploaded>('sidanPacks:upload', {
      archive: await countyPack({
        regionCode: towns[0],
        name: 'town',
        version: '2.0.0',
        files: { 'workflows/order.json': next },
      }),
    });
    const preview = await root.post<PackPreview>('sidanPacks:preview', { versionId: newer.id });
    expect(preview.problems).toEqual([]);
    expect(preview.running.flatMap(({ states }) => states)).toContainEqual({
      state: 'checking',
      stateName: '待核实',
      count: 3,
      isThere: false,
    });
    expect(preview.warnings).toContainEqual(
      expect.objectContaining({
        code: 'STATE_STRANDS',
        path: '/machine/states/checking',
        cause: '有 3 单正处于状态“待核实”，新流程里没有这个状态。',
      }),
    );
    await root.post('sidanPacks:activate', { versionId: newer.id, reason: '不再核实' });

    // They run on by their own version until they are moved; none moves without a mapping.
    const ask = { regionCode, from: old };
    const blind = await admin.post<LifecycleMigration>('sidanLifecycles:previewMigration', ask);
    expect(blind.problems).toMatchObject([
      { code: 'MAPPING_MISSING', state: 'checking', count: 3, cause: '有 3 单处于状态“待核实”，没有写明转到哪里。' },
    ]);
    const refused = await refusalOf(admin.post('sidanLifecycles:migrate', { ...ask, reason: '不再核实' }));
    expect([refused?.status, refused?.code]).toEqual([422, 'LIFECYCLE_MAPPING']);
    for (const [mapping, code, cause] of [
      [{ checking: 'moon' }, 'MAPPING_TARGET', '状态“待核实”要转到的“moon”在新版本里不存在。'],
      [{ checking: 'closed' }, 'MAPPING_ENDS', '状态“待核实”的 3 单会直接进入终点“已办结”。'],
      [{ moon: 'waiting', checking: 'waiting' }, 'MAPPING_SOURCE', '原版本里没有状态“moon”。'],
    ] as const) {
      const { problems } = await admin.post<LifecycleMigration>('sidanLifecycles:previewMigration', {
        ...ask,
        mapping,
      });
      expect(problems.map((problem) => [problem.code, problem.cause])).toContainEqual([code, cause]);
    }
    expect(await Promise.all(inTown.map(stateOf))).toEqual(inTown.map(() => ({ state: 'checking', version: old })));

    const mapping = { checking: 'waiting' };
    const seen = await admin.post<LifecycleMigration>('sidanLifecycles:previewMigration', { ...ask, mapping });
    expect(seen).toMatchObject({
      problems: [],
      moves: [{ state: 'checking', stateName: '待核实', to: 'waiting', toName: '待派单', count: 3 }],
    });
    const done = await admin.post<LifecycleMigrated>('sidanLifecycles:migrate', {
      ...ask,
      mapping,
      reason: '不再核实',
    });
    expect(done).toMatchObject({ moved: 3, left: 0, failed: [] });

    // Moved to the town's own version, not to the county's.
    const fresh = await place(towns[0]);
    const { version } = await stateOf(fresh);
    expect(version).toContain('checked.2.0.0');
    expect(await Promise.all(inTown.map(stateOf))).toEqual(inTown.map(() => ({ state: 'waiting', version })));
    expect((await stateOf(elsewhere)).version).toMatch(/^2\.0\.0\+[0-9a-f]{8}$/);

    // None is stuck: each goes on to its end by ordinary commands.
    for (const id of inTown) {
      await dispatcher.order('dispatch', id, { teamIds: [teams.one] });
      await people.leader.client.order('accept', id);
      await people.volunteer.client.order('start', id);
      await people.volunteer.client.order('finish', id);
      await people.resident.client.order('confirm', id);
      expect((await people.resident.client.order('rate', id, { score: 5 })).order.state).toBe('rated');
    }
    const pending = await sql.query<{ name: string }>(
      `select t."name" from "sidanTimers" t where t."orderId" = any($1::uuid[]) and t."state" = 'pending' order by 1`,
      [inTown],
    );
    expect(pending.map(({ name }) => name)).toEqual(inTown.map(() => 'rated.archiveClock'));
    await root.post('sidanPacks:off', { regionCode: towns[0], packName: 'town', reason: '测试结束' });
  });
});
