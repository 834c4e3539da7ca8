import { randomUUID } from 'node:crypto';
import type { Wallet } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { makeFamily } from '../../support/documents/household';
import { installDocument } from '../../support/documents/install';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf } from '../../support/shop';
import { makeWorld, type World } from '../../support/world';

/** 更正：a check of a household that was written down wrongly is put right, and what it gave with it: by the rules of 丰都三元, ten for a clean house. */
const regionCode = '135003';
let server: SharedServer;
let sql: Sql;
let world: World;
let householdId: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, regionCode);
  await installDocument(world, sql, '19-sanyuan-civility');
  householdId = await makeFamily(world, world.people.stranger);
}, 240_000);

afterAll(() => sql?.end());

const balance = async () =>
  (await world.people.stranger.client.get<Wallet>('sidanLedger:wallet', { asset: 'household/civility' })).balance;
const postings = async () =>
  (
    await sql.query<{ kind: string; amount: number }>(
      `select p."kind" as kind, p."amount"::int as amount from "sidanPostings" p
         join "sidanAccounts" a on a."regionCode" = p."regionCode" and a."id" in (p."sourceId", p."destinationId")
        where p."regionCode" = $1 and a."ownerId" = $2 order by p."at", p."createdAt", p."id"`,
      [regionCode, householdId],
    )
  ).map(({ kind, amount }) => `${kind} ${amount}`);
const refused = async (promise: Promise<unknown>) => (await refusalOf(promise))?.code ?? '';

test('what was found is put right with a reason: what it gave goes back, and what it says now is given', async () => {
  const { siteManager, countyAdmin } = world.people;
  const id = randomUUID();
  await siteManager.client.post('sidanHouseholdChecks:create', {
    ...{ id, household: { id: householdId }, period: 'month', cleanHouse: true },
    ...{ status: 'void', reason: '无', revision: 7 },
  });
  // Of a new one nothing of this is said.
  const row = async () =>
    (
      await sql.query(
        `select "status", "reason", "revision"::int as revision from "sidanHouseholdChecks" where "id" = $1`,
        [id],
      )
    )[0];
  expect(await row()).toEqual({ status: 'stands', reason: null, revision: 0 });
  expect(await balance()).toBe(10);
  const correct = (values: Record<string, unknown>) =>
    countyAdmin.client.post(`sidanHouseholdChecks:update?filterByTk=${id}`, values);
  await expect(
    siteManager.client.post(`sidanHouseholdChecks:update?filterByTk=${id}`, { cleanHouse: false, reason: '记错户' }),
  ).rejects.toMatchObject({ status: 403 });
  expect(await refused(correct({ cleanHouse: false }))).toBe('INVALID_DATA');
  expect(await refused(correct({ term: '2020-01', reason: '记错月份' }))).toBe('FIELD_PROTECTED');
  expect(await balance()).toBe(10);

  await correct({ cleanHouse: false, reason: '看错了门牌' });
  expect(await row()).toEqual({ status: 'stands', reason: '看错了门牌', revision: 1 });
  expect(await balance()).toBe(0);
  await correct({ note: '已告知' });
  expect(await postings()).toEqual(['award 10', 'reverse 10']);

  await correct({ cleanHouse: true, reason: '复核后确为清洁户' });
  expect(await balance()).toBe(10);
  await correct({ status: 'void', reason: '当月没有入户' });
  expect(await balance()).toBe(0);
  await correct({ status: 'stands', reason: '补入户' });
  expect(await balance()).toBe(10);
  expect(await postings()).toEqual(['award 10', 'reverse 10', 'award 10', 'reverse 10', 'award 10']);
  expect(await bookOf(sql).verify(regionCode)).toEqual([]);
  // One for a period, put right as often as may be.
  const again = siteManager.client.post('sidanHouseholdChecks:create', {
    ...{ id: randomUUID(), household: { id: householdId }, period: 'month', cleanHouse: true },
  });
  expect(await refused(again)).toBe('ALREADY_EXISTS');
});
