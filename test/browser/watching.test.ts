/** Hours that are looked at: the administrator sees the evidence and decides, the volunteer sees why, says what happened and appeals; on a desk and on a phone. */
import type { FindingDesk } from '@sidan/plugin-sidan/api';
import { openSql } from '../support/shared';
import { accessProblems, hostProblems, picture, settled } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;
let phone: Seat;

/** Two services of the volunteer at once: the check-ins of a confirmed order are moved under those of another, and the look of the day after is taken. */
async function servedTwice(userId: number): Promise<void> {
  const sql = await openSql(stage.server);
  try {
    const two = await sql.query<{ id: string }>(
      `select a."id" from "sidanAttendances" a join "sidanPeople" p on p."id" = a."personId" join "sidanOrders" o on o."id" = a."orderId"
        where p."userId" = $1 and a."checkOutAt" is not null and a."minutes" > 0 and o."confirmedAt" is not null order by a."checkOutAt" desc limit 2`,
      [userId],
    );
    expect(two).toHaveLength(2);
    // Both at once, since the server looks at any moment; and at an hour of yesterday at which the demo has nothing of theirs.
    await sql.query(
      `with own as (select a.* from "sidanAttendances" a join "sidanPeople" p on p."id" = a."personId" where p."userId" = $1 and a."id" <> all($2::uuid[])),
        free as (select now() - make_interval(hours => h) as at from generate_series(28, 46) h where not exists (select 1 from own
          where own."checkInAt" < now() - make_interval(hours => h - 3) and coalesce(own."checkOutAt", now()) > now() - make_interval(hours => h + 1)) order by h limit 1)
       update "sidanAttendances" a set "checkInAt" = free.at, "checkOutAt" = free.at + make_interval(mins => m.minutes), "minutes" = m.minutes, "watchedAt" = null
         from free, unnest($2::uuid[], array[120, 110]) as m(id, minutes) where a."id" = m.id`,
      [userId, two.map(({ id }) => id)],
    );
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  stage = await openStage();
  const { username, password } = stage.account('volunteer');
  const volunteer = await stage.server.signIn(username, password);
  await servedTwice(volunteer.userId!);
  desk = await stage.seat(DESK);
  phone = await stage.seat(PHONE);
  await enterOffice(stage, desk, 'countyAdmin');
  await enterPortal(stage, phone, 'volunteer');
});

afterAll(() => stage?.close());

const finding = () => desk.page.locator('[data-finding]').filter({ hasText: '服务时间重叠' }).first();

test('the administrator finds it with the evidence, each order to be opened', async () => {
  const { username, password } = stage.account('countyAdmin');
  const admin = await stage.server.signIn(username, password);
  for (let left = 60; left > 0; left -= 1) {
    const { rows } = await admin.get<FindingDesk>('sidanFindings:desk');
    if (rows.some(({ title }) => title === '服务时间重叠')) break;
    await new Promise((wake) => setTimeout(wake, 1000));
  }
  await openMenu(desk.page, '工时核查');
  await seeText(finding(), '与本人另一次服务重叠的时长：110 分钟');
  await seeText(finding(), '本次服务与本人另一次服务的时间重叠');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(desk.page, 'watching-desk');
  await finding().locator('[data-evidence] a').first().click();
  await see(desk.page.locator('.ant-drawer-title').filter({ visible: true }));
  await settled(desk.page);
  await desk.page.keyboard.press('Escape');
});

test('the volunteer sees why on the phone and says what happened', async () => {
  const { page } = phone;
  await openPortal(page, '/wallet');
  await page.getByRole('link', { name: '我的工时核查' }).click();
  await seeText(page.getByRole('main'), '正在核查');
  expect([...(await hostProblems(phone)), ...(await accessProblems(page))]).toEqual([]);
  await picture(page, 'watching-phone');
  await page.getByLabel('情况说明').first().fill('前一单结束后忘记签退');
  await button(page, '提交说明').first().click();
  await seeText(page.getByRole('main'), '您的说明：前一单结束后忘记签退');
});

test('hours are taken off with a reason; the volunteer appeals once', async () => {
  await desk.page.reload();
  await seeText(finding(), '志愿者说明：前一单结束后忘记签退');
  await finding().getByRole('button', { name: '核减时长' }).click();
  const dialog = desk.page.locator('.ant-modal:visible');
  await seeText(dialog, '不再计入服务时长');
  await dialog.getByLabel('理由').fill('两处服务对象均称当时在场的只有一处');
  await picture(desk.page, 'watching-decide');
  await dialog.getByRole('button', { name: '核减时长' }).click();
  await see(desk.page.getByText(/已处理 [1-9]/));

  const { page } = phone;
  await openPortal(page, '/hours');
  await seeText(page.getByRole('main'), '时长已核减');
  await page.getByLabel('申诉理由').fill('有现场照片');
  await button(page, '提交申诉').click();
  await seeText(page.getByRole('main'), '申诉处理中');
  expect(await page.getByLabel('申诉理由').count()).toBe(0);

  await desk.page.getByText(/待处理申诉/).click();
  await desk.page.reload();
  await desk.page.getByText(/待处理申诉 1/).click();
  await seeText(finding(), '申诉：');
  await finding().getByRole('button', { name: '申诉成立' }).click();
  await desk.page.locator('.ant-modal:visible').getByLabel('理由').fill('照片属实');
  await desk.page.locator('.ant-modal:visible').getByRole('button', { name: '申诉成立' }).click();
  await seeText(desk.page.locator('[data-findings]'), '没有待处理的申诉');
  await openPortal(page, '/hours');
  await seeText(page.getByRole('main'), '申诉成立，时长已恢复');
  expect(await hostProblems(phone)).toEqual([]);
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
