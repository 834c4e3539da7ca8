import type { FindingCase, FindingDesk, FindingLine, Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../../support/api';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import { countyPack } from '../../support/pack';
import type { Server } from '../../support/server';
import { eventually, openSql, type Sql } from '../../support/shared';
import { makeUser, makeWorld, orderForm, type Somebody, type World } from '../../support/world';

/**
 * Hours that look bought or invented, on a server whose clock is moved, by real orders: each pattern is found, an honest neighbour of each is not; points wait until a
 * person has decided, and an appeal is decided by another.
 */
let moved: MovedServer;
let server: Server;
let sql: Sql;
let world: World;
/** A county in which leaders state who served, without check-in. */
let stated: World;
let admin: Client;

const reason = { 'zh-CN': '无签到条件', 'en-US': 'No check-in' };
const overlay = {
  overlay: 'without-check-in',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason,
  regions: { checkIn: { on: false, reason } },
};

beforeAll(async () => {
  moved = await startMovedServer();
  ({ server } = moved);
  sql = await openSql(server);
  world = await makeWorld(server, '134201');
  stated = await makeWorld(server, '134202');
  admin = world.people.countyAdmin.client;
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({
    regionCode: '134202',
    minutesPer: 30,
    files: { 'workflows/order.json': overlay },
  });
  const { id } = await world.root.post<{ id: string }>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '试行' });
  await sql.query(`update "sidanVolunteers" set "registeredAt" = '2026-01-05T01:00:00Z'`);
  await sql.query(
    `update "sidanPackActivations" set "effectiveFrom" = '2026-01-01T00:00:00Z' where "regionCode" = '134202'`,
  );
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

async function stand(at: string): Promise<void> {
  moved.stand(at);
  await new Promise((wake) => setTimeout(wake, 250));
}

const at = (day: string, time: string) => `2026-${day}T${time}:00+08:00`;

interface Service {
  day: string;
  from: string;
  to: string;
  by?: Somebody;
  for?: Somebody;
  team?: 'one' | 'two';
  device?: string;
  /** Latitude; all lie on one meridian. */
  north?: number;
}

/** An order from placing to check-in. */
async function begin({ day, from, by, for: whom, team = 'one', device, north }: Service): Promise<string> {
  const { resident, dispatcher, volunteer, leader, leaderTwo } = world.people;
  await stand(at(day, from));
  const { id } = (await (whom ?? resident).client.place(orderForm(world))).order;
  if (north !== undefined)
    await sql.query('update "sidanOrders" set "latitude" = $2, "longitude" = 116 where "id" = $1', [id, north]);
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams[team]], reason: '检验' });
  await (team === 'one' ? leader : leaderTwo).client.order('accept', id);
  await (by ?? volunteer).client.order('start', id, {}, device ? { headers: { 'X-Sidan-Device': device } } : {});
  return id;
}

async function end(id: string, { day, to, by, for: whom }: Service): Promise<void> {
  await stand(at(day, to));
  await (by ?? world.people.volunteer).client.order('finish', id, { report: '已完成' });
  await (whom ?? world.people.resident).client.order('confirm', id);
}

async function service(one: Service): Promise<string> {
  const id = await begin(one);
  await end(id, one);
  return id;
}

const desk = (client = admin, query: Record<string, unknown> = {}) =>
  client.get<FindingDesk>('sidanFindings:desk', { pageSize: 100, ...query });
const found = (id: string) =>
  sql.query<{ id: string; rule: string; person: string; state: string }>(
    `select "id", "rule", "personId" as person, "state" from "sidanFindings" where "orderId" = $1 order by "rule"`,
    [id],
  );
const rulesOf = async (id: string) => (await found(id)).map(({ rule }) => rule);
const mine = async (client: Client) => (await client.get<{ rows: FindingLine[] }>('sidanFindings:mine')).rows;
const balance = async (client: Client) =>
  (await client.get<Wallet>(`sidanLedger:wallet?regionCode=${world.regionCode}`)).balance;
const about = async (id: string, list = 'open'): Promise<FindingCase> =>
  (await desk(admin, { list })).rows.find(({ service: { orderId } }) => orderId === id)!;

