import { randomUUID } from 'node:crypto';
import type { StockLine } from '@sidan/plugin-sidan/api';
import { codeOf, refusalOf } from '../../support/api';
import { correct, enter, installJiaoqu, makeCampaign, sumsOf } from '../../support/campaigns';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf, request } from '../../support/shop';
import { makePerson, makeWorld, type World } from '../../support/world';

/** 更正：an entry of a campaign that was written down wrongly is put right, and what it gave with it. */
const regionCode = '135202';
let server: SharedServer;
let sql: Sql;
let world: World;
let campaign: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, regionCode);
  await installJiaoqu(world);
  campaign = await makeCampaign(world.people.countyAdmin.client, { budget: 40 });
}, 240_000);

afterAll(() => sql?.end());

const stand = () => world.people.siteManager.client;
const admin = () => world.people.countyAdmin.client;
const balance = (personId: string) => bookOf(sql).balance(regionCode, personId);
const kinds = async (entryId: string) =>
  (
    await sql.query<{ kind: string; amount: number }>(
      `select "kind" as kind, "amount"::int as amount from "sidanPostings" where "regionCode" = $1 and "subjectKind" = 'campaign' and "subjectId" = $2 order by "at", "id"`,
      [regionCode, entryId],
    )
  ).map(({ kind, amount }) => `${kind} ${amount}`);

test('by whoever wrote it down on that day, and by the county: what it gave goes back, what it says now is given', async () => {
  const { resident, dispatcher } = world.people;
  const { entry } = await enter(stand(), campaign, resident.personId, 800);
  expect(entry.amount).toBe(40);
  expect(await codeOf(correct(stand(), entry.id, { quantity: 95 }))).toBe('INVALID_DATA');
  expect(await codeOf(correct(dispatcher.client, entry.id, { quantity: 95, reason: '记错' }))).toBe('NOT_ALLOWED');
  expect(await codeOf(correct(resident.client, entry.id, { quantity: 95, reason: '记错' }))).toBe('NOT_FOUND');

  const right = await correct(stand(), entry.id, { quantity: 95, reason: '记错' });
  expect(right.entry).toMatchObject({ quantity: 95, amount: 4, reason: '记错', revision: 1 });
  expect(right.reasons.join()).toContain('捡拾烟头');
  expect(await balance(resident.personId)).toBe(4);
  expect(await kinds(entry.id)).toEqual(['award 40', 'reverse 40', 'award 4']);

  // Once the day is over it is the county's.
  await sql.query(`update "sidanCampaignEntries" set "at" = "at" - interval '1 day' where "id" = $1`, [entry.id]);
  expect(await codeOf(correct(stand(), entry.id, { quantity: 90, reason: '复核' }))).toBe('NOT_ALLOWED');
  await admin().post(`sidanCampaigns:update?filterByTk=${campaign}`, { status: 'off' });
  expect((await correct(admin(), entry.id, { quantity: 100, reason: '复核' })).entry).toMatchObject({
    amount: 5,
    revision: 2,
  });
  await admin().post(`sidanCampaigns:update?filterByTk=${campaign}`, { status: 'active' });
  const { kept, counted } = await sumsOf(sql, campaign);
  expect(kept).toEqual(counted);
  expect(kept).toEqual({ people: 1, entries: 1, quantity: 100, given: 5 });
});

test('a correction passes neither the budget nor a limit; once refused nothing of it is there', async () => {
  const { stranger } = world.people;
  const { entry } = await enter(stand(), campaign, stranger.personId, 20);
  const refusal = await refusalOf(correct(stand(), entry.id, { quantity: 1000, reason: '少写两个零' }));
  // Forty, and five are somebody else's.
  expect(refusal?.errors[0]).toMatchObject({ code: 'CAMPAIGN_BUDGET', params: { left: 35 } });
  expect(await kinds(entry.id)).toEqual(['award 1']);
  expect(await balance(stranger.personId)).toBe(1);
  // A budget that was cut below what has been given: less is put right, more is not.
  await admin().post(`sidanCampaigns:update?filterByTk=${campaign}`, { budget: 2 });
  expect(await codeOf(correct(stand(), entry.id, { quantity: 40, reason: '数错' }))).toBe('CAMPAIGN_BUDGET');
  expect((await correct(stand(), entry.id, { quantity: 19, reason: '数错' })).entry.amount).toBe(0);
  await admin().post(`sidanCampaigns:update?filterByTk=${campaign}`, { budget: 40 });
});

test('void stays void; who has spent it keeps it', async () => {
  const { volunteer } = world.people;
  const { entry } = await enter(stand(), campaign, volunteer.personId, 40);
  const gone = await correct(admin(), entry.id, { void: true, reason: '登记错人' });
  expect(gone.entry).toMatchObject({ status: 'void', amount: 0, mayCorrect: false });
  expect(gone.reasons).toEqual([]);
  expect(await balance(volunteer.personId)).toBe(0);
  expect(await codeOf(correct(admin(), entry.id, { quantity: 40, reason: '又对了' }))).toBe('CAMPAIGN_ENTRY_VOID');

  const buyer = await makePerson(server, world.root, regionCode, 'buyer', world.towns[0]);
  const spent = await enter(stand(), campaign, buyer.personId, 100);
  expect(spent.entry.amount).toBe(5);
  const outletId = randomUUID();
  await world.root.post('sidanOutlets:create', { id: outletId, regionCode, name: '活动摊点', kind: 'site' });
  const rewardId = randomUUID();
  await world.root.post('sidanRewards:create', {
    ...{ id: rewardId, regionCode, code: 'bag', name: '环保袋', kind: 'goods', price: 5, campaign: 'cigarette-ends' },
  });
  await world.root.post<StockLine>('sidanStocks:adjust', { rewardId, outletId, add: 5 });
  await request(buyer.client, rewardId, outletId);
  expect(await codeOf(correct(admin(), spent.entry.id, { void: true, reason: '登记错人' }))).toBe('INSUFFICIENT');
  const { kept, counted } = await sumsOf(sql, campaign);
  expect(kept).toEqual(counted);
  expect(await bookOf(sql).verify(regionCode)).toEqual([]);
});

test('nobody writes an entry past the commands', async () => {
  const { resident } = world.people;
  const values = { campaignId: campaign, personId: resident.personId, quantity: 1 };
  expect(
    await codeOf(world.root.post('sidanCampaignEntries:create', { id: randomUUID(), regionCode, ...values })),
  ).toBe('HISTORY_PROTECTED');
  const { entry } = await enter(stand(), campaign, resident.personId, 3);
  expect(await codeOf(world.root.post(`sidanCampaignEntries:destroy?filterByTk=${entry.id}`, {}))).toBe(
    'HISTORY_PROTECTED',
  );
});
