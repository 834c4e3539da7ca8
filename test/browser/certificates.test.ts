/** 志愿服务记录证明 by clicking: asked for on a phone, made known, issued after the days are over, printed, and checked by a stranger; a changed paper, code or row is seen at once. */
import { openSql, type Sql } from '../support/shared';
import { accessProblems, errorProblems, hostProblems, picture, settled, widthProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal, tab } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let sql: Sql;
let desk: Seat;
let volunteer: Seat;
let stranger: Seat;
/** As they stand on the paper. */
let number: string;
let token: string;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
  volunteer = await stage.seat(PHONE);
  await enterPortal(stage, volunteer, 'volunteer');
  stranger = await stage.seat(PHONE);
});

afterAll(async () => {
  if (number) {
    await sql.query('delete from "sidanCertificates" where "number" = $1', [number]);
    await sql.query('update "sidanCounties" set "certificates" = null');
  }
  await sql?.end();
  await stage?.close();
});

/** The open dialog of the desk. */
const dialog = () => desk.page.locator('.ant-modal:visible');
const card = (state: string) => desk.page.locator(`[data-certificate="${state}"]`).filter({ hasText: number });

/** Checks as a stranger does who types what stands on the paper. */
async function check(typed: string, code: string): Promise<void> {
  const { page } = stranger;
  await openPortal(page, '/check');
  await page.getByLabel('证明编号').fill(typed);
  await page.getByLabel('查验码').fill(code);
  await button(page.getByRole('main'), '查验').click();
}

test('a volunteer looks what it would hold, asks for it, and sees how it stands', async () => {
  const { page } = volunteer;
  await tab(page, '志愿').click();
  await page.getByRole('link', { name: '我的证明' }).click();
  await see(page.getByRole('heading', { name: '我的证明', level: 1 }));
  await button(page, '预览服务记录').click();
  await seeText(page.getByRole('main'), /该时段有 \d+ 条已确认的服务，共 .*(小时|分钟)/);
  expect([...(await hostProblems(volunteer)), ...(await accessProblems(page))]).toEqual([]);
  await picture(page, 'certificates-ask-390');
  await button(page, '申请出具').click();
  const line = page.locator('.certificate-line').first();
  await seeText(line, '待审核');
  number = /\d{6}-\d{4}-[2-9A-Z]{8}/.exec(await line.innerText())![0];
  await seeText(page.getByRole('main'), '您有一份证明正在办理');
  expect([...(await hostProblems(volunteer)), ...(await accessProblems(page))]).toEqual([]);
});

test('the centre says who answers for it, looks at the services, and makes it known', async () => {
  const { page } = desk;
  await openMenu(page, '服务记录证明');
  await button(page, '证明设置').click();
  const settings = page.locator('[data-certificate-settings]');
  await settings.getByLabel('负责人').fill('李主任');
  await settings.getByLabel('联系方式').fill('0317-2222222');
  // What is no number of days is not made none: nothing would be made known.
  const days = settings.getByLabel('公示天数');
  for (const [typed, why] of [
    ['-3', '请填写 0 到 60 之间的数。'],
    ['abc', '请填写数字。'],
  ] as const) {
    await days.fill(typed);
    await button(settings, '保存').click();
    await seeText(settings, why);
  }
  await days.fill('7');
  await picture(page, 'certificates-settings-1440');
  await button(settings, '保存').click();
  await settings.waitFor({ state: 'hidden' });
  const open = card('requested');
  await button(open, '查看服务明细').click();
  await see(open.locator('[data-certificate-services] li'));
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'certificates-desk-1440');
  await button(open, '开始公示').click();
  await seeText(dialog(), '公示 7 天，当天不计');
  await button(dialog(), '开始公示').click();
  await seeText(card('noticed'), /公示中，.* 起可以出具/);
  // Too early: it says when.
  await button(card('noticed'), '出具').click();
  await button(dialog(), '出具').click();
  await seeText(dialog(), /公示尚未期满，\d{4}-\d{2}-\d{2} 起可以出具/);
  await picture(page, 'certificates-early-1440');
  await button(dialog(), '取消').click();
});

test('another volunteer of the county sees hours and a surname, and objects; the centre answers', async () => {
  const leader = await stage.seat(PHONE);
  await enterPortal(stage, leader, 'leader');
  await openPortal(leader.page, '/notices');
  const line = leader.page.locator('.certificate-line').filter({ hasText: number });
  await see(line);
  const { name } = stage.account('volunteer');
  expect(await line.innerText()).not.toContain(name);
  await button(line, '提出异议').click();
  await line.getByLabel('与事实不符之处').fill('有一次没有见到本人');
  expect([...(await hostProblems(leader)), ...(await accessProblems(leader.page))]).toEqual([]);
  await picture(leader.page, 'certificates-notices-390');
  await button(line, '提交异议').click();
  await seeText(leader.page.getByRole('main'), '异议已提交');
  const { page } = desk;
  await page.reload();
  await seeText(card('noticed'), '有一次没有见到本人');
  await button(card('noticed'), '答复').click();
  await dialog().getByLabel('答复').fill('已核对签到记录，情况属实');
  await button(dialog(), '答复').click();
  await seeText(card('noticed'), '已核对签到记录，情况属实');
  expect(leader.faults).toEqual([]);
});

