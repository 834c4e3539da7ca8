/** A reward asked for on a phone, handed over at a counter by its code, and its stock seen to on a desk. */
import type { RedemptionLine, StockLine } from '@sidan/plugin-sidan/api';
import { accessProblems, errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { eventually } from '../support/shared';
import { enterPortal, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let phone: Seat;
let counter: Seat;
const OUTLET = '测试爱心超市';
const REWARD = '洗衣液';
/** A picture of one dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

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
    delivers: true,
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

test('为谁兑换：what one may have for one’s family is told before it is asked for', async () => {
  const { page } = phone;
  await openPortal(page, '/shop');
  const whom = page.getByLabel('为谁兑换').first();
  await see(whom);
  const name = stage.account('resident').name;
  await whom.selectOption({ label: `${name} · 父母` });
  const card = page.locator('.good').filter({ hasText: REWARD });
  // The base pack keeps what is redeemed to oneself.
  await seeText(card, '只能为本人兑换');
  expect(await button(card, `兑换${REWARD}`).count()).toBe(0);
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-whom-phone');
  await whom.selectOption({ label: '本人' });
  await see(button(card, `兑换${REWARD}`));
});

test('送货上门：asked for on a phone, set out with and signed for at the door', async () => {
  const { page } = phone;
  await openPortal(page, '/shop');
  const card = page.locator('.good').filter({ hasText: REWARD });
  await button(card, `兑换${REWARD}`).click();
  await card.getByLabel('送货上门').check();
  await card.getByLabel('送货地址').fill('');
  await button(card, '确认兑换').click();
  await seeText(card, '请填写送货地址');
  await card.getByLabel('送货地址').fill('石门桥镇大街东村三排六号');
  await card.getByLabel('收货电话').fill('15400008888');
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-delivery-form-phone');
  await button(card, '确认兑换').click();
  await seeText(page.getByRole('main'), '待配送');
  await seeText(page.getByRole('main'), '石门桥镇大街东村三排六号');

  const { page: door } = counter;
  await openPortal(door, '/counter');
  await seeText(door.getByRole('main'), '石门桥镇大街');
  await seeText(door.getByRole('main'), '154****8888');
  expect(await problems(counter)).toEqual([]);
  await picture(door, 'shop-deliveries-phone');
  await door.getByRole('link', { name: REWARD }).first().click();
  await seeText(door.getByRole('main'), '石门桥镇大街东村三排六号');
  await door.getByLabel('配送人').fill('张师傅');
  await button(door, '确认送出').click();
  await seeText(door.getByRole('main'), '配送中');
  await button(door, '签收送达').click();
  await door.getByLabel('签收人姓名').fill('王大娘');
  expect(await problems(counter)).toEqual([]);
  await picture(door, 'shop-door-phone');
  await button(door, '确认签收').click();
  await seeText(door.getByRole('main'), '王大娘');
  await openPortal(page, '/redemptions');
  await seeText(page.locator('.list li').first(), '已领取');
});

test('自助兑换：the picture at the outlet is printed, and who scans it takes it out there', async () => {
  const { page: desk } = counter;
  await openPortal(desk, '/counter');
  await desk.getByRole('link', { name: `“${OUTLET}”的二维码` }).click();
  await see(desk.locator('.poster svg.qr'));
  await seeText(desk.getByRole('main'), '扫一扫，用积分兑换');
  expect(await problems(counter)).toEqual([]);
  await picture(desk, 'shop-poster-phone');
  const root = await stage.server.signIn(stage.server.admin.username, stage.server.admin.password);
  const outletId = desk.url().split('/').pop()!;
  await root.post(`sidanOutlets:update?filterByTk=${outletId}`, { selfService: true });

  const { page } = phone;
  await openPortal(page, `/shop/${outletId}`);
  const card = page.locator('.good').filter({ hasText: REWARD });
  await button(card, `兑换${REWARD}`).click();
  await seeText(card, '确认后立即扣除积分');
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-take-now-phone');
  await button(card, '就在这里，当场领取').click();
  await see(page.getByRole('heading', { name: '兑换单' }));
  await seeText(page.getByRole('main'), '已自助领取，积分已扣除');
  expect(await problems(phone)).toEqual([]);
  await picture(page, 'shop-taken-phone');
});

test('the demo’s merchant has something to deliver', async () => {
  const seat = await stage.seat(DESK);
  await enterPortal(stage, seat, 'merchant');
  await openPortal(seat.page, '/counter');
  await seeText(seat.page.getByRole('main'), '惠民粮油店');
  await seeText(seat.page.getByRole('main'), '待送货');
  expect(await problems(seat)).toEqual([]);
  await picture(seat.page, 'shop-merchant-desk');
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
  const figure = dialog.getByLabel('入库数量（出库填负数）');
  for (const [typed, why] of [
    ['1.5', '请填写整数。'],
    ['0', '数量不能为 0。'],
    ['abc', '请填写数字。'],
  ] as const) {
    await figure.fill(typed);
    await button(page.getByRole('dialog'), '保存').click();
    await seeText(dialog, why);
    expect(await figure.inputValue()).toBe(typed);
  }
  await dialog.getByText('盘点', { exact: true }).click();
  await dialog.getByLabel('盘点后的实际数量').fill('-1');
  await seeText(dialog, '请填写 0 到 1000000 之间的数。');
  await dialog.getByLabel('盘点后的实际数量').fill('7');
  await button(page.getByRole('dialog'), '保存').click();
  await seeText(dialog, '请填写事由');
  await dialog.getByLabel('事由（数量有变化时必填）').fill('破损');
  await button(page.getByRole('dialog'), '保存').click();
  await seeText(dialog, /现有 \d+，盘点后 7，确认？/);
  await picture(page, 'shop-stock-count-desk');
  await dialog.getByText('入库', { exact: true }).click();
  await dialog.getByLabel('入库数量（出库填负数）').fill('8');
  await button(page.getByRole('dialog'), '保存').click();
  await seeText(page.locator('[data-stock="enough"]').filter({ hasText: REWARD }), '现有 8 份');
  expect(await problems(desk, false)).toEqual([]);
  await picture(page, 'shop-stock-desk');
  await button(page.locator('[data-stock="enough"]').filter({ hasText: REWARD }), '流水').click();
  const log = page.locator('[data-stock-log]');
  await seeText(log, /入库[\s\S]*\+8[\s\S]*兑换[\s\S]*盘点/);
  expect(await problems(desk, false)).toEqual([]);
  await picture(page, 'shop-stock-log-desk');
  await page.keyboard.press('Escape');
  for (const tab of ['兑换品', '兑换点']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await see(page.getByRole('row').filter({ hasText: tab === '兑换品' ? REWARD : OUTLET }));
  }
  await page.getByRole('tab', { name: '兑换品', exact: true }).click();
  await button(page, '添加兑换品').click();
  const form = page.getByRole('dialog').filter({ hasText: '编码' });
  await see(button(form, '上传图片'));
  expect(await form.getByText('not found').count()).toBe(0);
  const field = (label: string) => form.locator('.ant-form-item').filter({ hasText: label }).locator('input').first();
  await field('编码').fill('browser-cup');
  await form.locator('.ant-form-item').filter({ hasText: /^名称/ }).locator('input').fill('保温杯');
  await field('单价（积分）').fill('1.5');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(form, '上传图片').click()]);
  await chooser.setFiles({ name: 'cup.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') });
  await see(form.getByRole('img', { name: '图片' }));
  await picture(page, 'shop-reward-form-desk');
  await button(form, '提交').click();
  await seeText(page.locator('body'), '单价（积分）：请填写整数。');
  await picture(page, 'shop-reward-refused-desk');
  await field('单价（积分）').fill('2');
  await button(form, '提交').click();
  await see(page.getByRole('row').filter({ hasText: '保温杯' }));
  // On the phone, where nobody has the office's right to look at files.
  const root = await stage.server.signIn(stage.server.admin.username, stage.server.admin.password);
  const [cup] = await root.get<{ photo: string }[]>('sidanRewards:list', { filter: { code: 'browser-cup' } });
  const [shown] = await root.get<{ id: string }[]>('sidanRewards:list', { filter: { code: 'browser-test' } });
  await root.post(`sidanRewards:update?filterByTk=${shown!.id}`, { photo: cup!.photo });
  await phone.page.reload();
  await openPortal(phone.page, '/shop');
  const photo = await see(phone.page.locator('.good').filter({ hasText: REWARD }).locator('img'));
  await photo.scrollIntoViewIfNeeded();
  await eventually(async () => (await photo.evaluate((one: HTMLImageElement) => one.naturalWidth)) > 0);
  expect([phone, counter, desk].flatMap(({ faults }) => faults)).toEqual([]);
});
