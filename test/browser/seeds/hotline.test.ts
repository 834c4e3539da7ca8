/** 临颍：“我来帮”热线. The dispatcher takes the call down; a second call about the same is told, and merged. A call is called back before anybody is asked; when nobody answers it goes down to the station, and comes to a team there. */
import type { Page } from 'playwright-core';
import { picture } from '../support/checks';
import { openMenu } from '../support/office';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

/** The service, by typing its name. */
async function chooseItem(page: Page, name: string): Promise<void> {
  await page.getByLabel('服务项目').click();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

test('a call is taken down, called back, goes down to the station, is served and rated', async () => {
  const place = {
    regionCode: '411122',
    name: '临颍县',
    town: '城关街道',
    team: '临颍县我来帮服务队',
    item: '困难帮扶',
  };
  const county = await openCounty(stage, place);
  const play = on.openPlay(county);
  const phone = county.phone('resident');
  const desk = await play.desk('dispatcher');
  await openMenu(desk, '代为点单');
  const sheet = desk.locator('[data-intake]');
  const callerBox = sheet.locator('[data-caller]');

  // The number is complete, and who is calling is known: name and address stand in the form.
  await sheet.getByLabel('点单人电话').fill(phone);
  await seeText(callerBox, '没有点过单');
  expect(await sheet.getByLabel('点单人姓名').inputValue()).toBe('李秀英');
  expect(await sheet.getByLabel('详细地址').inputValue()).toBe('幸福路 12 号');
  // Everything that is missing is said where it is missing.
  await desk.keyboard.press('Control+Enter');
  const problems = sheet.getByRole('alert');
  await see(problems.first());
  expect(await problems.allInnerTexts()).toEqual(['请填写此项。', '请填写此项。']);
  await picture(desk, 'seed-411122-intake-missing');
  await chooseItem(desk, place.item);
  await sheet.getByLabel('具体需求').fill('老人独居，暖气不热。');
  await sheet.getByRole('radio', { name: '电话中同意' }).check();
  await desk.keyboard.press('Control+Enter');
  const said = sheet.getByRole('status').filter({ hasText: '点单成功' });
  await see(said);
  const orderNo = /单号 (\S+?)，/.exec(await said.innerText())?.[1] ?? '';
  expect(orderNo).toMatch(/^\d{6}-[A-Z0-9]{6}$/);
  await seeText(said, '待回拨核实');

  // Her son calls about the same: the order under way is shown, and told before anything is placed.
  await sheet.getByLabel('点单人电话').fill(phone);
  await see(callerBox.locator(`[data-known="${orderNo}"]`));
  await sheet.getByLabel('点单人姓名').fill('王强');
  await sheet.getByText('为他人点单').click();
  await sheet.getByLabel('受助人姓名').fill('李秀英');
  await chooseItem(desk, place.item);
  await seeText(callerBox, '这项服务已有 1 单正在办理');
  await on.look(desk, '411122-intake-known');
  await sheet.getByRole('radio', { name: '监护人或家属代为同意' }).check();
  await button(sheet, '提交点单').click();
  const similar = desk.getByRole('dialog', { name: '可能是重复点单' });
  await seeText(similar, orderNo);
  await on.look(desk, '411122-intake-similar');
  await button(similar, '不是同一件，继续点单').click();
  await see(said);
  const again = /单号 (\S+?)，/.exec(await said.innerText())?.[1] ?? '';
  expect(again).not.toBe(orderNo);

  // It was the same after all: the dispatcher merges the second into the first, and says why.
  await button(said, '查看').click();
  const twin = desk.getByRole('article', { name: again });
  await seeText(twin, '疑似重复');
  await seeText(twin, '王强');
  await on.look(desk, '411122-duplicate');
  await button(twin, '并入该单').click();
  const merging = desk.getByRole('dialog', { name: '并单' });
  await merging.getByLabel('并单原因').fill('母子来电说的是同一件事');
  await button(merging, '并单').click();
  await seeText(twin, '已并单');
  await seeText(twin, '本单已并入');
  await desk.getByRole('button', { name: 'Close' }).last().click();

  await on.queue(play, orderNo, '待回拨核实');
  await on.look(desk, '411122-queue');
  await button(desk, '打开处理').click();
  const article = desk.getByRole('article', { name: orderNo });
  await see(article);
  await on.send(article, '回拨核实', (form) => form.getByLabel('核实情况').fill('已与老人通话，情况属实。'));
  await on.unanswered(play, orderNo);
  await on.comesTo(play, orderNo, 'waiting');
  const there = await on.openAtDesk(play, 'dispatcher', orderNo);
  await seeText(there, '待派单');
  await on.send(there, '下派', async (form) => {
    await form.getByLabel('下派到').click();
    await desk.getByTitle('城关街道新时代文明实践站', { exact: true }).last().click();
  });
  await seeText(there, '已下派');
  await on.look(desk, '411122-desk');

  // There the plan asks on its own.
  await on.comesTo(play, orderNo, 'offered');
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '换了阀门，暖气热了。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '来得快。');
  const resident = await play.phone('resident');
  const steps = await on.history(resident, '群众评单');
  const own = ['群众点单', '已回拨核实', '中心派单', '已下派', '中心派单', '队伍接单', '群众评单'];
  expect(steps.filter((step) => own.includes(step))).toEqual(own);
  await on.look(resident, '411122-resident');
  expect(play.faults()).toEqual([]);
});
