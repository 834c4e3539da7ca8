/**
 * 平城：群众点单、平台派单、团队接单、多元评单. The resident, the community and the centre rate; the county's rules put it together by their weights. Then an administrator
 * says for a service what is rated and how, and one of the parties cannot judge.
 */
import type { Page } from 'playwright-core';
import { openMenu } from '../support/office';
import { button, see, seeText } from '../support/see';
import { openStage, type Stage } from '../support/stage';
import { openCounty } from './support/county';
import * as on from './support/play';

jest.setTimeout(240_000);

const STEPS = ['群众点单', '平台派单', '团队接单', '多元评单'];

let stage: Stage;
let play: on.Play;
let orderNo = '';

beforeAll(async () => {
  stage = await openStage();
  const place = {
    regionCode: '140213',
    name: '平城区',
    town: '文瀛湖街道',
    team: '工行志愿者服务队',
    item: '反诈宣讲',
  };
  play = on.openPlay(await openCounty(stage, place));
});

afterAll(() => stage?.close());

test('placed, dispatched by the platform, accepted by a team, served and confirmed', async () => {
  orderNo = await on.place(play, '小区老人多，想听反诈讲座。', '待平台派单');
  const resident = await play.phone('resident');
  expect(await on.progress(resident)).toEqual({ steps: STEPS, now: '平台派单' });
  await on.dispatch(play, orderNo);
  await on.accept(play, orderNo, '团队接单');
  await on.serve(play, orderNo, '讲了一场，四十位居民到场。');
  await on.confirm(play, orderNo, '待多元评单');
});

test('three parties rate, each once, each seeing what is left', async () => {
  await on.rate(play, '多元评单', '5 分 非常满意', '讲得明白。');
  const resident = await play.phone('resident');
  await seeText(resident.getByRole('main'), '待多元评单');
  await resident.reload();
  await see(resident.getByText(`单号 ${orderNo}`));
  expect(await button(resident, '多元评单').count()).toBe(0);

  for (const [part, stars, comment] of [
    ['siteManager', 4, '场地保持得好。'],
    ['dispatcher', 3, '到场晚了十分钟。'],
  ] as const) {
    const article = await on.openAtDesk(play, part, orderNo);
    await on.send(article, '多元评单', async (form) => {
      await on.giveStars(form, stars);
      await form.getByLabel('评语').fill(comment);
    });
  }
});

test('the result is the weighted one, with the part of each', async () => {
  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  for (const words of ['点单人（占 50%）', '阵地（占 30%）', '中心（占 20%）', '综合评分 4.3 分', '已评单'])
    await seeText(article, words);
  expect((await on.progress(article)).steps).toEqual(STEPS);
  await on.look(article.page(), '140213-desk');
  const resident = await on.openOnPhone(play, 'resident', orderNo);
  await seeText(resident.getByRole('region', { name: '评价' }), '综合评分 4.3 分');
  expect((await on.history(resident, '多元评单')).filter((step) => STEPS.includes(step))).toEqual([
    ...STEPS,
    '多元评单',
    '多元评单',
  ]);
  await on.look(resident, '140213-resident');
  expect(play.faults()).toEqual([]);
});

test('an administrator says in the form of the service what is rated, and on which scale', async () => {
  const page = await play.desk('countyAdmin');
  await openMenu(page, '服务菜单');
  const row = await see(page.getByRole('row', { name: /反诈宣讲/ }));
  await row.getByRole('button', { name: '编辑' }).click();
  await see(page.getByRole('dialog').getByRole('combobox', { name: '评价尺度' }));
  await choose(page, '评价尺度', ['满意、基本满意、不满意']);
  await choose(page, '评价项目', ['服务态度', '服务效果']);
  await on.look(page, '140213-scale');
  await button(page, '提交').click();
  await see(row.filter({ visible: true }));
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('the parties are asked for those; who cannot judge is not waited for, and not counted', async () => {
  orderNo = await on.place(play, '请给独居老人讲讲防骗。', '待平台派单');
  const { county } = play;
  const find = async (part: 'resident') =>
    (await (await county.client(part)).get<{ rows: { id: string; orderNo: string }[] }>('sidanOrders:mine')).rows.find(
      (order) => order.orderNo === orderNo,
    )!.id;
  const id = await find('resident');
  const send = async (part: 'dispatcher' | 'leader' | 'resident', event: string, data = {}) =>
    (await county.client(part)).order(event, id, data);
  await send('dispatcher', 'dispatch', { teamIds: [county.ids.team], reason: '熟悉情况' });
  for (const event of ['accept', 'start', 'finish']) await send('leader', event);
  await send('resident', 'confirm');

  const phone = await on.openOnPhone(play, 'resident', orderNo);
  await button(phone, '多元评单').click();
  await button(phone, '确认多元评单').click();
  await see(phone.getByRole('group', { name: '有 2 处需要修改' }));
  await mark(phone, '服务态度', '基本满意');
  await mark(phone, '服务效果', '满意');
  await on.look(phone, '140213-marks');
  await button(phone, '确认多元评单').click();
  await see(phone.getByText('“多元评单”已完成'));

  const site = await on.openAtDesk(play, 'siteManager', orderNo);
  await on.send(site, '多元评单', async (form) => {
    for (const box of await form.getByRole('checkbox', { name: '不便评价' }).all()) await box.check();
  });
  const article = await on.openAtDesk(play, 'dispatcher', orderNo);
  await on.send(article, '多元评单', async (form) => {
    await form.getByText('不满意', { exact: true }).first().click();
    await form.getByRole('checkbox', { name: '不便评价' }).last().check();
    await on.look(article.page(), '140213-marks-desk');
  });
  // 50% and 20% are what is left of the weights: (4 × 0.5 + 1 × 0.2) / 0.7 is 3.14.
  for (const words of [
    '服务态度：基本满意',
    '服务效果：满意',
    '服务态度：不满意',
    '不便评价',
    '综合评分 3.1 分',
    '已评单',
  ])
    await seeText(article, words);
  await on.look(article.page(), '140213-abstained');
  const resident = await on.openOnPhone(play, 'resident', orderNo);
  await seeText(resident.getByRole('region', { name: '评价' }), '不便评价');
  await seeText(resident.getByRole('region', { name: '办理过程' }), '不便评价');
  await on.look(resident, '140213-abstained-resident');
  expect(play.faults()).toEqual([]);
});

/** Entries of a list in a form of NocoBase. */
async function choose(page: Page, label: string, names: readonly string[]): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).click();
  for (const name of names)
    await page
      .locator('.ant-select-dropdown')
      .filter({ visible: true })
      .locator('.ant-select-item-option', { hasText: name })
      .filter({ visible: true })
      .first()
      .click();
  // Outside of the list, which folds up.
  await page.getByRole('dialog').getByRole('textbox', { name: '英文名称' }).click();
}

/** One item of a rating on the phone. */
const mark = (page: Page, item: string, step: string): Promise<void> =>
  page
    .getByRole('group', { name: new RegExp(item) })
    .getByRole('radio', { name: step, exact: true })
    .check();
