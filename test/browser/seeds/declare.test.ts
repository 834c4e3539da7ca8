/** 仁寿文明义仓：two routes. 申报—评审—积分 for what somebody did of their own accord, and the task with the points that the centre said it is worth. */
import { openPortal } from '../support/portal';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import { installPack } from './support/packs';
import * as on from './support/play';

jest.setTimeout(240_000);

let stage: Stage;
let play: on.Play;

beforeAll(async () => {
  stage = await openStage();
  const place = { regionCode: '511421', name: '仁寿县', town: '普宁街道', team: '仁寿县义仓服务队', item: '邻里互助' };
  play = on.openPlay(await openCounty(stage, place));
  await installPack(play, 'countyAdmin', '20-renshou-granary', 'renshou-granary');
});

afterAll(() => stage?.close());

test('a volunteer declares, the centre reviews, the points are those of the review', async () => {
  const page = await play.phone('volunteer');
  await openPortal(page, '/volunteer');
  await (await see(page.getByRole('link', { name: /^申报服务/ }))).click();
  await page.getByLabel('服务项目').selectOption({ label: '邻里互助' });
  await page.getByLabel('做了什么').fill('帮对门张大爷通了下水道。');
  await page.getByLabel('服务时长（分钟）').fill('60');
  await on.look(page, '511421-declare');
  await button(page, '提交申报').click();
  const said = await see(page.getByRole('status').filter({ hasText: '已提交申报' }));
  const orderNo = /单号 (\S+)/.exec(await said.innerText())![1]!;
  await seeText(page.getByRole('main'), '待评审');
  expect(await on.progress(page)).toEqual({ steps: ['申报', '评审通过'], now: '评审通过' });

  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  await seeText(article, '帮对门张大爷通了下水道。');
  await on.send(article, '评审', async (form) => {
    const minutes = form.getByLabel('认定时长（分钟）');
    await minutes.fill('50.5');
    await seeText(form, '请填写整数。');
    // Nothing becomes another figure than was typed.
    expect(await minutes.inputValue()).toBe('50.5');
    await minutes.fill('050');
    await form.getByLabel('评审意见').fill('属实。');
    await form.getByLabel('核定积分').fill('5');
    await on.look(article.page(), '511421-review');
  });
  await seeText(article, '已积分');
  await seeText(article, '+5 分');
  await seeText(article, '本人申报');
  await on.look(article.page(), '511421-desk');
  const { balance, line } = await on.wallet(play, 'volunteer', orderNo);
  expect(balance).toBe(5);
  expect(line).toContain('+5 分');
  await on.look(page, '511421-wallet');
});

test('a task gives the points that were said when it was dispatched', async () => {
  const orderNo = await on.place(play, '楼道要打扫。', '待派单');
  const console = await play.desk('dispatcher');
  await console.goto('/v/admin/sidan-dispatch');
  await (await see(console.locator(`[data-order="${orderNo}"]`))).click();
  await console.getByRole('checkbox', { name: new RegExp(`^${play.county.team}`) }).check();
  const worth = console.getByRole('textbox', { name: '任务分值' });
  await worth.fill('8.5');
  await seeText(console.locator('body'), '请填写整数。');
  expect(await button(console, '派给 1 支队伍').isDisabled()).toBe(true);

  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  await on.send(article, '派单', async (form) => {
    await form.getByRole('checkbox', { name: new RegExp(`^${play.county.team}`) }).check();
    await form.getByLabel('任务分值').fill('8');
  });
  await on.accept(play, orderNo, '接单');
  await on.serve(play, orderNo, '打扫了两个单元。');
  await on.confirm(play, orderNo, '待评单');
  await on.rate(play, '评单', '5 分 非常满意', '干净。');
  const resident = await play.phone('resident');
  await seeText(resident.getByRole('main'), '已评单、已积分');
  expect(await on.progress(resident)).toEqual({ steps: ['点单', '派单', '接单', '评单'], now: '' });
  const { balance } = await on.wallet(play, 'leader', orderNo);
  expect(balance).toBe(8);
  expect(play.faults()).toEqual([]);
});