test('the days are over: it is issued, and printed on A4 in both languages', async () => {
  await sql.query(`update "sidanCertificates" set "noticeEndsAt" = now() - interval '1 minute' where "number" = $1`, [
    number,
  ]);
  await desk.page.reload();
  await seeText(card('noticed'), '可以出具');
  await button(card('noticed'), '出具').click();
  await dialog().getByLabel('备注').fill('用于评优');
  await button(dialog(), '出具').click();
  await dialog().waitFor({ state: 'hidden' });
  await desk.page.locator('.ant-segmented-item', { hasText: '已出具' }).click();
  await see(card('issued'));
  expect(await hostProblems(desk)).toEqual([]);
  await picture(desk.page, 'certificates-issued-1440');

  const { page } = volunteer;
  await openPortal(page, '/certificates');
  await page.locator('.certificate-line').filter({ hasText: number }).getByRole('link', { name: '查看和打印' }).click();
  const paper = page.locator('.paper');
  for (const text of [
    number,
    stage.account('volunteer').name,
    '李主任',
    '0317-2222222',
    '用于评优',
    '（出具单位盖章）',
  ])
    await seeText(paper, text);
  await seeText(paper, 'Certificate of Voluntary Service');
  await see(paper.locator('svg.qr path'));
  token = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec((await paper.innerText()).replaceAll(number, ''))![0];
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    await settled(page);
    expect([...(await widthProblems(page)), ...(await accessProblems(page)), ...(await errorProblems(page))]).toEqual(
      [],
    );
    await picture(page, `certificates-paper-${size.width}`);
  }
  // As it leaves the printer: the paper and nothing else.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 1000 });
  expect(await page.getByRole('banner').isVisible()).toBe(false);
  expect(await button(page, '打印').isVisible()).toBe(false);
  expect(await widthProblems(page)).toEqual([]);
  await picture(page, 'certificates-print');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(PHONE);
});

test('a stranger who holds it in the hand is told that it is true, and of whom and what no more than is needed', async () => {
  const { page } = stranger;
  await page.goto(`/sidan/#/check?n=${number}&t=${token.replaceAll('-', '')}`);
  const found = page.locator('[data-check="valid"]');
  await seeText(found, '证明属实');
  await seeText(found, '新时代文明实践中心');
  const { name } = stage.account('volunteer');
  const text = await page.getByRole('main').innerText();
  expect(text).not.toContain(name);
  expect(text).toContain(`${[...name][0]}*`);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    expect([...(await hostProblems(stranger)), ...(await accessProblems(page))]).toEqual([]);
    await picture(page, `certificates-check-${size.width}`);
  }
  await page.setViewportSize(PHONE);
  // A list nobody is given: it asks who one is.
  await openPortal(page, '/notices');
  await see(page.getByLabel('密码'));
  expect((await stage.server.anonymous().request('GET', 'sidanCertificates:notices')).status).toBe(401);
});

test('a changed number, code or row is seen at once; one that is revoked as well', async () => {
  const { page } = stranger;
  const last = (text: string) => `${text.slice(0, -1)}${text.endsWith('2') ? '3' : '2'}`;
  for (const [typed, code] of [
    [last(number), token],
    [number, last(token)],
  ] as const) {
    await check(typed, code);
    await seeText(page.getByRole('main'), '查无此证明');
  }
  await check(number.toLowerCase(), token);
  await seeText(page.getByRole('main'), '证明属实');
  const hours = (minutes: string) =>
    sql.query(
      `update "sidanCertificates" set "content" = jsonb_set("content", '{minutes}', $2::jsonb) where "number" = $1`,
      [number, minutes],
    );
  const [row] = await sql.query<{ minutes: number }>(
    `select ("content"->>'minutes')::int as minutes from "sidanCertificates" where "number" = $1`,
    [number],
  );
  await hours('60000');
  await check(number, token);
  await seeText(page.getByRole('main'), '证明不可信');
  await picture(page, 'certificates-changed-390');
  await hours(String(row!.minutes));

  await button(card('issued'), '撤销').click();
  await dialog().getByLabel('原因').fill('记录有误');
  await button(dialog(), '撤销').click();
  await dialog().waitFor({ state: 'hidden' });
  await check(number, token);
  await seeText(page.getByRole('main'), '证明已被撤销');
  await openPortal(volunteer.page, '/certificates');
  await seeText(volunteer.page.locator('.certificate-line').filter({ hasText: number }), '原因：记录有误');
  expect([...desk.faults, ...volunteer.faults, ...stranger.faults]).toEqual([]);
});

test('the desk on a phone', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'dispatcher');
  await phone.page.goto('/v/admin/sidan-certificates');
  await see(phone.page.locator('[data-certificates]'));
  await phone.page.locator('.ant-segmented-item', { hasText: '其他' }).click();
  await see(phone.page.locator('[data-certificate="revoked"]'));
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'certificates-desk-390');
  expect(phone.faults).toEqual([]);
});
