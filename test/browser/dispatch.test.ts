/** The dispatcher at the console: teams with reasons, another choice with a reason of one's own, a morning's pile. */
import { settled, wordProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { DESK, openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let seat: Seat;

beforeAll(async () => {
  stage = await openStage();
  seat = await stage.seat(DESK);
  await enterOffice(stage, seat, 'dispatcher');
});

afterAll(() => stage?.close());

const WHY = '这支队伍上周刚去过这户人家';

test('teams stand in the order of the rules, each with what speaks for and against it', async () => {
  const { page } = seat;
  await openMenu(page, '派单台');
  const teams = page.locator('[data-team]');
  await see(teams);
  await seeText(teams.first(), '最合适');
  const texts = await teams.allInnerTexts();
  expect(texts.every((text) => /[+-]\d/.test(text))).toBe(true);
  const weights = texts.map((text) => Number(/合计 ([+-]?[\d.]+)/.exec(text)![1]));
  expect(weights).toEqual([...weights].sort((a, b) => b - a));
  await page.getByRole('button', { name: /^查看未列入的/ }).click();
  expect(await teams.count()).toBeGreaterThan(texts.length);
  await settled(page);
  expect(await wordProblems(page, true)).toEqual([]);
});

test('another choice than the one suggested asks for a reason, which the order keeps', async () => {
  const { page } = seat;
  const orderNo = (await page.locator('[data-order][aria-pressed=true]').getAttribute('data-order'))!;
  await page.locator('[data-team]').last().getByRole('checkbox').check();
  const send = button(page, '派给 1 支队伍');
  await see(page.getByText('所选队伍不是系统首选'));
  expect(await send.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: '改派理由' }).fill(WHY);
  await page.locator('[data-team]').last().getByRole('checkbox').uncheck();
  await page.locator('[data-team]').nth(1).getByRole('checkbox').check();
  await send.click();
  await see(page.getByText('已派单，1 支队伍会收到通知'));
  // The host keeps what it has shown, out of sight.
  const line = page.locator(`[data-order="${orderNo}"]`).filter({ visible: true });
  await line.waitFor({ state: 'detached' });
  await page.locator('.ant-segmented-item', { hasText: '待接单' }).filter({ visible: true }).click();
  await (await see(line)).click();
  await button(page, '查看全单').click();
  await seeText(page.getByRole('dialog'), WHY);
  await seeText(page.getByRole('dialog'), '系统首选：');
  await page.keyboard.press('Escape');
});

test('a morning’s pile is looked through, changed and sent', async () => {
  const { page } = seat;
  await openMenu(page, '工作台');
  await openMenu(page, '派单台');
  await button(page, '批量派单').click();
  const rows = page.locator('[data-pile]');
  await see(rows);
  const first = rows.filter({ has: page.locator('.ant-select-selection-item') }).first();
  const orderNo = (await first.getAttribute('data-pile'))!;
  const checked = page.locator('[data-pile] input[type=checkbox]:checked');
  while (await checked.count()) await checked.first().uncheck();
  const chosen = page.locator(`[data-pile="${orderNo}"]`);
  await chosen.locator('input[type=checkbox]').check();
  await button(page, '派出 1 单').click();
  await see(page.getByText('已派出 1 单。'));
  await seeText(chosen, '已派出');
  expect(seat.faults).toEqual([]);
});
