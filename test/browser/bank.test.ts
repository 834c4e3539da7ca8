/** 时间银行 on a phone: a volunteer serves and finds it in the wallet, then is served and pays with it. By the rules of 杭州西湖. */
import { openSql, type Sql } from '../support/shared';
import { makeFamily } from '../support/timeBank';
import { installDocument } from '../support/documents/install';
import { makeWorld, orderForm, type Somebody, type World } from '../support/world';
import { picture, portalProblems } from './support/checks';
import { onPhone, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let sql: Sql;
let world: World;
let phone: Seat;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
  world = await makeWorld(stage.server, '134621');
  await installDocument(world, sql, '08-xihu-time-bank');
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    payment: 'optional',
    payAsset: 'time',
    unit: 'case',
  });
  await makeFamily(world, [
    [world.people.volunteer.personId, 'head'],
    [world.people.stranger.personId, 'parent'],
  ]);
  phone = await onPhone(stage, world.people.volunteer);
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await stage?.close();
});

/** From the dispatcher to the end of the service. */
async function served(id: string, by: Somebody, leader: Somebody, teamId: string): Promise<void> {
  await world.people.dispatcher.client.order('dispatch', id, { teamIds: [teamId], reason: '检验' });
  await leader.client.order('accept', id);
  await by.client.order('start', id);
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '45 minutes' where "orderId" = $1 and "checkOutAt" is null`,
    [id],
  );
  await by.client.order('finish', id, { report: '已完成' });
}

test('存入: who has served finds it in the wallet, with the reason', async () => {
  const { resident, volunteer, leader } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await served(id, volunteer, leader, world.teams.one);
  await resident.client.order('confirm', id);
  const { page } = phone;
  await openPortal(page, '/wallet');
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '时间币' }).click();
  await see(page.getByText('现有时间币'));
  const main = page.getByRole('main');
  await seeText(main, '每次服务记 1 枚');
  await seeText(main, '提供了一次服务');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'bank-deposit-phone');
});

test('支取: an order is paid in time coins: told before, set aside, taken when it is confirmed', async () => {
  const { page } = phone;
  await openPortal(page, `/place/${world.items.plain}`);
  const main = page.getByRole('main');
  await page.getByLabel('用时间币支付这次服务').check();
  await seeText(main, '预计支付 1');
  // 为谁点单: who is no family by a proof is refused before anything is sent, with what would do.
  const whom = page.getByLabel('为谁点单');
  await whom.selectOption({ label: '家庭成员以外的人' });
  await seeText(main, '只能为本人或者家庭成员支付');
  await whom.selectOption({ label: '王stranger · 父母' });
  await see(page.getByText('提交后先预留'));
  await picture(page, 'bank-family-phone');
  await page.getByLabel('具体需求').fill('老人独居，需要陪护');
  await page.getByLabel('联系电话').fill('13812345678');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'bank-place-phone');
  await button(main, '提交点单').click();
  await seeText(main, '已预留，确认完成时按实际服务扣减。');
  await picture(page, 'bank-held-phone');
  const id = /orders\/([0-9a-f-]+)/.exec(page.url())![1]!;
  await served(id, world.people.volunteerTwo, world.people.leaderTwo, world.teams.two);
  await world.people.volunteer.client.order('confirm', id);
  await openPortal(page, `/orders/${id}`);
  await seeText(main, '已按实际服务扣减。');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'bank-taken-phone');
  await openPortal(page, '/wallet');
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '时间币' }).click();
  await seeText(main, '每次受助减 1 枚');
  await picture(page, 'bank-wallet-phone');
});
