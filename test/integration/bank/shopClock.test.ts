import type { ShopView } from '@sidan/plugin-sidan/api';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import { eventually, openSql, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, quantityOf, request, type Shop } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** What lies uncollected goes back by itself, once, on two nodes whose clock is moved; a limit ends with its window. */
let moved: MovedServer;
let sql: Sql;
let world: World;
let shop: Shop;
let book: ReturnType<typeof bookOf>;

beforeAll(async () => {
  moved = await startMovedServer();
  sql = await openSql(moved.server);
  world = await makeWorld(moved.server, '134303');
  shop = await makeShop(world);
  book = bookOf(sql);
  await moved.server.join();
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const balance = () => book.balance(world.regionCode, world.people.volunteer.personId);
const stateOf = async (id: string) =>
  (await sql.query<{ state: string }>('select "state" from "sidanRedemptions" where "id" = $1', [id]))[0]!.state;
const told = async (template: string) =>
  (
    await sql.query<{ n: number }>(
      `select count(*)::int as n from "sidanOutbox" where "regionCode" = $1 and "template" = $2 and "state" = 'done'`,
      [world.regionCode, template],
    )
  )[0]!.n;

test('uncollected: warned, then the points and the goods are back, and whose it was is told, once', async () => {
  const { volunteer, siteManager } = world.people;
  moved.stand('2026-03-02T09:00:00+08:00');
  await sql.query('select 1');
  await book.give(world.regionCode, volunteer.personId, 500);
  const kept = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  const left = await request(volunteer.client, shop.rewards.rice, shop.outlets.site, { quantity: 2 });
  expect(left.dueAt).toBe('2026-04-01T01:00:00.000Z');
  expect(await balance()).toBe(380);
  moved.stand('2026-03-30T09:00:00+08:00');
  await eventually(async () => (await told('clockWarning')) === 2, 60_000);
  await act(siteManager.client, 'collect', kept.id, { code: kept.code });
  moved.stand('2026-04-02T09:00:00+08:00');
  await eventually(async () => (await stateOf(left.id)) === 'expired', 60_000);
  await eventually(async () => (await told('redemptionExpired')) === 1, 60_000);
  expect(await balance()).toBe(480);
  expect(await quantityOf(sql, shop.stocks.site.rice)).toBe(10);
  expect(await stateOf(kept.id)).toBe('returnable');
  const view = await volunteer.client.get<ShopView>('sidanShop:goods');
  expect(view).toMatchObject({ balance: 480, held: 0 });
  // What was handed over can be returned for a week, and then no more.
  moved.stand('2026-04-20T09:00:00+08:00');
  await eventually(async () => (await stateOf(kept.id)) === 'collected', 60_000);
  const fired = await sql.query<{ name: string }>(
    `select "name" from "sidanTimers" where "subjectKind" = 'redemption' and "regionCode" = $1 and "state" = 'pending'`,
    [world.regionCode],
  );
  expect(fired).toEqual([]);
  expect(await book.verify(world.regionCode)).toEqual([]);
}, 300_000);

test('a limit is counted in the county’s own month', async () => {
  const { volunteer } = world.people;
  moved.stand('2026-05-31T23:30:00+08:00');
  await request(volunteer.client, shop.rewards.rice, shop.outlets.merchant, { quantity: 2 });
  const full = await volunteer.client.get<ShopView>('sidanShop:goods');
  expect(full.rewards.find(({ name }) => name === '大米')).toMatchObject({ mayHave: false, limit: { used: 2 } });
  moved.stand('2026-06-01T00:10:00+08:00');
  const again = await volunteer.client.get<ShopView>('sidanShop:goods');
  expect(again.rewards.find(({ name }) => name === '大米')).toMatchObject({ mayHave: true, limit: { used: 0 } });
});
