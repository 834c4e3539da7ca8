import type {
  AccountPage,
  AccountTermsHistory,
  BankOutlook,
  BankStatement,
  Wallet,
  ShopView,
} from '@sidan/plugin-sidan/api';
import { refusalOf, saidOf } from '../../support/api';
import { act, bookOf, makeShop, request, type Shop } from '../../support/shop';
import { eventually, openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { makeWorld, orderIn, type World } from '../../support/world';

/** 银行总账: whatever happens in a county, its statement sums to zero and agrees with the accounts; and the terms of accounts. */
let server: SharedServer;
let sql: Sql;
let world: World;
let shop: Shop;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134901');
  shop = await makeShop(world);
}, 600_000);

afterAll(async () => {
  await sql?.end();
});

const admin = () => world.people.countyAdmin.client;
const statement = (more: Record<string, unknown> = {}) =>
  admin().get<BankStatement>('sidanBank:statement', { regionCode: world.regionCode, ...more });
const points = async (more?: Record<string, unknown>) =>
  (await statement(more)).assets.find(({ asset }) => asset === 'points')!;
const balances = async () =>
  Object.fromEntries(
    (
      await sql.query<{ kind: string; sum: string }>(
        `select "ownerKind" as kind, sum("balance") as sum from "sidanAccounts" where "regionCode" = $1 and "asset" = 'points' and "kept" group by 1`,
        [world.regionCode],
      )
    ).map(({ kind, sum }) => [kind, Number(sum)]),
  );

/** Every column sums to zero, and each kind of account has what its accounts have. */
async function whole() {
  const found = await points();
  expect(found.balanced).toBe(true);
  expect(new Set(Object.values(found.total))).toEqual(new Set([0]));
  const held = await balances();
  for (const { kind, system, closing, wrong } of found.rows) {
    expect(wrong).toBeUndefined();
    if (!system) expect([kind, closing]).toEqual([kind, held[kind] ?? 0]);
  }
  return found;
}

test('what is issued, held, spent at a merchant and at a site, brought back and given up stands in its column', async () => {
  const { volunteer, merchant, siteManager } = world.people;
  const { regionCode } = world;
  await bookOf(sql).give(regionCode, volunteer.personId, 200);
  await orderIn(world, 'rated');
  const issued = await whole();
  expect(issued.rows.find(({ kind }) => kind === 'person')).toMatchObject({ adjusted: 200 });
  expect(issued.moved.issued).toBeGreaterThan(0);

  const { soap } = shop.rewards;
  expect(issued.rows.find(({ kind }) => kind === 'person')!.accounts).toBeGreaterThan(0);
  const one = await request(volunteer.client, soap, shop.outlets.merchant);
  expect((await whole()).rows.find(({ kind }) => kind === 'hold')).toMatchObject({
    held: 20,
    closing: 20,
    accounts: null,
  });
  await act(merchant.client, 'collect', one.id, { code: one.code });
  const two = await request(volunteer.client, soap, shop.outlets.site);
  const three = await request(volunteer.client, soap, shop.outlets.site);
  await act(volunteer.client, 'cancel', two.id);
  await act(siteManager.client, 'collect', three.id, { code: three.code });
  const spent = await whole();
  expect(spent.moved.spent).toBe(40);
  expect(spent.rows.find(({ kind }) => kind === 'hold')).toMatchObject({ held: 40, spent: -40, closing: 0 });
  expect(spent.rows.find(({ kind }) => kind === 'merchant')).toMatchObject({ spent: 20, closing: 20 });
  await act(merchant.client, 'return', one.id, { reason: '破损' });
  const after = await whole();
  expect(after.moved.returned).toBeGreaterThan(0);
  expect(after.rows.find(({ kind }) => kind === 'merchant')).toMatchObject({ returned: -after.moved.returned });
});

test('what was undone is undone in the sums, and another period begins with what this one ended with', async () => {
  const now = await whole();
  const later = await points({ from: '2100-01-01', to: '2100-01-31' });
  const closing = (rows: typeof now.rows) => Object.fromEntries(rows.map(({ kind, closing: end }) => [kind, end]));
  expect(Object.fromEntries(later.rows.map(({ kind, opening }) => [kind, opening]))).toEqual(closing(now.rows));
  expect(later.moved.issued).toBe(0);
  expect(later.balanced).toBe(true);
  expect(await refusalOf(statement({ from: '2026-13-01' }))).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  expect(await refusalOf(statement({ from: '2026-02-02', to: '2026-02-01' }))).toMatchObject({ code: 'INVALID_DATA' });
});

test('it is the same after the sums of the day were added up', async () => {
  const before = await points();
  const waiting = () =>
    sql.query<{ n: number }>(`select count(*)::int as n from "sidanAccounts_ledger_flows" where "regionCode" = $1`, [
      world.regionCode,
    ]);
  await eventually(async () => (await waiting())[0]!.n === 0, 150_000);
  expect(await points()).toEqual(before);
});

test('a book that was tampered with is said not to agree', async () => {
  await sql.query(`set session_replication_role = replica`);
  const alter = (by: number) =>
    sql.query(
      `update "sidanAccounts" set "balance" = "balance" + $3 where "regionCode" = $1 and "ownerId" = $2 and "asset" = 'points'`,
      [world.regionCode, world.people.volunteer.personId, by],
    );
  await alter(7);
  const found = await points();
  expect(found.balanced).toBe(false);
  const person = found.rows.find(({ kind }) => kind === 'person')!;
  expect(person.wrong!.accounts - person.wrong!.book).toBe(7);
  await alter(-7);
  await sql.query(`set session_replication_role = origin`);
  await whole();
});

