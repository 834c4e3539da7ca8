/** 代点 of a service that is paid: what it would cost is told at the window, for whoever pays; it is held as if they had placed it themselves. By the rules of 杭州西湖. */
import type { IntakeQuote, OrderAnswer, OrderDetail, Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf, type Client } from '../../support/api';
import { installDocument, namedApart } from '../../support/documents/install';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { makeFamily } from '../../support/timeBank';
import { makeUser, makeWorld, somePhone, type Somebody, type World } from '../../support/world';

type Sent = Record<string, unknown>;
interface Caller extends Somebody {
  name: string;
  phone: string;
}

let server: SharedServer;
let sql: Sql;
let world: World;
let clerk: Client;
let son: Caller;
let mother: Caller;
let far: Caller;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135301');
  const pack = '08-xihu-time-bank';
  await installDocument(world, sql, pack, undefined, namedApart(pack, world.regionCode, 'window'));
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'case' },
  });
  clerk = world.people.dispatcher.client;
  son = await caller('son', world.towns[0]);
  mother = await caller('mother', world.towns[0]);
  far = await caller('far', world.towns[1]);
  for (const { client } of [son, far]) await client.post('sidanPortal:volunteer', { consent: true });
  await makeFamily(world, [
    [son.personId, 'head'],
    [mother.personId, 'parent'],
  ]);
}, 600_000);

afterAll(async () => {
  await sql?.end();
});

/** Somebody whose telephone number is known to the test. */
async function caller(part: string, townCode: string): Promise<Caller> {
  const user = await makeUser(server, world.root, `${world.regionCode}-${part}`);
  const named = { name: `赵${part}`, phone: somePhone() };
  const me = await user.client.post<{ person: { id: string } }>(`sidanPortal:join?regionCode=${world.regionCode}`, {
    ...{ ...named, townCode, address: '幸福路1号', consent: true },
  });
  return { ...user, ...named, personId: me.person.id };
}

const told = ({ name, phone }: Caller) => ({ name, phone });
const NEWCOMER = { name: '新来的', phone: '19900009999' };

let houses = 0;
const sheet = (more: Sent = {}): Sent => ({
  regionCode: world.regionCode,
  serviceItemId: world.items.plain,
  channel: 'clerk',
  requester: told(son),
  consent: 'spoken',
  isAnother: true,
  values: { townCode: world.towns[0], address: `新区${++houses}号` },
  ...more,
});
const quote = (more: Sent = {}, who = clerk) => who.post<IntakeQuote>('sidanIntake:quote', sheet(more));
const place = async (more: Sent = {}) => (await clerk.post<OrderAnswer>('sidanIntake:place', sheet(more))).order.id;
const wallet = ({ client }: Somebody) =>
  client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode, asset: 'time' });
const payingOf = async (id: string) =>
  (
    await sql.query(
      `select "payerId", "payFor", "beneficiaryId", "payMinutes"::int as "payMinutes" from "sidanOrders" where "id" = $1`,
      [id],
    )
  )[0];

it('what it would cost who asks, and whom their household has besides', async () => {
  const family = [{ personId: mother.personId, name: mother.name, relation: '父母' }];
  expect(await quote()).toEqual({
    family,
    payment: {
      ...{ required: false, byTime: false, minutes: 60, people: 1, assetName: '时间币', unit: '枚' },
      ...{ payerName: son.name, balance: 5, expected: 1, reasons: [] },
    },
  });
  expect((await quote({ payment: { minutes: 90 } })).payment).toMatchObject({ minutes: 90 });
  // A service that is not paid; and nobody named yet.
  expect(await quote({ serviceItemId: world.items.reviewed })).toEqual({ family });
  const { payment } = await quote({ requester: { name: '' } });
  expect(payment).toEqual({
    ...{ required: false, byTime: false, minutes: 60, people: 1, assetName: '时间币', unit: '枚', reasons: [] },
  });
});

