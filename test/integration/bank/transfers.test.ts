import { randomUUID } from 'node:crypto';
import { read as readSheets, utils } from 'xlsx';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { PackUploaded, TransferDone, TransferOptions, TransferQuote, Wallet } from '@sidan/plugin-sidan/api';
import { type Client, codeOf, saidOf } from '../../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../../support/shared';
import { bankPack, makeFamily } from '../../support/timeBank';
import { makeWorld, type World } from '../../support/world';

/** 转赠：to one's family by a proof that was seen, to a fund, into another asset; by the county's rules, and never twice. */
let server: SharedServer;
let sql: Sql;
let world: World;
let fundId: string;

const ledger = createLedger(ledgerNames(), randomUUID);
const q = () => ({ query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) });
const region = '134501';
/** In the asset's smallest unit. */
const earned = (ownerId: string, asset: string, amount: number, expiresAt: Date | null = null) =>
  ledger.post(q() as never, {
    regionCode: region,
    entries: [
      {
        from: { ownerKind: 'system', ownerId: 'issue' },
        to: { ownerKind: 'person', ownerId },
        ...{ asset, amount, key: `test:${randomUUID()}`, kind: 'award', at: new Date(), origin: 'app', expiresAt },
      },
    ],
  });
const owned = (ownerId: string, asset: string, ownerKind: 'person' | 'fund' = 'person') =>
  ledger.balance(q() as never, { regionCode: region, ownerKind, ownerId, asset });
const give = (client: Client, body: Record<string, unknown>, key?: string) =>
  client.post<TransferDone>('sidanTransfers:give', body, key ? { key } : undefined);

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, region);
  const { root, people } = world;
  await root.post('sidanPacks:policy', { untrusted: 'mark' });
  const { id: versionId } = await root.post<PackUploaded>('sidanPacks:upload', { archive: await bankPack(region) });
  await root.post('sidanPacks:activate', { versionId, reason: '检验' });
  fundId = randomUUID();
  await root.post('sidanFunds:create', {
    id: fundId,
    regionCode: region,
    code: 'care',
    name: '公益时间基金',
    purpose: '用于独居老人',
  });
  await makeFamily(world, [
    [people.volunteer.personId, 'head'],
    [people.resident.personId, 'parent'],
    [people.leader.personId, 'sibling'],
    [people.volunteerTwo.personId, 'child'],
  ]);
}, 240_000);

afterAll(() => sql?.end());

test('family members are those whose kinship was proved, and each belongs to one household', async () => {
  const { root, people } = world;
  const { volunteer, resident, stranger } = people;
  await earned(volunteer.personId, 'time', 1250);
  const options = await volunteer.client.get<TransferOptions>('sidanTransfers:options');
  expect(options.family.map(({ personId, relation }) => [personId, relation])).toEqual([
    [resident.personId, '父母'],
    [people.leader.personId, '兄弟姐妹'],
    [people.volunteerTwo.personId, '子女'],
  ]);
  expect(options.assets).toEqual([
    {
      asset: 'time',
      name: '时间币',
      unit: '小时',
      scale: 2,
      balance: 12.5,
      purposes: ['transfer', 'donate'],
      into: [],
    },
    {
      ...{ asset: 'points', name: '积分', unit: '分', scale: 0, balance: 0, purposes: ['exchange'] },
      into: [{ asset: 'time', name: '时间币', unit: '小时' }],
    },
  ]);
  expect(options.funds).toEqual([{ id: fundId, name: '公益时间基金', purpose: '用于独居老人', members: [] }]);
  const unproved = root.post('sidanHouseholdMembers:create', {
    householdId: randomUUID(),
    personId: stranger.personId,
    relation: 'child',
  });
  expect(await codeOf(unproved)).toBe('INVALID_DATA');
  const transfer = { purpose: 'transfer', asset: 'time', amount: 3, personId: stranger.personId };
  expect(await codeOf(give(volunteer.client, transfer))).toBe('TRANSFER_NOT_FAMILY');
});

