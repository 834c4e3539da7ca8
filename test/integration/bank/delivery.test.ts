import type { CodeFound, CounterView, RedemptionDetail, RedemptionLine, ShopView } from '@sidan/plugin-sidan/api';
import { startMovedServer, type MovedServer } from '../../support/movedServer';
import { codeOf, refusalOf } from '../../support/api';
import { countyPack } from '../../support/pack';
import { eventually, openSql, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, quantityOf, request, type Shop } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** 送货上门：where to is for whoever brings it, it is handed over for a code or a signature, and what never arrives goes back by itself. */
let moved: MovedServer;
let sql: Sql;
let world: World;
let shop: Shop;
let book: ReturnType<typeof bookOf>;

const ADDRESS = '新华路街道阳光小区3号楼2单元501室';
const PHONE = '13812345678';
const delivery = { address: ADDRESS, phone: PHONE };

beforeAll(async () => {
  moved = await startMovedServer();
  sql = await openSql(moved.server);
  world = await makeWorld(moved.server, '135101');
  shop = await makeShop(world);
  book = bookOf(sql);
  moved.stand('2026-03-02T09:00:00+08:00');
  await sql.query('select 1');
  await book.give(world.regionCode, world.people.volunteer.personId, 2000);
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await moved?.stop();
});

const balance = () => book.balance(world.regionCode, world.people.volunteer.personId);
const detail = (who: 'volunteer' | 'merchant' | 'countyAdmin', id: string) =>
  world.people[who].client.get<RedemptionDetail>('sidanRedemptions:detail', { filterByTk: id });
const ask = (rewardId = shop.rewards.soap) =>
  request(world.people.volunteer.client, rewardId, shop.outlets.merchant, { delivery });

test('only where an outlet delivers, only what is delivered, and only with an address and a telephone', async () => {
  const { root, people } = world;
  expect(await codeOf(ask())).toBe('DELIVERY_NOT_HERE');
  await root.post(`sidanOutlets:update?filterByTk=${shop.outlets.merchant}`, { delivers: true });
  await root.post(`sidanRewards:update?filterByTk=${shop.rewards.rice}`, { pickupOnly: true });
  expect(await codeOf(ask(shop.rewards.rice))).toBe('DELIVERY_NOT_HERE');
  const wrong = await refusalOf(
    request(people.volunteer.client, shop.rewards.soap, shop.outlets.merchant, {
      delivery: { address: ' ', phone: '12' },
    }),
  );
  expect(wrong).toMatchObject({ code: 'INVALID_DATA' });
  expect(JSON.stringify(wrong)).toMatch(/送货地址.*收货电话/);
  const view = await people.volunteer.client.get<ShopView>('sidanShop:goods');
  const [rice, soap] = view.rewards;
  expect(rice!.delivery).toBeUndefined();
  expect(soap!.delivery).toEqual({ price: 20, mayHave: true, reasons: [] });
  expect(view.outlets.map(({ delivers }) => delivers)).toEqual([true, false]);
});

test('waits to be delivered, is on its way, and is handed over for the code; who does not bring it sees part of the address', async () => {
  const { volunteer, merchant, countyAdmin, stranger } = world.people;
  const before = await balance();
  const made = await ask();
  expect(made).toMatchObject({ state: 'toDeliver', stateName: '待配送', allowed: ['cancel'], delivery });
  expect(await balance()).toBe(before - 20);
  const [kept] = await sql.query<{ row: Record<string, unknown> }>(
    'select to_jsonb(r) as row from "sidanRedemptions" r where "id" = $1',
    [made.id],
  );
  expect(JSON.stringify(kept!.row)).not.toContain('阳光小区3号楼');
  expect(JSON.stringify(kept!.row)).not.toContain(PHONE);

  const desk = await merchant.client.get<CounterView>('sidanShop:counter');
  expect(desk.deliveries).toMatchObject([
    { id: made.id, delivery: { address: '新华路街道阳******', phone: '138****5678' } },
  ]);
  expect((await detail('merchant', made.id)).delivery).toMatchObject(delivery);
  expect((await detail('countyAdmin', made.id)).delivery).toMatchObject({ phone: '138****5678' });
  expect(await codeOf(act(stranger.client, 'setOut', made.id))).toBe('NOT_FOUND');
  expect(await codeOf(act(volunteer.client, 'setOut', made.id))).toBe('CAPACITY_NOT_ALLOWED');
  expect(await codeOf(act(countyAdmin.client, 'setOut', made.id))).toBe('CAPACITY_NOT_ALLOWED');
  expect(await codeOf(act(merchant.client, 'deliver', made.id, { code: made.code }))).toBe('EVENT_NOT_ALLOWED');

  const out = await act(merchant.client, 'setOut', made.id, { carrier: '李师傅' });
  expect(out).toMatchObject({ state: 'onTheWay', stateName: '配送中', delivery: { carrier: '李师傅' } });
  expect(await codeOf(act(volunteer.client, 'cancel', made.id))).toBe('EVENT_NOT_ALLOWED');
  expect((await detail('volunteer', made.id)).code).toBe(made.code);
  const found = await merchant.client.post<CodeFound>('sidanRedemptions:find', { code: made.code });
  expect(found.redemption.allowed).toEqual(['deliver', 'deliverSigned', 'bringBack']);
  expect(await codeOf(act(merchant.client, 'deliver', made.id, { code: '00000000' }))).toBe('CODE_WRONG');
  const done = await act(merchant.client, 'deliver', made.id, { code: made.code });
  expect(done.state).toBe('returnable');
  // It has arrived: who brought it needs the address no more.
  expect(done.delivery).toMatchObject({ address: '新华路街道阳******', phone: '138****5678' });
  expect(await book.balance(world.regionCode, shop.outlets.merchant, 'merchant')).toBe(20);
  expect(await balance()).toBe(before - 20);
  expect((await merchant.client.get<CounterView>('sidanShop:counter')).deliveries).toEqual([]);
  const returned = await act(merchant.client, 'return', made.id, { reason: '破损' });
  expect(returned.state).toBe('returned');
  expect(await balance()).toBe(before);
  expect(await book.verify(world.regionCode)).toEqual([]);
});

