/** Rule packs in the settings: upload, changes in words, simulation, activation, an order by the new rules, the rules in force, off, rollback, trust. */
import { generateKeyPairSync } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import type { Me, Wallet } from '@sidan/plugin-sidan/api';
import type { Client } from '../support/api';
import { countyPack } from '../support/pack';
import { openSql } from '../support/shared';
import { errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice, findOrder, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { CAST, DESK, openStage, PHONE, type Part, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

const REGION = '130982';
const PAGE = '/v/admin/settings/sidan/packs';
const COUNTY_PACK = `[data-pack="county-${REGION}@1.0.0"]`;

/** Something besides points, so that there are two budgets. */
const TWO_ASSETS = {
  'catalogue/assets.json': { assets: [{ name: 'care', unit: 'hour', scale: 1 }] },
  'locales/zh-CN.json': {
    'rule.service-hours.title': '本县服务时长积分',
    'rule.service-hours.because': '完成志愿服务',
    'asset.care.title': '照护时间',
  },
};

let stage: Stage;
let desk: Seat;
const clients = {} as Record<Part, Client>;

beforeAll(async () => {
  stage = await openStage();
  const { server } = stage;
  for (const part of Object.keys(CAST) as Part[]) {
    const { username, password } = stage.account(part);
    clients[part] = await server.signIn(username, password);
  }
  const root = await server.signIn(server.admin.username, server.admin.password);
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
});

afterAll(() => stage?.close());

const part = (name: string): Locator => desk.page.locator(`[data-pack-${name}]`);

const choose = (archive: string) =>
  desk.page.locator('input[type=file]').setInputFiles({
    name: 'renqiu.tgz',
    mimeType: 'application/gzip',
    buffer: Buffer.from(archive, 'base64'),
  });

/** One of the page's own tabs. */
async function open(name: string, page = desk.page): Promise<void> {
  await page.locator('[data-pack-page]').getByRole('tab', { name, exact: true }).click();
  await settled(page);
}

/** Answers the question that stands there: why, and yes. */
async function decide(reason: string, yes: string, pictureName?: string): Promise<void> {
  const dialog = desk.page.getByRole('dialog').last();
  await dialog.getByLabel('原因').fill(reason);
  if (pictureName) await picture(desk.page, pictureName);
  await button(dialog, yes).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** What of the page does not fit: the host lets a part of the page be pushed sideways where the page itself cannot be. */
async function roomProblems(page: Page): Promise<string[]> {
  const cut = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const room = document.querySelector('[data-pack-page]')!;
    const small = room.clientWidth < wide - 60 ? [`the page has ${room.clientWidth} px of ${wide}`] : [];
    const controls = [...room.querySelectorAll('button, input, textarea, label, span, p, div')];
    const out = controls.filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > wide);
    // Tabs that are pushed aside are behind a button of their own.
    const shown = out.filter((one) => !one.closest('.ant-tabs-nav'));
    return [...small, ...shown.map((one) => `cut off: ${one.tagName} ${one.textContent?.slice(0, 40)}`)];
  });
  return [...cut, ...(await widthProblems(page))];
}

/** An order that is served and confirmed; its number, and what its volunteer has. */
async function serve(): Promise<{ orderNo: string; points: number }> {
  const { resident, dispatcher, leader, volunteer } = clients;
  const { rows } = await resident.get<{ rows: { id: string }[] }>('sidanPortal:menu', { regionCode: REGION });
  const form = await resident.get<{ towns: { code: string }[] }>('sidanPortal:form', { regionCode: REGION });
  const me = await leader.get<Me>('sidanPortal:me');
  const values = { townCode: form.towns[0]!.code, contactPhone: '13812345678', description: '陪护', address: '幸福路' };
  const placed = (await resident.place({ serviceItemId: rows[0]!.id, ...values })).order;
  const state = (placed as { state: string }).state;
  if (state === 'review') await dispatcher.order('approve', placed.id);
  const team = me.teams.find(({ role }) => role === 'leader')!;
  await dispatcher.order('dispatch', placed.id, { teamIds: [team.id], reason: '检验' });
  await leader.order('accept', placed.id);
  await volunteer.order('start', placed.id);
  await volunteer.order('finish', placed.id, { report: '已完成' });
  await resident.order('confirm', placed.id);
  const { balance } = await volunteer.get<Wallet>('sidanLedger:wallet', { regionCode: REGION });
  return { orderNo: placed.orderNo, points: balance };
}