test('what goes to the family keeps its expiry and is moved once, however often it is asked', async () => {
  const { volunteer, resident, leader } = world.people;
  const expiresAt = new Date('2027-12-31T16:00:00Z');
  await earned(volunteer.personId, 'time', 400, expiresAt);
  const before = await owned(volunteer.personId, 'time');
  const body = { purpose: 'transfer', asset: 'time', amount: 3.5, personId: resident.personId };
  const quote = await volunteer.client.post<TransferQuote>('sidanTransfers:preview', body);
  expect(quote).toMatchObject({ cost: 3.5, unit: '小时', receives: 3.5, reasons: [] });
  expect(await owned(volunteer.personId, 'time')).toBe(before);

  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => give(volunteer.client, body, key)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(answers[0]).toMatchObject({ cost: 3.5, receives: 3.5 });
  expect(await owned(volunteer.personId, 'time')).toBe(before - 350);
  expect(await owned(resident.personId, 'time')).toBe(350);
  expect(await codeOf(give(volunteer.client, { ...body, amount: 4 }, key))).toBe('KEY_REUSED');

  const lots = await ledger.lots(q() as never, {
    ...{ regionCode: region, ownerKind: 'person', ownerId: resident.personId, asset: 'time' },
  });
  expect(lots).toMatchObject([{ remaining: 350, origin: 'app', expiresAt }]);
  const wallet = await resident.client.get<Wallet>('sidanLedger:wallet', { asset: 'time' });
  expect(wallet.entries).toMatchObject([{ amount: 3.5, title: '家人转入', sentence: '' }]);
  const own = await volunteer.client.get<Wallet>('sidanLedger:wallet', { asset: 'time' });
  expect(own.entries[0]).toMatchObject({ amount: -3.5, title: '转给家人' });
  expect(own.entries[0]!.sentence).toMatch(/转给直系亲属/);

  // Too little, not of those whom the rule means, more than there is: nothing moves.
  expect(await codeOf(give(volunteer.client, { ...body, amount: 1 }))).toBe('REDEEM_REFUSED');
  expect(await codeOf(give(volunteer.client, { ...body, personId: leader.personId }))).toBe('TRANSFER_NO_RULE');
  expect(await codeOf(give(volunteer.client, { ...body, amount: 9999 }))).toBe('REDEEM_REFUSED');
  expect(await saidOf(give(volunteer.client, { ...body, amount: 2.123 }))).toMatch(
    /^有内容需要修改。最小单位是 (0\.0?1|1)。$/,
  );
  expect(await owned(volunteer.personId, 'time')).toBe(before - 350);
});

test('a donation goes to the fund, or to somebody on its list', async () => {
  const { root, people } = world;
  const { volunteer, stranger } = people;
  const donation = { purpose: 'donate', asset: 'time', amount: 2, fundId };
  await give(volunteer.client, donation);
  expect(await owned('care', 'time', 'fund')).toBe(200);
  const memberId = randomUUID();
  await root.post('sidanFundMembers:create', {
    id: memberId,
    fundId,
    personId: stranger.personId,
    reason: 'alone',
    rank: 1,
  });
  const { funds } = await volunteer.client.get<TransferOptions>('sidanTransfers:options');
  expect(funds[0]!.members).toEqual([
    { id: memberId, name: expect.stringMatching(/^王\*+/), reason: '独居、空巢老人' },
  ]);
  await give(volunteer.client, { ...donation, memberId });
  expect(await owned(stranger.personId, 'time')).toBe(200);
  // What somebody was given was not earned by them, and opens nothing.
  await give(volunteer.client, {
    purpose: 'transfer',
    asset: 'time',
    amount: 2,
    personId: people.volunteerTwo.personId,
  });
  expect(await codeOf(give(people.volunteerTwo.client, donation))).toBe('REDEEM_REFUSED');
  await earned(people.volunteerTwo.personId, 'time', 100);
  await give(people.volunteerTwo.client, donation);
  await root.post(`sidanFunds:update?filterByTk=${fundId}`, { status: 'closed' });
  expect(await codeOf(give(volunteer.client, donation))).toBe('FUND_OFF');
});

test('points become time at the rate of the rules', async () => {
  const { volunteer, resident } = world.people;
  await earned(volunteer.personId, 'points', 45);
  const time = await owned(volunteer.personId, 'time');
  const body = { purpose: 'exchange', asset: 'points', into: 'time', amount: 1.5 };
  expect(await give(volunteer.client, body)).toMatchObject({
    cost: 15,
    unit: '分',
    receives: 1.5,
    receivesUnit: '小时',
  });
  expect(await owned(volunteer.personId, 'points')).toBe(30);
  expect(await owned(volunteer.personId, 'time')).toBe(time + 150);
  expect(await codeOf(give(volunteer.client, { ...body, amount: 4 }))).toBe('REDEEM_REFUSED');
  // The rules are for volunteers.
  expect(await codeOf(give(resident.client, body))).toBe('TRANSFER_NO_RULE');
});

test('the book is whole', async () => {
  expect(await ledger.verify(q() as never, region)).toEqual([]);
});

test('the host’s own list is exported with amounts in the asset’s unit and the asset by its name', async () => {
  const { token } = world.people.countyAdmin.client;
  const person = world.people.stranger.personId;
  await earned(person, 'time', 137);
  const filter = encodeURIComponent(JSON.stringify({ destination: { ownerId: person }, amount: 137 }));
  const answer = await fetch(`${server.apiUrl}sidanPostings:export?filter=${filter}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Authenticator': 'basic',
      'X-Locale': 'zh-CN',
      Authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ columns: ['asset', 'amount'].map((name) => ({ dataIndex: [name], title: name })) }),
  });
  expect(answer.status).toBe(200);
  const [sheet] = Object.values(readSheets(await answer.arrayBuffer()).Sheets);
  expect(utils.sheet_to_json(sheet!)).toEqual([{ asset: '时间币', amount: 1.37 }]);
});
