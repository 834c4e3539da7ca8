/** On a phone whose server's clock is moved: what lies uncollected comes back, and a year's points go with the year. */
import { readFile } from 'node:fs/promises';
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { countyPack } from '../support/pack';
import { startMovedServer, type MovedServer } from '../support/movedServer';
import { eventually, openSql, type Sql } from '../support/shared';
import { makeShop, request, type Shop } from '../support/shop';
import { serve } from '../support/serve';
import { makeWorld, type World } from '../support/world';
import { hostProblems, picture } from './support/checks';
import { onPhone, openPortal } from './support/portal';
import { seeText } from './support/see';
import { openStage, type Seat, type Stage } from './support/stage';

jest.setTimeout(400_000);

let moved: MovedServer;
let stage: Stage;
let sql: Sql;
let world: World;
let shop: Shop;
let phone: Seat;

beforeAll(async () => {
  moved = await startMovedServer('2027-01-02T08:00:00+08:00');
  sql = await openSql(moved.server);
  stage = await openStage(moved.server);
  world = await makeWorld(moved.server, '134513');
  shop = await makeShop(world);
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  phone = await onPhone(stage, world.people.volunteer);
  moved.stand('2026-12-01T08:00:00+08:00');
  const archive = await countyPack({
    regionCode: world.regionCode,
    minutesPer: 1,
    lasts: { expires: { end: 'year' } },
  });
  const { id: versionId } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId, reason: '检验' });
}, 600_000);

afterAll(async () => {
  await stage?.close();
  await sql?.end();
  await moved?.stop();
});

test('未领取: thirty days later the points are back, and the page says why', async () => {
  const { volunteer } = world.people;
  moved.stand('2026-12-01T10:00:00+08:00');
  // Fifty points by the rule, twenty-four by the limit of a day.
  await serve(world, sql, 25);
  const { id } = await request(volunteer.client, shop.rewards.soap, shop.outlets.site);
  const { page } = phone;
  const main = page.getByRole('main');
  await openPortal(page, '/shop');
  await seeText(main, '待领取的兑换已预留 20 分');
  moved.stand('2026-12-31T11:00:00+08:00');
  await eventually(
    async () =>
      (await sql.query<{ state: string }>('select "state" from "sidanRedemptions" where "id" = $1', [id]))[0]!.state ===
      'expired',
    60_000,
  );
  await openPortal(page, `/redemptions/${id}`);
  expect(await hostProblems(phone)).toEqual([]);
  await picture(page, 'uncollected-redemption-phone');
  await openPortal(page, '/wallet');
  await seeText(main, '兑换解冻');
  await seeText(page.locator('.balance-figure'), '24');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(page, 'uncollected-wallet-phone');
});

test('年终清零: the last day is said before, and in the new year they are gone, with the reason', async () => {
  const { page } = phone;
  const main = page.getByRole('main');
  moved.stand('2026-12-31T20:00:00+08:00');
  await openPortal(page, '/wallet');
  await seeText(main, '12月31日');
  await picture(page, 'year-end-before-phone');
  moved.stand('2027-01-01T00:00:10+08:00');
  await eventually(
    async () =>
      (
        await sql.query<{ n: number }>(
          `select count(*)::int as n from "sidanPostings" where "regionCode" = $1 and "kind" = 'expire'`,
          [world.regionCode],
        )
      )[0]!.n > 0,
    150_000,
  );
  await openPortal(page, '/wallet');
  await seeText(main, '到期作废');
  await seeText(page.locator('.balance-figure'), '0');
  expect(await hostProblems(phone)).toEqual([]);
  await picture(page, 'year-end-after-phone');
});

test('对账单: the year on one paper, searched, and kept as a table', async () => {
  const { page } = phone;
  const main = page.getByRole('main');
  await openPortal(page, '/wallet');
  await main.getByRole('link', { name: '对账单' }).click();
  await page.getByLabel('结束日期').fill('2027-01-31');
  await page.getByLabel('开始日期').fill('2026-12-01');
  await seeText(main, '到期作废');
  await seeText(main, '兑换解冻');
  const facts = main.locator('.statement-facts');
  await seeText(facts, '本期收入');
  // Whatever came has gone again with the year.
  for (const label of ['期初余额', '期末余额'])
    expect(await facts.locator('div', { hasText: label }).locator('dd').textContent()).toMatch(/^0 /);
  expect(await hostProblems(phone)).toEqual([]);
  await picture(page, 'statement-phone');

  const rows = main.locator('tbody tr');
  const all = await rows.count();
  await page.getByLabel('查找').fill('到期');
  await seeText(main, '到期作废');
  expect(await rows.count()).toBeLessThan(all);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    main.getByRole('button', { name: '下载表格' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/对账单.*2026-12-01.*\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(1 + (await rows.count()));
  expect(lines[1]).toContain('到期作废');
});
