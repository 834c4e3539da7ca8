/** 代为办理 on a phone: a guardian looks into a ward's wallet, places an order that the ward's account pays, and redeems from it. By the rules of 杭州西湖. */
import { randomUUID } from 'node:crypto';
import { installDocument, withShop } from '../support/documents/install';
import { openSql, type Sql } from '../support/shared';
import { bookOf, makeShop } from '../support/shop';
import { makePerson, makeWorld, type Somebody, type World } from '../support/world';
import { picture, portalProblems } from './support/checks';
import { onPhone, openPortal } from './support/portal';
import { button, see, seeText } from './support/see';
import { openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let sql: Sql;
let world: World;
let ward: Somebody;
let phone: Seat;

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
  world = await makeWorld(stage.server, '135021');
  const pack = '08-xihu-time-bank';
  await installDocument(world, sql, pack, undefined, withShop(pack, world.regionCode));
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, {
    ...{ payment: 'optional', payAsset: 'time', unit: 'case' },
  });
  await makeShop(world);
  ward = await makePerson(stage.server, world.root, world.regionCode, 'elder', world.towns[0]);
  await ward.client.post('sidanPortal:volunteer', { consent: true });
  await bookOf(sql).give(world.regionCode, ward.personId, 100);
  await world.people.siteManager.client.post('sidanGuardianships:create', {
    ...{ id: randomUUID(), person: { id: ward.personId }, guardian: { id: world.people.resident.personId } },
    ...{ reason: 'elder', proof: 'mandate' },
  });
  phone = await onPhone(stage, world.people.resident);
}, 240_000);

afterAll(async () => {
  await sql?.end();
  await stage?.close();
});

test('the wallet and the shop are looked at for the ward', async () => {
  const { page } = phone;
  const main = page.getByRole('main');
  await openPortal(page, '/wallet');
  const whose = page.getByLabel('为谁办理');
  await see(whose);
  await whose.selectOption({ label: '王elder · 代为办理' });
  await seeText(main, '您正在以监护人（代办人）的身份办理');
  await seeText(main, '100');
  await expect(main.getByRole('link', { name: '转赠与捐赠' }).count()).resolves.toBe(0);
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'guardian-wallet-phone');
  await main.getByRole('link', { name: '对账单' }).click();
  await seeText(main, '王elder');
  await seeText(main, '期末余额');
  expect(await portalProblems(phone)).toEqual([]);
  await main.getByRole('link', { name: '我的积分' }).click();
  await seeText(main, '您正在以监护人（代办人）的身份办理');
  await openPortal(page, '/shop');
  await page.getByLabel('为谁办理').selectOption({ label: '王elder · 代为办理' });
  await seeText(main, '100');
  await main.getByRole('button', { name: /^兑换/ }).first().click();
  await page.getByLabel('领取地点').selectOption({ index: 1 });
  await picture(page, 'guardian-shop-phone');
  await button(main, '确认兑换').click();
  await seeText(main, '兑换人');
  await see(main.getByRole('link', { name: '我的兑换' }));
  await seeText(main, '王elder');
  await seeText(main, '监护人（代办）');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'guardian-redemption-phone');
});

test('an order in the ward’s name says what the ward would pay, and who placed it', async () => {
  const { page } = phone;
  const main = page.getByRole('main');
  await openPortal(page, `/place/${world.items.plain}`);
  const address = page.getByLabel('详细地址');
  const town = page.getByLabel('乡镇（街道）');
  expect(await town.inputValue()).toBe(world.towns[0]);
  await page.getByLabel('为谁点单').selectOption({ label: '王elder · 代为办理' });
  // Not the guardian's own place.
  expect([await town.inputValue(), await address.inputValue()]).toEqual(['', '']);
  await town.selectOption(world.towns[1]!);
  await address.fill('光明街 69 号');
  await page.getByLabel('用时间币支付这次服务').check();
  await seeText(main, '从王elder的账户支付');
  await seeText(main, '时间币现有 5');
  await page.getByLabel('具体需求').fill('老人独居，需要陪护');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'guardian-place-phone');
  await button(main, '提交点单').click();
  await seeText(main, '服务对象');
  await seeText(main, '已预留，确认完成时按实际服务扣减。');
  await seeText(main, '监护人（代办）');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(page, 'guardian-order-phone');
});
