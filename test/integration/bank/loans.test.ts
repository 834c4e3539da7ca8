/** 借时间: a rule lets whoever has too little owe something for being served, and nothing else; what comes in pays first. By the rules of 杭州西湖, with a loan of three. */
import { randomUUID } from 'node:crypto';
import type {
  AccountPage,
  AccountTermsHistory,
  BankStatement,
  OrderForm,
  TransferQuote,
  Wallet,
} from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { installDocument } from '../../support/documents/install';
import { lending, LENDS, LENT } from '../../support/documents/lending';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf } from '../../support/shop';
import { makePerson, makeWorld, orderForm, type Somebody, type World } from '../../support/world';

let server: SharedServer;
let sql: Sql;
let world: World;
let old: Somebody;
let fundId: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135303');
  const { root, regionCode } = world;
  await installDocument(world, sql, LENDS, undefined, lending(regionCode, 'lending'));
  await root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'case' },
  });
  fundId = randomUUID();
  await root.post('sidanFunds:create', {
    ...{ id: fundId, regionCode, code: 'care', name: '公益时间基金', purpose: '用于独居老人' },
  });
  old = await makePerson(server, root, regionCode, 'old', world.towns[0]);
  await old.client.post('sidanPortal:volunteer', { consent: true });
}, 600_000);

afterAll(async () => {
  await sql?.end();
});

const wallet = (who = old) =>
  who.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode, asset: 'time' });
const form = async () =>
  (
    await old.client.get<OrderForm>('sidanPortal:form', {
      ...{ regionCode: world.regionCode, serviceItemId: world.items.plain },
    })
  ).payment!;
const place = async () => (await old.client.place(orderForm(world, { pay: true }))).order.id;
const cancel = (id: string) => old.client.order('cancel', id, { reason: '不需要了' });
const admin = () => world.people.countyAdmin.client;
const account = async () => {
  const found = await admin().get<AccountPage>('sidanBank:accounts', { regionCode: world.regionCode, search: '王old' });
  return found.rows.find(({ asset }) => asset === 'time')!;
};

const placed: string[] = [];

it('while there is enough nothing is lent', async () => {
  for (let n = 0; n < 5; n += 1) placed.push(await place());
  const { balance, held, owed } = await wallet();
  expect([balance, held, owed]).toEqual([0, 5, undefined]);
  expect((await account()).floor).toBe(0);
});

it('the form says what is lent, the book opens the account so far and no further, with the rule as the reason', async () => {
  expect(await form()).toMatchObject({ balance: 0, expected: 1, borrowed: 1, reasons: [] });
  placed.push(await place());
  const { balance, owed, terms } = await wallet();
  expect([balance, owed, terms]).toEqual([-1, 1, undefined]);
  const line = await account();
  expect(line).toMatchObject({ balance: -1, floor: -1, reason: expect.stringContaining('每次受助减 1 枚') });
  const { rows } = await admin().get<AccountTermsHistory>(`sidanBank:terms?filterByTk=${line.id}`, {
    regionCode: world.regionCode,
  });
  expect(rows).toMatchObject([{ by: '按规则', floor: -1 }]);
  const [decision] = await sql.query<{ steps: { op: string }[] }>(
    `select "outcome"->'steps' as steps from "sidanDecisions" where "regionCode" = $1 and "kind" = 'redeem' order by "createdAt" desc limit 1`,
    [world.regionCode],
  );
  expect(decision!.steps.at(-1)).toEqual({ op: 'borrow', max: LENT, owed: 1, result: 1 });
});

it('of several at once no more than the rule lends is owed', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 5 }, place));
  const done = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  placed.push(...done);
  // One after the other: each is priced by what the one before has left, and told so by the rule.
  expect(done).toHaveLength(LENT - 1);
  for (const answer of answers)
    if (answer.status === 'rejected')
      expect(await refusalOf(Promise.reject(answer.reason))).toMatchObject({ code: 'REDEEM_REFUSED' });
  expect((await wallet()).balance).toBe(-LENT);
  expect((await form()).reasons).toEqual([expect.stringContaining('最多可欠时间币 3 枚')]);
  expect(await refusalOf(place())).toMatchObject({ code: 'REDEEM_REFUSED' });
  expect(await account()).toMatchObject({ balance: -LENT, floor: -LENT });
});