test('overlapping services: the one that ended last is looked at, its points wait; one after the other is honest', async () => {
  const { volunteer } = world.people;
  const day = '03-02';
  const first = await service({ day, from: '08:00', to: '09:00' });
  const next = await service({ day, from: '09:05', to: '10:05' });
  expect([await found(first), await found(next)]).toEqual([[], []]);
  expect(await balance(volunteer.client)).toBe(4);

  const long = { day, from: '13:00', to: '15:00' };
  const one = await begin(long);
  const other = await begin({ day, from: '14:00', to: '16:00' });
  await end(one, long);
  expect(await found(one)).toEqual([]);
  await end(other, { day, from: '14:00', to: '16:00' });
  expect(await rulesOf(other)).toEqual(['overlapping-service']);
  // Four for the first two, four for the long one; the four of the last wait.
  expect(await balance(volunteer.client)).toBe(8);

  const { counts, rows } = await desk();
  expect(counts).toEqual({ open: 1, appeals: 0, settled: 0 });
  expect(rows[0]).toMatchObject({
    title: '服务时间重叠',
    person: '王volunteer',
    held: 4,
    own: false,
    service: { orderId: other, minutes: 120, team: '第一小队' },
    rows: [{ orderId: one }],
  });
  expect(rows[0]!.facts).toContainEqual({ title: '与本人另一次服务重叠的时长', value: '60 分钟' });
  expect(rows[0]!.rows[0]!.facts).toContainEqual({ title: '重叠', value: '60 分钟' });
  expect(rows[0]!.sentence).toContain('本次服务与本人另一次服务的时间重叠');
  expect(rows[0]!.sentence).toContain('基础规则包');
  // The volunteer is told, and sees what it is about, but no other's name and no rows.
  const [own] = await mine(volunteer.client);
  expect(own).toMatchObject({ state: 'open', held: 4, title: '服务时间重叠' });
  expect(own).not.toHaveProperty('rows');
  await eventually(async () => {
    const { rows: told } = {
      rows: await sql.query(`select 1 from "notificationInAppMessages" where "userId" = $1 and "title" = '工时核查'`, [
        volunteer.userId,
      ]),
    };
    return told.length > 0;
  });
  // A rating's bonus for the same hours waits as well.
  await world.people.resident.client.order('rate', other, { score: 5 });
  expect(await balance(volunteer.client)).toBe(8);
  expect((await about(other)).held).toBe(5);
});

test('two places at once are told as that; a drive that is possible is none of it', async () => {
  const { leader } = world.people;
  const day = '03-04';
  // 20 km apart.
  await service({ day, from: '08:00', to: '09:00', by: leader, north: 38 });
  const drove = await service({ day, from: '09:20', to: '10:20', by: leader, north: 38.18 });
  expect(await found(drove)).toEqual([]);
  const flew = await service({ day, from: '10:24', to: '11:30', by: leader, north: 38 });
  expect(await rulesOf(flew)).toEqual(['two-places']);
  const { rows } = await about(flew);
  expect(rows[0]!.facts.find(({ title }) => title === '相距公里数')!.value).toBe('20');
});

test('one device for many: the fourth at once, the others a day later; a family of three is left alone', async () => {
  const { volunteer, leader, volunteerTwo, leaderTwo } = world.people;
  const day = '03-09';
  const device = 'family-telephone-0001';
  const family: string[] = [];
  for (const [n, by] of [volunteer, leader, volunteerTwo].entries())
    family.push(
      await service({
        day,
        from: `0${n + 6}:00`,
        to: `0${n + 6}:40`,
        by,
        device,
        team: by === volunteerTwo ? 'two' : 'one',
      }),
    );
  const shop = 'telephone-of-the-shop-0002';
  const bought: string[] = [];
  for (const [n, by] of [volunteer, leader, volunteerTwo, leaderTwo].entries())
    bought.push(
      await service({ day, from: `1${n + 1}:00`, to: `1${n + 1}:40`, by, device: shop, team: n > 1 ? 'two' : 'one' }),
    );
  expect(await Promise.all(family.map(rulesOf))).toEqual([[], [], []]);
  expect(await Promise.all(bought.map(rulesOf))).toEqual([[], [], [], ['shared-device']]);
  // The device is kept as a hash alone, and in no answer.
  const [{ key }] = (await sql.query<{ key: string }>(
    `select "deviceKey" as key from "sidanAttendances" where "orderId" = $1`,
    [bought[0]],
  )) as [{ key: string }];
  expect(key).not.toContain(shop);
  const listed = await admin.request('GET', `sidanAttendances:list?filter={"orderId":"${bought[0]}"}`);
  expect(JSON.stringify(listed.body)).not.toContain(key);
  const before = await balance(volunteer.client);
  await stand(at('03-11', '09:00'));
  await eventually(async () => (await rulesOf(bought[0]!)).length > 0, 60_000);
  expect(await Promise.all(bought.map(rulesOf))).toEqual(Array(4).fill(['shared-device']));
  expect(await Promise.all(family.map(rulesOf))).toEqual([[], [], []]);
  // Held a day later, too.
  expect(await balance(volunteer.client)).toBe(before - 1);
  const [{ left }] = (await sql.query<{ left: number }>(
    `select count(*)::int as left from "sidanAttendances" where "regionCode" = $1 and "watchedAt" is null and "checkOutAt" < '2026-03-10T00:00:00Z'`,
    [world.regionCode],
  )) as [{ left: number }];
  expect(left).toBe(0);
});

