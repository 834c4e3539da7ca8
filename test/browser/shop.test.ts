/** A reward asked for on a phone, handed over at a counter by its code, and its stock seen to on a desk. */
import type { RedemptionLine, StockLine } from '@sidan/plugin-sidan/api';
import { accessProblems, errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let phone: Seat;
let counter: Seat;
const OUTLET = '测试爱心超市';
const REWARD = '洗衣液';

beforeAll(async () => {
  stage = await openStage();
  const { server } = stage;
  const root = await server.signIn(server.admin.username, server.admin.password);
  const user = await server.signIn(stage.account('siteManager').username, stage.account('siteManager').password);
  const [scope] = await root.get<{ regionCode: string; scopeCode: string }[]>('sidanScopes:list', {
    filter: { userId: user.userId, role: 'siteManager' },
  });
  const { regionCode, scopeCode } = scope!;
  const outlet = await root.post<{ id: string }>('sidanOutlets:create', {
    regionCode,
    townCode: scopeCode.length === 9 ? scopeCode : null,
    name: OUTLET,
    kind: 'site',
    address: '实践所一楼',
    openDays: ['1', '2', '3', '4', '5'],
    opensAt: '09:00',
    closesAt: '17:00',
  });
  const reward = await root.post<{ id: string }>('sidanRewards:create', {
    regionCode,
    code: 'browser-test',
    name: REWARD,
    kind: 'goods',
    price: 1,
    description: '一瓶两公斤',
    limitCount: 5,
  });
  await root.post<StockLine>('sidanStocks:adjust', { rewardId: reward.id, outletId: outlet.id, count: 3, lowAt: 2 });
  phone = await stage.seat(PHONE);
  await enterPortal(stage, phone, 'volunteer');
  counter = await stage.seat(PHONE);
  await enterPortal(stage, counter, 'siteManager');
}, 240_000);

afterAll(() => stage?.close());

const problems = async ({ page }: Seat, whole = true) => {
  await settled(page);
  return [
    ...(await errorProblems(page)),
    ...(await wordProblems(page)),
    ...(await widthProblems(page)),
    ...(whole ? await accessProblems(page) : []),
  ];
};

let code = '';

test('a volunteer redeems on a phone and has a code, as digits and as a picture', async () => {
  const { page } = phone;
  await openPortal(page, '/shop');
  const card = page.locator('.good').filter({ hasText: REWARD });
  await see(card);
  await seeText(card, `${OUTLET}：还有 3 份`);
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-goods-phone');
  await button(card, `兑换${REWARD}`).click();
  await button(card, '确认兑换').click();
  await see(page.getByRole('heading', { name: '兑换单' }));
  await see(page.locator('.pickup svg.qr'));
  code = (await page.locator('.pickup-code').innerText()).replace(/\D/g, '');
  expect(code).toMatch(/^\d{8}$/);
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-code-phone');
  await openPortal(page, '/wallet');
  await seeText(page.getByRole('main'), '已预留或冻结');
});

test('at the counter a wrong code is told, the right one shows what it is for, and it is handed over', async () => {
  const { page } = counter;
  await openPortal(page, '/counter');
  await page.getByLabel('提货码').fill('0000 0000');
  await button(page, '查询').click();
  await seeText(page.getByRole('alert'), '提货码不正确');
  // As a camera opens it from the picture.
  await openPortal(page, `/counter/${code}`);
  await see(button(page, '确认交付'));
  await seeText(page.getByRole('main'), REWARD);
  expect(await problems(counter)).toEqual([]);
  await picture(page, 'shop-counter-phone');
  await button(page, '确认交付').click();
  await seeText(page.getByRole('main'), '已交付');
  await openPortal(phone.page, '/redemptions');
  await seeText(phone.page.locator('.list li').first(), '已领取');
  const { username, password } = stage.account('volunteer');
  const client = await stage.server.signIn(username, password);
  const { rows } = await client.get<{ rows: RedemptionLine[] }>('sidanRedemptions:mine');
  expect(rows[0]).toMatchObject({ rewardName: REWARD, state: 'returnable' });
});

test('staff see the redemption, what runs low, and put more into stock', async () => {
  const desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
  const { page } = desk;
  await see(page.locator('[data-low-stock]').filter({ hasText: REWARD }));
  await openMenu(page, '爱心超市');
  await see(page.getByRole('row').filter({ hasText: REWARD }));
  // Of the demo's own history.
  await see(page.getByRole('row').filter({ hasText: '香皂两块' }));
  await picture(page, 'shop-redemptions-desk');
  await page.getByRole('tab', { name: '库存' }).click();
  const line = page.locator('[data-stock="low"]').filter({ hasText: REWARD });
  await see(line);
  await button(line, '入库/盘点').click();
  const dialog = page.locator('[data-stock-dialog]');
  await dialog.getByLabel('入库数量（出库填负数）').fill('8');
  await button(page.getByRole('dialog'), '保存').click();
  await seeText(page.locator('[data-stock="enough"]').filter({ hasText: REWARD }), '现有 10 份');
  expect(await problems(desk, false)).toEqual([]);
  await picture(page, 'shop-stock-desk');
  for (const tab of ['兑换品', '兑换点']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await see(page.getByRole('row').filter({ hasText: tab === '兑换品' ? REWARD : OUTLET }));
  }
  expect([phone, counter, desk].flatMap(({ faults }) => faults)).toEqual([]);
});
