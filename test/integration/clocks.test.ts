import type { HealthCheck, PackUploaded, WorkCalendar, WorkCalendarSetting } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../support/api';
import { crowd } from '../support/crowd';
import { countyPack } from '../support/pack';
import { startMovedServer, type MovedServer } from '../support/movedServer';
import type { Server } from '../support/server';
import { eventually, openSql, type Sql } from '../support/shared';
import { makeUser, makeWorld, orderForm, type World } from '../support/world';

/** Clocks of orders on a server whose clock is moved: due at the right minute, fired once, on the calendar that the county has set. */
let server: Server;
let sql: Sql;
/** The county of the tests of warnings and levels. */
const OTHER = '410107';
let world: World;
let moved: MovedServer;

beforeAll(async () => {
  moved = await startMovedServer();
  ({ server } = moved);
  sql = await openSql(server);
  world = await makeWorld(server, '410106');
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const rest = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

/** The server's clock stands there from now on. */
async function stand(at: string): Promise<void> {
  moved.stand(at);
  await rest(200);
}

const standard = {
  officeHours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
  timeZone: 'Asia/Shanghai',
};
const save = (setting: Partial<WorkCalendarSetting>, client: Client = world.people.countyAdmin.client) =>
  client.post<WorkCalendar>('sidanSetup:saveCalendar', { regionCode: world.regionCode, ...standard, ...setting });

interface Timer {
  dueAt: Date;
  state: string;
  firedAt: Date | null;
}

const responseOf = async (id: string) =>
  (
    await sql.query<Timer>(
      `select "dueAt", "state", "firedAt" from "sidanTimers" where "orderId" = $1 and "name" = 'offered.responseClock'`,
      [id],
    )
  )[0]!;
/** By order: when the clock ran out by its history. */
async function timesInHistory(ids: readonly string[]): Promise<string[][]> {
  const rows = await sql.query<{ id: string; at: Date }>(
    `select "orderId" as id, "at" from "sidanOrderEvents" where "orderId" = any($1::uuid[]) and "type" = 'responseClock'`,
    [ids],
  );
  return ids.map((id) => rows.filter((row) => row.id === id).map(({ at }) => at.toISOString()));
}

/** An order whose team was asked just now, with two hours of work to answer. */
async function ask(): Promise<string> {
  const { resident, dispatcher } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  return id;
}

/** Long enough for the loop of clocks to come by. */
const LOOP_MS = 2500;
const minute = (iso: string, by: number) => new Date(Date.parse(iso) + by * 60_000).toISOString();

/** What has fired, and when. */
const fired: { id: string; at: string }[] = [];

const allDay = [{ from: '00:00', to: '24:00' }];

test.each<[string, Partial<WorkCalendarSetting>, string, string]>([
  ['over the night', {}, '2026-03-04T17:00:00+08:00', '2026-03-05T09:30:00+08:00'],
  [
    'over midnight, where work goes on',
    { officeHours: allDay },
    '2026-03-04T23:00:00+08:00',
    '2026-03-05T01:00:00+08:00',
  ],
  ['over a weekend', {}, '2026-03-06T17:00:00+08:00', '2026-03-09T09:30:00+08:00'],
  ['over a holiday', {}, '2026-04-03T17:00:00+08:00', '2026-04-07T09:30:00+08:00'],
  ['into a make-up workday', {}, '2026-05-08T17:00:00+08:00', '2026-05-09T09:30:00+08:00'],
  [
    'over a day off of the county',
    { daysOff: ['2026-06-24'] },
    '2026-06-23T17:00:00+08:00',
    '2026-06-25T09:30:00+08:00',
  ],
  ['over the end of a month', {}, '2026-06-30T17:00:00+08:00', '2026-07-01T09:30:00+08:00'],
  [
    'over the night in which clocks are put forward',
    { officeHours: allDay, timeZone: 'Europe/Berlin', workdays: ['2026-03-29'] },
    '2026-03-29T01:30:00+01:00',
    '2026-03-29T04:30:00+02:00',
  ],
  [
    'over the night in which they are put back',
    { officeHours: allDay, timeZone: 'Europe/Berlin', workdays: ['2026-10-25'] },
    '2026-10-25T01:30:00+02:00',
    '2026-10-25T02:30:00+01:00',
  ],
])('a clock %s fires once, at its minute', async (_when, setting, asked, due) => {
  await save(setting);
  await stand(asked);
  const id = await ask();
  const at = new Date(due).toISOString();
  expect((await responseOf(id)).dueAt.toISOString()).toBe(at);
  await stand(minute(due, -1));
  await rest(LOOP_MS);
  expect(await responseOf(id)).toMatchObject({ state: 'pending', firedAt: null });
  await stand(due);
  await eventually(async () => (await responseOf(id)).state === 'fired', 90_000);
  expect((await responseOf(id)).firedAt!.toISOString()).toBe(at);
  fired.push({ id, at });
});

test('what has fired has fired, also when the clock goes back and on again', async () => {
  for (const at of ['2026-03-01T08:00:00+08:00', '2026-12-01T08:00:00+08:00']) {
    await stand(at);
    await rest(LOOP_MS);
  }
  expect(await timesInHistory(fired.map(({ id }) => id))).toEqual(fired.map(({ at }) => [at]));
});

/** Of so many one can be sure that some are under way when the server is killed. */
const CROWD = 300;

test('many due at once, the server killed in the middle and back two days later: each fires once', async () => {
  await save({});
  const due = '2026-07-07T12:00:00+08:00';
  const back = '2026-07-09T08:00:00+08:00';
  await stand('2026-07-07T10:00:00+08:00');
  const asked = await ask();
  expect((await responseOf(asked)).dueAt.toISOString()).toBe(new Date(due).toISOString());
  const ids = [asked, ...(await crowd(sql, asked, CROWD))];
  await stand('2026-07-07T10:30:00+08:00');
  // It runs out at half past two, while nothing runs.
  const late = await ask();
  // Somebody has the last ones in hand: they hold up nobody, and the server cannot be through before it is killed.
  const inHand = ids.slice(-50);
  await sql.query('begin');
  await sql.query(`select 1 from "sidanOrders" where "id" = any($1::uuid[]) for update`, [inHand]);
  await stand(due);
  const begun = async () => (await timesInHistory(ids)).filter((times) => times.length > 0).length;
  await eventually(async () => (await begun()) >= 20, 90_000);
  await server.kill();
  const before = await begun();
  expect(before).toBeLessThanOrEqual(ids.length - inHand.length);
  await sql.query('commit');
  await stand(back);
  await server.restart();
  await eventually(async () => (await begun()) === ids.length && (await responseOf(late)).state === 'fired', 120_000);
  await rest(LOOP_MS);
  const times = await timesInHistory([...ids, late]);
  expect(times.filter((one) => one.length !== 1)).toEqual([]);
  const at = (moment: string) => times.filter(([one]) => one === new Date(moment).toISOString()).length;
  expect([at(due), at(back)]).toEqual([before, ids.length + 1 - before]);
  expect(times.at(-1)).toEqual([new Date(back).toISOString()]);
  const [open] = await sql.query<{ n: number }>(
    `select count(*)::int as n from "sidanOffers" where "orderId" = any($1::uuid[]) and "state" = 'open'`,
    [ids],
  );
  expect(open!.n).toBe(0);
}, 300_000);

describe('a clock that runs out and runs out again', () => {
  const LEVELS = {
    overlay: 'levels',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: { 'zh-CN': '测试' },
    regions: { levels: { on: true, reason: { 'zh-CN': '测试' } } },
  };
  let county: World;
  let elsewhere: number;

  beforeAll(async () => {
    await stand('2026-12-20T08:00:00+08:00');
    county = await makeWorld(server, OTHER);
    const { root, regionCode, towns } = county;
    const stranger = await makeUser(server, root, `${regionCode}-elsewhere`);
    elsewhere = stranger.userId;
    await root.post('sidanScopes:create', { regionCode, userId: elsewhere, role: 'siteManager', scopeCode: towns[1] });
    await stand('2026-03-02T08:00:00+08:00');
    const { client } = county.people.countyAdmin;
    const archive = await countyPack({ regionCode, files: { 'workflows/order.json': LEVELS } });
    const { id } = await client.post<PackUploaded>('sidanPacks:upload', { archive });
    await client.post('sidanPacks:activate', { versionId: id, reason: '测试' });
  }, 240_000);

  /** Who was told so of that order, each as often as they were. */
  async function told(orderNo: string, title: string): Promise<string[]> {
    const rows = await sql.query<{ userId: number }>(
      `select "userId"::int as "userId" from "notificationInAppMessages" where "title" = $1 and "content" like '%' || $2 || '%'`,
      [title, orderNo],
    );
    const names = new Map(Object.entries(county.people).map(([part, { userId }]) => [userId, part]));
    return rows.map(({ userId }) => names.get(userId) ?? `user ${userId}`).sort();
  }

  test('warns before it runs out, and goes up 站→所→中心 after: the right people are told, each once', async () => {
    const { regionCode, root, towns, people } = county;
    const site = async (name: string, kind: string, parentId?: string) => {
      const values = { regionCode, townCode: towns[0], name, kind, status: 'active', parentId };
      return (await root.post<{ id: string }>('sidanSites:create', values)).id;
    };
    const institute = await site('第一镇所', 'institute');
    const station = await site('幸福村站', 'station', institute);
    await stand('2026-03-04T09:00:00+08:00');
    const { id, orderNo } = (await people.resident.client.place(orderForm(county))).order;
    await people.dispatcher.client.order('delegate', id, { siteId: station });
    const where = async () =>
      (
        await sql.query<{ level: string; siteId: string | null }>(
          'select "level", "siteId" from "sidanOrders" where "id" = $1',
          [id],
        )
      )[0]!;
    const pending = async () =>
      (
        await sql.query<{ name: string; dueAt: Date }>(
          `select "name", "dueAt" from "sidanTimers" where "orderId" = $1 and "state" = 'pending' order by "dueAt"`,
          [id],
        )
      ).map(({ name, dueAt }) => `${name} ${dueAt.toISOString()}`);
    const clocks = (warning: string, due: string) => [
      `waiting.levelClock.warn1 ${new Date(warning).toISOString()}`,
      `waiting.levelClock ${new Date(due).toISOString()}`,
    ];
    const nearby = ['dispatcher', 'siteManager', 'townDispatcher'];
    const times = (n: number, parts: readonly string[]) => parts.flatMap((part) => Array<string>(n).fill(part)).sort();

    // Half a working day each: four hours of office hours, with a warning half an hour before.
    const rungs = [
      { at: { level: 'station', siteId: station }, warning: '2026-03-04T14:30+08:00', due: '2026-03-04T15:00+08:00' },
      {
        at: { level: 'institute', siteId: institute },
        warning: '2026-03-05T09:00+08:00',
        due: '2026-03-05T09:30+08:00',
      },
      { at: { level: 'center', siteId: null }, warning: '2026-03-05T15:00+08:00', due: '2026-03-05T15:30+08:00' },
    ];
    for (const [i, { at, warning, due }] of rungs.entries()) {
      expect(await where()).toEqual(at);
      expect(await pending()).toEqual(clocks(warning, due));
      await stand(warning);
      await eventually(async () => (await told(orderNo, '即将超时')).length >= 3 * (i + 1), 90_000);
      expect(await where()).toEqual(at);
      await stand(due);
      await eventually(
        async () => !(await pending()).some((clock) => clock.endsWith(new Date(due).toISOString())),
        90_000,
      );
    }
    // There is nobody above the centre: it is told, once, and nothing runs on.
    await eventually(async () => (await told(orderNo, '工单逾期未派')).length >= 3, 90_000);
    await stand('2026-03-12T09:00:00+08:00');
    await rest(LOOP_MS);
    expect(await where()).toEqual(rungs[2]!.at);
    expect(await pending()).toEqual([]);
    expect(await told(orderNo, '即将超时')).toEqual(times(3, nearby));
    expect(await told(orderNo, '有工单上报')).toEqual(times(2, nearby));
    expect(await told(orderNo, '工单逾期未派')).toEqual(['countyAdmin', 'dispatcher', 'townDispatcher']);
    const [other] = await sql.query<{ n: number }>(
      `select count(*)::int as n from "notificationInAppMessages" where "userId" = $1`,
      [elsewhere],
    );
    expect(other!.n).toBe(0);
    const history = await sql.query<{ at: Date }>(
      `select "at" from "sidanOrderEvents" where "orderId" = $1 and "type" = 'levelClock' order by "seq"`,
      [id],
    );
    expect(history.map(({ at }) => at.toISOString())).toEqual(rungs.map(({ due }) => new Date(due).toISOString()));
  }, 180_000);
});

test('a year whose notice is not out is reported, not guessed, until it is entered', async () => {
  await stand('2031-12-20T10:00:00+08:00');
  const admin = await server.signIn(world.people.countyAdmin.username, 'test-password-1');
  const check = async () =>
    (await admin.get<{ checks: HealthCheck[] }>('sidanSetup:status')).checks.find(({ key }) => key === 'calendar')!;
  const archive = (version: string) =>
    countyPack({
      regionCode: world.regionCode,
      version,
      files: {
        'workflows/order.json': {
          overlay: 'named',
          version: '1.0.0',
          of: { name: 'order', version: '^2' },
          reason: { 'zh-CN': '测试' },
          titles: { 'zh-CN': { 'state.waiting': '待分派' }, 'en-US': { 'state.waiting': 'To be assigned' } },
        },
      },
    });
  const warned = async (version: string) =>
    (await admin.post<PackUploaded>('sidanPacks:upload', { archive: await archive(version) })).warnings
      .filter(({ code }) => code === 'HOLIDAYS_UNKNOWN')
      .map(({ cause }) => cause);
  await save({}, admin);
  expect(await check()).toMatchObject({ level: 'fault' });
  expect((await check()).detail).toContain(`测试县${world.regionCode} 2031、2032 年`);
  expect(await warned('1.0.0')).toEqual([
    '日历“工作日历”还没有 2031 年的放假安排。',
    '日历“工作日历”还没有 2032 年的放假安排。',
  ]);
  const shown = await admin.get<WorkCalendar>('sidanSetup:calendar', { regionCode: world.regionCode });
  expect(shown.known).toEqual([
    { year: 2031, from: 'nowhere' },
    { year: 2032, from: 'nowhere' },
  ]);

  const notice = (year: number) => ({ holidays: [`${year}-01-01`, `${year}-10-01`], workdays: [] });
  // Next year's is not out: nothing is wrong before a clock is due in it that counts the days of work.
  await save({ years: { 2031: notice(2031) } }, admin);
  // The check speaks of every county; what the other one of these tests has is said and done with.
  const root = await server.signIn(server.admin.username, server.admin.password);
  const years = { 2031: notice(2031), 2032: notice(2032) };
  await root.post('sidanSetup:saveCalendar', { regionCode: OTHER, ...standard, years });
  expect(await check()).toMatchObject({ level: 'reminder' });
  expect((await check()).detail).toContain(`测试县${world.regionCode} 2032 年`);
  // Those of the world are signed in no longer.
  const today = (who: 'resident' | 'dispatcher') => server.signIn(world.people[who].username, 'test-password-1');
  const { id: asked } = (await (await today('resident')).place(orderForm(world))).order;
  await (await today('dispatcher')).order('dispatch', asked, { teamIds: [world.teams.one], reason: '检验' });
  const due = (at: string, event: string) =>
    sql.query(
      `update "sidanTimers" set "dueAt" = $2::timestamptz, "event" = $3 where "orderId" = $1 and "state" = 'pending'`,
      [asked, at, event],
    );
  await due('2032-01-02T10:00:00+08:00', 'ratingClock');
  expect(await check()).toMatchObject({ level: 'reminder' });
  await due('2031-12-31T18:00:00+08:00', 'responseClock');
  expect(await check()).toMatchObject({ level: 'reminder' });
  await due('2032-01-02T10:00:00+08:00', 'responseClock');
  expect(await check()).toMatchObject({ level: 'fault' });

  const entered = await save({ years: { 2031: notice(2031), 2032: notice(2032) } }, admin);
  expect(entered.known.map(({ from }) => from)).toEqual(['county', 'county']);
  expect((await check()).detail).not.toContain(`测试县${world.regionCode}`);
  expect(await warned('1.0.1')).toEqual([]);
});

test('a calendar that makes no sense is refused with all that is wrong; it is set by its action only', async () => {
  const admin = await server.signIn(world.people.countyAdmin.username, 'test-password-1');
  const refused = await refusalOf(
    save(
      {
        officeHours: [{ from: '14:00', to: '12:00' }],
        timeZone: 'Moon/Base',
        daysOff: ['2026-02-30'],
        years: { 2031: { holidays: ['2030-01-01'], workdays: [] } },
      },
      admin,
    ),
  );
  expect(refused?.status).toBe(422);
  const { problems } = refused!.errors[0]!.params as { problems: { field: string; code: string }[] };
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'officeHours HOURS',
    'timeZone ZONE',
    'daysOff DATES',
    'years YEARS',
  ]);
  const elsewhere = await refusalOf(admin.post('sidanSetup:saveCalendar', { regionCode: '999999', ...standard }));
  expect(elsewhere?.code).toBe('NOT_ALLOWED');
  const [row] = await sql.query<{ id: string }>('select "id" from "sidanCounties" where "regionCode" = $1', [
    world.regionCode,
  ]);
  const past = await refusalOf(
    (await server.signIn(server.admin.username, server.admin.password)).post(
      `sidanCounties:update?filterByTk=${row!.id}`,
      { calendar: { officeHours: [] } },
    ),
  );
  expect(past?.code).toBe('FIELD_PROTECTED');
});