it('of somebody who is helped the price is told of whoever pays', async () => {
  const by = (payer: string, more: Sent) => quote({ payment: { by: payer }, ...more }).then(({ payment }) => payment!);
  const family = { beneficiaryId: mother.personId };
  expect(await by('requester', family)).toMatchObject({ payerName: son.name, balance: 5, expected: 1, reasons: [] });
  // She has nothing of her own, and the rules are for volunteers.
  expect(await by('beneficiary', family)).toMatchObject({
    ...{ payerName: mother.name, balance: 0, reasons: [expect.stringContaining('没有规定')] },
  });
  const other = { beneficiary: NEWCOMER };
  expect(await by('requester', other)).toMatchObject({ reasons: [expect.stringContaining('家庭成员')] });
  expect(await by('beneficiary', other)).toMatchObject({ payerName: NEWCOMER.name, balance: 0 });
  // Nobody was made by asking.
  expect(
    await sql.query(`select 1 from "sidanPeople" where "regionCode" = $1 and "name" = $2`, [
      world.regionCode,
      NEWCOMER.name,
    ]),
  ).toEqual([]);
});

it('of people outside one’s own area nothing is told but what the service says', async () => {
  expect((await quote({ requester: told(far) })).payment).toMatchObject({ balance: 5 });
  const { siteManager, resident } = world.people;
  const { payment, family } = await quote({ requester: told(far) }, siteManager.client);
  expect(family).toBeUndefined();
  expect(payment).toEqual({
    ...{ required: false, byTime: false, minutes: 60, people: 1, assetName: '时间币', unit: '枚' },
    ...{ payerName: far.name, reasons: [] },
  });
  expect(await refusalOf(quote({}, resident.client))).toMatchObject({ code: 'NOT_ALLOWED' });
});

it('paid for somebody of the household: held on the account of who asks, once for a key', async () => {
  const request = sheet({
    ...{ beneficiaryId: mother.personId, payment: { minutes: 90, by: 'requester' } },
    idempotencyKey: `clerk-pays-${world.regionCode}`,
  });
  const send = async () => (await clerk.post<OrderAnswer>('sidanIntake:place', request)).order.id;
  const id = await send();
  expect(await send()).toBe(id);
  expect(await payingOf(id)).toEqual({
    ...{ payerId: son.personId, payFor: 'family', beneficiaryId: mother.personId, payMinutes: 90 },
  });
  expect(await wallet(son)).toMatchObject({ balance: 4, held: 1 });
  const shown = await clerk.get<OrderDetail>('sidanOrders:detail', { filterByTk: id });
  expect(shown).toMatchObject({ beneficiaryName: mother.name, payment: { state: 'held', expected: 1 } });
  await clerk.order('cancel', id, { reason: '不需要了' });
  expect(await wallet(son)).toMatchObject({ balance: 5, held: 0 });
});

it('what the rules do not allow is refused, and nothing is placed: neither by a claim nor for a stranger', async () => {
  const codeOf = async (more: Sent) => (await refusalOf(place(more)))?.code;
  expect(await codeOf({ beneficiaryId: far.personId })).toBe('BENEFICIARY_UNKNOWN');
  expect(await codeOf({ beneficiaryId: 'perhaps' })).toBe('INVALID_DATA');
  expect(await codeOf({ payment: { by: 'nobody' } })).toBe('INVALID_DATA');
  expect(await codeOf({ payment: { minutes: 'long' } })).toBe('INVALID_DATA');
  expect(await codeOf({ beneficiary: NEWCOMER, payment: { by: 'requester' } })).toBe('PAY_FAMILY_ONLY');
  expect(await codeOf({ beneficiaryId: mother.personId, payment: {} })).toBe('PAY_NO_RULE');
  expect(
    await sql.query(`select 1 from "sidanPeople" where "regionCode" = $1 and "name" = $2`, [
      world.regionCode,
      NEWCOMER.name,
    ]),
  ).toEqual([]);
  expect(await wallet(son)).toMatchObject({ balance: 5, held: 0 });
});

it('a service that has to be paid is, whether the sheet says so or not; one that need not be costs nothing', async () => {
  const free = await place();
  expect(await payingOf(free)).toMatchObject({ payerId: null });
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { payment: 'required' });
  expect((await quote()).payment).toMatchObject({ required: true });
  const paid = await place();
  expect(await payingOf(paid)).toMatchObject({ payerId: son.personId, payFor: 'self' });
  expect(await wallet(son)).toMatchObject({ balance: 4, held: 1 });
  for (const id of [free, paid]) await clerk.order('cancel', id, { reason: '不需要了' });
});
