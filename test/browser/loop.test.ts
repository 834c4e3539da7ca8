/**
 * 点单 → 派单 → 接单 → 评单, by five people in five browsers, in Chinese: on the phone through the portal, on the desk through NocoBase's pages. What each of
 * them is told afterwards is read from their screens.
 */
import type { Locator } from 'playwright-core';
import { eventually, openSql } from '../support/shared';
import { enterOffice, findOrder, openMenu } from './support/office';
import { enterPortal, openPortal, tab } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(180_000);

const ITEM = '爱心义诊进社区';
const TEAM = '爱心义诊志愿服务队';
const WISH = '小区二十位老人想量血压，有三位行动不便。';
const REPORT = '量血压二十人，测血糖十五人，提醒三位老人复查。';
const SERVED_MINUTES = 95;

const VIEWS = {
  resident: PHONE,
  dispatcher: DESK,
  leader: PHONE,
  volunteer: PHONE,
  countyAdmin: DESK,
} as const;

let stage: Stage;
const seats = {} as Record<keyof typeof VIEWS, Seat>;
let orderNo = '';
let pointsBefore = 0;

beforeAll(async () => {
  stage = await openStage();
  for (const part of Object.keys(VIEWS) as (keyof typeof VIEWS)[]) seats[part] = await stage.seat(VIEWS[part]);
});

afterAll(() => stage?.close());

/** The card of our order in a list of the portal. */
const card = ({ page }: Seat): Locator =>
  page
    .getByRole('listitem')
    .filter({ hasText: orderNo })
    .filter({ has: page.getByRole('link') });

const balance = async ({ page }: Seat): Promise<number> => {
  await tab(page, '我的').click();
  await page.getByRole('link', { name: '我的积分' }).click();
  const text = await (await see(page.getByRole('region', { name: '现有积分' }))).innerText();
  return Number(/(\d+) 分/.exec(text)?.[1]);
};

test('the resident places an order on the phone', async () => {
  const { page } = seats.resident;
  await enterPortal(stage, seats.resident, 'resident');
  pointsBefore = await balance(seats.resident);
  await tab(page, '首页').click();
  await page.getByRole('searchbox', { name: '搜索服务' }).fill('义诊');
  await page.getByRole('link', { name: new RegExp(`^${ITEM}`) }).click();
  await see(page.getByRole('heading', { name: `点单：${ITEM}` }));
  await page.getByLabel('具体需求').fill(WISH);
  await button(page, '提交点单').click();
  await seeText(page.getByRole('status').filter({ hasText: '点单成功' }), '单号');
  const said = await page.getByRole('status').filter({ hasText: '点单成功' }).innerText();
  orderNo = /单号 (\S+)/.exec(said)?.[1] ?? '';
  expect(orderNo).toMatch(/^\d{6}-[A-Z0-9]{6}$/);
  await seeText(page.getByRole('main'), '待派单');
});

test('the dispatcher finds it in the console and dispatches it to the team', async () => {
  const { page } = seats.dispatcher;
  await enterOffice(stage, seats.dispatcher, 'dispatcher');
  await openMenu(page, '派单台');
  await (await see(page.getByRole('button', { name: orderNo }))).click();
  await see(page.getByText(WISH));
  await page.getByRole('checkbox', { name: new RegExp(`^${TEAM}`) }).check();
  // Whoever chooses another team than the one suggested says why.
  const why = page.getByRole('textbox', { name: '改派理由' });
  if (await why.count()) await why.fill('这支队伍熟悉老人的情况');
  await page.getByRole('textbox', { name: '留言' }).fill('请带血压计和血糖仪');
  await button(page, '派给 1 支队伍').click();
  await see(page.getByText('已派单，1 支队伍会收到通知'));
  await page.getByRole('button', { name: orderNo }).waitFor({ state: 'detached' });
});

test('the team leader accepts it on the phone', async () => {
  const { page } = seats.leader;
  await enterPortal(stage, seats.leader, 'leader');
  await tab(page, '志愿').click();
  await page.getByRole('link', { name: /^派给我们的单/ }).click();
  await see(card(seats.leader));
  await button(card(seats.leader), '接单').click();
  await see(page.getByText('“接单”已完成'));
  await button(page, '全部派单').click();
  await seeText(card(seats.leader), '已接单');
});