test('what is wrong with an archive stands there, with where and what to do', async () => {
  await desk.page.goto(PAGE);
  await see(desk.page.getByText('启用记录'));
  await choose(await countyPack({ regionCode: REGION, files: { 'locales/zh-CN.json': {} } }));
  await seeText(part('refused'), 'locales/zh-CN.json');
  await picture(desk.page, 'packs-refused');
});

test('upload, changes in words, simulation with the most changed', async () => {
  const { page } = desk;
  // Every minute counts, so that a short service shows.
  await choose(await countyPack({ regionCode: REGION, minutesPer: 1, files: TWO_ASSETS }));
  await seeText(part('changes'), '本县服务时长积分');

  // What may be spent, of each asset in its own unit: said where it is typed, and nothing is run before it is right.
  const points = page.getByLabel('积分预算（选填）');
  const hours = page.getByLabel('照护时间预算（选填）');
  const run = button(page, '开始试算');
  await points.fill('五千');
  await hours.fill('2.55');
  await seeText(page.locator('[data-pack-amount=points]'), '请填写 0 或更大的数');
  await seeText(page.locator('[data-pack-amount=care]'), '最多保留 1 位小数');
  expect(await run.isDisabled()).toBe(true);
  await picture(page, 'packs-budget-wrong');
  await points.fill('0.5');
  await seeText(page.locator('[data-pack-amount=points]'), '请填写整数');
  await points.fill('１，０００');
  await hours.fill('2.5');
  await run.click();
  await seeText(part('result'), /人增加/);
  await seeText(
    page.locator('[data-pack-total=points]'),
    /积分合计由[^]*预算 1000 分：原规则用去 \d+ 分[^]*新规则用去 \d+ 分，超出 \d+ 分/,
  );
  await seeText(
    page.locator('[data-pack-total=care]'),
    /照护时间合计由 0 小时变为 0 小时[^]*预算照护时间 2\.5 小时：[^]*剩余照护时间 2\.5 小时/,
  );
  await part('result').locator('summary').first().click();
  await settled(page);
  expect(await part('result').locator('summary').count()).toBe(10);
  // What stands there is a warning: nobody signed this pack.
  expect(await errorProblems(page)).toEqual([expect.stringContaining('签名状况：未签名')]);
  expect([...(await wordProblems(page)), ...(await widthProblems(page))]).toEqual([]);
  await picture(page, 'packs-desk');
});

test('activation with a reason; an order by the new rules, explained', async () => {
  const { page } = desk;
  await button(part('version'), '启用').click();
  await decide('县文明办会议决定', '启用', 'packs-question');
  await see(page.locator(`${COUNTY_PACK}[data-use=inForce]`));
  await open('启用记录');
  await seeText(part('history'), '县文明办会议决定');

  const { orderNo } = await serve();
  await page.goto('/v/admin');
  await openMenu(page, '工单');
  const row = await findOrder(page, orderNo);
  await row.getByRole('button', { name: '查看' }).click();
  const order = page.getByRole('article', { name: orderNo });
  await seeText(order, '本县服务时长积分');
  await picture(page, 'packs-order');
});

