import { createLedger, ledgerNames } from '@sidan/ledger';
import { randomUUID } from 'node:crypto';
import type { CloseOverview, HoursEntered, MonthStatements, Recomputed, Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { DAY_MAX, MONTH_MAX, pointsOfMonths, wrongStatements } from '../../support/hours';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import { eventually, openSql, type Sql } from '../../support/shared';
import { serve } from '../../support/serve';
import { makeWorld, type World } from '../../support/world';

/** 月结: hours from another system are settled month by month, on a server whose clock is moved. */
let moved: MovedServer;
let sql: Sql;
let world: World;
let volunteerNo: string;

beforeAll(async () => {
  moved = await startMovedServer('2027-07-02T08:00:00+08:00');
  sql = await openSql(moved.server);
  world = await makeWorld(moved.server, '134701');
  await pointsOfMonths(world.root, sql, world.regionCode);
  const [row] = await sql.query<{ volunteerNo: string }>(
    `select "volunteerNo" from "sidanVolunteers" where "personId" = $1`,
    [world.people.volunteer.personId],
  );
  volunteerNo = row!.volunteerNo;
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const admin = () => world.people.countyAdmin.client;
const enter = (rows: object[]) => admin().post<HoursEntered>('sidanCloses:enter', { rows });
const hours = (ref: string, endedAt: string, minutes: number) => ({
  ref,
  volunteerNo,
  service: 'visit',
  endedAt,
  minutes,
});
const overview = () => admin().get<CloseOverview>('sidanCloses:overview');
const closed = async (month: string) => {
  await admin().post('sidanCloses:start', { month });
  return eventually(async () => {
    const line = (await overview()).closes.find((one) => one.month === month)!;
    return line.state === 'running' ? undefined : line;
  }, 90_000);
};
const wallet = () => world.people.volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode });
const months = async () =>
  (await world.people.volunteer.client.get<MonthStatements>('sidanLedger:months', { regionCode: world.regionCode }))
    .rows;

test('what is wrong with rows is said at once, and nothing of them is entered', async () => {
  const rows = [
    hours('a', '2026-10-05T10:00:00+08:00', 60),
    { ...hours('b', '2099-10-05T10:00:00+08:00', 0), service: '', volunteerNo: 'nobody' },
  ];
  const refusal = await refusalOf(enter(rows));
  expect(refusal).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  const known = await refusalOf(enter([{ ...rows[0], volunteerNo: 'nobody', service: 'none' }]));
  expect((known!.errors[0]!.params!.problems as { field: string }[]).map(({ field }) => field).sort()).toEqual([
    '1.service',
    '1.volunteerNo',
  ]);
  expect(await refusalOf(world.people.dispatcher.client.post('sidanCloses:enter', { rows: [rows[0]] }))).toMatchObject({
    status: 403,
  });
  const [{ n }] = (await sql.query<{ n: number }>(
    `select count(*)::int as n from "sidanAttendances" where "regionCode" = $1`,
    [world.regionCode],
  )) as [{ n: number }];
  expect(n).toBe(0);
});

test('a month is settled by the rules, in the order of time, and its statement fixed', async () => {
  // An order in the middle of March is awarded at once.
  moved.stand('2027-03-15T09:00:00+08:00');
  await serve(world, sql, 65);
  expect((await wallet()).balance).toBe(4);

  moved.stand('2027-03-29T09:00:00+08:00');
  // The 15th: 4 of 6 are given already, though in the afternoon of what comes now. Then three days of 6, of which the month has room for 14 in all.
  const rows = [
    hours('r1', '2027-03-15T08:00:00+08:00', 120),
    hours('r2', '2027-03-10T10:00:00+08:00', 95),
    hours('r3', '2027-03-11T10:00:00+08:00', 200),
    hours('r4', '2027-03-12T10:00:00+08:00', 90),
  ];
  expect(await enter(rows)).toEqual({ entered: 4, known: 0 });
  expect(await enter([...rows, hours('r5', '2027-03-20T10:00:00+08:00', 10)])).toEqual({ entered: 1, known: 4 });
  expect(await refusalOf(admin().post('sidanCloses:start', { month: '2027-03' }))).toMatchObject({
    code: 'CLOSE_ORDER',
  });

  moved.stand('2027-04-01T00:20:00+08:00');
  const line = await closed('2027-03');
  expect(line).toMatchObject({ state: 'done', percent: 100, events: 5, people: 1, refused: 0, problems: [] });
  // 6, 6 and 4 of the month's 20, after the 4 of the order; the 15th has nothing left of the month.
  const { balance, entries } = await wallet();
  expect(balance).toBe(MONTH_MAX);
  expect(entries.map(({ amount }) => amount).sort()).toEqual([4, 4, DAY_MAX, DAY_MAX]);
  expect(await months()).toMatchObject([{ month: '2027-03', opening: 0, late: 0, earned: 20, closing: 20 }]);
  expect(await wrongStatements(sql, world.regionCode)).toEqual([]);
  expect(await refusalOf(admin().post('sidanCloses:start', { month: '2027-03' }))).toMatchObject({
    code: 'CLOSE_DONE',
  });
});

test('hours that come late are settled with the next month, by the rules and the limits of their own, and told apart', async () => {
  moved.stand('2027-04-20T09:00:00+08:00');
  await enter([
    hours('late', '2027-03-25T10:00:00+08:00', 60),
    hours('early', '2027-02-03T10:00:00+08:00', 60),
    hours('april', '2027-04-02T10:00:00+08:00', 60),
  ]);
  moved.stand('2027-05-01T08:00:00+08:00');
  expect(await closed('2027-04')).toMatchObject({ state: 'done', events: 3 });
  // March is full; February is not.
  expect(await months()).toMatchObject([
    { month: '2027-04', opening: 20, late: 4, earned: 4, closing: 28 },
    { month: '2027-03', closing: 20 },
  ]);
  expect(await wrongStatements(sql, world.regionCode)).toEqual([]);
});

test('whom the ledger refuses waits on and is named; the others do not wait for them', async () => {
  const [other] = await sql.query<{ volunteerNo: string }>(
    `select "volunteerNo" from "sidanVolunteers" where "personId" = $1`,
    [world.people.volunteerTwo.personId],
  );
  moved.stand('2027-05-20T09:00:00+08:00');
  await enter([
    hours('may', '2027-05-02T10:00:00+08:00', 60),
    { ...hours('may2', '2027-05-02T10:00:00+08:00', 60), volunteerNo: other!.volunteerNo },
  ]);
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  const { regionCode } = world;
  const account = {
    regionCode,
    ownerKind: 'person' as const,
    ownerId: world.people.volunteer.personId,
    asset: 'points',
  };
  await ledger.setTerms(q, { account, status: 'refusing', minBalance: 0, reason: '检验', at: new Date() });
  moved.stand('2027-06-01T08:00:00+08:00');
  const line = await closed('2027-05');
  expect(line).toMatchObject({ state: 'done', events: 1, people: 1, refused: 1 });
  expect(line.problems).toMatchObject([{ code: 'ACCOUNT_REFUSING', name: '王volunteer' }]);
  await ledger.setTerms(q, { account, status: 'open', minBalance: 0, reason: '检验', at: new Date() });
  moved.stand('2027-07-01T08:00:00+08:00');
  expect(await closed('2027-06')).toMatchObject({ state: 'done', events: 1, refused: 0 });
  expect((await months())[0]).toMatchObject({ month: '2027-06', opening: 28, late: 4, closing: 32 });
});

test('everything worked out again from the packs and facts that are kept comes out the same; what was altered is named', async () => {
  const recompute = () => admin().get<Recomputed>('sidanCloses:recompute');
  const [counted] = await sql.query<{ n: number }>(
    `select count(*)::int as n from "sidanDecisions" where "regionCode" = $1`,
    [world.regionCode],
  );
  expect(await recompute()).toEqual({ decisions: counted!.n, differing: 0, differences: [] });
  const alter = (set: string, key: string) =>
    sql.query<{ id: string }>(
      `update "sidanDecisions" set ${set} where id = (select id from "sidanDecisions" where "regionCode" = $1 and key like $2 order by at limit 1) returning id`,
      [world.regionCode, key],
    );
  const award = 'award:confirmed:service-hours:%';
  const [first] = await alter(`facts = facts || '{"attendance.minutes": 300}'`, award);
  const { differences } = await recompute();
  expect(new Set(differences.map(({ id }) => id))).toEqual(new Set([first!.id]));
  expect(differences.map(({ what }) => what)).toContain('outcome');
  await alter(
    `facts = facts || jsonb_build_object('attendance.minutes', outcome #> '{factsSeen,attendance.minutes}')`,
    award,
  );
  await alter(`outcome = jsonb_set(outcome, '{settled,amount}', '1')`, award);
  expect((await recompute()).differences).toMatchObject([{ id: first!.id, what: 'settlement' }]);
});
