/** 一次性活动: at the stand on a phone and on a desk, by 郊区's own rules: who it is, how much, what it would give, what it gave; and put right. */
import { installJiaoqu, makeCampaign } from '../support/campaigns';
import { makeWorld, PASSWORD, type World } from '../support/world';
import { picture, portalProblems } from './support/checks';
import { enterOffice, openMenu } from './support/office';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let world: World;
let desk: Seat;

beforeAll(async () => {
  stage = await openStage();
  world = await makeWorld(stage.server, '135203');
  await installJiaoqu(world);
  await makeCampaign(world.people.countyAdmin.client, { budget: 6 });
  desk = await stage.seat(DESK);
  const { username } = world.people.siteManager;
  await enterOffice(
    { ...stage, account: () => ({ username, password: PASSWORD, name: username }) },
    desk,
    'siteManager',
  );
}, 240_000);

afterAll(() => stage?.close());

const room = () => desk.page.locator('[data-campaigns]');
const find = async (name: string) => {
  await room().getByLabel('姓名或电话号码（填写完整）').fill(name);
  await button(room(), '查找').click();
};

test('what it would give is told at once, and then what it gave', async () => {
  const { page } = desk;
  await openMenu(page, '一次性活动');
  await seeText(room(), '0 人参加，共 0 枚，已发放 0 分');
  await seeText(room(), '预算 6 分，剩余 6 分');
  await find('没有这个人');
  await seeText(room(), '本辖区没有查到此人');
  await find('王resident');
  await seeText(room().locator('[data-campaign-person]'), '王resident');
  const quantity = room().getByLabel('上交数量');
  for (const [typed, why] of [
    ['1.5', '请填写整数。'],
    ['0', '请填写 1 到 100000 之间的数。'],
  ] as const) {
    await quantity.fill(typed);
    await seeText(room(), why);
    // Nothing becomes another figure than was typed, and nothing is given for it.
    expect(await quantity.inputValue()).toBe(typed);
    expect(await button(room(), '登记并发放').isDisabled()).toBe(true);
  }
  await quantity.fill('95');
  await seeText(room().locator('[data-campaign-expected]'), '预计获得 4 分');
  expect(await portalProblems(desk)).toEqual([]);
  await picture(page, 'campaign-stand');
  await button(room(), '登记并发放').click();
  await seeText(room().locator('[data-campaign-done]'), '已登记：王resident 上交 95 枚，获得 4 分');
  await seeText(room(), '1 人参加，共 95 枚，已发放 4 分');
  await seeText(room(), '剩余 2 分');
  expect(await portalProblems(desk)).toEqual([]);
});

test('what is above the budget is refused with what is left', async () => {
  await find('王stranger');
  await room().getByLabel('上交数量').fill('60');
  await seeText(room(), '超出“烟头不落地”的预算，还可发放 2 分');
  await button(room(), '换人').click();
});

test('put right with a reason', async () => {
  const { page } = desk;
  const entry = room().locator('[data-campaign-entry]').filter({ hasText: '王resident' });
  await button(entry, '更正').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('上交数量').fill('40');
  await dialog.getByLabel('更正原因').fill('记错数量');
  await picture(page, 'campaign-correct');
  await button(dialog, '更正').click();
  await seeText(entry, '40 枚，获得 2 分');
  await seeText(entry, '更正：记错数量');
  await seeText(room(), '剩余 4 分');
  expect(await portalProblems(desk)).toEqual([]);
});

test('at a stall with a phone', async () => {
  const phone = await stage.seat(PHONE);
  const { username } = world.people.dispatcher;
  await enterOffice(
    { ...stage, account: () => ({ username, password: PASSWORD, name: username }) },
    phone,
    'dispatcher',
  );
  await phone.page.goto('/v/admin/sidan-campaigns');
  const stall = phone.page.locator('[data-campaigns]');
  await stall.getByLabel('姓名或电话号码（填写完整）').fill('王volunteer');
  await button(stall, '查找').click();
  await stall.getByLabel('上交数量').fill('45');
  await seeText(stall.locator('[data-campaign-expected]'), '预计获得 2 分');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(phone.page, 'campaign-stand-phone');
  await button(stall, '登记并发放').click();
  await seeText(stall.locator('[data-campaign-done]'), '已登记：王volunteer 上交 45 枚，获得 2 分');
  await seeText(stall, '剩余 2 分');
  expect(await portalProblems(phone)).toEqual([]);
  await picture(phone.page, 'campaign-entered-phone');
});

test('a campaign is made in the form: its asset by name, its budget as it was typed', async () => {
  const seat = await stage.seat(DESK);
  const { page } = seat;
  const { username } = world.people.countyAdmin;
  await enterOffice(
    { ...stage, account: () => ({ username, password: PASSWORD, name: username }) },
    seat,
    'countyAdmin',
  );
  await openMenu(page, '一次性活动');
  await page.getByRole('tab', { name: '活动', exact: true }).click();
  await button(page, '新建活动').click();
  const form = page.getByRole('dialog');
  const budget = form.getByRole('textbox', { name: '发放预算' });
  await (await see(budget)).fill('1.5');
  expect(await budget.inputValue()).toBe('1.5');
  const asset = form.getByRole('combobox', { name: '发放种类' });
  await asset.press('ArrowDown');
  await see(page.getByRole('option', { name: '积分' }));
  await asset.press('Enter');
  await seeText(form, '积分');
  expect(seat.faults).toEqual([]);
});
