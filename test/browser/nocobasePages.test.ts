/** Every page of ours in NocoBase, on a desk and on a phone: seen, photographed and checked. Settings in both of its clients. */
import type { Page } from 'playwright-core';
import { errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice } from './support/office';
import { button, see } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(180_000);

interface Shown {
  name: string;
  path: string;
  /** Clicks that lead there from the address. */
  go?: (page: Page) => Promise<unknown>;
  /** What says that the page has come, besides its words keeping still. */
  sign: string | RegExp;
  /** Shows what is kept in both languages. */
  bilingual?: boolean;
}

/** On a phone the last tabs of many stand behind a button of the host's: they are opened where they are. */
const tabOf = (name: string) => (page: Page) => page.getByRole('tab', { name, exact: true }).dispatchEvent('click');
/** Opens the first line of the table by its first cell, which is a link. */
const first = (page: Page) => page.getByRole('row').getByRole('cell').first().locator('a').click();

/** A form that adds a row: every field of it has to be one that this host can draw. */
const adding = (name: string, path: string, label: string, tab?: string): Shown => ({
  name: `${name}-new`,
  path,
  go: async (page) => {
    if (tab) await tabOf(tab)(page);
    // On a phone the buttons over a table show their icons only, and their names as titles.
    await button(page, label)
      .or(page.getByTitle(label, { exact: true }))
      .filter({ visible: true })
      .first()
      .click();
  },
  sign: /^提\s?交$/,
  bilingual: true,
});

const PAGES: Shown[] = [
  { name: 'workbench', path: '/v/admin/sidan-workbench', sign: '待我办理' },
  { name: 'orders', path: '/v/admin/sidan-orders', sign: '工单号' },
  { name: 'orders-board', path: '/v/admin/sidan-orders', go: tabOf('看板'), sign: '待审单' },
  { name: 'order', path: '/v/admin/sidan-orders', go: first, sign: '办理过程' },
  { name: 'dispatch', path: '/v/admin/sidan-dispatch', sign: '待派单' },
  {
    name: 'dispatch-teams',
    path: '/v/admin/sidan-dispatch',
    go: (page) => page.getByRole('button', { name: '点单' }).first().click(),
    sign: '合适的队伍',
  },
  {
    name: 'dispatch-pile',
    path: '/v/admin/sidan-dispatch',
    go: (page) => page.getByRole('button', { name: '批量派单' }).click(),
    sign: '单待派',
  },
  { name: 'intake', path: '/v/admin/sidan-intake', sign: '谁来点单' },
  { name: 'emergencies', path: '/v/admin/sidan-emergencies', sign: '启动应急响应' },
  { name: 'findings', path: '/v/admin/sidan-findings', sign: '待核查' },
  { name: 'bank', path: '/v/admin/sidan-bank', sign: '合计为 0' },
  { name: 'bank-accounts', path: '/v/admin/sidan-bank', go: tabOf('账户管理'), sign: '其他账户请查找' },
  { name: 'settlements', path: '/v/admin/sidan-bank', go: tabOf('商户结算'), sign: '结算单' },
  { name: 'closes', path: '/v/admin/sidan-closes', sign: '复核' },
  { name: 'certificates', path: '/v/admin/sidan-certificates', sign: '证明设置' },
  { name: 'plans', path: '/v/admin/sidan-plans', sign: '新建计划' },
  { name: 'imports', path: '/v/admin/sidan-imports', sign: '导入纸质工单' },
  { name: 'teams', path: '/v/admin/sidan-teams', sign: '志愿服务队' },
  { name: 'team', path: '/v/admin/sidan-teams', go: first, sign: '成员' },
  {
    name: 'team-members',
    path: '/v/admin/sidan-teams',
    go: async (page) => (await first(page), await tabOf('成员')(page)),
    sign: '职务',
  },
  { name: 'volunteers', path: '/v/admin/sidan-volunteers', sign: '志愿者' },
  { name: 'services', path: '/v/admin/sidan-services', sign: '服务菜单' },
  { name: 'service', path: '/v/admin/sidan-services', go: first, sign: '名称', bilingual: true },
  {
    name: 'service-new',
    path: '/v/admin/sidan-services',
    // On a phone the buttons over a table show their icons only.
    go: (page) => button(page, '新建服务项目').or(button(page, 'plus')).click(),
    sign: '英文名称',
  },
  { name: 'catalogues', path: '/v/admin/sidan-catalogues', sign: '评价尺度' },
  { name: 'points', path: '/v/admin/sidan-points', sign: '积分依据' },
  { name: 'points-accounts', path: '/v/admin/sidan-points', go: tabOf('积分账户'), sign: '余额' },
  { name: 'points-postings', path: '/v/admin/sidan-points', go: tabOf('积分流水'), sign: '转入账户' },
  { name: 'sites', path: '/v/admin/sidan-sites', sign: '阵地' },
  { name: 'campaigns', path: '/v/admin/sidan-campaigns', sign: '现场登记：旧电池换积分' },
  { name: 'campaigns-list', path: '/v/admin/sidan-campaigns', go: tabOf('活动'), sign: '活动编码' },
  { name: 'campaigns-entries', path: '/v/admin/sidan-campaigns', go: tabOf('登记记录'), sign: '登记人' },
  { name: 'families', path: '/v/admin/sidan-families', sign: '看过户口簿' },
  { name: 'families-households', path: '/v/admin/sidan-families', go: tabOf('家庭户'), sign: '户号' },
  {
    name: 'families-guardians',
    path: '/v/admin/sidan-families',
    go: tabOf('监护与代办'),
    sign: '看过户口簿、委托书',
  },
  { name: 'families-funds', path: '/v/admin/sidan-families', go: tabOf('公益基金'), sign: '用途' },
  { name: 'families-lists', path: '/v/admin/sidan-families', go: tabOf('优先名单'), sign: '列入原因' },
  { name: 'people', path: '/v/admin/sidan-people', sign: '人员' },
  { name: 'offices', path: '/v/admin/sidan-offices', sign: '任职' },
  adding('reward', '/v/admin/sidan-shop', '添加兑换品', '兑换品'),
  adding('outlet', '/v/admin/sidan-shop', '添加兑换点', '兑换点'),
  adding('campaign', '/v/admin/sidan-campaigns', '新建活动', '活动'),
  adding('site', '/v/admin/sidan-sites', '新建阵地'),
  adding('person', '/v/admin/sidan-people', '登记人员'),
  adding('team', '/v/admin/sidan-teams', '新建队伍'),
  adding('household', '/v/admin/sidan-families', '添加家庭户', '家庭户'),
  adding('guardian', '/v/admin/sidan-families', '登记监护与代办', '监护与代办'),
  adding('fund', '/v/admin/sidan-families', '添加基金', '公益基金'),
  { name: 'settings', path: '/v/admin/settings/sidan', sign: '运行状态' },
  { name: 'settings-classic', path: '/admin/settings/sidan', sign: '运行状态' },
];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.close());

