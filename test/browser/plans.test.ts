/** A plan that comes round, made by clicking: its next dates in words before it is saved, its first order after; on a desk and on a phone. */
import { eventually } from '../support/shared';
import { hostProblems, picture } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'siteManager');
  await openMenu(desk.page, '周期计划');
  await see(button(desk.page, '新建计划'));
});

afterAll(() => stage?.close());

test('a plan is made without any syntax, tells its dates, and its order appears', async () => {
  const { page } = desk;
  await button(page, '新建计划').click();
  const form = page.locator('[data-plan-form]');
  await form.getByLabel('计划名称').fill('节前走访');
  const choose = async (name: string, option: string | RegExp) => {
    const select = form.locator('.ant-select').filter({ has: page.getByRole('combobox', { name }) });
    // A list that is closing still may take the click: then nothing is chosen, and it is done again, as a person would.
    await eventually(async () => {
      // What is chosen already lies over the field itself.
      await select.click();
      const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').last();
      const found = list.locator('.ant-select-item-option').filter({ hasText: option }).first();
      const text = await found.textContent();
      await found.click();
      return select
        .filter({ hasText: text ?? '' })
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => page.keyboard.press('Escape').then(() => false),
        );
    }, 20_000);
  };
  await choose('服务项目', /./);
  await choose('阵地', /./);
  await form.getByText('农历节日', { exact: true }).click();
  await choose('农历节日', '中秋节');
  await page.keyboard.press('Escape');
  await choose('当天或前后几天', '之前 3 天');
  await seeText(form, /每年中秋节之前 3 天 14:00–16:00/);
  // By the week it comes round soon, whatever day it is where this runs.
  await form.getByText('每周', { exact: true }).click();
  for (const day of ['周一', '周二', '周三', '周四', '周六', '周日'])
    await form.getByText(day, { exact: true }).click();
  await seeText(form, /每周一、周二、周三、周四、周五、周六、周日 14:00–16:00/);
  expect(await form.locator('[data-date]').count()).toBe(10);
  await picture(page, 'plans-form');
  await form.getByLabel('联系电话').fill('13700000002');
  expect(await hostProblems(desk)).toEqual([]);
  await button(page, '保存计划').click();

  const card = page.locator('[data-plan="active"]').filter({ hasText: '节前走访' });
  await see(card);
  await see(card.getByRole('button', { name: /最近工单/ }));
  await card.getByRole('button', { name: '日期与记录' }).click();
  await seeText(card, '已生成工单');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'plans-desk');
  await card.getByRole('button', { name: /最近工单/ }).click();
  await seeText(page.locator('.ant-drawer-content').last(), '节前走访');
  await page.keyboard.press('Escape');

  await card.getByRole('button', { name: /^暂\s?停$/ }).click();
  await page
    .locator('.ant-popover:visible')
    .getByRole('button', { name: /^暂\s?停$/ })
    .click();
  await see(page.locator('[data-plan="paused"]').filter({ hasText: '节前走访' }));
});

test('on a phone', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'siteManager');
  await phone.page.goto('/v/admin/sidan-plans');
  await see(phone.page.locator('[data-plan]').first());
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'plans-phone');
  await button(phone.page, '新建计划').click();
  await see(phone.page.locator('[data-plan-form] [data-date]').first());
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'plans-phone-form');
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
