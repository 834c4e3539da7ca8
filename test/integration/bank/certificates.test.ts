import type {
  CertificateCheck,
  CertificateDesk,
  CertificateLine,
  CertificateNotice,
  CertificatePreview,
  CertificateSheet,
  Page,
} from '@sidan/plugin-sidan/api';
import { type Client, codeOf, refusalOf } from '../../support/api';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import type { Server } from '../../support/server';
import { eventually, openSql, type Sql } from '../../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../../support/world';

/** 志愿服务记录证明 on a server whose clock is moved: what counts, the days of notice, objections, the seal, and what a stranger who checks one is told. */
let moved: MovedServer;
let server: Server;
let sql: Sql;
let world: World;
let volunteer: Client;
let admin: Client;
/** Orders of two hours each: confirmed, and not yet. */
let confirmed: string;
let unconfirmed: string;

const ID_NO = '110101199003071110';
const PERIOD = { from: '2026-03-01', to: '2026-03-31' };

beforeAll(async () => {
  moved = await startMovedServer();
  ({ server } = moved);
  sql = await openSql(server);
  world = await makeWorld(server, '134101');
  volunteer = world.people.volunteer.client;
  admin = world.people.countyAdmin.client;
  await stand('2026-03-10T09:00:00+08:00');
  confirmed = await served('2026-03-10T11:00:00+08:00');
  await stand('2026-03-31T20:00:00+08:00');
  // Until after midnight of the last day: it is the beginning that counts.
  const late = await served('2026-04-01T00:30:00+08:00');
  await sql.query('update "sidanOrders" set "title" = $2 where "id" = $1', [late, '夜间巡护']);
  await stand('2026-04-02T09:00:00+08:00');
  unconfirmed = await orderIn(world, 'finished');
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = '2026-03-12T09:00:00+08:00', "checkOutAt" = '2026-03-12T10:00:00+08:00', "minutes" = 60 where "orderId" = $1`,
    [unconfirmed],
  );
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

async function stand(at: string): Promise<void> {
  moved.stand(at);
  await new Promise((wake) => setTimeout(wake, 300));
}

/** An order that the volunteer has served until then, confirmed by the resident. */
async function served(until: string): Promise<string> {
  const { resident, dispatcher, leader } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  await volunteer.order('start', id);
  await stand(until);
  await volunteer.order('finish', id, { report: '已完成' });
  await resident.client.order('confirm', id);
  return id;
}

const ask = (client: Client, body: Record<string, unknown> = PERIOD, key?: string) =>
  client.post<{ id: string }>('sidanCertificates:request', body, key ? { key } : {});
const does = (client: Client, what: string, id: string, body: Record<string, unknown> = {}) =>
  client.post<{ id: string }>(`sidanCertificates:${what}?filterByTk=${id}`, body);
const mine = (client = volunteer) => client.get<Page<CertificateLine>>('sidanCertificates:mine');
const desk = (part = 'open', client = admin) => client.get<CertificateDesk>('sidanCertificates:desk', { part });
const sheet = (id: string, client = volunteer) =>
  client.get<CertificateSheet>('sidanCertificates:sheet', { filterByTk: id });
const check = (number?: string, token?: string) =>
  server.anonymous().post<CertificateCheck>('sidanCertificates:check', { number, token });
const NONE = { result: 'none' };

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

test('what it would hold: confirmed services of the county’s own days, without anybody’s address', async () => {
  const found = await volunteer.get<CertificatePreview>('sidanCertificates:preview', PERIOD);
  expect(found).toEqual({
    minutes: 390,
    services: [
      {
        date: '2026-03-10',
        service: '上门陪护',
        serviceEn: 'Home visit',
        place: '第1镇',
        minutes: 120,
        origin: 'app',
      },
      {
        date: '2026-03-31',
        service: '上门陪护',
        serviceEn: 'Home visit',
        place: '第1镇',
        minutes: 270,
        origin: 'app',
      },
    ],
  });
  const short = await volunteer.get<CertificatePreview>('sidanCertificates:preview', { ...PERIOD, to: '2026-03-30' });
  expect(short.minutes).toBe(120);
  // Of one in dispute nothing is certified until it is settled.
  await sql.query(`update "sidanOrders" set "state" = 'disputed' where "id" = $1`, [confirmed]);
  expect((await volunteer.get<CertificatePreview>('sidanCertificates:preview', PERIOD)).minutes).toBe(270);
  await sql.query(`update "sidanOrders" set "state" = 'confirmed' where "id" = $1`, [confirmed]);
});

test('what makes no sense is refused, each for its own reason', async () => {
  const wrong = await refusalOf(ask(volunteer, { from: '2026-02-30', to: '2026-12-01' }));
  const { problems } = wrong!.errors[0]!.params as { problems: { field: string; code: string; message: string }[] };
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(['from DATE', 'to DATE_FUTURE']);
  expect(problems[1]!.message).toBe('日期不能晚于今天。');
  expect(await codeOf(ask(volunteer, { from: '2026-03-02', to: '2026-03-01' }))).toBe('INVALID_DATA');
  expect(await codeOf(ask(volunteer, {}))).toBe('INVALID_DATA');
  expect(await codeOf(ask(volunteer, { from: '2026-01-01', to: '2026-01-31' }))).toBe('CERTIFICATE_EMPTY');
  expect(await codeOf(ask(world.people.resident.client))).toBe('NOT_VOLUNTEER');
  expect(await codeOf(ask(admin))).toBe('NOT_JOINED');
  const row = { regionCode: world.regionCode, number: 'x', state: 'issued', minutes: 6000 };
  expect(await codeOf(world.root.post('sidanCertificates:create', row))).toBe('HISTORY_PROTECTED');
  const [county] = await world.root.get<{ id: string }[]>('sidanCounties:list', {
    filter: { regionCode: world.regionCode },
  });
  const settings = { certificates: { principal: '某人', contact: '1', noticeDays: 0 } };
  expect(await codeOf(world.root.post(`sidanCounties:update?filterByTk=${county!.id}`, settings))).toBe(
    'FIELD_PROTECTED',
  );
});

let first: string;

test('asked for once, however often the request comes; one at a time; the centre is told', async () => {
  const [one, other] = await Promise.all([ask(volunteer, PERIOD, 'cert-1'), ask(volunteer, PERIOD, 'cert-1')]);
  expect(one).toEqual(other);
  first = one.id;
  expect(await codeOf(ask(volunteer, { ...PERIOD, to: '2026-03-30' }, 'cert-1'))).toBe('KEY_REUSED');
  const both = await Promise.all([codeOf(ask(volunteer)), codeOf(ask(volunteer))]);
  expect(both).toEqual(['CERTIFICATE_OPEN', 'CERTIFICATE_OPEN']);
  const { rows, count } = await mine();
  expect(count).toBe(1);
  expect(rows[0]).toMatchObject({
    id: first,
    state: 'requested',
    stateName: '待审核',
    minutes: 390,
    canWithdraw: true,
  });
  expect(rows[0]!.number).toMatch(/^134101-2026-[2-9A-Z]{8}$/);
  const title = `有新的服务记录证明申请：${rows[0]!.number}`;
  await eventually(async () => (await told(title)).length >= 2, 30_000);
  // Neither a town's dispatcher nor a site's manager speaks for the centre.
  expect(await told(title)).toEqual(['countyAdmin', 'dispatcher']);
  expect((await sheet(first)).token).toBeUndefined();
});

test('nobody but its own person and the centre sees it; of other counties nobody', async () => {
  const { dispatcher, townDispatcher, siteManager, supervisor, assessor, leader, member } = world.people;
  for (const { client } of [townDispatcher, siteManager, supervisor, assessor, leader, member]) {
    expect(await codeOf(desk('open', client))).toBe('NOT_ALLOWED');
    expect(await codeOf(sheet(first, client))).toBe('NOT_FOUND');
    for (const what of ['notice', 'issue', 'refuse', 'revoke', 'answer', 'withdraw', 'object'])
      expect([what, await codeOf(does(client, what, first, { reason: '某' }))]).toEqual([what, 'NOT_FOUND']);
  }
  expect((await desk('open', dispatcher.client)).rows[0]).toMatchObject({
    id: first,
    name: '王volunteer',
    services: 2,
  });
  const there = await makeWorld(server, '134102');
  expect(await codeOf(does(there.people.countyAdmin.client, 'notice', first))).toBe('NOT_FOUND');
  expect((await desk('open', there.people.countyAdmin.client)).counts).toEqual({ open: 0, issued: 0, ended: 0 });
  expect(await codeOf(there.people.countyAdmin.client.get('sidanCertificates:desk', { regionCode: '134101' }))).toBe(
    'NOT_ALLOWED',
  );
  expect((await there.people.volunteer.client.get<Page<unknown>>('sidanCertificates:notices')).count).toBe(0);
  expect((await server.anonymous().request('GET', 'sidanCertificates:notices')).status).toBe(401);
  expect((await server.anonymous().request('GET', 'sidanCertificates:list')).status).toBe(401);
}, 120_000);

test('before it is issued it is made known for seven whole days; issuing before that is refused and says when', async () => {
  expect((await refusalOf(does(admin, 'issue', first)))?.errors[0]).toMatchObject({
    code: 'CERTIFICATE_NOTICE_FIRST',
    message: '出具前须先公示 7 天。',
  });
  await does(admin, 'notice', first);
  expect(await codeOf(does(admin, 'notice', first))).toBe('CERTIFICATE_STATE');
  const { rows } = await world.people.leaderTwo.client.get<Page<CertificateNotice>>('sidanCertificates:notices');
  const { number } = (await mine()).rows[0]!;
  expect(rows).toEqual([
    { id: first, number, name: '王*********', from: PERIOD.from, to: PERIOD.to, minutes: 390, until: '2026-04-09' },
  ]);
  expect(await codeOf(world.people.resident.client.get('sidanCertificates:notices'))).toBe('NOT_ALLOWED');
  for (const at of ['2026-04-02T09:00:00+08:00', '2026-04-09T23:59:59+08:00']) {
    await stand(at);
    expect((await refusalOf(does(admin, 'issue', first)))?.errors[0]).toMatchObject({
      code: 'CERTIFICATE_NOTICE_RUNS',
      message: '公示尚未期满，2026-04-10 起可以出具。',
    });
  }
  expect((await desk()).rows[0]).toMatchObject({ issuable: false, toNotice: false });
});

test('an objection holds it up until the centre has answered; who objected is told to the centre only', async () => {
  const { leaderTwo, resident } = world.people;
  expect(await codeOf(does(resident.client, 'object', first, { reason: '没来' }))).toBe('NOT_FOUND');
  expect(await codeOf(does(leaderTwo.client, 'object', first, { reason: ' ' }))).toBe('INVALID_DATA');
  await does(leaderTwo.client, 'object', first, { reason: '3 月 31 日未见到本人' });
  await stand('2026-04-10T00:00:00+08:00');
  expect(await codeOf(does(admin, 'issue', first))).toBe('CERTIFICATE_OBJECTED');
  const [found] = (await desk()).rows;
  expect(found).toMatchObject({ issuable: false, objections: [{ by: '王leaderTwo', reason: '3 月 31 日未见到本人' }] });
  expect(JSON.stringify(await mine())).not.toContain('leaderTwo');
  expect(JSON.stringify(await sheet(first))).not.toContain('leaderTwo');
  const objectionId = found!.objections[0]!.id;
  expect(await codeOf(does(admin, 'answer', first, { objectionId: first, answer: '属实' }))).toBe('NOT_FOUND');
  await does(admin, 'answer', first, { objectionId, answer: '核对签到，情况属实' });
  expect(await codeOf(does(admin, 'answer', first, { objectionId, answer: '再次' }))).toBe('NOT_FOUND');
  expect((await desk()).rows[0]).toMatchObject({ issuable: true, objections: [{ answer: '核对签到，情况属实' }] });
});

test('nobody answers for it: refused; records that have changed since: refused', async () => {
  expect(await codeOf(does(admin, 'issue', first))).toBe('CERTIFICATE_ISSUER');
  const settings = { principal: '李主任', handler: '', contact: '0317-2222222', noticeDays: 7 };
  expect(await codeOf(world.people.dispatcher.client.post('sidanCertificates:settings', settings))).toBe('NOT_ALLOWED');
  const wrong = await refusalOf(admin.post('sidanCertificates:settings', { principal: '', noticeDays: 61 }));
  const { problems } = wrong!.errors[0]!.params as { problems: { field: string; code: string }[] };
  expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'principal REQUIRED',
    'contact REQUIRED',
    'noticeDays NOTICE_DAYS',
  ]);
  const { settings: kept } = await admin.post<CertificateDesk>('sidanCertificates:settings', settings);
  expect(kept).toEqual(settings);
  await sql.query('update "sidanAttendances" set "minutes" = 30 where "orderId" = $1', [confirmed]);
  expect(await codeOf(does(admin, 'issue', first))).toBe('CERTIFICATE_CHANGED');
  await sql.query('update "sidanAttendances" set "minutes" = 120 where "orderId" = $1', [confirmed]);
});

let number: string;
let token: string;

test('issued: sealed, told to its person, and checked by anybody who holds it', async () => {
  const { id: personId } = await world.root.get<{ id: string }>('sidanPeople:get', {
    filterByTk: world.people.volunteer.personId,
  });
  await world.root.post(`sidanPeople:update?filterByTk=${personId}`, { idNo: ID_NO });
  // The third one was confirmed by its clock meanwhile: it stays for the next certificate.
  const { minutes } = await eventually(async () => {
    const preview = await volunteer.get<CertificatePreview>('sidanCertificates:preview', PERIOD);
    return preview.minutes > 390 && preview;
  }, 30_000);
  expect(minutes).toBe(450);
  await does(admin, 'issue', first, { remarks: '用于评优' });
  expect(await codeOf(does(admin, 'issue', first))).toBe('CERTIFICATE_STATE');
  expect(await codeOf(does(volunteer, 'withdraw', first))).toBe('CERTIFICATE_STATE');
  const found = await sheet(first);
  expect(found).toMatchObject({
    state: 'issued',
    content: {
      holder: { name: '王volunteer', document: '1101**********1110', documentInFull: false },
      minutes: 390,
      issuer: { name: '测试县134101新时代文明实践中心', principal: '李主任', contact: '0317-2222222' },
      issuedOn: '2026-04-10',
      remarks: '用于评优',
    },
  });
  // Who issued it, where nobody else is named.
  expect(found.content.issuer!.handler).toBe('134101-countyAdmin');
  ({ number } = found.content);
  token = found.token!;
  expect(token).toMatch(/^[2-9A-Z]{16}$/);
  expect((await sheet(first, admin)).token).toBe(token);
  await eventually(async () => (await told('您的服务记录证明已出具')).length > 0, 30_000);
  expect(await told('您的服务记录证明已出具')).toEqual(['volunteer']);
  expect((await volunteer.get<Page<unknown>>('sidanCertificates:notices')).count).toBe(0);
  const answer = await check(number, token);
  expect(answer).toEqual({
    result: 'valid',
    number,
    name: '王*********',
    from: PERIOD.from,
    to: PERIOD.to,
    minutes: 390,
    services: 2,
    issuer: '测试县134101新时代文明实践中心',
    issuedOn: '2026-04-10',
  });
  // As people type it.
  expect(await check(` ${number.toLowerCase()} `, `${token.slice(0, 4)}-${token.slice(4)}`.toLowerCase())).toEqual(
    answer,
  );
});

test('a wrong number and a wrong token are answered alike, and anything else', async () => {
  const other = `${number.slice(0, -1)}${number.endsWith('2') ? '3' : '2'}`;
  const forged = `${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`;
  for (const [one, mark] of [
    [other, token],
    [number, forged],
    [number, ''],
    [number, undefined],
    [undefined, token],
    ["134101-2026-'OR 1=1", token],
    [number, { length: 16 } as unknown as string],
  ] as const)
    expect(await check(one, mark)).toEqual(NONE);
});

test.each<[string, string, string]>([
  [
    'its hours',
    `"content" = jsonb_set("content", '{minutes}', '39000')`,
    `"content" = jsonb_set("content", '{minutes}', '390')`,
  ],
  [
    'its name',
    `"content" = jsonb_set("content", '{holder,name}', '"李四"')`,
    `"content" = jsonb_set("content", '{holder,name}', '"王volunteer"')`,
  ],
  ['its person', `"personId" = gen_random_uuid()`, ''],
  ['its state', `"state" = 'revoked'`, `"state" = 'issued'`],
  ['its seal', `"digest" = null`, ''],
])('a row of which %s was changed by hand is no certificate', async (_what, change, back) => {
  const [row] = await sql.query<{ personId: string; digest: string }>(
    'select "personId", "digest" from "sidanCertificates" where "id" = $1',
    [first],
  );
  await sql.query(`update "sidanCertificates" set ${change} where "id" = $1`, [first]);
  expect(await check(number, token)).toEqual({ result: 'changed' });
  if (!change.includes('personId')) expect(await codeOf(sheet(first))).toBe('CERTIFICATE_BROKEN');
  if (back) await sql.query(`update "sidanCertificates" set ${back} where "id" = $1`, [first]);
  await sql.query('update "sidanCertificates" set "personId" = $2, "digest" = $3 where "id" = $1', [
    first,
    row!.personId,
    row!.digest,
  ]);
  expect((await check(number, token)).result).toBe('valid');
});

test('revoked with a reason: its check says so, and nobody puts it back into force by hand', async () => {
  expect(await codeOf(does(admin, 'revoke', first, {}))).toBe('INVALID_DATA');
  await does(admin, 'revoke', first, { reason: '记录有误' });
  expect(await check(number, token)).toMatchObject({ result: 'revoked', minutes: 390, revokedOn: '2026-04-10' });
  expect(JSON.stringify(await check(number, token))).not.toContain('记录有误');
  expect((await mine()).rows[0]).toMatchObject({ state: 'revoked', reason: '记录有误' });
  expect((await sheet(first)).token).toBeUndefined();
  await sql.query(`update "sidanCertificates" set "state" = 'issued', "revokedAt" = null where "id" = $1`, [first]);
  expect(await check(number, token)).toEqual({ result: 'changed' });
  await sql.query(`update "sidanCertificates" set "state" = 'revoked', "revokedAt" = now() where "id" = $1`, [first]);
});

test('the identity number in full stands for its holder only, and is kept encrypted', async () => {
  await admin.post('sidanCertificates:settings', {
    principal: '李主任',
    handler: '赵经办',
    contact: '0317-2222222',
    noticeDays: 0,
  });
  const { id } = await ask(volunteer, { ...PERIOD, documentInFull: true });
  expect((await desk()).rows[0]).toMatchObject({ toNotice: false, issuable: true });
  expect(await codeOf(does(admin, 'notice', id))).toBe('CERTIFICATE_NO_NOTICE');
  await does(world.people.dispatcher.client, 'issue', id);
  expect((await sheet(id)).content.holder.document).toBe(ID_NO);
  expect((await sheet(id)).content.issuer!.handler).toBe('赵经办');
  expect((await sheet(id, admin)).content.holder.document).toBe('1101**********1110');
  const [row] = await sql.query<{ row: string }>('select c::text as row from "sidanCertificates" c where "id" = $1', [
    id,
  ]);
  expect(row!.row).not.toContain(ID_NO);
  const { rows } = await world.root
    .get<{ rows?: Record<string, unknown>[] } & Record<string, unknown>[]>('sidanCertificates:list')
    .then((found) => ({ rows: (found.rows ?? found) as Record<string, unknown>[] }));
  expect(Object.keys(rows[0]!)).toEqual(expect.arrayContaining(['number', 'state']));
  for (const hidden of ['content', 'digest', 'documentCipher', 'story', 'objections'])
    expect(rows[0]).not.toHaveProperty(hidden);
  const answer = await check((await sheet(id)).content.number, (await sheet(id)).token);
  expect(answer.result).toBe('valid');
  expect(JSON.stringify(answer)).not.toMatch(/1101|volunteer/);
});

test('refused with a reason, or taken back: then another can be asked for; a notice that was taken back is over for everybody', async () => {
  await stand('2026-04-10T10:00:00+08:00');
  const { id: refused } = await ask(volunteer);
  expect(await codeOf(does(admin, 'refuse', refused, {}))).toBe('INVALID_DATA');
  await does(admin, 'refuse', refused, { reason: '请补充材料' });
  expect((await mine()).rows[0]).toMatchObject({ state: 'refused', reason: '请补充材料', canWithdraw: false });
  await stand('2026-04-10T11:00:00+08:00');
  await admin.post('sidanCertificates:settings', { principal: '李主任', contact: '1', noticeDays: 3 });
  const { id } = await ask(volunteer);
  await does(admin, 'notice', id);
  expect((await mine()).rows[0]).toMatchObject({ state: 'noticed', noticeEndsAt: '2026-04-13T16:00:00.000Z' });
  const line = (await mine()).rows[0]!;
  expect(await codeOf(does(world.people.leader.client, 'withdraw', id))).toBe('NOT_FOUND');
  await does(volunteer, 'withdraw', id);
  expect((await volunteer.get<Page<unknown>>('sidanCertificates:notices')).count).toBe(0);
  await stand('2026-04-14T09:00:00+08:00');
  // That its notice would be over now is told to nobody.
  await eventually(
    async () =>
      (
        await sql.query(
          `select 1 from "sidanOutbox" where "template" = 'certificateDue' and "payload"->>'certificateId' = $1 and "state" = 'done'`,
          [id],
        )
      ).length > 0,
    30_000,
  );
  expect(await told(`证明公示期满：${line.number}`)).toEqual([]);
  expect((await desk('ended')).counts).toEqual({ open: 0, issued: 1, ended: 3 });
  const story = (await desk('ended')).rows.find((row) => row.id === first)!.story;
  const words = story.map((one) => one.words).join(' ');
  expect(words).toBe('申请 审核通过，开始公示 提出异议 答复异议 出具 撤销');
});