/** The host keeps every page that was left in the document, out of sight: each of the next is slower for it. */
const PAGES_KEPT_MAX = 6;
let opened = 0;

/** Within the running client where there is one: the host's five megabytes are loaded once, not for each page. */
async function open(page: Page, path: string): Promise<void> {
  const lane = (url: string) => new URL(url, stage.server.url).pathname.startsWith('/v/');
  opened += 1;
  if (lane(page.url()) !== lane(path) || opened % PAGES_KEPT_MAX === 0) return void (await page.goto(path));
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

describe.each([DESK, PHONE])('$width px', (size) => {
  let seat: Seat;

  beforeAll(async () => {
    seat = await stage.seat(size);
    await enterOffice(stage, seat, 'countyAdmin');
  });

  test.each(PAGES)('$name', async ({ name, path, go, sign, bilingual }) => {
    const { page } = seat;
    await open(page, path);
    await go?.(page);
    await see(page.getByText(sign).filter({ visible: true }));
    await settled(page);
    await picture(page, `nocobase-${name}-${size.width}`);
    const problems = [
      ...(await wordProblems(page, bilingual)),
      ...(await errorProblems(page)),
      ...(await widthProblems(page)),
    ];
    expect(problems).toEqual([]);
  });

  test('amounts are said in their unit, and accounts by whose they are', async () => {
    const { page } = seat;
    await open(page, '/v/admin/sidan-points');
    await tabOf('积分流水')(page);
    await see(page.getByRole('cell', { name: /^[\d,.]+ (分|小时)$/ }));
    await settled(page);
    for (const bare of [/^[\d,.]+$/, /^([0-9a-f]{8}|time)$/])
      expect(await page.getByRole('cell', { name: bare }).count()).toBe(0);
  });

  test('no page failed', () => {
    expect(seat.faults).toEqual([]);
  });
});
