/** Everybody with an office finds in NocoBase what the office opens, and nothing that only refuses. */
import type { Page } from 'playwright-core';
import { errorProblems, settled, wordProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { button, see } from './support/see';
import { DESK, openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

const MENUS = {
  dispatcher: [
    '工作台',
    '工单',
    '派单台',
    '代为点单',
    '纸质工单',
    '服务记录证明',
    '志愿服务队',
    '服务菜单',
    '积分',
    '爱心超市',
    '一次性活动',
    '家庭与基金',
    '阵地',
    '人员',
  ],
  siteManager: [
    '工作台',
    '工单',
    '派单台',
    '代为点单',
    '纸质工单',
    '周期计划',
    '志愿服务队',
    '志愿者',
    '服务菜单',
    '爱心超市',
    '一次性活动',
    '家庭与基金',
    '阵地',
    '人员',
  ],
  supervisor: ['工作台', '工单', '志愿服务队', '志愿者', '服务菜单', '积分', '银行总账', '爱心超市', '阵地', '任职'],
} as const;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

/** Entries of the menu on the left. */
const menu = (page: Page) => page.locator('.ant-layout-sider').getByRole('menuitem');

describe.each(Object.entries(MENUS))('%s', (part, names) => {
  let seat: Seat;
  const refused: string[] = [];

  beforeAll(async () => {
    seat = await stage.seat(DESK);
    await enterOffice(stage, seat, part as keyof typeof MENUS);
    // What is asked before the host knows who is there does not count.
    seat.page.on('response', (answer) => {
      if ([401, 403].includes(answer.status())) refused.push(`${answer.status()} ${answer.url()}`);
    });
  });

  test('has the pages of the office, each without a refusal', async () => {
    const { page } = seat;
    expect(await menu(page).allInnerTexts()).toEqual(names);
    for (const name of names) {
      await openMenu(page, name);
      await settled(page);
      expect([name, ...(await errorProblems(page)), ...(await wordProblems(page, true))]).toEqual([name]);
    }
    expect([...refused, ...seat.faults]).toEqual([]);
  });

  test('has no settings', async () => {
    expect(await button(seat.page, 'setting').count()).toBe(0);
  });
});

describe('county administrator', () => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await stage.seat(DESK);
    await enterOffice(stage, seat, 'countyAdmin');
  });

  test('may appoint to four offices, and the form offers no other', async () => {
    const { page } = seat;
    await openMenu(page, '任职');
    await button(page, '任命').click();
    await page.getByRole('dialog').getByRole('combobox', { name: '职务' }).click();
    const options = page.locator('.ant-select-item-option');
    await see(options);
    expect(await options.allInnerTexts()).toEqual(['派单员', '所（站）管理员', '考核员', '爱心商家']);
  });

  test.each(['/v/admin/settings/sidan', '/admin/settings/sidan'])(
    'is shown those settings that open: %s',
    async (path) => {
      const { page } = seat;
      await page.goto(path);
      await see(page.getByText('运行状态'));
      await settled(page);
      expect(await menu(page).allInnerTexts()).toEqual(['数据源', '四单']);
    },
  );

  test('no page failed', () => {
    expect(seat.faults).toEqual([]);
  });
});
