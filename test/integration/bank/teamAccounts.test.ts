import { randomUUID } from 'node:crypto';
import type {
  BankStatement,
  PackUploaded,
  TransferDone,
  TransferOptions,
  Wallet,
  WalletStatement,
} from '@sidan/plugin-sidan/api';
import { refusalOf } from '../../support/api';
import { countyPack } from '../../support/pack';
import { serve } from '../../support/serve';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf, makeShop } from '../../support/shop';
import { teamFiles } from '../../support/timeBank';
import { makeWorld, type Somebody, type World } from '../../support/world';

/** 团队账户：what the rules give a team stands on its own account; its leader donates it, by the rules for teams, and nothing else is done with it. */
const regionCode = '135002';
let server: SharedServer;
let sql: Sql;
let world: World;
let fundId: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, regionCode);
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const archive = await countyPack({ regionCode, files: teamFiles() });
  const { id: versionId } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId, reason: '检验' });
  fundId = randomUUID();
  await world.root.post('sidanFunds:create', { id: fundId, regionCode, code: 'care', name: '公益基金' });
  await world.root.post('sidanFundMembers:create', {
    fundId,
    personId: world.people.stranger.personId,
    reason: 'alone',
  });
  for (let times = 0; times < 2; times += 1) await serve(world, sql, 60);
}, 240_000);

afterAll(() => sql?.end());

const teamId = () => world.teams.one;
const which = () => `team/${teamId()}/points`;
const wallet = (who: Somebody) => who.client.get<Wallet>('sidanLedger:wallet', { regionCode, asset: which() });
const give = (who: Somebody, more: Record<string, unknown> = {}, key?: string) =>
  who.client.post<TransferDone>(
    'sidanTransfers:give',
    { purpose: 'donate', asset: 'points', amount: 4, fundId, teamId: teamId(), ...more },
    key ? { key } : undefined,
  );
const refused = async (promise: Promise<unknown>) => (await refusalOf(promise))?.code ?? '';

test('what a team was given is seen by its leader, and donated to a fund and to somebody of its list, once', async () => {
  const { leader, volunteer, stranger } = world.people;
  const before = await wallet(leader);
  expect(before).toMatchObject({ asset: which(), balance: 20 });
  expect(before.assets).toContainEqual({
    asset: which(),
    name: '第一小队 · 积分',
    team: { id: teamId(), name: '第一小队' },
  });
  expect((await wallet(volunteer)).assets.filter(({ team }) => team)).toEqual([]);
  const options = await leader.client.get<TransferOptions>('sidanTransfers:options', { teamId: teamId() });
  expect(options).toMatchObject({ team: { name: '第一小队' }, family: [], funds: [{ id: fundId }] });
  expect(options.assets).toMatchObject([{ asset: 'points', balance: 20, purposes: ['donate'], into: [] }]);
  // The rule is for teams: nobody has it for themselves.
  expect((await leader.client.get<TransferOptions>('sidanTransfers:options')).assets).toEqual([]);

  const key = randomUUID();
  const done = await give(leader, {}, key);
  expect(done).toMatchObject({ cost: 4 });
  expect((await give(leader, {}, key)).id).toBe(done.id);
  const { balance } = bookOf(sql);
  expect((await wallet(leader)).balance).toBe(16);
  const memberId = options.funds[0]!.members[0]!.id;
  await give(leader, { memberId, amount: 6 });
  expect(await balance(regionCode, stranger.personId)).toBe(6);
  const [kept] = await sql.query(
    `select "subjectKind", "subjectName", "amount"::int as amount from "sidanDecisions" where "regionCode" = $1 and "kind" = 'redeem' order by "at" desc limit 1`,
    [regionCode],
  );
  expect(kept).toEqual({ subjectKind: 'team', subjectName: '第一小队', amount: 6 });
  const paper = await leader.client.get<WalletStatement>('sidanLedger:statement', { asset: which() });
  expect(paper).toMatchObject({ owner: '第一小队', spent: 10, closing: 10 });
  const bank = await world.people.countyAdmin.client.get<BankStatement>('sidanBank:statement', { regionCode });
  expect(JSON.stringify(bank)).toContain('"team"');
  expect(await bookOf(sql).verify(regionCode)).toEqual([]);
});

test('a team’s account does nothing else, whatever rules say, and nobody but who leads it uses it', async () => {
  const { leader, leaderTwo, volunteer, resident } = world.people;
  expect(await refused(give(volunteer))).toBe('TEAM_NOT_LED');
  expect(await refused(give(leaderTwo))).toBe('TEAM_NOT_LED');
  expect(await refused(give(resident))).toBe('TEAM_NOT_LED');
  expect(await refused(give(leader, { purpose: 'transfer', personId: volunteer.personId }))).toBe('TEAM_DONATES_ONLY');
  expect(await refused(give(leader, { purpose: 'exchange', into: 'time' }))).toBe('TEAM_DONATES_ONLY');
  expect(await refused(give(leader, { amount: 11 }))).toBe('REDEEM_REFUSED');
  // There is a rule by which teams would have goods; nobody asks it.
  const shop = await makeShop(world);
  const redeem = () =>
    leader.client.post('sidanRedemptions:request', {
      ...{ rewardId: shop.rewards.soap, outletId: shop.outlets.site, personId: teamId() },
    });
  expect(await refused(redeem())).toBe('NOT_FOUND');
  expect((await wallet(leader)).balance).toBe(10);
  // Who leads it no more has no part in it.
  const [row] = await sql.query(`select "id" from "sidanTeamMembers" where "teamId" = $1 and "personId" = $2`, [
    teamId(),
    leader.personId,
  ]);
  await world.root.post(`sidanTeamMembers:update?filterByTk=${String(row!.id)}`, { role: 'member' });
  expect(await refused(give(leader, { amount: 1 }))).toBe('TEAM_NOT_LED');
  expect((await wallet(leader)).assets.filter(({ team }) => team)).toEqual([]);
  await world.root.post(`sidanTeamMembers:update?filterByTk=${String(row!.id)}`, { role: 'deputy' });
  await give(leader, { amount: 1 });
});
