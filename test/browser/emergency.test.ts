/** An emergency, declared by clicking: told before it is, seen by residents at once, by staff on its orders; prolonged, ended early; on a desk and on a phone. */
import type { Client } from '../support/api';
import { hostProblems, picture, settled } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { enterPortal, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let desk: Seat;
let root: Client;
let itemId: string;

beforeAll(async () => {
  stage = await openStage();
  const { server } = stage;
  root = await server.signIn(server.admin.username, server.admin.password);
  const [county] = await root.get<{ regionCode: string }[]>('sidanCounties:list', { filter: { demo: true } });
  const item = await root.post<{ id: string }>('sidanServiceItems:create', {
    regionCode: county!.regionCode,
    code: 'emergency-sandbags',
    name: '沙袋封堵',
    nameEn: 'Sandbags',
    category: 'emergency',
    unit: 'case',
    status: 'active',
    emergencyOnly: true,
  });
  itemId = item.id;
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
  await openMenu(desk.page, '应急响应');
  await see(button(desk.page, '启动应急响应'));
});

afterAll(async () => {
  if (itemId) await root.post(`sidanServiceItems:update?filterByTk=${itemId}`, { status: 'closed' });
  await stage?.close();
});

test('what comes of it is told before it is declared; the services that wait for it are chosen', async () => {
  const { page } = desk;
  await button(page, '启动应急响应').click();
  const form = page.locator('[data-emergency-form]');
  await seeText(form, '1 项服务的新工单按应急办理，优先派单');
  await seeText(form, '开放 1 项仅应急时开放的服务：沙袋封堵');
  await seeText(form, /接单时限由“.*”改为“30 分钟（昼夜连续计时）”/);
  await seeText(form, /正在办理的 \d+ 件工单不受影响/);
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'emergency-form');
  // Everything that is wrong is said at once, in its place.
  await button(page, '立即启动').click();
  await seeText(form, '请填写此项。');
  expect(await form.getByText('请填写此项。').count()).toBe(2);
  await form.getByLabel('名称').fill('防汛应急响应');
  await form.getByLabel('原因').fill('北河水位超过警戒水位');
  await button(page, '立即启动').click();
  const card = page.locator('[data-emergency="inForce"]');
  await seeText(card, '防汛应急响应');
  await seeText(card, '适用服务：沙袋封堵');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'emergency-desk');
});

test('residents see it, with its services first; its orders are marked wherever they are seen', async () => {
  const resident = await stage.seat(PHONE);
  await openPortal(resident.page);
  await seeText(resident.page.getByRole('main'), '防汛应急响应：应急响应中');
  const first = resident.page.locator('.category').first();
  await seeText(first, '应急服务');
  await seeText(first, '沙袋封堵');
  expect(await hostProblems(resident)).toEqual([]);
  await picture(resident.page, 'emergency-portal');

  const { username, password } = stage.account('resident');
  const client = await stage.server.signIn(username, password);
  const form = await client.get<{ towns: { code: string }[] }>('sidanPortal:form');
  const { order } = await client.place({
    serviceItemId: itemId,
    townCode: form.towns[0]!.code,
    address: '河堤东段',
    contactPhone: '13812345678',
    description: '堤脚渗水',
  });
  await enterPortal(stage, resident, 'resident');
  await openPortal(resident.page, '/orders');
  await seeText(resident.page.locator('.order-card').filter({ hasText: order.orderNo }), '应急');
  await openPortal(resident.page, `/orders/${order.id}`);
  await seeText(resident.page.locator('.order-state'), '应急');
  await seeText(resident.page.getByRole('main'), '防汛应急响应');
  expect(await hostProblems(resident)).toEqual([]);

  const dispatcher = await stage.seat(DESK);
  await enterOffice(stage, dispatcher, 'dispatcher');
  await openMenu(dispatcher.page, '派单台');
  await dispatcher.page.locator('.ant-segmented-item', { hasText: '待派单' }).filter({ visible: true }).click();
  // The first of the queue; the host keeps what it has shown, out of sight.
  const queued = dispatcher.page.locator('[data-order]').filter({ visible: true }).first();
  await seeText(queued, '沙袋封堵');
  await seeText(queued, '应急');
  expect(await hostProblems(dispatcher)).toEqual([]);
  await picture(dispatcher.page, 'emergency-dispatch');
  expect([...resident.faults, ...dispatcher.faults]).toEqual([]);
});

test('on a phone; it is prolonged and ended early, each with its reason, and then residents see nothing of it', async () => {
  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'countyAdmin');
  await phone.page.goto('/v/admin/sidan-emergencies');
  await see(phone.page.locator('[data-emergency="inForce"]'));
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'emergency-phone');

  const { page } = desk;
  const card = page.locator('[data-emergency="inForce"]');
  await card.getByRole('button', { name: /^延\s?长$/ }).click();
  const dialog = page.locator('.ant-modal:visible');
  await dialog.getByLabel('原因').fill('汛情未退');
  await dialog.getByRole('button', { name: /^延\s?长$/ }).click();
  await seeText(card, /延长，至 .*：汛情未退/);
  await seeText(card, '期间工单 1 件');
  await card.getByRole('button', { name: '提前结束' }).click();
  await page.locator('.ant-modal:visible').getByLabel('原因').fill('险情解除');
  await picture(page, 'emergency-end');
  await page.locator('.ant-modal:visible').getByRole('button', { name: '提前结束' }).click();
  await seeText(page.locator('[data-emergency="endedEarly"]').first(), '提前结束：险情解除');
  await see(button(page, '启动应急响应'));
  expect(await hostProblems(desk)).toEqual([]);

  await openPortal(phone.page);
  await see(phone.page.getByRole('heading', { name: '您需要什么帮助？' }));
  await settled(phone.page);
  expect(await phone.page.getByText('应急响应中').count()).toBe(0);
  expect(await phone.page.getByText('沙袋封堵').count()).toBe(0);
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
