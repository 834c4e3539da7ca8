import type { OrderDetail, PlanDetail, PlanPreview } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../support/api';
import { startMovedServer, type MovedServer } from '../support/movedServer';
import type { Server } from '../support/server';
import { eventually, openSql, type Sql } from '../support/shared';
import { makeWorld, PASSWORD, type World } from '../support/world';

/** Plans that come round, on two nodes whose clock is moved: one order for each date, whoever comes by, whatever stops, wherever the clock goes. */
let server: Server;
let sql: Sql;
let world: World;
let admin: Client;
let moved: MovedServer;

beforeAll(async () => {
  moved = await startMovedServer();
  ({ server } = moved);
  sql = await openSql(server);
  world = await makeWorld(server, '410108');
  admin = world.people.countyAdmin.client;
  await server.join();
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const rest = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
const stand = (at: string) => moved.stand(at);
/** Long enough for both nodes to come by. */
const LOOP_MS = 6000;

const fridays = () => ({
  regionCode: world.regionCode,
  title: '周五义剪',
  serviceItemId: world.items.plain,
  recurrence: { kind: 'weekly', weekdays: [5] },
  timeFrom: '14:00',
  timeTo: '16:00',
  leadDays: 7,
  dayOff: 'skip',
  values: { townCode: world.towns[0], address: '第一镇实践所', contactPhone: '13812345678' },
});

/** What became of each date, and how many orders came of the plan. */
async function became(id: string): Promise<string[]> {
  const days = await sql.query<{ date: string; state: string; late: boolean }>(
    `select "date", "state", "late" from "sidanPlanDays" where "planId" = $1 order by "date"`,
    [id],
  );
  return days.map(({ date, state, late }) => `${date.slice(5)} ${state}${late ? ' late' : ''}`);
}

/** By order: the date that it was made for. */
const ordersOf = async (id: string): Promise<string[]> =>
  (
    await sql.query<{ date: string }>(
      `select e."data" ->> 'planDate' as date from "sidanOrderEvents" e where e."data" ->> 'planId' = $1 order by 1`,
      [id],
    )
  ).map(({ date }) => date.slice(5));

const until = (id: string, days: string[]) => eventually(async () => (await became(id)).join() === days.join(), 60_000);

let plan: PlanDetail;
const before = ['03-06 placed', '03-13 placed'];

test('the next dates are told in words before anything is saved, and nothing is made of it', async () => {
  stand('2026-03-02T08:00:00+08:00');
  await rest(300);
  const { words, dates } = await admin.post<PlanPreview>('sidanPlans:preview', fridays());
  expect(words).toBe('每周五 14:00–16:00，逢法定节假日跳过');
  expect(dates).toHaveLength(10);
  expect(dates[0]).toEqual({
    date: '2026-03-06',
    on: '2026-03-06',
    as: 'held',
    words: '2026年3月6日星期五 14:00–16:00',
  });
  expect(dates.find(({ date }) => date === '2026-05-01')).toMatchObject({ as: 'skipped' });
  const festival = await admin.post<PlanPreview>('sidanPlans:preview', {
    ...fridays(),
    recurrence: { kind: 'festival', festivals: ['midAutumn'], offsetDays: -3 },
  });
  expect(festival.words).toMatch(/^每年中秋节之前 3 天/);
  expect(festival.dates.slice(0, 2).map(({ date, as }) => `${date} ${as}`)).toEqual([
    '2026-09-22 held',
    '2027-09-12 unknown',
  ]);
});

test('an order is made ahead of each date, once on two nodes, as an order like any other', async () => {
  plan = await admin.post<PlanDetail>('sidanPlans:save', fridays());
  await until(plan.id, ['03-06 placed']);
  stand('2026-03-06T00:00:30+08:00');
  await until(plan.id, before);
  await rest(LOOP_MS);
  expect(await ordersOf(plan.id)).toEqual(['03-06', '03-13']);
  const { lastOrder } = await admin.get<PlanDetail>(`sidanPlans:detail?filterByTk=${plan.id}`);
  const order = await world.people.dispatcher.client.get<OrderDetail>(`sidanOrders:detail?filterByTk=${lastOrder!.id}`);
  expect(order).toMatchObject({
    planTitle: '周五义剪',
    channel: '周期计划',
    state: 'waiting',
    expectStart: '2026-03-13T06:00:00.000Z',
    expectEnd: '2026-03-13T08:00:00.000Z',
    requesterName: `测试县${world.regionCode}新时代文明实践中心`,
  });
});

test('a day whose time was over when the plan was made is none that it missed', async () => {
  stand('2026-03-06T18:00:00+08:00');
  const late = await admin.post<PlanDetail>('sidanPlans:save', { ...fridays(), title: '当天已过' });
  await until(late.id, ['03-13 placed']);
  expect((await admin.get<PlanDetail>(`sidanPlans:detail?filterByTk=${late.id}`)).missed).toBe(0);
  await admin.post(`sidanPlans:pause?filterByTk=${late.id}`, {});
});

test('over a gap what can still be held is made late, the rest is written down as missed; a clock that goes back makes nothing twice', async () => {
  stand('2026-04-08T09:00:00+08:00');
  await until(plan.id, [...before, '03-20 missed', '03-27 missed', '04-03 missed', '04-10 placed late']);
  const shown = await admin.get<PlanDetail>(`sidanPlans:detail?filterByTk=${plan.id}`);
  expect(shown.missed).toBe(3);
  const check = async () =>
    (await admin.get<{ checks: { key: string; level: string; detail: string }[] }>('sidanSetup:status')).checks.find(
      ({ key }) => key === 'plans',
    )!;
  expect((await check()).level).toBe('fault');
  expect((await check()).detail).toContain('周五义剪');

  stand('2026-03-13T09:00:00+08:00');
  await until(plan.id, [...before, '03-20 placed', '04-10 placed late']);
  await rest(LOOP_MS);
  expect(await ordersOf(plan.id)).toEqual(['03-06', '03-13', '03-20', '04-10']);
});

test('a public holiday is left out; a server that was killed goes on where it was', async () => {
  stand('2026-04-25T09:00:00+08:00');
  await eventually(async () => (await became(plan.id)).includes('05-01 skipped'), 60_000);
  await server.kill();
  stand('2026-05-05T09:00:00+08:00');
  await server.restart();
  await eventually(async () => (await became(plan.id)).includes('05-08 placed late'), 60_000);
  await rest(LOOP_MS);
  const made = await ordersOf(plan.id);
  expect(new Set(made).size).toBe(made.length);
  expect(made).toContain('05-08');
  expect(made).not.toContain('05-01');
}, 180_000);

test('while it is paused nothing is made, and nothing is made up for; what is changed counts from then on', async () => {
  await admin.post(`sidanPlans:pause?filterByTk=${plan.id}`);
  stand('2026-06-10T09:00:00+08:00');
  await rest(LOOP_MS);
  await admin.post(`sidanPlans:resume?filterByTk=${plan.id}`);
  await eventually(async () => (await became(plan.id)).includes('06-12 placed'), 60_000);
  expect((await became(plan.id)).filter((day) => day > '05-15' && day < '06-12')).toEqual([]);
  // Mondays from now on; the Friday that is there stays.
  const values = { townCode: world.towns[0], address: '第一镇实践所二楼' };
  await admin.post('sidanPlans:save', {
    ...fridays(),
    id: plan.id,
    recurrence: { kind: 'weekly', weekdays: [1] },
    values,
  });
  await eventually(async () => (await became(plan.id)).includes('06-15 placed'), 60_000);
  expect((await ordersOf(plan.id)).slice(-2)).toEqual(['06-12', '06-15']);
  const [moved] = await sql.query<{ contactPhone: string; address: string }>(
    `select o."contactPhone", o."address" from "sidanOrders" o join "sidanPlanDays" d on d."orderId" = o."id" where d."planId" = $1 and d."date" = '2026-06-15'`,
    [plan.id],
  );
  // The telephone was left out of the change: it stays as it was.
  expect(moved).toEqual({ contactPhone: '138****5678', address: '第一镇实践所二楼' });
  await admin.post(`sidanPlans:pause?filterByTk=${plan.id}`);
}, 120_000);

test('dates of a year whose holidays are not published are reported and wait for the notice', async () => {
  stand('2031-12-20T10:00:00+08:00');
  const there = await server.signIn(world.people.countyAdmin.username, PASSWORD);
  const { id } = await there.post<PlanDetail>('sidanPlans:save', { ...fridays(), title: '岁末慰问' });
  const shown = () => there.get<PlanDetail>(`sidanPlans:detail?filterByTk=${id}`);
  await eventually(async () => Boolean((await shown()).problem), 60_000);
  expect((await shown()).problem).toContain('2031 年放假安排尚未收录');
  expect((await shown()).next10[0]).toMatchObject({ date: '2031-12-26', as: 'unknown' });
  expect(await became(id)).toEqual([]);
  await there.post('sidanSetup:saveCalendar', {
    regionCode: world.regionCode,
    officeHours: [{ from: '08:30', to: '18:00' }],
    years: { 2031: { holidays: ['2031-10-01'], workdays: [] } },
  });
  await until(id, ['12-26 placed']);
  await eventually(async () => !(await shown()).problem, 60_000);
}, 120_000);

test('what makes no sense is refused, all at once; a site manager keeps to their own town', async () => {
  const there = await server.signIn(world.people.siteManager.username, PASSWORD);
  const refused = await refusalOf(
    there.post('sidanPlans:save', {
      ...fridays(),
      title: ' ',
      recurrence: { kind: 'monthDay', days: [31] },
      timeTo: '13:00',
      leadDays: -1,
      dayOff: 'sometimes',
      endsOn: '2020-01-01',
      values: { address: '某路' },
    }),
  );
  const { problems } = refused!.errors[0]!.params as { problems: { field: string; code: string }[] };
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'title REQUIRED',
    'leadDays INTEGER',
    'recurrence RECURRENCE',
    'timeTo TIME',
    'dayOff CHOICE',
    'endsOn ENDS_BEFORE',
    'townCode REQUIRED',
  ]);
  const other = { ...fridays(), values: { townCode: world.towns[1], address: '第二镇' } };
  expect((await refusalOf(there.post('sidanPlans:save', other)))?.code).toBe('NOT_ALLOWED');
  const own = await there.post<PlanDetail>('sidanPlans:save', fridays());
  await there.post(`sidanPlans:pause?filterByTk=${own.id}`);
});
