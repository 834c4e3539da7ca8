/** 借时间 on a phone: what would be lent is told before, what is owed stands in the wallet, and the county's bank knows it. By the rules of 杭州西湖, with a loan. */
import { installDocument } from '../support/documents/install';
import { lending, LENDS } from '../support/documents/lending';
import { openSql, type Sql } from '../support/shared';
import { makePerson, makeWorld, orderForm, PASSWORD, type World } from '../support/world';
import { hostProblems, picture, portalProblems } from './support/checks';
import { openMenu } from './support/office';
import { onPhone, openPortal } from './support/portal';
import { button, seeText } from './support/see';
import { DESK, openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let sql: Sql;
let world: World;
let phone: Seat;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
  world = await makeWorld(stage.server, '135304');
  await installDocument(world, sql, LENDS, undefined, lending(world.regionCode, 'lending-phone'));
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'hour', durationMinutes: 60 },
  });
  const old = await makePerson(stage.server, world.root, world.regionCode, 'old', world.towns[0]);
  // Begins with five.
  await old.client.post('sidanPortal:volunteer', { consent: true });
  for (let n = 0; n < 4; n += 1) await old.client.place(orderForm(world, { pay: true }));
  phone = await onPhone(stage, old);
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await stage?.close();
});

test('the form says how much of it is lent, and the wallet how much is owed', async () => {
  const { page } = phone;
  const main = page.getByRole('main');
  await openPortal(page, `/place/${world.items.plain}`);
  await page.getByLabel('用时间币支付这次服务').check();
  await page.getByLabel('预计服务时长').fill('180');
  await seeText(main, '其中 2 枚先借用');
  await page.getByLabel('具体需求').fill('老人独居，需要陪护');
  await page.getByLabel('联系电话').fill('13812345678');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'loan-place-phone');
  await button(main, '提交点单').click();
  await seeText(main, '已预留，确认完成时按实际服务扣减。');
  await openPortal(page, '/wallet');
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '时间币' }).click();
  await seeText(main, '尚欠 2 枚');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'loan-wallet-phone');
});

test('what may not be owed any more is refused before anything is sent', async () => {
  const { page } = phone;
  await openPortal(page, `/place/${world.items.plain}`);
  await page.getByLabel('用时间币支付这次服务').check();
  await page.getByLabel('预计服务时长').fill('180');
  await seeText(page.getByRole('main'), '时间币尚欠 2 枚');
  await seeText(page.getByRole('main'), '最多可欠时间币 3 枚');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'loan-refused-phone');
});

test('the county sees who owes how much, and by which rule', async () => {
  const desk = await stage.seat(DESK);
  const { page } = desk;
  await page.goto('/v/signin');
  await page.getByPlaceholder('用户名/邮箱').fill(world.people.countyAdmin.username);
  await page.getByPlaceholder('密码').fill(PASSWORD);
  await button(page, '登录').click();
  await openMenu(page, '银行总账');
  await seeText(page.locator('[data-bank]'), '目前有 1 个账户尚欠，共 2 枚');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'loan-bank-desk');
  await page.getByRole('tab', { name: '账户管理' }).click();
  const card = page.locator('[data-account]').filter({ hasText: '王old' });
  await seeText(card.first(), '尚欠 2 枚');
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'loan-accounts-desk');
});