test('somebody without a telephone signs for it; who comes for it meanwhile has it at the counter', async () => {
  const { siteManager, merchant, volunteer, dispatcher } = world.people;
  const signed = await request(siteManager.client, shop.rewards.soap, shop.outlets.merchant, {
    delivery,
    personId: volunteer.personId,
  });
  expect(signed.delivery).toMatchObject(delivery);
  await act(dispatcher.client, 'setOut', signed.id);
  expect(await codeOf(act(dispatcher.client, 'deliverSigned', signed.id))).toBe('INVALID_DATA');
  const done = await act(dispatcher.client, 'deliverSigned', signed.id, { signedBy: '王大爷' });
  expect(done).toMatchObject({ state: 'returnable', delivery: { signedBy: '王大爷' } });
  expect(done.delivery!.carrier).toBeTruthy();
  const fetched = await ask();
  expect((await act(merchant.client, 'collect', fetched.id, { code: fetched.code })).state).toBe('returnable');
});

test('nobody there: it is brought back; nobody set out, or it never arrived: the clock brings it back, and all is told once', async () => {
  const { volunteer, merchant } = world.people;
  const [before, stock] = [await balance(), await quantityOf(sql, shop.stocks.merchant.soap)];
  const back = await ask();
  await act(merchant.client, 'setOut', back.id);
  expect(await codeOf(act(merchant.client, 'bringBack', back.id))).toBe('INVALID_DATA');
  expect((await act(merchant.client, 'bringBack', back.id, { reason: '三次无人在家' })).state).toBe('undelivered');
  const never = await ask();
  const lost = await ask();
  await act(merchant.client, 'setOut', lost.id);
  expect(await balance()).toBe(before - 40);
  expect((await volunteer.client.get<ShopView>('sidanShop:goods')).held).toBe(40);
  moved.stand('2026-03-12T09:00:00+08:00');
  const states = async () =>
    (await volunteer.client.get<{ rows: RedemptionLine[] }>('sidanRedemptions:mine')).rows
      .filter(({ id }) => [back.id, never.id, lost.id].includes(id))
      .map(({ state }) => state)
      .sort();
  await eventually(async () => (await states()).join() === 'expired,undelivered,undelivered', 60_000);
  expect(await balance()).toBe(before);
  expect(await quantityOf(sql, shop.stocks.merchant.soap)).toBe(stock);
  await eventually(async () => {
    const [told] = await sql.query<{ n: number }>(
      `select count(*)::int as n from "sidanOutbox" where "regionCode" = $1 and "template" = 'redemptionUndelivered' and "state" = 'done'`,
      [world.regionCode],
    );
    return told!.n === 3;
  }, 60_000);
  expect(await book.verify(world.regionCode)).toEqual([]);
});

test('a rule may be about what is delivered, and the shop says so beforehand', async () => {
  const { volunteer } = world.people;
  const archive = await countyPack({
    regionCode: world.regionCode,
    off: ['goods'],
    files: {
      'rules/redeem-collected.json': {
        name: 'collected',
        priority: 100,
        conditions: {
          all: [
            { fact: 'occasion', operator: 'equal', value: 'redeem' },
            { fact: 'subject.kind', operator: 'equal', value: 'volunteer' },
            { fact: 'redemption.delivery', operator: 'equal', value: 'self' },
          ],
        },
        event: { type: 'redeem', params: { asset: 'points', price: { fact: 'redemption.price', of: 'item' } } },
        cites: [{ source: '测试', sentence: '测试用规则。', example: true }],
      },
      'locales/zh-CN.json': {
        'rule.service-hours.title': '本县服务时长积分',
        'rule.service-hours.because': '完成志愿服务',
        'rule.collected.title': '到店自取',
        'rule.collected.because': '只能到店自取',
      },
    },
  });
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const { id } = await world.root.post<{ id: string }>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '只许自取' });
  moved.stand('2026-03-13T09:00:00+08:00');
  const { rewards } = await volunteer.client.get<ShopView>('sidanShop:goods');
  const soap = rewards.find(({ name }) => name === '香皂')!;
  expect(soap.mayHave).toBe(true);
  expect(soap.delivery).toMatchObject({ mayHave: false, reasons: ['现行规则没有开放这类兑换。'] });
  expect(await codeOf(ask())).toBe('REDEEM_NO_RULE');
});
