import type { MySettlements, SettlementDesk, SettlementLine, SettlementSheet } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { act, bookOf, makeShop, request, type Shop } from '../../support/shop';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { makeWorld, type World } from '../../support/world';

/** 商户结算单: each redemption stands on one list, what is brought back later on the next, and a list is confirmed and paid once. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;
/** The two months before this one, `YYYY-MM`. */
let last: string;
let before: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134902');
  shop = await makeShop(world);
  const [months] = await sql.query<{ last: string; before: string }>(
    `select to_char(m - interval '1 month', 'YYYY-MM') as last, to_char(m - interval '2 months', 'YYYY-MM') as before from (select now() at time zone 'Asia/Shanghai' as m) x`,
  );
  ({ last, before } = months!);
  await bookOf(sql).give(world.regionCode, world.people.volunteer.personId, 500);
}, 600_000);

afterAll(() => sql?.end());

const admin = () => world.people.countyAdmin.client;
const merchant = () => world.people.merchant.client;
const desk = () => admin().get<SettlementDesk>('sidanSettlements:desk', { regionCode: world.regionCode });
const make = (month: string) =>
  admin().post<SettlementDesk>('sidanSettlements:make', { regionCode: world.regionCode, month });

/** Handed over at the merchant on a day of a month. */
async function collected(month: string): Promise<string> {
  const { volunteer } = world.people;
  const one = await request(volunteer.client, shop.rewards.soap, shop.outlets.merchant);
  await act(merchant(), 'collect', one.id, { code: one.code });
  await sql.query(`update "sidanRedemptions" set "collectedAt" = $2::timestamptz where "id" = $1`, [
    one.id,
    `${month}-10T10:00:00+08:00`,
  ]);
  return one.id;
}

test('a list is made once for a month and merchant, of what was collected up to its end', async () => {
  await collected(before);
  const second = await collected(before);
  await collected(last);
  // Handed over this month, and at a site of the county's own: neither is the merchant's last month.
  const { volunteer, siteManager } = world.people;
  const own = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  await act(siteManager.client, 'collect', own.id, { code: own.code });
  expect(await refusalOf(make('2999-01'))).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  // Before there is a list, the merchant sees what it would come to.
  const open = async (client = merchant()) => (await client.get<MySettlements>('sidanSettlements:mine')).open;
  const seen = { outletName: '惠民粮油店', returnedCount: 0, returned: 0 };
  expect(await open()).toMatchObject([{ ...seen, collectedCount: 3, collected: 60, fen: 3000 }]);
  expect(await open(siteManager.client)).toEqual([]);
  const [one, two] = await Promise.all([make(before), make(before)]);
  for (const { rows } of [one, two]) expect(rows.length).toBeLessThanOrEqual(1);
  const { rows, waiting } = await desk();
  expect(rows).toMatchObject([
    {
      month: before,
      state: 'made',
      collectedCount: 2,
      collected: 40,
      returnedCount: 0,
      fenPerHundred: 5000,
      fen: 2000,
    },
  ]);
  expect(waiting).toMatchObject([{ outletName: '惠民粮油店', count: 1, priced: true }]);
  expect(await open()).toMatchObject([{ ...seen, collectedCount: 1, collected: 20, fen: 1000 }]);

  // Brought back after the list: the next one has it.
  await act(merchant(), 'return', second, { reason: '破损' });
  await sql.query(`update "sidanRedemptions" set "closedAt" = $2::timestamptz where "id" = $1`, [
    second,
    `${last}-12T10:00:00+08:00`,
  ]);
  const refund = Number(
    (await sql.query<{ refund: string }>(`select "refund" from "sidanRedemptions" where "id" = $1`, [second]))[0]!
      .refund,
  );
  const after = await make(last);
  expect(after.rows).toMatchObject([
    { month: last, collectedCount: 1, collected: 20, returnedCount: 1, returned: refund, fen: (20 - refund) * 50 },
    { month: before, collectedCount: 2, fen: 2000 },
  ]);
  expect(after.waiting).toEqual([]);
  expect((await make(last)).rows).toEqual(after.rows);
  const sheet = await admin().get<SettlementSheet>('sidanSettlements:sheet', { filterByTk: after.rows[0]!.id });
  expect(sheet.rows).toMatchObject([
    { kind: 'collected', amount: 20 },
    { kind: 'returned', amount: -refund },
  ]);
});

test('the merchant confirms, the county pays, each once and in this order', async () => {
  const { stranger, dispatcher } = world.people;
  const { rows } = await merchant().get<MySettlements>('sidanSettlements:mine');
  expect(rows.map(({ month }) => month)).toEqual([last, before]);
  expect((await stranger.client.get<MySettlements>('sidanSettlements:mine')).rows).toEqual([]);
  const { id } = rows[1]!;
  const pay = (values: object) => admin().post<SettlementLine>(`sidanSettlements:pay?filterByTk=${id}`, values);
  const confirm = (client: World['root']) =>
    client.post<SettlementLine>(`sidanSettlements:confirm?filterByTk=${id}`, {});
  const paid = { paidOn: `${last}-20`, reference: 'ZF-0001' };
  expect(await refusalOf(pay(paid))).toMatchObject({ status: 409, code: 'SETTLEMENT_STATE' });
  expect(await refusalOf(confirm(admin()))).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await refusalOf(confirm(dispatcher.client))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await confirm(merchant())).toMatchObject({ state: 'confirmed' });
  expect(await refusalOf(confirm(merchant()))).toMatchObject({ code: 'SETTLEMENT_STATE' });
  expect(await refusalOf(pay({ paidOn: '2999-01-01', reference: '' }))).toMatchObject({ code: 'INVALID_DATA' });
  expect(await refusalOf(merchant().post(`sidanSettlements:pay?filterByTk=${id}`, paid))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  expect(await pay(paid)).toMatchObject({ state: 'paid', ...paid });
  expect(await refusalOf(pay(paid))).toMatchObject({ code: 'SETTLEMENT_STATE' });
  const answer = await fetch(`${server.url}/api/sidanSettlements:file?filterByTk=${id}`, {
    headers: { Authorization: `Bearer ${admin().token}` },
  });
  expect(answer.headers.get('content-type')).toContain('spreadsheetml');
});
