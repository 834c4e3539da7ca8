/**
 * A county administrator adds a field to orders by clicking, in NocoBase's own pages; without a restart or a build it is in the portal's form, is stored, and
 * stands in the table and on the page of the order.
 */
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../support/shared';
import { choose, enterOffice, findOrder, openSettings } from './support/office';
import { enterPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(180_000);

/** A run that fails leaves its field behind: on a server that is used for several runs each has its own. */
const RUN = Date.now().toString(36);
const TITLE = `是否需要轮椅 ${RUN}`;
const NAME = `needsWheelchair${RUN}`;
const OPTIONS = { own: '自备轮椅', lend: '请带一辆轮椅' };

let stage: Stage;
let office: Seat;
let phone: Seat;
let orderNo = '';

beforeAll(async () => {
  stage = await openStage();
  office = await stage.seat(DESK);
  phone = await stage.seat(PHONE);
});

afterAll(() => stage?.close());

/** The drawer opened last. */
const drawer = (page: Page): Locator => page.getByRole('dialog').last();

/** The fields of orders, in the data source of the county administrator. */
async function openFields(page: Page): Promise<void> {
  await openSettings(page, '数据源');
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'main', exact: true }) })
    .getByText('配置', { exact: true })
    .click();
  const orders = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'sidanOrders', exact: true }) });
  await seeText(orders, '工单');
  await orders.getByText('配置字段').click();
}

test('the county administrator adds a field to orders in the data source', async () => {
  const { page } = office;
  await enterOffice(stage, office, 'countyAdmin');
  await openFields(page);
  const kind = page.getByRole('menuitem', { name: '单选', exact: true });
  const form = drawer(page);
  await choose(page, button(drawer(page), '添加字段'), kind, form.getByText('UI类型: 单选'));
  await form.getByRole('textbox', { name: '字段显示名称' }).fill(TITLE);
  await form.getByRole('textbox', { name: '字段名称' }).fill(NAME);
  for (const [value, label] of Object.entries(OPTIONS)) {
    await button(form, '添加选项').click();
    const inputs = form.getByRole('table').getByRole('row').last().getByRole('textbox');
    await inputs.nth(0).fill(value);
    await inputs.nth(1).fill(label);
  }
  await button(form, '提交').click();
  await see(page.getByRole('row').filter({ has: page.getByRole('cell', { name: NAME, exact: true }) }));
});

test('the field is in the portal’s form at once, and what is chosen is kept with the order', async () => {
  const { page } = phone;
  await enterPortal(stage, phone, 'resident');
  await page.getByRole('link', { name: /^教老人用手机/ }).click();
  await page.getByRole('combobox', { name: TITLE }).last().selectOption({ label: OPTIONS.lend });
  await page.getByLabel('具体需求').fill('想学手机挂号，腿脚不便。');
  await button(page, '提交点单').click();
  const said = page.getByRole('status').filter({ hasText: '点单成功' });
  await see(said);
  orderNo = /单号 (\S+)/.exec(await said.innerText())?.[1] ?? '';
  const facts = page.getByRole('region', { name: '点单内容' });
  await seeText(facts, TITLE);
  await seeText(facts, OPTIONS.lend);
});

test('it is a column of the table of orders, and stands on the page of the order', async () => {
  const { page } = office;
  await button(drawer(page), 'Close').click();
  await page.goto('/v/admin/sidan-orders');
  const row = await findOrder(page, orderNo);
  await see(page.getByRole('columnheader', { name: TITLE }).last());
  await seeText(row, OPTIONS.lend);
  await row.getByRole('button', { name: '查看' }).click();
  const order = page.getByRole('article', { name: orderNo });
  await seeText(order, TITLE);
  await seeText(order, OPTIONS.lend);
});

test('taken away again, it is gone from the portal’s form and from the table', async () => {
  const { page } = office;
  await page.goto('/v/admin/sidan-workbench');
  await openFields(page);
  const field = page.getByRole('row').filter({ has: page.getByRole('cell', { name: NAME, exact: true }) });
  await see(field);
  // The host's question is not translated here.
  const yes = drawer(page).getByRole('button', { name: /^(OK|确\s*定)$/ });
  // The host takes the column out of the table and loads its collections anew; where its page was drawn anew under the question, it is asked again.
  const soon = { timeout: 10_000 };
  await eventually(async () => {
    if ((await field.count()) === 0) return true;
    if (!(await yes.isVisible()))
      await field
        .getByText('删除', { exact: true })
        .click(soon)
        .catch(() => undefined);
    const gone = yes.click(soon).then(() => field.waitFor({ state: 'detached', ...soon }));
    return gone.then(
      () => true,
      () => false,
    );
  }, 120_000);

  await page.goto('/v/admin/sidan-orders');
  await findOrder(page, orderNo);
  expect(await page.getByRole('columnheader', { name: TITLE }).count()).toBe(0);
  await phone.page.goto('/sidan/#/');
  await phone.page.reload();
  await phone.page.getByRole('link', { name: /^教老人用手机/ }).click();
  await see(phone.page.getByLabel('具体需求'));
  expect(await phone.page.getByRole('combobox', { name: TITLE }).count()).toBe(0);
});

test('no page failed on the way', () => {
  expect([...office.faults, ...phone.faults]).toEqual([]);
});
