/** 银行总账 and 账户管理: what the administrator sees of the county's bank, and an account that is frozen for a reason that its owner reads on the phone. */
import { hostProblems, picture } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal } from './support/portal';
import { see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;
let name: string;

beforeAll(async () => {
  stage = await openStage();
  name = stage.account('volunteer').name;
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
});

afterAll(() => stage?.close());

test('the statement sums to zero, for any period, and is a file', async () => {
  const { page } = desk;
  await openMenu(page, '银行总账');
  const bank = page.locator('[data-bank]');
  await seeText(bank, '合计为 0，账目平衡');
  await bank.getByText('本年', { exact: true }).click();
  await seeText(bank.locator('[data-row=total]').first(), /^合计\s+(0\s*)+$/);
  await seeText(bank, '目前尚未使用');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'county-bank-desk');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^银行总账 .*\.xlsx$/);
  await page.emulateMedia({ media: 'print' });
  await see(bank.getByRole('rowheader', { name: '合计' }));
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  await picture(page, 'county-bank-print');
  await page.emulateMedia({ media: 'screen' });
});

test('a period that ends before it begins is said, and is not asked for', async () => {
  const { page } = desk;
  const bank = page.locator('[data-bank]');
  await bank.getByText('自选', { exact: true }).click();
  await bank.getByLabel('起始日期').fill('2026-03-02');
  await bank.getByLabel('截止日期').fill('2026-03-01');
  await seeText(bank, '截止日期不能早于起始日期');
  expect(await bank.getByLabel('截止日期').inputValue()).toBe('2026-03-01');
});

test('the price that the county sets is what the forecast reckons with', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '设定折算价' }).first().click();
  const dialog = page.locator('.ant-modal:visible');
  const price = dialog.getByRole('textbox');
  for (const [typed, why] of [
    ['-5', '请填写 0.01 到 100000 之间的数。'],
    ['abc', '请填写数字。'],
    ['1.234', '最多填写 2 位小数。'],
  ] as const) {
    await price.fill(typed);
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    await seeText(dialog, why);
    expect(await price.inputValue()).toBe(typed);
  }
  await price.fill('20');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await seeText(page.locator('[data-outlook]'), /折合 20 元 计，全部使用约需/);
});

test('an account is frozen with a reason, and opened again', async () => {
  const { page } = desk;
  await page.getByRole('tab', { name: '账户管理' }).click();
  const room = page.locator('[data-accounts]');
  await room.getByLabel('按姓名、队伍、阵地或商家名称查找').fill(name);
  const card = room.locator('[data-account]').filter({ hasText: name }).filter({ hasText: '积分' }).first();
  await card.getByRole('button', { name: /办\s*理/ }).click();
  const dialog = page.locator('.ant-modal:visible');
  await dialog.getByText('冻结', { exact: true }).click();
  await dialog.getByLabel('原因').fill('本人长期在外，申请暂停使用');
  await seeText(dialog, '没有变更过');
  await picture(page, 'county-bank-freeze');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await seeText(room.locator('[data-account=frozen]').first(), '本人长期在外');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'county-bank-accounts');

  const phone = await stage.seat(PHONE);
  await enterPortal(stage, phone, 'volunteer');
  await openPortal(phone.page, '/wallet');
  await seeText(phone.page.getByRole('main'), '账户已冻结');
  await seeText(phone.page.getByRole('main'), '本人长期在外，申请暂停使用');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'county-bank-wallet');

  await room
    .locator('[data-account=frozen]')
    .first()
    .getByRole('button', { name: /办\s*理/ })
    .click();
  await dialog.getByText('正常', { exact: true }).click();
  await dialog.getByLabel('原因').fill('已回村，恢复使用');
  await seeText(dialog, '本人长期在外');
  await dialog.getByRole('button', { name: /确\s*定/ }).click();
  await see(room.locator('[data-account=open]').filter({ hasText: '已回村' }));
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});

test('on a telephone nothing has to be pushed sideways but the table', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'countyAdmin');
  await phone.page.goto('/v/admin/sidan-bank');
  await seeText(phone.page.locator('[data-bank]'), '合计为 0，账目平衡');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'county-bank-phone');
  await phone.page.getByRole('tab', { name: '账户管理' }).click();
  await seeText(phone.page.locator('[data-accounts]'), '其他账户请查找');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'county-bank-accounts-phone');
  expect(phone.faults).toEqual([]);
});