test('the volunteer checks in, serves, and checks out with a report', async () => {
  const { page } = seats.volunteer;
  await enterPortal(stage, seats.volunteer, 'volunteer');
  await tab(page, '志愿').click();
  await page.getByRole('link', { name: /^我的任务/ }).click();
  await see(card(seats.volunteer));
  await button(card(seats.volunteer), '签到').click();
  await seeText(card(seats.volunteer), '服务中');
  await serve();
  await button(card(seats.volunteer), '签退').click();
  await card(seats.volunteer).getByLabel('服务情况').fill(REPORT);
  await button(card(seats.volunteer), '确认签退').click();
  await see(page.getByText('“签退”已完成'));
});

/** Nobody waits an hour and a half for a test: the check-in was earlier. */
async function serve(): Promise<void> {
  const sql = await openSql(stage.server);
  try {
    const moved = await sql.query(
      `update "sidanAttendances" set "checkInAt" = "checkInAt" - make_interval(mins => $2)
        where "orderId" = (select "id" from "sidanOrders" where "orderNo" = $1) returning 1`,
      [orderNo, SERVED_MINUTES],
    );
    expect(moved).toHaveLength(1);
  } finally {
    await sql.end();
  }
}

test('the resident confirms it and gives five stars', async () => {
  const { page } = seats.resident;
  await tab(page, '点单').click();
  await card(seats.resident).getByRole('link').click();
  await seeText(page.getByRole('main'), '待确认');
  await button(page, '确认完成').click();
  await see(page.getByText('“确认完成”已完成'));
  await seeText(page.getByRole('main'), '待评单');
  await button(page, '评单').click();
  await page.getByRole('radio', { name: '5 分 非常满意' }).check();
  await page.getByLabel('评语').fill('大夫很耐心，谢谢！');
  await button(page, '确认评单').click();
  await see(page.getByText('“评单”已完成'));
});

test('the resident reads the timeline and the points with their reason', async () => {
  const { page } = seats.resident;
  const timeline = page.getByRole('region', { name: '办理过程' });
  await seeText(timeline, '群众评单');
  const labels = await timeline.getByRole('listitem').allInnerTexts();
  const said = labels.map((text) => text.split('\n')[0]).reverse();
  expect(said).toEqual(['群众点单', '中心派单', '志愿者接单', '志愿者签到', '志愿者签退', '已确认完成', '群众评单']);
  expect(await balance(seats.resident)).toBe(pointsBefore + 1);
  const entry = page.getByRole('listitem').filter({ hasText: orderNo });
  await seeText(entry, '+1 分');
  await seeText(entry, /对本次服务作出评价，记 1 分（依据：基础规则包 \d+\.\d+\.\d+《群众评单积分》）/);
});

test('the volunteer reads how the points came about', async () => {
  const { page } = seats.volunteer;
  await openPortal(page, '/wallet');
  const entries = page.getByRole('listitem').filter({ hasText: orderNo });
  await see(entries);
  const said = (await entries.allInnerTexts()).join('\n');
  expect(said).toContain(`${SERVED_MINUTES} 分钟`);
  expect(said).toContain('+3 分');
  expect(said).toContain('+1 分');
  expect(said).toContain('五星');
});

test('the dispatcher sees it all on the page of the order', async () => {
  const { page } = seats.dispatcher;
  await openMenu(page, '工单');
  const row = await findOrder(page, orderNo);
  await seeText(row, '已评单');
  await row.getByRole('button', { name: '查看' }).click();
  const order = page.getByRole('article', { name: orderNo });
  await see(order);
  for (const words of [
    WISH,
    TEAM,
    '请带血压计和血糖仪',
    stage.account('volunteer').name,
    '1 小时 35 分钟',
    '大夫很耐心，谢谢！',
    '群众点单',
    '中心派单',
    '志愿者接单',
    '志愿者签到',
    '志愿者签退',
    REPORT,
    '已确认完成',
    '群众评单',
  ]) {
    await seeText(order, words);
  }
  await seeText(order, new RegExp(`${SERVED_MINUTES} 分钟，每 30 分钟记 1 分`));
  await seeText(order, /《五星/);
});

test('the county administrator sees it in the table of orders', async () => {
  const { page } = seats.countyAdmin;
  await enterOffice(stage, seats.countyAdmin, 'countyAdmin');
  await openMenu(page, '工单');
  const row = await findOrder(page, orderNo);
  for (const words of [ITEM, '已评单', '新华路街道', TEAM]) await seeText(row, words);
  await eventually(async () => (await page.getByRole('row').filter({ hasText: orderNo }).count()) === 1);
});

test('no page failed on the way', () => {
  expect(Object.values(seats).flatMap(({ faults }) => faults)).toEqual([]);
});
