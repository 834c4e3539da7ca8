/** A county's rule pack in the settings: upload, its changes in words, simulation, activation, an order by the new rules, rollback. */
import type { Locator } from 'playwright-core';
import type { Me, Wallet } from '@sidan/plugin-sidan/api';
import type { Client } from '../support/api';
import { countyPack } from '../support/pack';
import { errorProblems, picture, settled, widthProblems, wordProblems } from './support/checks';
import { enterOffice, findOrder, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { CAST, DESK, openStage, PHONE, type Part, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

const REGION = '130982';
const PAGE = '/v/admin/settings/sidan/packs';

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
  await dispatcher.order('dispatch', placed.id, { teamIds: [team.id] });
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
  await choose(await countyPack({ regionCode: REGION, minutesPer: 1 }));
  await seeText(part('changes'), '本县服务时长积分');
  await button(page, '开始试算').click();
  await seeText(part('result'), /人增加/);
  await part('result').locator('summary').first().click();
  await settled(page);
  expect(await part('result').locator('summary').count()).toBe(10);
  expect([...(await errorProblems(page)), ...(await wordProblems(page)), ...(await widthProblems(page))]).toEqual([]);
  await picture(page, 'packs-desk');
});

test('activation with a reason; an order by the new rules, explained; rollback, and points as before', async () => {
  const { page } = desk;
  const decide = page.locator('[data-pack-decide=activate]');
  await decide.getByLabel('原因').fill('县文明办会议决定');
  await button(decide, '启用').click();
  await see(page.locator(`[data-pack="county-${REGION}@1.0.0"][data-use=inForce]`));
  await seeText(part('history'), '县文明办会议决定');

  const { orderNo } = await serve();
  await page.goto('/v/admin');
  await openMenu(page, '工单');
  const row = await findOrder(page, orderNo);
  await row.getByRole('button', { name: '查看' }).click();
  const order = page.getByRole('article', { name: orderNo });
  await seeText(order, '本县服务时长积分');
  await picture(page, 'packs-order');

  await page.goto(PAGE);
  await button(part('history'), '恢复上一个').first().click();
  const back = page.locator('[data-pack-decide=rollback]');
  await back.getByLabel('原因').fill('标准有误');
  await button(back, '恢复上一个').click();
  await see(page.locator(`[data-pack="county-${REGION}@1.0.0"][data-use=none]`));
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
  await see(phone.page.getByText('启用记录'));
  await settled(phone.page);
  await picture(phone.page, 'packs-phone');
  expect(await widthProblems(phone.page)).toEqual([]);
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
