import type { Page, StockLine, StockLogLine } from '@sidan/plugin-sidan/api';
import { codeOf, refusalOf } from '../../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, quantityOf, request, type Shop } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** 库存流水：every change has its line, the lines sum to the stock, and the database lets nothing else be. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135102');
  shop = await makeShop(world);
  await bookOf(sql).give(world.regionCode, world.people.volunteer.personId, 2000);
}, 240_000);

afterAll(() => sql?.end());

const log = (id: string, more: Record<string, unknown> = {}) =>
  world.people.siteManager.client.get<Page<StockLogLine>>('sidanStocks:log', { filterByTk: id, pageSize: 50, ...more });

/** Stocks of the county that are not what their lines say, one after the other. */
const astray = () =>
  sql.query(
    `select s."id" from "sidanStocks" s
      where s."regionCode" = $1
        and (s."quantity" <> (select coalesce(sum(m."change"), 0) from "sidanStockMoves" m where m."regionCode" = $1 and m."stockId" = s."id")
          or exists (select 1 from (select m."seq", m."left", sum(m."change") over (order by m."seq") as sum, row_number() over (order by m."seq") as n
                                      from "sidanStockMoves" m where m."regionCode" = $1 and m."stockId" = s."id") l where l."left" <> l.sum or l."seq" <> l.n))`,
    [world.regionCode],
  );

test('put in, taken out, counted, redeemed, given back and returned: each with what was left, by whom, and why', async () => {
  const { volunteer, siteManager } = world.people;
  const at = { rewardId: shop.rewards.soap, outletId: shop.outlets.site };
  await siteManager.client.post<StockLine>('sidanStocks:adjust', { ...at, add: 30, note: '县财政采购' });
  await siteManager.client.post<StockLine>('sidanStocks:adjust', { ...at, add: -4, note: '破损报废' });
  const [first, second] = [
    await request(volunteer.client, at.rewardId, at.outletId, { quantity: 3 }),
    await request(volunteer.client, at.rewardId, at.outletId),
  ];
  await act(volunteer.client, 'cancel', first.id);
  await act(siteManager.client, 'collect', second.id, { code: second.code });
  await act(siteManager.client, 'return', second.id, { reason: '包装破损' });
  await siteManager.client.post<StockLine>('sidanStocks:adjust', { ...at, count: 35, note: '少一块，原因待查' });
  const before = await log(shop.stocks.site.soap);
  expect(before.rows.map(({ kindName, change, left }) => [kindName, change, left])).toEqual([
    ['盘点', -1, 35],
    ['退货', 1, 36],
    ['取消退回', 3, 35],
    ['兑换', -1, 32],
    ['兑换', -3, 33],
    ['出库', -4, 36],
    ['入库', 30, 40],
    ['盘点', 10, 10],
  ]);
  expect(before.rows[5]).toMatchObject({ note: '破损报废', by: expect.any(String) });
  expect(before.rows[4]).toMatchObject({ redemptionNo: first.redemptionNo });
  expect(before.rows[4]!.by).toBeUndefined();
  // Only from how many on it runs low: nothing has moved.
  await siteManager.client.post<StockLine>('sidanStocks:adjust', { ...at, lowAt: 3 });
  const second2 = await log(shop.stocks.site.soap, { page: 2, pageSize: 3 });
  expect(second2).toMatchObject({ count: 8, page: 2 });
  expect(second2.rows.map(({ seq }) => seq)).toEqual([5, 4, 3]);
  expect(await astray()).toEqual([]);
});

test('of many at once each has its own line, and none is skipped', async () => {
  const { volunteer } = world.people;
  const all = await Promise.all(
    Array.from({ length: 12 }, () => refusalOf(request(volunteer.client, shop.rewards.soap, shop.outlets.merchant))),
  );
  expect(all.filter((one) => one === undefined)).toHaveLength(10);
  const { rows } = await log(shop.stocks.merchant.soap);
  expect(rows.map(({ left }) => left)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await quantityOf(sql, shop.stocks.merchant.soap)).toBe(0);
  expect(await astray()).toEqual([]);
});

test('nobody writes past it, and it is for who keeps the stock', async () => {
  const { stranger, merchant, countyAdmin } = world.people;
  const id = shop.stocks.site.soap;
  const refused = async (statement: string) => {
    const failed = await sql.query(statement, [id]).catch((error: { code?: string }) => error);
    return (failed as { code?: string }).code;
  };
  expect(await refused('update "sidanStocks" set "quantity" = "quantity" + 5 where "id" = $1')).toBe('23001');
  expect(await refused('update "sidanStockMoves" set "change" = 1 where "stockId" = $1')).toBe('23001');
  expect(await refused('delete from "sidanStockMoves" where "stockId" = $1')).toBe('23001');
  const list = (who: typeof stranger) => who.client.get('sidanStocks:log', { filterByTk: id });
  expect(await codeOf(list(stranger))).toBe('NOT_FOUND');
  expect(await codeOf(list(merchant))).toBe('NOT_FOUND');
  const rows = await countyAdmin.client.get<{ id: string }[]>('sidanStockMoves:list', { filter: { stockId: id } });
  expect(rows.length).toBe(8);
  expect(await codeOf(countyAdmin.client.post(`sidanStockMoves:destroy?filterByTk=${rows[0]!.id}`, {}))).toBeDefined();
  expect(await astray()).toEqual([]);
});
