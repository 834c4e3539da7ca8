/** 商户结算单: made on a desk, confirmed by the merchant on a phone, and paid. */
import type { RedemptionDetail, StockLine } from '@sidan/plugin-sidan/api';
import { openSql } from '../support/shared';
import { hostProblems, picture } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal } from './support/portal';
import { button, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

const OUTLET = '测试粮油店';
let stage: Stage;
let desk: Seat;
let phone: Seat;
let month: string;

/** A merchant of its own, kept by the site manager's account, where somebody collected something last month. */
async function collectedLastMonth(): Promise<void> {
  const { server } = stage;
  const root = await server.signIn(server.admin.username, server.admin.password);
  const keeper = await server.signIn(stage.account('siteManager').username, stage.account('siteManager').password);
  const volunteer = await server.signIn(stage.account('volunteer').username, stage.account('volunteer').password);
  const [scope] = await root.get<{ regionCode: string; scopeCode: string }[]>('sidanScopes:list', {
    filter: { userId: keeper.userId, role: 'siteManager' },
  });
  const { regionCode, scopeCode } = scope!;
  await root.post('sidanScopes:create', { regionCode, userId: keeper.userId, role: 'merchant', scopeCode });
  const outlet = await root.post<{ id: string }>('sidanOutlets:create', {
    regionCode,
    townCode: scopeCode,
    name: OUTLET,
    kind: 'merchant',
    userId: keeper.userId,
    fenPerHundred: 5000,
  });
  const reward = await root.post<{ id: string }>('sidanRewards:create', {
    regionCode,
    code: 'settled',
    name: '食盐',
    kind: 'goods',
    price: 1,
  });
  await root.post<StockLine>('sidanStocks:adjust', { rewardId: reward.id, outletId: outlet.id, count: 3 });
  const one = await volunteer.post<RedemptionDetail>('sidanRedemptions:request', {
    rewardId: reward.id,
    outletId: outlet.id,
  });
  await keeper.post(`sidanRedemptions:collect?filterByTk=${one.id}`, { code: one.code });
  const sql = await openSql(server);
  const [row] = await sql.query<{ month: string }>(
    `update "sidanRedemptions" set "collectedAt" = "collectedAt" - interval '1 month' where "id" = $1
     returning to_char("collectedAt" at time zone 'Asia/Shanghai', 'YYYY-MM') as month`,
    [one.id],
  );
  await sql.end();
  month = row!.month;
}

beforeAll(async () => {
  stage = await openStage();
  await collectedLastMonth();
  desk = await stage.seat(DESK);
  phone = await stage.seat(PHONE);
  await enterOffice(stage, desk, 'countyAdmin');
  await enterPortal(stage, phone, 'siteManager');
}, 240_000);

afterAll(() => stage?.close());

const card = () => desk.page.locator('[data-settlement]').filter({ hasText: OUTLET });

test('made once, with what stands on it', async () => {
  const { page } = desk;
  await openMenu(page, '银行总账');
  await page.getByRole('tab', { name: '商户结算' }).click();
  const room = page.locator('[data-settlements]');
  await seeText(room, `${OUTLET}：1 笔待结算`);
  await picture(page, 'settlements-waiting');
  await room.getByRole('button', { name: '出具结算单' }).click();
  await page.locator('.ant-popover:visible').getByRole('button', { name: '出具结算单' }).click();
  await seeText(card(), '待商家确认');
  await seeText(card(), '核销 1 笔 1 分，退货 0 笔 0 分，每 100 分 50 元');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'settlements-desk');
  await card().getByRole('button', { name: '查看明细' }).click();
  await seeText(page.locator('.ant-drawer-body:visible'), '食盐');
  await picture(page, 'settlements-sheet');
  await page.keyboard.press('Escape');
});

test('confirmed by the merchant on the phone, and paid', async () => {
  await openPortal(phone.page, '/counter');
  const main = phone.page.getByRole('main');
  await seeText(main, '我的结算单');
  await seeText(main, '待您确认');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'settlements-phone');
  await button(main, '确认无误').click();
  await seeText(main, '已确认，等待付款');

  const { page } = desk;
  await page.reload();
  await page.getByRole('tab', { name: '商户结算' }).click();
  await card().getByRole('button', { name: '登记付款' }).click();
  const dialog = page.locator('.ant-modal:visible');
  await dialog.getByLabel('付款凭证号').fill('ZF-2026-001');
  await dialog.getByRole('button', { name: '登记付款' }).click();
  await seeText(card(), '凭证号 ZF-2026-001');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'settlements-paid');
  await openPortal(phone.page, '/counter');
  await seeText(main, '凭证号 ZF-2026-001');
  expect(month).toMatch(/^\d{4}-\d{2}$/);
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