test('credited on registering; who registered that morning and served by the afternoon is left alone', async () => {
  const { volunteerTwo, leaderTwo } = world.people;
  const day = '03-16';
  const registered = (who: Somebody, time: string) =>
    sql.query(`update "sidanVolunteers" set "registeredAt" = $2 where "personId" = $1`, [who.personId, at(day, time)]);
  await registered(volunteerTwo, '10:30');
  const hasty = await service({ day, from: '09:55', to: '11:00', by: volunteerTwo, team: 'two' });
  expect(await rulesOf(hasty)).toEqual(['credited-on-registering']);
  await registered(leaderTwo, '08:00');
  const fresh = await service({ day, from: '12:00', to: '13:30', by: leaderTwo, team: 'two' });
  expect(await found(fresh)).toEqual([]);
  // It warns and holds nothing.
  expect((await about(hasty)).held).toBe(0);
});

test('a pair that orders from each other; who is served by the same neighbour again and again is left alone', async () => {
  const { volunteer, leader } = world.people;
  // Each is asked for when it is over: the next day's look may find the earlier ones, too, by what came after them.
  const seen: string[][] = [];
  let last = '';
  const one = async (asked: Service) => {
    last = await service(asked);
    seen.push(await rulesOf(last));
  };
  for (let n = 0; n < 3; n += 1) {
    const day = `04-0${n + 1}`;
    await one({ day, from: '08:00', to: '08:40', by: volunteer, for: leader });
    await one({ day, from: '10:00', to: '10:40', by: leader, for: volunteer });
  }
  expect(seen).toEqual([[], [], [], [], [], ['reciprocal-pair']]);
  expect((await about(last)).rows).toHaveLength(6);
  const neighbour = await service({ day: '04-04', from: '08:00', to: '08:40', by: volunteer });
  expect(await found(neighbour)).toEqual([]);
});

test('hours of many orders entered within an hour; many people of one order are one entry', async () => {
  const { resident, dispatcher, leader, volunteer } = stated.people;
  const stateIt = async (people: Somebody[], minute: number) => {
    await stand(at('05-06', `17:${String(minute).padStart(2, '0')}`));
    const { id } = (await resident.client.place(orderForm(stated))).order;
    await dispatcher.client.order('dispatch', id, { teamIds: [stated.teams.one], reason: '检验' });
    await leader.client.order('accept', id);
    await leader.client.order('complete', id, {
      minutes: 60,
      people: people.map(({ personId }) => personId),
      report: '已完成',
    });
    await resident.client.order('confirm', id);
    return id;
  };
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) ids.push(await stateIt(n === 0 ? [volunteer, leader] : [volunteer], 2 * n));
  expect(await rulesOf(ids[8]!)).toEqual([]);
  expect(await rulesOf(ids[9]!)).toEqual(['bulk-entry']);
  // It is the other county's own, and its people are told nothing of it.
  const { rows } = await desk(stated.people.countyAdmin.client);
  expect(rows.map(({ title }) => title)).toEqual(['集中补录时长']);
  expect(rows[0]!.rows.length).toBeGreaterThanOrEqual(10);
  expect((await refusalOf(desk(admin, { regionCode: stated.regionCode })))?.status).toBe(403);
  expect(
    (
      await refusalOf(
        admin.post(`sidanFindings:decide?filterByTk=${rows[0]!.id}`, { decision: 'dismissed', reason: '无' }),
      )
    )?.code,
  ).toBe('NOT_FOUND');
}, 240_000);

