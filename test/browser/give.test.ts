/** 转赠 on a phone: hours go to a parent whose kinship was proved; what is above the cap of a life goes to the fund. */
import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { installDocument } from '../support/documents/install';
import { openSql, type Sql } from '../support/shared';
import { bankPack, makeFamily, teamFiles } from '../support/timeBank';
import { countyPack } from '../support/pack';
import { serve } from '../support/serve';
import { makeWorld, type World } from '../support/world';
import { picture, portalProblems } from './support/checks';
import { onPhone, openPortal } from './support/portal';
import { button, seeText } from './support/see';
import { openStage, type Stage } from './support/stage';

jest.setTimeout(240_000);

let stage: Stage;
let sql: Sql;
const ledger = createLedger(ledgerNames(), randomUUID);

beforeAll(async () => {
  stage = await openStage();
  sql = await openSql(stage.server);
});

afterAll(async () => {
  await sql?.end();
  await stage?.close();
});

/** Earned in years before. */
const earned = ({ regionCode, people }: World, asset: string, amount: number) =>
  ledger.post(
    { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) } as never,
    {
      regionCode,
      entries: [
        {
          from: { ownerKind: 'system', ownerId: 'issue' },
          to: { ownerKind: 'person', ownerId: people.volunteer.personId },
          ...{ asset, amount, key: `test:${randomUUID()}`, kind: 'award', at: new Date('2025-01-01'), origin: 'app' },
        },
      ],
    },
  );

test('转给家人: chosen, checked, sent; it is gone here and has come there', async () => {
  const world = await makeWorld(stage.server, '134511');
  const { root, people } = world;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await bankPack(world.regionCode);
  const { id: versionId } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId, reason: '检验' });
  await makeFamily(world, [
    [people.volunteer.personId, 'head'],
    [people.resident.personId, 'parent'],
  ]);
  await earned(world, 'time', 1250);

  const giver = await onPhone(stage, people.volunteer);
  const { page } = giver;
  const main = page.getByRole('main');
  await openPortal(page, '/wallet');
  await main.getByRole('link', { name: '转赠与捐赠' }).click();
  await page.getByLabel('用什么').selectOption({ label: '时间币' });
  await seeText(main, '现有 12.5 小时');
  await page.getByLabel('办理事项').selectOption({ label: '转给家人' });
  // Too little by the rule, and said before anything is sent.
  await page.getByLabel('数量（小时）').fill('1');
  expect(await portalProblems(giver)).toEqual([]);
  await picture(page, 'give-form-phone');
  await button(main, '下一步').click();
  await seeText(main, '不能办理');
  expect(await portalProblems(giver)).toEqual([]);
  await picture(page, 'give-refused-phone');
  await button(main, '返回修改').click();
  await page.getByLabel('数量（小时）').fill('3.5');
  await button(main, '下一步').click();
  await seeText(main, '从您账户转出：3.5 小时');
  await seeText(main, '（父母）');
  expect(await portalProblems(giver)).toEqual([]);
  await picture(page, 'give-check-phone');
  await button(main, '确认提交').click();
  await seeText(page.locator('body'), '已办理，转出 3.5 小时。');
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '时间币' }).click();
  await seeText(main, '转给家人');
  await picture(page, 'give-wallet-phone');

  const taker = await onPhone(stage, people.resident);
  await openPortal(taker.page, '/wallet');
  await taker.page.getByRole('group', { name: '资产' }).getByRole('button', { name: '时间币' }).click();
  await seeText(taker.page.getByRole('main'), '家人转入');
  expect(await portalProblems(taker)).toEqual([]);
  await picture(taker.page, 'give-received-phone');
});

test('团队捐赠: what the team earned stands in its leader’s wallet, and goes to the fund', async () => {
  const world = await makeWorld(stage.server, '135022');
  const { root, people, regionCode } = world;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({ regionCode, files: teamFiles() });
  const { id: versionId } = await root.post<PackUploaded>('sidanPacks:upload', { archive });
  await root.post('sidanPacks:activate', { versionId, reason: '检验' });
  await root.post('sidanFunds:create', { regionCode, code: 'care', name: '公益基金', purpose: '帮助独居老人' });
  await serve(world, sql, 60);
  const seat = await onPhone(stage, people.leader);
  const { page } = seat;
  const main = page.getByRole('main');
  await openPortal(page, '/wallet');
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '第一小队 · 积分' }).click();
  await seeText(main, '队伍完成一次服务');
  await expect(main.getByRole('link', { name: '爱心超市' }).count()).resolves.toBe(0);
  expect(await portalProblems(seat)).toEqual([]);
  await picture(page, 'team-wallet-phone');
  await main.getByRole('link', { name: '团队捐赠' }).click();
  await seeText(main, '团队账户只能捐赠');
  await page.getByLabel('数量（分）').fill('4');
  expect(await portalProblems(seat)).toEqual([]);
  await picture(page, 'team-give-phone');
  await button(main, '下一步').click();
  await seeText(main, '从“第一小队”账户转出：4');
  expect(await portalProblems(seat)).toEqual([]);
  await button(main, '确认提交').click();
  await page.getByRole('group', { name: '资产' }).getByRole('button', { name: '第一小队 · 积分' }).click();
  await seeText(main, '6');
  await seeText(main, '队伍捐给公益基金');
  await picture(page, 'team-given-phone');
});

test('超出上限捐入基金: at 1,499 hours three are served, one is one’s own and two are the fund’s', async () => {
  const world = await makeWorld(stage.server, '134512');
  await installDocument(world, sql, '06-guangzhou-time-bank');
  const { volunteer } = world.people;
  await earned(world, 'time', 1499);
  await serve(world, sql, 185);
  const seat = await onPhone(stage, volunteer);
  const main = seat.page.getByRole('main');
  await openPortal(seat.page, '/wallet');
  await seat.page.getByRole('group', { name: '资产' }).getByRole('button', { name: '公益时间' }).click();
  await seeText(main, '1500');
  await seeText(main, '公益时间基金');
  expect(await portalProblems(seat)).toEqual([]);
  await picture(seat.page, 'give-overflow-phone');
  const [fund] = await sql.query<{ balance: string }>(
    `select "balance" from "sidanAccounts" where "regionCode" = $1 and "ownerKind" = 'fund' and "ownerId" = 'public-time'`,
    [world.regionCode],
  );
  expect(Number(fund!.balance)).toBe(2);
});
