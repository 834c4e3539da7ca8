import type { CampaignDesk, CampaignEntries, CampaignFound, CampaignReward, Wallet } from '@sidan/plugin-sidan/api';
import { codeOf, refusalOf } from '../../support/api';
import { dayFrom, enter, installJiaoqu, makeCampaign, sumsOf } from '../../support/campaigns';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bookOf } from '../../support/shop';
import { makePerson, makeWorld, type World } from '../../support/world';

/** 一次性活动：what is handed in at a stand gives what 郊区's own rules say: a point for twenty ends, fifty in a year, until its end. */
const regionCode = '135201';
let server: SharedServer;
let sql: Sql;
let world: World;
let campaign: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, regionCode);
  await installJiaoqu(world);
  campaign = await makeCampaign(world.people.countyAdmin.client);
}, 240_000);

afterAll(() => sql?.end());

const stand = () => world.people.siteManager.client;
const balance = (personId: string) => bookOf(sql).balance(regionCode, personId);
const someone = async (name: string) =>
  (await makePerson(server, world.root, regionCode, name, world.towns[0])).personId;

test('who stands there is found by a whole name or number, of one’s own area only', async () => {
  const find = async (search: string) =>
    (await stand().post<CampaignFound>('sidanCampaigns:find', { regionCode, search })).rows;
  const { resident, stranger } = world.people;
  expect(await find('王resident')).toMatchObject([
    { id: resident.personId, name: '王resident', townName: '第1镇', isVolunteer: false },
  ]);
  expect((await find('王resident'))[0]!.phone).toContain('*');
  expect(await find('王')).toEqual([]);
  expect(await find('%')).toEqual([]);
  await world.root.post(`sidanPeople:update?filterByTk=${stranger.personId}`, { phone: '13900135201' });
  expect((await find('13900135201')).map(({ id }) => id)).toEqual([stranger.personId]);
  const far = await makePerson(server, world.root, regionCode, 'far', world.towns[1]);
  expect(await find('王far')).toEqual([]);
  expect(await codeOf(enter(stand(), campaign, far.personId, 20))).toBe('NOT_FOUND');
});

test('a code or an asset that was mistyped gives nothing, and is put right as long as nothing was handed in', async () => {
  const { countyAdmin, resident } = world.people;
  const change = (values: Record<string, unknown>) =>
    countyAdmin.client.post(`sidanCampaigns:update?filterByTk=${campaign}`, values);
  for (const mistyped of [{ code: 'cigarete-ends' }, { code: 'cigarette-ends', asset: '积分' }]) {
    await change(mistyped);
    expect(await codeOf(enter(stand(), campaign, resident.personId, 20))).toBe('CAMPAIGN_NO_RULE');
  }
  await change({ asset: 'points' });
});

test('what it would give is told, then given once, with its reason and its end', async () => {
  const { resident } = world.people;
  const would = await stand().post<CampaignReward>('sidanCampaignEntries:preview', {
    ...{ campaignId: campaign, personId: resident.personId, quantity: 95 },
  });
  expect(would).toMatchObject({ amount: 4, unit: '分' });
  expect(would.reasons.join()).toContain('捡拾烟头');
  expect(await balance(resident.personId)).toBe(0);

  const key = { idempotencyKey: 'stand-1' };
  const first = await enter(stand(), campaign, resident.personId, 95, key);
  expect(first.entry).toMatchObject({ quantity: 95, unit: '枚', amount: 4, status: 'stands', mayCorrect: true });
  expect(first.reasons).toEqual(would.reasons);
  expect((await enter(stand(), campaign, resident.personId, 95, key)).entry.id).toBe(first.entry.id);
  expect(await codeOf(enter(stand(), campaign, resident.personId, 96, key))).toBe('KEY_REUSED');
  // An answer that was lost is there when the campaign is no longer, too.
  const { client: admin } = world.people.countyAdmin;
  await admin.post(`sidanCampaigns:update?filterByTk=${campaign}`, { status: 'off' });
  expect((await enter(stand(), campaign, resident.personId, 95, key)).entry.id).toBe(first.entry.id);
  expect(await codeOf(enter(stand(), campaign, resident.personId, 95))).toBe('CAMPAIGN_CLOSED');
  await admin.post(`sidanCampaigns:update?filterByTk=${campaign}`, { status: 'active' });
  expect(await balance(resident.personId)).toBe(4);

  const wallet = await resident.client.get<Wallet>('sidanLedger:wallet', {});
  expect(wallet.balance).toBe(4);
  expect(JSON.stringify(wallet)).toContain('捡拾烟头');
  const [lot] = await sql.query<{ ends: string }>(
    `select to_char("expiresAt" at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as ends from "sidanPostings" where "regionCode" = $1 and "subjectKind" = 'campaign' and "subjectId" = $2`,
    [regionCode, first.entry.id],
  );
  expect(lot!.ends).toBe('01-01 00:00');
});

test('a limit is not passed, by two stands at once neither; what is above is not given and says why', async () => {
  const { stranger, dispatcher } = world.people;
  const both = await Promise.all(
    [stand(), dispatcher.client].map((client) => enter(client, campaign, stranger.personId, 800)),
  );
  expect(both.map(({ entry }) => entry.amount).sort()).toEqual([10, 40]);
  const more = await enter(stand(), campaign, stranger.personId, 40);
  expect(more.entry.amount).toBe(0);
  expect(more.reasons.join()).toContain('50');
  expect(await balance(stranger.personId)).toBe(50);
});

