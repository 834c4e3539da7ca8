/** 代点 of a paid service at the window: the clerk sees what it would cost whom, chooses somebody of the family, and places it. By the rules of 杭州西湖. */
import type { Wallet } from '@sidan/plugin-sidan/api';
import { installDocument, namedApart } from '../support/documents/install';
import { openSql, type Sql } from '../support/shared';
import { makeFamily } from '../support/timeBank';
import { makeUser, makeWorld, PASSWORD, somePhone, type Somebody, type World } from '../support/world';
import { hostProblems, picture } from './support/checks';
import { button, see, seeText } from './support/see';
import { DESK, openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

const PHONE_NO = somePhone();
let stage: Stage;
let sql: Sql;
let world: World;
let son: Somebody;
let desk: Seat;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
  world = await makeWorld(stage.server, '135302');
  const pack = '08-xihu-time-bank';
  await installDocument(world, sql, pack, undefined, namedApart(pack, world.regionCode, 'window'));
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'case' },
  });
  const user = await makeUser(stage.server, world.root, `${world.regionCode}-son`);
  const me = await user.client.post<{ person: { id: string } }>(`sidanPortal:join?regionCode=${world.regionCode}`, {
    ...{ name: '赵志强', phone: PHONE_NO, townCode: world.towns[0], address: '幸福路1号', consent: true },
  });
  son = { ...user, personId: me.person.id };
  await son.client.post('sidanPortal:volunteer', { consent: true });
  await makeFamily(world, [
    [son.personId, 'head'],
    [world.people.stranger.personId, 'parent'],
  ]);
  desk = await stage.seat(DESK);
  const { page } = desk;
  await page.goto('/v/signin');
  await page.getByPlaceholder('用户名/邮箱').fill(world.people.dispatcher.username);
  await page.getByPlaceholder('密码').fill(PASSWORD);
  await button(page, '登录').click();
  await page.getByRole('menuitem', { name: '代为点单', exact: true }).click();
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await stage?.close();
});

test('for somebody of the family, paid by who asks', async () => {
  const { page } = desk;
  const sheet = page.locator('[data-intake]');
  await sheet.getByLabel('点单人电话').fill(PHONE_NO);
  await see(sheet.getByText('已选为点单人'));
  await page.getByLabel('服务项目').click();
  await page.keyboard.type('上门陪护');
  await page.keyboard.press('Enter');
  const payment = sheet.locator('[data-payment]');
  await payment.getByLabel('用时间币支付这次服务').check();
  await seeText(payment, '预计支付 1');
  await seeText(payment, '赵志强的时间币现有 5');
  await sheet.getByText('为他人点单').click();
  // Who is no family by the book is refused before anything is sent, with what would do.
  await sheet.getByLabel('受助人姓名').fill('某邻居');
  await payment.getByRole('radio', { name: '点单人' }).check();
  await seeText(payment, '只能为本人或者家庭成员支付');
  await picture(page, 'clerk-payment-refused-desk');
  await sheet.locator('.ant-select', { hasText: '家庭成员以外的人' }).click();
  await page.locator('.ant-select-item-option', { hasText: '王stranger · 父母' }).click();
  await see(payment.getByText('提交后先预留'));
  await sheet.getByLabel('具体需求').fill('老人独居，需要陪护');
  await sheet.getByRole('radio', { name: '电话中同意' }).check();
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'clerk-payment-desk');
  await button(sheet, '提交点单').click();
  await see(sheet.getByRole('status').filter({ hasText: '点单成功' }));
  const wallet = await son.client.get<Wallet>('sidanLedger:wallet', { regionCode: world.regionCode, asset: 'time' });
  expect(wallet).toMatchObject({ balance: 4, held: 1 });
});