test('the rules in force, searched, with their pack, level and reason; and on a day before', async () => {
  const { page } = desk;
  await page.goto(PAGE);
  await open('生效规则');
  await see(part('effective').locator('[data-pack-rule]'));
  await page.getByLabel('搜索').fill('时长积分 本县');
  await seeText(
    part('effective').locator('[data-pack-rule=service-hours]'),
    /改写了上级规则[^]*本县规则包 1\.0\.0（县级）[^]*本县标准/,
  );
  expect(await part('effective').locator('[data-pack-rule]').count()).toBe(1);
  await picture(page, 'packs-rules');
  await page.getByLabel('搜索').fill('没有这样的词');
  await seeText(part('effective'), '没有符合的规则');
  await page.getByLabel('搜索').fill('时长积分');
  await page.getByLabel('日期').fill('2024-06-01');
  await seeText(part('effective').locator('[data-pack-rule=service-hours]'), '基础规则包');
  expect([...(await errorProblems(page)), ...(await wordProblems(page)), ...(await widthProblems(page))]).toEqual([]);
});

test('one of two packs of the county is switched off and put back; each is rolled back for itself, and points are as before', async () => {
  const { page } = desk;
  await open('版本');
  const shipped = page.locator('[data-pack="hebei-renqiu@1.0.0"]');
  await button(shipped, '停用').click();
  await decide('本年度暂不使用', '停用');
  await see(page.locator('[data-pack="hebei-renqiu@1.0.0"][data-use=none]'));
  expect(await page.locator(`${COUNTY_PACK}[data-use=inForce]`).count()).toBe(1);
  await open('启用记录');
  await seeText(part('history'), '本年度暂不使用');
  await picture(page, 'packs-history');

  // Not the latest decision on the region, but on that pack.
  await button(page.locator(`[data-pack-entry="county-${REGION}@1.0.0"]`), '恢复上一个').click();
  await decide('标准有误', '恢复上一个');
  await seeText(part('history'), '标准有误');
  await button(page.locator('[data-pack-entry="hebei-renqiu@"]'), '恢复上一个').click();
  await seeText(page.getByRole('dialog').last(), '将恢复为 1.0.0 版');
  await decide('恢复使用', '恢复上一个');
  await seeText(part('history'), '恢复使用');
  await open('版本');
  await see(page.locator('[data-pack="hebei-renqiu@1.0.0"][data-use=inForce]'));
  await see(page.locator(`${COUNTY_PACK}[data-use=none]`));

  const after = await serve();
  await page.goto('/v/admin');
  await openMenu(page, '工单');
  const later = await findOrder(page, after.orderNo);
  await later.getByRole('button', { name: '查看' }).click();
  await seeText(page.getByRole('article', { name: after.orderNo }), '基础规则包');
});

test('on a telephone nothing is cut off', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'countyAdmin');
  await phone.page.goto(PAGE);
  for (const name of ['版本', '生效规则', '启用记录', '签名与信任']) {
    await open(name, phone.page);
    expect(await roomProblems(phone.page)).toEqual([]);
    await picture(phone.page, `packs-phone-${name}`);
  }
  await seeText(phone.page.locator('[data-pack-trust]'), '由系统管理员设置');
  expect(await phone.page.locator('[data-pack-trust] button').count()).toBe(0);
  await open('版本', phone.page);
  await button(phone.page.locator('[data-pack="hebei-renqiu@1.0.0"]'), '查看').click();
  await phone.page.getByLabel('积分预算（选填）').fill('-1');
  await seeText(phone.page.locator('[data-pack-amount=points]'), '请填写 0 或更大的数');
  await phone.page.locator('[data-pack-budget]').scrollIntoViewIfNeeded();
  expect(await roomProblems(phone.page)).toEqual([]);
  await picture(phone.page, 'packs-phone-budget');
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});

