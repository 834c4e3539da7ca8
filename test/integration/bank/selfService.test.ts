import { randomUUID } from 'node:crypto';
import type { CodeFound, RedemptionDetail, ShopView } from '@sidan/plugin-sidan/api';
import { codeOf } from '../../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, quantityOf, request, type Shop } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** 自助兑换、扫码兑换：asked for and taken out in one step where nobody stands at the counter; a machine with an account hands over for the code. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;
let book: ReturnType<typeof bookOf>;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135103');
  shop = await makeShop(world);
  book = bookOf(sql);
  await book.give(world.regionCode, world.people.volunteer.personId, 2000);
}, 240_000);

afterAll(() => sql?.end());

const balance = () => book.balance(world.regionCode, world.people.volunteer.personId);
const here = () => ({ rewardId: shop.rewards.soap, outletId: shop.outlets.site });

test('only where the outlet has self-service; refused, nothing is held and nothing is taken', async () => {
  const { volunteer } = world.people;
  const before = await balance();
  expect(await codeOf(request(volunteer.client, shop.rewards.soap, shop.outlets.site, { takeNow: true }))).toBe(
    'EVENT_NOT_ALLOWED',
  );
  const waiting = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  expect(waiting.allowed).toEqual(['cancel']);
  expect(await codeOf(act(volunteer.client, 'takeOut', waiting.id))).toBe('EVENT_NOT_ALLOWED');
  await act(volunteer.client, 'cancel', waiting.id);
  expect(await balance()).toBe(before);
  expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(10);
});

test('asked for and taken out at once, and once however often it is sent; what was asked for before is taken out too', async () => {
  const { volunteer, siteManager, dispatcher } = world.people;
  await world.root.post(`sidanOutlets:update?filterByTk=${shop.outlets.site}`, { kind: 'vending', selfService: true });
  const view = await volunteer.client.get<ShopView>('sidanShop:goods', { outletId: shop.outlets.site });
  expect(view.outlets).toMatchObject([{ kind: 'vending', selfService: true }]);
  const before = await balance();
  const key = randomUUID();
  const all = await Promise.all(
    Array.from({ length: 3 }, () =>
      volunteer.client.post<RedemptionDetail>('sidanRedemptions:request', { ...here(), takeNow: true }, { key }),
    ),
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(all[0]).toMatchObject({ state: 'returnable', collectedAt: expect.any(String) });
  expect(all[0]!.code).toBeUndefined();
  expect(all[0]!.story.map(({ words }) => words)).toEqual(['已申请兑换，积分已冻结', '已自助领取，积分已扣除']);
  expect(await balance()).toBe(before - 20);
  expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(9);

  const waiting = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  expect(waiting.allowed).toEqual(['takeOut', 'cancel']);
  expect(await codeOf(act(dispatcher.client, 'takeOut', waiting.id))).toBe('CAPACITY_NOT_ALLOWED');
  expect((await act(volunteer.client, 'takeOut', waiting.id)).state).toBe('returnable');
  expect((await act(siteManager.client, 'return', waiting.id, { reason: '取错' })).state).toBe('returned');
  expect(await balance()).toBe(before - 20);
  expect(await book.verify(world.regionCode)).toEqual([]);
});

test('what has to be approved first waits for it, and a limit holds here as everywhere', async () => {
  const { volunteer, siteManager } = world.people;
  await world.root.post(`sidanRewards:update?filterByTk=${shop.rewards.soap}`, {
    needsApproval: true,
    limitCount: 2,
    limitWindow: 'life',
  });
  const asked = await request(volunteer.client, shop.rewards.soap, shop.outlets.site, { takeNow: true });
  expect(asked.state).toBe('reviewing');
  await act(siteManager.client, 'approve', asked.id);
  expect((await act(volunteer.client, 'takeOut', asked.id)).state).toBe('returnable');
  expect(await codeOf(request(volunteer.client, shop.rewards.soap, shop.outlets.site, { takeNow: true }))).toBe(
    'REDEEM_LIMIT',
  );
});

test('a machine with an account of its own: the code that is typed at it, once', async () => {
  const { volunteer, merchant } = world.people;
  await world.root.post(`sidanOutlets:update?filterByTk=${shop.outlets.merchant}`, { kind: 'vending' });
  const made = await request(volunteer.client, shop.rewards.rice, shop.outlets.merchant);
  const { redemption } = await merchant.client.post<CodeFound>('sidanRedemptions:find', { code: made.code });
  expect(redemption).toMatchObject({ id: made.id, quantity: 1, allowed: ['collect'] });
  const key = randomUUID();
  const open = () =>
    merchant.client.post<RedemptionDetail>(
      `sidanRedemptions:collect?filterByTk=${made.id}`,
      { code: made.code },
      { key },
    );
  expect((await Promise.all([open(), open()])).map(({ state }) => state)).toEqual(['returnable', 'returnable']);
  expect(await codeOf(act(merchant.client, 'collect', made.id, { code: made.code }))).toBe('EVENT_NOT_ALLOWED');
});