test('a volunteer has what residents have, where no rule is for volunteers', async () => {
  const { volunteer } = world.people;
  expect((await enter(stand(), campaign, volunteer.personId, 20)).entry.amount).toBe(1);
});

test('the budget holds: of two stands at once one is told what is left', async () => {
  const { countyAdmin, dispatcher } = world.people;
  const small = await makeCampaign(countyAdmin.client, { code: 'small', name: '小活动' });
  // Another code has no rule of its own.
  const one = await someone('one');
  const two = await someone('two');
  expect(await codeOf(enter(stand(), small, one, 20))).toBe('CAMPAIGN_NO_RULE');
  expect(await sumsOf(sql, small)).toMatchObject({ kept: { entries: 0 } });

  await countyAdmin.client.post(`sidanCampaigns:update?filterByTk=${campaign}`, {
    budget: (await sumsOf(sql, campaign)).kept!.given as number,
  });
  expect(await codeOf(enter(stand(), campaign, one, 20))).toBe('CAMPAIGN_BUDGET');
  const { given } = (await sumsOf(sql, campaign)).kept as { given: number };
  await countyAdmin.client.post(`sidanCampaigns:update?filterByTk=${campaign}`, { budget: given + 6 });
  const tries = await Promise.all([
    refusalOf(enter(stand(), campaign, one, 80)),
    refusalOf(enter(dispatcher.client, campaign, two, 80)),
  ]);
  const [refusal, ...others] = tries.filter((tried) => tried !== undefined);
  expect(others).toEqual([]);
  expect(refusal?.errors[0]).toMatchObject({ code: 'CAMPAIGN_BUDGET', params: { left: 2, unit: '分' } });
  expect((await balance(one)) + (await balance(two))).toBe(4);
  // What gives nothing passes no budget.
  expect((await enter(stand(), campaign, one, 3)).entry.amount).toBe(0);
});

test('not before its first day, not after its last, not while it is switched off; nothing for oneself', async () => {
  const { countyAdmin, resident, siteManager } = world.people;
  const make = (name: string, more: Record<string, unknown>) =>
    makeCampaign(countyAdmin.client, { code: name, name, ...more });
  const early = await make('early', { startsOn: dayFrom(1), endsOn: dayFrom(2) });
  const over = await make('over', { startsOn: dayFrom(-3), endsOn: dayFrom(-1) });
  const off = await make('off', { status: 'off' });
  for (const id of [early, over, off])
    expect(await codeOf(enter(stand(), id, resident.personId, 20))).toBe('CAMPAIGN_CLOSED');
  const { campaigns } = await stand().get<CampaignDesk>('sidanCampaigns:desk', { regionCode });
  expect(Object.fromEntries(campaigns.map((line) => [line.code, line.state]))).toMatchObject({
    ...{ 'cigarette-ends': 'on', early: 'early', over: 'over', off: 'off' },
  });
  const me = await siteManager.client.post<{ person: { id: string } }>(`sidanPortal:join?regionCode=${regionCode}`, {
    ...{ name: '王站长', phone: '19900009999', townCode: world.towns[0], address: '幸福路2号', consent: true },
  });
  expect(await codeOf(enter(stand(), campaign, me.person.id, 20))).toBe('NOT_ALLOWED');
});

test('what is sent has to be whole, what is kept stays', async () => {
  const { countyAdmin, resident } = world.people;
  for (const quantity of [0, -1, 1.5, 100_001, '20', null])
    expect(await codeOf(enter(stand(), campaign, resident.personId, quantity))).toBe('INVALID_DATA');
  const change = (values: Record<string, unknown>) =>
    codeOf(countyAdmin.client.post(`sidanCampaigns:update?filterByTk=${campaign}`, values));
  expect(await change({ code: 'other' })).toBe('FIELD_PROTECTED');
  expect(await change({ given: 0 })).toBe('FIELD_PROTECTED');
  expect(await change({ endsOn: dayFrom(-9) })).toBe('INVALID_DATA');
  expect(await codeOf(makeCampaign(countyAdmin.client))).toBe('ALREADY_EXISTS');
  expect(await codeOf(world.root.post(`sidanCampaigns:destroy?filterByTk=${campaign}`, {}))).toBe('HISTORY_PROTECTED');
});

test('the sums that are kept are those of the entries; lists go on page by page; the book is right', async () => {
  const { kept, counted } = await sumsOf(sql, campaign);
  expect(kept).toEqual(counted);
  const page = await stand().get<CampaignEntries>('sidanCampaignEntries:lines', { campaignId: campaign });
  expect(page.rows).toHaveLength(Math.min(20, kept!.entries as number));
  const [last] = page.rows;
  const named = await stand().get<CampaignEntries>('sidanCampaignEntries:lines', {
    ...{ campaignId: campaign, search: last!.name },
  });
  expect(new Set(named.rows.map(({ name }) => name))).toEqual(new Set([last!.name]));
  expect(await bookOf(sql).verify(regionCode)).toEqual([]);
});
