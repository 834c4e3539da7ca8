import { randomUUID } from 'node:crypto';
import type { CodeFound, Me, RedemptionDetail, ShopView, StockLine } from '@sidan/plugin-sidan/api';
import { codeOf, refusalOf, saidOf } from '../../support/api';
import { countyPack } from '../../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { act, bookOf, makeShop, quantityOf, request, type Shop } from '../../support/shop';
import { makePerson, makeWorld, type Somebody, type World } from '../../support/world';

/** 爱心超市：what is set aside is taken or goes back, of the last one there is one, and whose code it is has the goods. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;
let book: ReturnType<typeof bookOf>;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134301');
  shop = await makeShop(world);
  book = bookOf(sql);
}, 240_000);

afterAll(() => sql?.end());

const soap = (more: Record<string, unknown>) => ({ rewardId: shop.rewards.soap, outletId: shop.outlets.site, ...more });
const balance = () => book.balance(world.regionCode, world.people.volunteer.personId);
const postings = (id: string) =>
  sql.query<{ kind: string; amount: number; decided: boolean }>(
    `select "kind", "amount"::int as amount, "decisionId" is not null as decided from "sidanPostings" where "regionCode" = $1 and "subjectKind" = 'redemption' and "subjectId" = $2 order by "createdAt", "id"`,
    [world.regionCode, id],
  );

test('the shop says what there is, what it costs, and why one may not have it', async () => {
  const { volunteer, resident } = world.people;
  const view = () => volunteer.client.get<ShopView>('sidanShop:goods');
  const before = await view();
  expect(before.outlets.map(({ name }) => name)).toEqual(['惠民粮油店', '第一镇爱心超市']);
  expect(before.outlets[0]!.open).toBe('周一、周二、周三 09:00–17:00');
  expect(before.rewards[0]).toMatchObject({ name: '大米', price: 50, mayHave: false });
  expect(before.rewards[0]!.reasons.join()).toMatch(/需要 50 分，可用只有 0 分/);
  await book.give(world.regionCode, volunteer.personId, 1000);
  const after = await view();
  expect(after).toMatchObject({ balance: 1000, held: 0 });
  expect(after.rewards.map(({ mayHave, reasons }) => ({ mayHave, reasons }))).toEqual([
    { mayHave: true, reasons: [] },
    { mayHave: true, reasons: [] },
  ]);
  expect(after.rewards[0]!.limit).toMatchObject({ count: 2, used: 0, words: '每人每月限兑 2 份，已兑 0 份' });
  // The base pack lets volunteers redeem, and nobody else.
  const others = await resident.client.get<ShopView>('sidanShop:goods');
  expect(others.rewards[0]).toMatchObject({ mayHave: false, reasons: ['现行规则没有开放这类兑换。'] });
  expect(await codeOf(request(resident.client, shop.rewards.soap, shop.outlets.site))).toBe('REDEEM_NO_RULE');
});

test('held, shown at the counter, handed over: the merchant has the points, the decision says why', async () => {
  const { volunteer, merchant, stranger } = world.people;
  const before = await balance();
  const made = await request(volunteer.client, shop.rewards.soap, shop.outlets.merchant, { quantity: 2 });
  expect(made).toMatchObject({ state: 'ready', stateName: '待领取', price: 40, quantity: 2, allowed: ['cancel'] });
  expect(made.code).toMatch(/^\d{8}$/);
  expect(made.sentence).toMatch(/40/);
  expect(await balance()).toBe(before - 40);
  expect(await quantityOf(sql, shop.stocks.merchant.soap)).toBe(8);
  expect((await volunteer.client.get<ShopView>('sidanShop:goods')).held).toBe(40);

  const found = await merchant.client.post<CodeFound>('sidanRedemptions:find', {
    code: `${made.code!.slice(0, 4)} ${made.code!.slice(4)}`,
  });
  expect(found.redemption).toMatchObject({ id: made.id, personName: '王*********', quantity: 2, allowed: ['collect'] });
  expect(found.redemption.code).toBeUndefined();
  // Whose it is stands in the story too, and not by their whole name.
  expect(found.redemption.story.map(({ by }) => by)).toEqual(['王*********']);
  expect((await merchant.client.get<Me>('sidanPortal:me')).staff).toBe(false);
  expect(await codeOf(act(merchant.client, 'collect', made.id, { code: '00000000' }))).toBe('CODE_WRONG');
  expect(await codeOf(act(stranger.client, 'collect', made.id, { code: made.code }))).toBe('NOT_FOUND');
  expect(await codeOf(act(volunteer.client, 'collect', made.id, { code: made.code }))).toBe('CAPACITY_NOT_ALLOWED');
  const collected = await act(merchant.client, 'collect', made.id, { code: made.code });
  expect(collected.state).toBe('returnable');
  expect(await balance()).toBe(before - 40);
  expect(await book.balance(world.regionCode, shop.outlets.merchant, 'merchant')).toBe(40);
  expect((await postings(made.id)).every(({ decided }) => decided)).toBe(true);
  expect(await codeOf(act(volunteer.client, 'cancel', made.id))).toBe('EVENT_NOT_ALLOWED');
  expect(await codeOf(merchant.client.post('sidanRedemptions:find', { code: made.code }))).toBeUndefined();
  expect(await book.verify(world.regionCode)).toEqual([]);
});

test('a request that is repeated is carried out once', async () => {
  const { volunteer } = world.people;
  const before = await balance();
  const key = randomUUID();
  const body = { rewardId: shop.rewards.soap, outletId: shop.outlets.site };
  const all = await Promise.all(
    Array.from({ length: 4 }, () => volunteer.client.post<RedemptionDetail>('sidanRedemptions:request', body, { key })),
  );
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  expect(await balance()).toBe(before - 20);
  expect(await codeOf(volunteer.client.post('sidanRedemptions:request', { ...body, quantity: 2 }, { key }))).toBe(
    'KEY_REUSED',
  );
  // Given up: points and stock are as before, and no clock is left.
  await act(volunteer.client, 'cancel', all[0]!.id);
  expect(await balance()).toBe(before);
  expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(10);
  const timers = await sql.query(`select 1 from "sidanTimers" where "subjectId" = $1 and "state" = 'pending'`, [
    all[0]!.id,
  ]);
  expect(timers).toEqual([]);
  expect(await codeOf(act(volunteer.client, 'cancel', all[0]!.id))).toBe('EVENT_NOT_ALLOWED');
});

test('codes of other counters, used codes and guesses', async () => {
  const { volunteer, merchant, siteManager, resident } = world.people;
  const made = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  const elsewhere = await refusalOf(merchant.client.post('sidanRedemptions:find', { code: made.code }));
  expect(elsewhere).toMatchObject({
    code: 'CODE_ELSEWHERE',
    errors: [{ message: '这个提货码应在“第一镇爱心超市”使用。' }],
  });
  expect(await codeOf(resident.client.post('sidanRedemptions:find', { code: made.code }))).toBe('NOT_ALLOWED');
  await act(siteManager.client, 'collect', made.id, { code: made.code });
  await act(siteManager.client, 'return', made.id, { reason: '包装破损' });
  const spent = await refusalOf(siteManager.client.post('sidanRedemptions:find', { code: made.code }));
  expect(spent).toMatchObject({ code: 'CODE_SPENT', errors: [{ message: expect.stringContaining('已退货') }] });
  const guesses = [];
  for (let i = 0; i < 14; i += 1)
    guesses.push(await codeOf(merchant.client.post('sidanRedemptions:find', { code: String(10_000_000 + i) })));
  expect(guesses.slice(0, 5)).toEqual(Array(5).fill('CODE_WRONG'));
  expect(guesses).toContain('CODE_TRIES');
});

test('what is brought back in time gives back what the rule says, once', async () => {
  const { volunteer, siteManager } = world.people;
  const before = await balance();
  const stock = await quantityOf(sql, shop.stocks.site.soap);
  const made = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  await act(siteManager.client, 'collect', made.id, { code: made.code });
  expect(await balance()).toBe(before - 20);
  const returned = await act(siteManager.client, 'return', made.id, { reason: '重复领取' });
  expect(returned.state).toBe('returned');
  expect(await balance()).toBe(before);
  expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(stock);
  expect(await codeOf(act(siteManager.client, 'return', made.id, { reason: '再退' }))).toBe('EVENT_NOT_ALLOWED');
});

test('a limit per person holds, also against requests at once, and what was given up does not count', async () => {
  const { volunteerTwo } = world.people;
  await book.give(world.regionCode, volunteerTwo.personId, 1000);
  const ask = (quantity = 1) => request(volunteerTwo.client, shop.rewards.rice, shop.outlets.site, { quantity });
  expect(await codeOf(ask(3))).toBe('REDEEM_LIMIT');
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => ask()));
  const had = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(had).toHaveLength(2);
  expect(await book.balance(world.regionCode, volunteerTwo.personId)).toBe(900);
  await act(volunteerTwo.client, 'cancel', had[0]!.id);
  expect((await ask()).state).toBe('ready');
  const view = await volunteerTwo.client.get<ShopView>('sidanShop:goods');
  expect(view.rewards.find(({ name }) => name === '大米')).toMatchObject({ mayHave: false, limit: { used: 2 } });
});

test('of fifty who want the last one, one has it: the others are told so and keep their points', async () => {
  const { leader } = world.people;
  const crowd: Somebody[] = [];
  for (let i = 0; i < 10; i += 1) {
    const somebody = await makePerson(server, world.root, world.regionCode, `crowd${i}`, world.towns[0]);
    await somebody.client.post('sidanPortal:volunteer', { consent: true });
    await book.give(world.regionCode, somebody.personId, 1000);
    crowd.push(somebody);
  }
  for (let round = 0; round < 3; round += 1) {
    await world.root.post('sidanStocks:adjust', soap({ count: 1, note: '盘点' }));
    const before = await Promise.all(crowd.map(({ personId }) => book.balance(world.regionCode, personId)));
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusalOf(request(crowd[i % crowd.length]!.client, shop.rewards.soap, shop.outlets.site)),
      ),
    );
    expect(all.filter((one) => one === undefined)).toHaveLength(1);
    expect(new Set(all.flatMap((one) => one?.code ?? []))).toEqual(new Set(['OUT_OF_STOCK']));
    expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(0);
    const after = await Promise.all(crowd.map(({ personId }) => book.balance(world.regionCode, personId)));
    expect(before.reduce((sum, n) => sum + n, 0) - after.reduce((sum, n) => sum + n, 0)).toBe(20);
  }
  expect(await book.verify(world.regionCode)).toEqual([]);
  expect(await refusalOf(request(leader.client, shop.rewards.soap, shop.outlets.site))).toBeDefined();
  await expect(
    sql.query(`update "sidanStocks" set "quantity" = -1 where "id" = $1`, [shop.stocks.site.soap]),
  ).rejects.toThrow('sidan_stock_none_or_more');
}, 180_000);

test('stock is moved by its own command; forms cannot write it', async () => {
  const { countyAdmin, siteManager, dispatcher, resident } = world.people;
  const line = await siteManager.client.post<StockLine>('sidanStocks:adjust', soap({ add: 5 }));
  expect(line).toMatchObject({ rewardName: '香皂', quantity: 5, lowAt: 2, low: false });
  expect(await codeOf(siteManager.client.post('sidanStocks:adjust', soap({ add: -6 })))).toBe('OUT_OF_STOCK');
  expect(await codeOf(resident.client.post('sidanStocks:adjust', soap({ add: 1 })))).toBe('NOT_FOUND');
  const update = (values: object) =>
    countyAdmin.client.post(`sidanStocks:update?filterByTk=${shop.stocks.site.soap}`, values);
  expect(await codeOf(update({ quantity: 99 }))).toBeDefined();
  await siteManager.client.post('sidanStocks:adjust', soap({ lowAt: 6 }));
  const { rows } = await dispatcher.client.get<{ rows: StockLine[] }>('sidanStocks:lines');
  expect(rows[0]).toMatchObject({ rewardName: '香皂', outletName: '第一镇爱心超市', low: true });
  expect(
    await codeOf(countyAdmin.client.post(`sidanRewards:update?filterByTk=${shop.rewards.soap}`, { price: -1 })),
  ).toBe('INVALID_DATA');
  const [one] = await sql.query<{ id: string }>('select "id" from "sidanRedemptions" where "regionCode" = $1 limit 1', [
    world.regionCode,
  ]);
  expect(await codeOf(world.root.post(`sidanRedemptions:update?filterByTk=${one!.id}`, { state: 'collected' }))).toBe(
    'HISTORY_PROTECTED',
  );
});

test('what is wrong with a reward is said, all of it, and nothing is rounded or kept', async () => {
  const { client } = world.people.countyAdmin;
  const change = (values: object) => client.post(`sidanRewards:update?filterByTk=${shop.rewards.soap}`, values);
  const wrong = { price: 1.5, returnDays: 400, startsOn: '2026-06-01', endsOn: '2026-02-30', photo: 'soap.png' };
  expect(await saidOf(change(wrong))).toBe(
    '有内容需要修改。单价（积分）：请填写整数。 可退天数：请填写 0 到 366 之间的数。 下架日期（如 2026-05-31）：请按“2026-05-01”的格式填写日期。 图片：请上传图片，或填写以 http:// 或 https:// 开头的图片网址。',
  );
  expect(await saidOf(change({ price: -1 }))).toContain('请填写 0 到 1000000 之间的数。');
  expect(await saidOf(change({ price: 'abc' }))).toContain('请填写整数。');
  expect(await saidOf(change({ startsOn: '2026-06-01', endsOn: '2026-05-01' }))).toContain(
    '截止日期不能早于开始日期。',
  );
  expect(await client.get('sidanRewards:get', { filterByTk: shop.rewards.soap })).toMatchObject({ price: 20 });
});

test('a stock is moved by whole numbers only, and a count that finds something else says why', async () => {
  const { client } = world.people.siteManager;
  const adjust = (values: Record<string, unknown>) => client.post<StockLine>('sidanStocks:adjust', soap(values));
  const { quantity } = await adjust({ add: 3 });
  for (const [values, why] of [
    [{ add: 0 }, '数量不能为 0。'],
    [{ add: 1.5 }, '请填写整数。'],
    [{ count: -1 }, '请填写 0 到 1000000 之间的数。'],
    [{ count: 0 }, '盘点数量与现有库存不同，请填写事由。'],
  ] as const)
    expect(await saidOf(adjust(values))).toContain(why);
  expect(await quantityOf(sql, shop.stocks.site.soap)).toBe(quantity);
  expect(await adjust({ count: quantity })).toMatchObject({ quantity });
  expect(await adjust({ count: quantity - 3, note: '损耗' })).toMatchObject({ quantity: quantity - 3 });
});

test('what needs approval waits for it; a refusal gives everything back', async () => {
  const { volunteer, siteManager } = world.people;
  await world.root.post(`sidanRewards:update?filterByTk=${shop.rewards.soap}`, { needsApproval: true });
  const before = await balance();
  const made = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  expect(made.state).toBe('reviewing');
  expect(await codeOf(act(volunteer.client, 'approve', made.id))).toBe('CAPACITY_NOT_ALLOWED');
  await act(siteManager.client, 'reject', made.id, { reason: '名额已满' });
  expect(await balance()).toBe(before);
  const again = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  expect((await act(siteManager.client, 'approve', again.id)).state).toBe('ready');
  await act(volunteer.client, 'cancel', again.id);
  await world.root.post(`sidanRewards:update?filterByTk=${shop.rewards.soap}`, { needsApproval: false });
});

test('for somebody else where the rules let one; what is of another county does not exist', async () => {
  const { volunteer, dispatcher } = world.people;
  const gift = { beneficiaryName: '李奶奶' };
  expect(await codeOf(request(volunteer.client, shop.rewards.soap, shop.outlets.site, gift))).toBe('REDEEM_SELF_ONLY');
  const archive = await countyPack({
    regionCode: world.regionCode,
    off: ['goods'],
    files: {
      'rules/redeem-gift.json': {
        name: 'gift',
        priority: 100,
        conditions: {
          all: [
            { fact: 'occasion', operator: 'equal', value: 'redeem' },
            { fact: 'subject.kind', operator: 'equal', value: 'volunteer' },
          ],
        },
        event: {
          type: 'redeem',
          params: {
            asset: 'points',
            quantity: { fact: 'redemption.quantity' },
            price: { fact: 'redemption.price', of: 'item' },
            balance: { fact: 'person.pointsBalance' },
            times: { max: 6, used: { fact: 'person.redemptionsThisMonth' }, window: { span: 'month' } },
            benefits: 'thirdParty',
          },
        },
        cites: [{ source: '测试', sentence: '测试用规则。', example: true }],
      },
      'locales/zh-CN.json': {
        'rule.service-hours.title': '本县服务时长积分',
        'rule.service-hours.because': '完成志愿服务',
        'rule.gift.title': '爱心转赠',
        'rule.gift.because': '兑换给他人',
      },
    },
  });
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const { id } = await world.root.post<{ id: string }>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '试行转赠' });
  const made = await request(volunteer.client, shop.rewards.soap, shop.outlets.site, gift);
  expect(made).toMatchObject({ beneficiaryName: '李奶奶', state: 'ready' });
  expect(made.refund).toBeUndefined();
  const seen = await dispatcher.client.get<RedemptionDetail>(`sidanRedemptions:detail?filterByTk=${made.id}`);
  expect(seen.code).toBeUndefined();

  const other = await makeWorld(server, '134302');
  await book.give(other.regionCode, other.people.volunteer.personId, 1000);
  expect(await codeOf(request(other.people.volunteer.client, shop.rewards.soap, shop.outlets.site))).toBe('NOT_FOUND');
  for (const who of [
    other.people.volunteer,
    other.people.siteManager,
    other.people.countyAdmin,
    other.people.merchant,
  ]) {
    expect(await codeOf(who.client.get(`sidanRedemptions:detail?filterByTk=${made.id}`))).toBe('NOT_FOUND');
    expect(await codeOf(act(who.client, 'cancel', made.id))).toBe('NOT_FOUND');
  }
  expect(await codeOf(other.people.merchant.client.post('sidanRedemptions:find', { code: made.code }))).toBe(
    'CODE_WRONG',
  );
  // A gift is for somebody else.
  expect(await codeOf(request(volunteer.client, shop.rewards.soap, shop.outlets.merchant))).toBe('REDEEM_OTHERS_ONLY');
  // The rules count how often somebody has redeemed this month: the sixth time is the last.
  for (let i = 0; ; i += 1) {
    const refused = await refusalOf(request(volunteer.client, shop.rewards.soap, shop.outlets.merchant, gift));
    if (!refused) {
      expect(i).toBeLessThan(6);
      continue;
    }
    expect(refused.code).toBe('REDEEM_REFUSED');
    expect(refused.errors[0]!.message).toMatch(/最多|6/);
    break;
  }
}, 180_000);