test('decided, appealed, decided by another: points wait, go, and come back; each once', async () => {
  const { volunteer, leader, resident, dispatcher } = world.people;
  const decide = (id: string, decision: string, by = admin) =>
    by.post(`sidanFindings:decide?filterByTk=${id}`, { decision, reason: '已向服务对象核实' });
  const overlapping = async (day: string) => {
    const long = { day, from: '13:00', to: '15:00' };
    const one = await begin(long);
    const other = await begin({ day, from: '14:00', to: '16:00' });
    await end(one, long);
    await end(other, { day, from: '14:00', to: '16:00' });
    return other;
  };
  const honest = await overlapping('06-01');
  const invented = await overlapping('06-03');
  const start = await balance(volunteer.client);

  // Nobody else decides, and nobody sees that there is anything.
  const { id } = await about(honest);
  for (const other of [volunteer, leader, resident, dispatcher, world.people.supervisor])
    expect((await refusalOf(decide(id, 'upheld', other.client)))?.code).toBe('NOT_FOUND');
  expect((await refusalOf(desk(dispatcher.client)))?.code).toBe('NOT_ALLOWED');
  expect(await mine(leader.client)).not.toContainEqual(expect.objectContaining({ id }));
  expect((await refusalOf(admin.post(`sidanFindings:decide?filterByTk=${id}`, { decision: 'dismissed' })))?.code).toBe(
    'INVALID_DATA',
  );

  // 说明 before, and not by another.
  const state = (text: string, by: Client) => by.post(`sidanFindings:state?filterByTk=${id}`, { text });
  expect((await refusalOf(state('不是我', leader.client)))?.code).toBe('NOT_FOUND');
  await state('前一单忘记签退', volunteer.client);
  expect((await about(honest)).statement).toBe('前一单忘记签退');
  await decide(id, 'dismissed');
  expect(await balance(volunteer.client)).toBe(start + 4);
  expect((await refusalOf(decide(id, 'upheld')))?.code).toBe('FINDING_DECIDED');
  expect(
    (await refusalOf(volunteer.client.post(`sidanFindings:appeal?filterByTk=${id}`, { text: '再看看' })))?.code,
  ).toBe('APPEAL_EARLY');

  const second = (await about(invented)).id;
  await decide(second, 'upheld');
  expect(await balance(volunteer.client)).toBe(start + 4);
  const minutes = async () =>
    (
      await sql.query<{ voided: boolean }>(
        `select "voidedAt" is not null as voided from "sidanAttendances" where "orderId" = $1`,
        [invented],
      )
    )[0]!.voided;
  expect(await minutes()).toBe(true);
  const appeal = (text: string) => volunteer.client.post(`sidanFindings:appeal?filterByTk=${second}`, { text });
  await appeal('当天两处相邻，有照片');
  expect((await refusalOf(appeal('再次')))?.code).toBe('APPEAL_ONCE');

  const another = await makeUser(server, world.root, `${world.regionCode}-adminTwo`);
  const { regionCode } = world;
  await world.root.post('sidanScopes:create', {
    regionCode,
    userId: another.userId,
    role: 'countyAdmin',
    scopeCode: regionCode,
  });
  const answer = (by: Client, decision: string) =>
    by.post(`sidanFindings:answer?filterByTk=${second}`, { decision, reason: '照片属实' });
  expect((await refusalOf(answer(admin, 'granted')))?.code).toBe('APPEAL_SAME_PERSON');
  expect((await desk(another.client, { list: 'appeals' })).rows.map((row) => row.id)).toEqual([second]);
  await answer(another.client, 'granted');
  expect(await balance(volunteer.client)).toBe(start + 8);
  expect(await minutes()).toBe(false);
  expect((await refusalOf(answer(another.client, 'refused')))?.code).toBe('APPEAL_NONE');
  expect((await mine(volunteer.client)).find((one) => one.id === second)).toMatchObject({
    state: 'upheld',
    appealState: 'granted',
    answer: '照片属实',
  });
  // The book is whole.
  const lost = await sql.query(
    `select a."id" from "sidanAccounts" a where a."regionCode" = $1 and a."kept" and a."balance" <> coalesce((select sum(case when p."destinationId" = a."id" then p."amount" else -p."amount" end)
       from "sidanPostings" p where p."regionCode" = $1 and a."id" in (p."destinationId", p."sourceId")), 0)`,
    [world.regionCode],
  );
  expect(lost).toEqual([]);
}, 240_000);

test('points that were spent meanwhile: what is left goes back, and the rest is told', async () => {
  const { leader } = world.people;
  const day = '07-01';
  const long = { day, from: '13:00', to: '15:00', by: leader };
  const one = await begin(long);
  const other = await begin({ day, from: '14:00', to: '16:00', by: leader });
  await end(one, long);
  await end(other, { day, from: '14:00', to: '16:00', by: leader });
  const finding = await about(other);
  expect(finding.held).toBe(4);
  await admin.post(`sidanFindings:decide?filterByTk=${finding.id}`, { decision: 'upheld', reason: '重复计时' });
  expect(await about(other, 'settled')).toMatchObject({ state: 'upheld', held: 0 });
  expect(await about(other, 'settled')).not.toHaveProperty('short');
});