test('an account is frozen with a reason that its owner sees, and opened again', async () => {
  const { volunteer } = world.people;
  const { regionCode } = world;
  const found = await admin().get<AccountPage>('sidanBank:accounts', { regionCode, search: '王volunteer' });
  const line = found.rows.find(({ asset }) => asset === 'points')!;
  expect(line).toMatchObject({ owner: '王volunteer', status: 'open', floor: 0, mayOverdraw: true });
  const set = (values: Record<string, unknown>) =>
    admin().post<AccountTermsHistory>(`sidanBank:setTerms?filterByTk=${line.id}`, { regionCode, ...values });
  expect(await refusalOf(set({ status: 'frozen', reason: ' ' }))).toMatchObject({ code: 'INVALID_DATA' });
  expect(await refusalOf(set({ status: 'closed', reason: '检验' }))).toMatchObject({ code: 'INVALID_DATA' });
  await set({ status: 'frozen', reason: '本人申请暂停使用' });
  const wallet = () => volunteer.client.get<Wallet>('sidanLedger:wallet', { regionCode });
  expect((await wallet()).terms).toMatchObject({ status: 'frozen', reason: '本人申请暂停使用' });
  expect(await refusalOf(request(volunteer.client, shop.rewards.soap, shop.outlets.site))).toMatchObject({
    code: 'ACCOUNT_FROZEN',
  });
  const seen = await volunteer.client.get<ShopView>('sidanShop:goods');
  expect(seen.rewards.map(({ mayHave, reasons }) => [mayHave, reasons.includes('账户已冻结。')])).toEqual([
    [false, true],
    [false, true],
  ]);
  const unusual = await admin().get<AccountPage>('sidanBank:accounts', { regionCode });
  expect(unusual.rows).toMatchObject([{ id: line.id, status: 'frozen', reason: '本人申请暂停使用' }]);
  const { rows } = await set({ status: 'open', floor: -30, reason: '恢复使用，可预支三十分' });
  expect(rows).toMatchObject([
    { status: 'open', floor: -30, reason: '恢复使用，可预支三十分' },
    { status: 'frozen', floor: 0 },
  ]);
  expect(rows[0]!.by).not.toBe('');
  expect((await wallet()).terms).toMatchObject({ status: 'open', floor: -30 });
  await set({ status: 'open', floor: 0, reason: '收回预支' });
  expect((await wallet()).terms).toBeUndefined();
  const titles = await eventually(async () => {
    const told = await sql.query<{ title: string }>(
      `select title from "notificationInAppMessages" where "userId" = $1 and title like '%账户%'`,
      [volunteer.userId],
    );
    return told.length === 3 ? told.map(({ title }) => title) : undefined;
  }, 60_000);
  expect(titles).toContain('您的积分账户已冻结');
});

test('what is outstanding costs what the county says, else what merchants are paid', async () => {
  const { regionCode } = world;
  const outlook = async () =>
    (await admin().get<BankOutlook>('sidanBank:outlook', { regionCode })).assets.find(
      ({ asset }) => asset === 'points',
    )!;
  const first = await outlook();
  expect(first).toMatchObject({ fenPerHundred: 5000, from: 'merchants', fen: first.outstanding * 50 });
  expect(first.lasting + first.going.reduce((sum, { amount }) => sum + amount, 0)).toBe(first.outstanding);
  const owners = await sql.query<{ id: string }>(
    `select distinct "ownerId" as id from "sidanAccounts" where "regionCode" = $1 and asset = 'points' and balance > 0 and "ownerKind" in ('person', 'household', 'team', 'site', 'fund')`,
    [regionCode],
  );
  expect(first.lastingAccounts).toBeGreaterThan(0);
  expect(first.lastingAccounts).toBeLessThanOrEqual(owners.length);
  await admin().post('sidanBank:price', { regionCode, asset: 'points', fenPerHundred: 1000 });
  expect(await outlook()).toMatchObject({ fenPerHundred: 1000, from: 'county', fen: first.outstanding * 10 });
  for (const fenPerHundred of [0, -500, 12.5, 'abc', 9_999_999_999_900])
    expect(await saidOf(admin().post('sidanBank:price', { regionCode, asset: 'points', fenPerHundred }))).toBe(
      '有内容需要修改。请填写 0.01 到 100000 之间的数。',
    );
  expect(await outlook()).toMatchObject({ fenPerHundred: 1000, from: 'county' });
  await admin().post('sidanBank:price', { regionCode, asset: 'points', fenPerHundred: null });
  expect(await outlook()).toMatchObject({ from: 'merchants' });
});

test('it is a file for a spreadsheet, too', async () => {
  const { regionCode } = world;
  const answer = await fetch(`${server.url}/api/sidanBank:export?regionCode=${regionCode}&format=csv`, {
    headers: { Authorization: `Bearer ${admin().token}`, 'X-Locale': 'zh-CN' },
  });
  expect(answer.headers.get('content-disposition')).toContain('.csv');
  const text = await answer.text();
  expect(text).toContain('"合计",,0,0');
  expect(text).toContain('账目平衡');
});
