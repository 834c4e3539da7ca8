/** Keys of other systems in the settings: issued, shown once, used, revoked; on a desk and on a phone. */
import { hostProblems, picture, settled } from './support/checks';
import { enterOffice } from './support/office';
import { button, see, seeText } from './support/see';
import { DESK, openStage, PHONE, type Seat, type Stage } from './support/stage';

jest.setTimeout(300_000);

const PAGE = '/v/admin/settings/sidan/open311';

let stage: Stage;
let desk: Seat;

beforeAll(async () => {
  stage = await openStage();
  desk = await stage.seat(DESK);
  await enterOffice(stage, desk, 'countyAdmin');
});

afterAll(() => stage?.close());

test('a key is shown once, opens the interface, and is revoked', async () => {
  const { page } = desk;
  await page.goto(PAGE);
  await seeText(page.locator('[data-open311-page]'), '还没有发放过密钥。');
  await seeText(page.locator('[data-open311-page]'), '/api/open311/v2/');
  await settled(page);
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'open311-none');

  await button(page, '发放密钥').click();
  await page.getByPlaceholder('例如：12345 政务服务热线').fill('市12345热线');
  await picture(page, 'open311-ask');
  await button(page.getByRole('dialog'), '发放').click();
  const shown = page.locator('[data-open311-made]');
  await see(shown);
  const key = (await shown.locator('.ant-typography').first().innerText()).trim();
  expect(key).toMatch(/^[\w-]{43}$/);
  await seeText(page.locator('[data-open311-key="good"]'), '市12345热线');
  await settled(page);
  await picture(page, 'open311-made');
  await button(page, '我已保存').click();
  expect(await page.getByText(key).count()).toBe(0);

  const ask = () => fetch(`${stage.server.apiUrl}open311/v2/requests.json?api_key=${key}&jurisdiction_id=130982`);
  expect((await ask()).status).toBe(200);
  await page.reload();
  await seeText(page.locator('[data-open311-key="good"]'), '最近使用');
  expect(await page.getByText(key).count()).toBe(0);

  const phone = await stage.seat(PHONE);
  await enterOffice(stage, phone, 'countyAdmin');
  await phone.page.goto(PAGE);
  await seeText(phone.page.locator('[data-open311-key="good"]'), '市12345热线');
  await settled(phone.page);
  expect(await hostProblems(phone)).toEqual([]);
  await picture(phone.page, 'open311-phone');

  await button(page.locator('[data-open311-key="good"]'), '收回').click();
  await button(page.locator('.ant-popover'), '收回').click();
  await seeText(page.locator('[data-open311-key="revoked"]'), '已收回');
  expect((await ask()).status).toBe(403);
  expect(await hostProblems(desk)).toEqual([]);
  await picture(page, 'open311-revoked');
  expect([...desk.faults, ...phone.faults]).toEqual([]);
});
