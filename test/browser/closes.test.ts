/** 月结: the administrator sees what a close will do, starts it, watches it end, finds a person's statement and has everything worked out again. */
import type { HoursEntered } from '@sidan/plugin-sidan/api';
import { openSql } from '../support/shared';
import { hostProblems, picture } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;
let month: string;
let name: string;

/** Hours of the month that is over, from another system. */
async function enterHours(): Promise<void> {
  const { username, password } = stage.account('countyAdmin');
  const admin = await stage.server.signIn(username, password);
  const volunteer = stage.account('volunteer');
  const { userId } = await stage.server.signIn(volunteer.username, volunteer.password);
  const sql = await openSql(stage.server);
  const [found] = await sql.query<{ volunteerNo: string; name: string; service: string; month: string }>(
    `select v."volunteerNo", p."name", (select i."code" from "sidanServiceItems" i where i."regionCode" = p."regionCode" order by i."code" limit 1) as service,
            to_char((now() at time zone 'Asia/Shanghai') - interval '1 month', 'YYYY-MM') as month
       from "sidanPeople" p join "sidanVolunteers" v on v."personId" = p."id" where p."userId" = $1`,
    [userId],
  );
  await sql.end();
  ({ month, name } = found!);
  const { volunteerNo, service } = found!;
  const rows = [5, 12].map((day) => ({
    ref: `closes ${day}`,
    volunteerNo,
    service,
    endedAt: `${month}-${String(day).padStart(2, '0')}T10:00:00+08:00`,
    minutes: 120,
  }));
  expect(await admin.post<HoursEntered>('sidanCloses:enter', { rows })).toEqual({ entered: 2, known: 0 });
}

beforeAll(async () => {
  stage = await openStage();
  await enterHours();
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
});

afterAll(() => stage?.close());

test('what it will do is said before it is started', async () => {
  const { page } = desk;
  await openMenu(page, '月结');
  await seeText(page.locator('[data-closes]'), `待结月份：${month}`);
  await page.getByRole('button', { name: '开始月结' }).click();
  const dialog = page.locator('.ant-modal:visible');
  await seeText(dialog, '核算 1 人的 2 条服务时长并入账');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'closes-preview');
  await dialog.getByRole('button', { name: '开始月结' }).click();
});

test('it ends while one looks on, and its figures and statements are there', async () => {
  const { page } = desk;
  const card = page.locator('[data-close=done]').filter({ hasText: month });
  await seeText(card, '核算时长 2 条，涉及 1 人');
  await picture(page, 'closes-desk');
  await card.getByRole('button', { name: '当月数据和对账单' }).click();
  const drawer = page.locator('[data-month]');
  await seeText(drawer, '月末余额');
  await drawer.getByLabel('按姓名或名称查找').fill(name);
  await see(drawer.getByRole('rowheader', { name }).first());
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'closes-month');
  await drawer.getByLabel('按姓名或名称查找').fill('查无此人');
  await seeText(drawer, '没有找到对账单');
  await page.keyboard.press('Escape');
});

test('everything worked out again is the same', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '开始复核' }).click();
  await seeText(page.locator('[data-recomputed=whole]'), /复核完毕：共 [1-9]\d* 项，不一致 0 项/);
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'closes-recomputed');
  expect(desk.faults).toEqual([]);
});

test('the same on a telephone', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'countyAdmin');
  await phone.page.goto('/v/admin/sidan-closes');
  await seeText(phone.page.locator('[data-close=done]').first(), '核算时长');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'closes-phone');
  await phone.page.getByRole('button', { name: '当月数据和对账单' }).first().click();
  await seeText(phone.page.locator('[data-month]'), '月末余额');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'closes-month-phone');
  expect(phone.faults).toEqual([]);
});