test('where the county goes on with an older shipped pack it is said, with why and what to do', async () => {
  // How it comes about is shown by test/integration/packsUpgrade.test.ts; here only that it stands there.
  const sql = await openSql(stage.server);
  const misfit = {
    pack: 'hebei-renqiu',
    problems: [
      {
        code: 'LAYER_NOTHING_TO_CHANGE',
        file: 'hebei-renqiu/pack.json',
        path: '/overrides/0/rule',
        params: { rule: 'busy', pack: 'hebei-renqiu' },
      },
    ],
  };
  await sql.query(
    `insert into "sidanPackActivations" ("id", "regionCode", "seq", "kind", "packName", "packVersion", "versionId", "effectiveFrom", "at", "misfit", "createdAt", "updatedAt")
     select gen_random_uuid(), $1, 900, 'kept', 'base', '0.9.0', "id", now(), now(), $2, now(), now() from "sidanPackVersions" where "name" = 'base'`,
    [REGION, JSON.stringify(misfit)],
  );
  try {
    const phone = await stage.seat(PHONE);
    await enterOffice(stage, phone, 'countyAdmin');
    for (const [{ page }, name] of [
      [desk, 'desk'],
      [phone, 'phone'],
    ] as const) {
      await page.goto(PAGE);
      const kept = page.locator(`[data-pack-kept="${REGION}"]`);
      await seeText(kept, '任丘市沿用“基础规则包”0.9.0 版');
      await kept.locator('summary').click();
      await seeText(kept, /busy/);
      const room = page === phone.page ? roomProblems : widthProblems;
      expect([...(await wordProblems(page)), ...(await room(page))]).toEqual([]);
      await picture(page, `packs-kept-${name}`);
      await open('启用记录', page);
      await seeText(page.locator('[data-pack-history]'), '沿用旧版');
      await page.goto('/v/admin/settings/sidan');
      await seeText(page.getByRole('main').last(), /任丘市沿用“基础规则包”0\.9\.0 版/);
      await picture(page, `packs-kept-status-${name}`);
    }
  } finally {
    await sql.query(`delete from "sidanPackActivations" where "regionCode" = $1 and "kind" = 'kept'`, [REGION]);
    await sql.end();
  }
});

test('in English, on a telephone: whose signatures are trusted, and what is done with other packs', async () => {
  const phone = await stage.seat(PHONE, 'en-US');
  const { page } = phone;
  await page.goto('/v/signin');
  const { username, password } = stage.server.admin;
  await page.getByPlaceholder('Username/Email').fill(username);
  await page.getByPlaceholder('Password').fill(password);
  await button(page, 'Sign in').click();
  await page.waitForURL(/\/v\/admin/);
  await page.goto(PAGE);
  for (const name of ['Versions', 'Rules in force', 'History', 'Signatures']) {
    await open(name, page);
    expect([
      ...(await errorProblems(page)),
      ...(await wordProblems(page, true)),
      ...(await roomProblems(page)),
    ]).toEqual([]);
    await picture(page, `packs-phone-en-${name}`);
  }
  const trust = page.locator('[data-pack-trust]');
  await button(trust, 'Add a trusted key').click();
  const dialog = page.getByRole('dialog').last();
  await dialog.getByLabel('Owner').fill('Provincial office');
  await dialog.getByLabel('Public key').fill('not a key');
  await button(dialog, 'Trust').click();
  await seeText(dialog, 'not a public Ed25519 key');
  await picture(page, 'packs-phone-en-key');
  const { publicKey } = generateKeyPairSync('ed25519');
  await dialog.getByLabel('Public key').fill(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  await button(dialog, 'Trust').click();
  await seeText(trust, 'Provincial office');

  await button(page.locator('[data-pack-policy=refuse]'), 'Choose this').click();
  await button(page.locator('.ant-popconfirm').last(), 'Choose this').click();
  await seeText(page.locator('[data-pack-policy=refuse]'), 'Current');
  await picture(page, 'packs-phone-en-trust');
  await button(trust, 'Trust no more').click();
  await button(page.locator('.ant-popconfirm').last(), 'Trust no more').click();
  await seeText(trust, 'No key is trusted yet');
  expect(await roomProblems(page)).toEqual([]);
  expect(phone.faults).toEqual([]);
});