it('who owes gives nothing away, and the bank says what is owed', async () => {
  const gift = { purpose: 'donate', asset: 'time', amount: 1, fundId };
  const { reasons } = await old.client.post<TransferQuote>('sidanTransfers:preview', gift);
  expect(reasons).toEqual([expect.stringContaining('尚欠时间币 3 枚')]);
  expect(await refusalOf(old.client.post('sidanTransfers:give', gift))).toMatchObject({ code: 'REDEEM_REFUSED' });
  const { assets } = await admin().get<BankStatement>('sidanBank:statement', { regionCode: world.regionCode });
  expect(assets.find(({ asset }) => asset === 'time')).toMatchObject({
    owed: { amount: 3, accounts: 1 },
    balanced: true,
  });
  const file = await fetch(`${server.url}/api/sidanBank:export?regionCode=${world.regionCode}&format=csv`, {
    headers: { Authorization: `Bearer ${admin().token}`, 'X-Locale': 'zh-CN' },
  });
  expect(await file.text()).toContain('目前有 1 个账户尚欠，共 3 枚');
});

it('who leaves the volunteers owes what they owed', async () => {
  const [row] = await sql.query<{ id: string }>(`select id from "sidanVolunteers" where "personId" = $1`, [
    old.personId,
  ]);
  const become = (status: string) => world.root.post(`sidanVolunteers:update?filterByTk=${row!.id}`, { status });
  await become('left');
  expect(await wallet()).toMatchObject({ balance: -LENT, owed: LENT });
  const { assets } = await admin().get<BankStatement>('sidanBank:statement', { regionCode: world.regionCode });
  expect(assets.find(({ asset }) => asset === 'time')).toMatchObject({ owed: { amount: LENT, accounts: 1 } });
  await become('active');
});

it('what comes in pays first; what was lent for being served is not there for anything else afterwards', async () => {
  for (let n = 0; n < LENT; n += 1) await cancel(placed.pop()!);
  const { balance, owed } = await wallet();
  expect([balance, owed]).toEqual([0, undefined]);
  // The account could still go below zero, and the rule for gifts does not look at the balance.
  expect((await account()).floor).toBe(-LENT);
  const gift = { purpose: 'donate', asset: 'time', amount: 1, fundId };
  expect(await refusalOf(old.client.post('sidanTransfers:give', gift))).toMatchObject({ code: 'REDEEM_REFUSED' });
  await cancel(placed.pop()!);
  await old.client.post('sidanTransfers:give', gift);
  expect((await wallet()).balance).toBe(0);
});

it('of gifts and orders at once none is given on what is lent', async () => {
  await cancel(placed.pop()!);
  const gift = { purpose: 'donate', asset: 'time', amount: 1, fundId };
  const give = () => old.client.post('sidanTransfers:give', gift);
  const [order, ...gifts] = await Promise.allSettled([place(), give(), give(), give()]);
  const given = gifts.filter(({ status }) => status === 'fulfilled').length;
  for (const one of gifts)
    if (one.status === 'rejected')
      expect(await refusalOf(Promise.reject(one.reason))).toMatchObject({ code: 'REDEEM_REFUSED' });
  expect(order!.status).toBe('fulfilled');
  // The order may come first: then nothing is left to give.
  expect(given).toBeLessThanOrEqual(1);
  expect((await wallet()).balance).toBe(0 - given);
});

it('who was served for longer than was expected owes no more than the rule lends', async () => {
  const long = await makePerson(server, world.root, world.regionCode, 'long', world.towns[0]);
  await long.client.post('sidanPortal:volunteer', { consent: true });
  const asked = async () => (await long.client.place(orderForm(world, { pay: true }))).order.id;
  const id = await asked();
  for (let n = 0; n < 4; n += 1) await asked();
  expect(await wallet(long)).toMatchObject({ balance: 0, held: 5 });
  const { dispatcher, leader, volunteer } = world.people;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  await volunteer.client.order('start', id);
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '10 hours' where "orderId" = $1 and "checkOutAt" is null`,
    [id],
  );
  await volunteer.client.order('finish', id, { report: '已完成' });
  await long.client.order('confirm', id);
  // One was held, and three are lent: of ten no more is taken.
  expect(await wallet(long)).toMatchObject({ balance: -LENT, owed: LENT, held: 4 });
  expect((await long.client.detail(id)).payment).toMatchObject({ state: 'taken', expected: 1, taken: 1 + LENT });
  expect(await bookOf(sql).verify(world.regionCode)).toEqual([]);
});
