import type { OrderDetail, OrderLine, PackUploaded, Page } from '@sidan/plugin-sidan/api';
import { refusalOf, type Refusal } from '../support/api';
import { countyPack } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makePerson, makeWorld, orderForm, type Somebody, type World } from '../support/world';

/** 抢单：what is open to all is open to those whom the rules would have asked. */
let server: SharedServer;
let sql: Sql;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
}, 240_000);

afterAll(() => sql?.end());

const why = { 'zh-CN': '检验', 'en-US': 'Test' };

interface County extends World {
  /** A team of another trade, and its leader. */
  other: { id: string; leader: Somebody };
}

async function county(regionCode: string): Promise<County> {
  const world = await makeWorld(server, regionCode);
  const [townCode] = world.towns;
  const leader = await makePerson(server, world.root, regionCode, 'other', townCode);
  const { id } = await world.root.post<{ id: string }>('sidanTeams:create', {
    regionCode,
    name: '第三小队',
    level: 'squad',
    category: 'other',
    townCode,
    status: 'active',
  });
  await joins(world, id, leader);
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  const overlay = {
    overlay: `layer-${regionCode}`,
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: why,
    regions: { claim: { on: true, reason: why } },
  };
  const archive = await countyPack({ regionCode, files: { 'workflows/order.json': overlay } });
  const { id: versionId } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId, reason: '检验' });
  await world.root.post(`sidanServiceItems:update?filterByTk=${world.items.plain}`, { tradeOnly: true });
  return { ...world, other: { id, leader } };
}

const joins = ({ root, regionCode, towns: [townCode] }: World, teamId: string, { personId, username }: Somebody) =>
  root.post('sidanTeamMembers:create', {
    regionCode,
    teamId,
    personId,
    name: username,
    role: 'leader',
    status: 'active',
    townCode,
  });

/** An order that the dispatcher has opened to all. */
async function opened(world: World, more: Record<string, unknown> = {}): Promise<string> {
  const { id } = (await world.people.resident.client.place(orderForm(world, more))).order;
  await world.people.dispatcher.client.order('publish', id);
  return id;
}

const listed = async ({ client }: Somebody, query: Record<string, unknown> = {}) =>
  (await client.get<Page<OrderLine>>('sidanOrders:claimable', query)).rows.map(({ id }) => id);
const claimOf = ({ client }: Somebody, id: string, language = 'zh-CN') => client.order('claim', id, {}, { language });
const told = (refusal: Refusal | undefined) => [refusal?.status, refusal?.code, refusal?.errors[0]?.message];

test('who is left out by the rules does not find the order, is told why by its page, and cannot claim it', async () => {
  const world = await county('133201');
  const { other, people } = world;
  const id = await opened(world);
  const before = await people.dispatcher.client.detail(id);

  expect(await listed(other.leader)).toEqual([]);
  expect(await listed(people.leader)).toEqual([id]);
  expect(await listed(people.volunteer)).toEqual([]);
  const page = await other.leader.client.detail(id);
  expect(page.barred).toEqual([{ teamName: '第三小队', reasons: ['本项服务只派专业对口的队伍'] }]);
  expect(page.allowedEvents.map(({ type }) => type)).not.toContain('claim');
  expect(page.allowed).not.toContain('claim');
  const open = await people.leader.client.detail(id);
  expect(open.barred).toBeUndefined();
  expect(open.allowed).toContain('claim');

  const refused = await refusalOf(claimOf(other.leader, id));
  expect(told(refused)).toEqual([409, 'CLAIM_EXCLUDED', '“第三小队”不能抢这单：本项服务只派专业对口的队伍。']);
  expect(refused!.errors[0]!.params).toEqual({ team: '第三小队', reasons: ['本项服务只派专业对口的队伍'] });
  expect((await refusalOf(claimOf(other.leader, id, 'en-US')))!.errors[0]!.message).toBe(
    '“第三小队” cannot claim this order: Only teams of its own category are asked for this service.',
  );
  // Nothing of it is kept.
  const after: OrderDetail = await people.dispatcher.client.detail(id);
  expect([after.version, after.state, after.offers, after.timeline.length]).toEqual([
    before.version,
    'claimable',
    [],
    before.timeline.length,
  ]);
  expect((await claimOf(people.leader, id)).order.state).toBe('accepted');
}, 120_000);

test('a team that lacks a qualification is told which', async () => {
  const world = await county('133208');
  const { items, people } = world;
  await world.root.post(`sidanServiceItems:update?filterByTk=${items.plain}`, { qualifications: ['执业医师', '护士'] });
  await world.root.post(`sidanTeams:update?filterByTk=${world.teams.two}`, { qualifications: ['护士', '执业医师'] });
  const id = await opened(world);
  expect((await people.leader.client.detail(id)).barred).toEqual([
    { teamName: '第一小队', reasons: ['缺少服务要求的资质', '缺少资质：执业医师、护士'] },
  ]);
  expect(told(await refusalOf(claimOf(people.leader, id)))[2]).toBe(
    '“第一小队”不能抢这单：缺少服务要求的资质、缺少资质：执业医师、护士。',
  );
  expect(await listed(people.leaderTwo)).toEqual([id]);
}, 120_000);

test('a leader of several teams finds what one of them may have, and claims it for that one', async () => {
  const world = await county('133202');
  const { leader } = world.people;
  await joins(world, world.other.id, leader);
  const id = await opened(world);
  expect(await listed(leader)).toEqual([id]);
  const { barred, allowed } = await leader.client.detail(id);
  expect(barred).toMatchObject([{ teamName: '第三小队' }]);
  expect(allowed).toContain('claim');
  const refused = await refusalOf(leader.client.order('claim', id, { teamId: world.other.id }));
  expect(refused?.code).toBe('CLAIM_EXCLUDED');
  const done = await leader.client.order('claim', id, { teamId: world.teams.one });
  expect(done.order.teamName).toBe('第一小队');
}, 120_000);

test('of two claims at one moment a team with room for one has one', async () => {
  const world = await county('133203');
  const { leader, leaderTwo } = world.people;
  await world.root.post(`sidanTeams:update?filterByTk=${world.teams.one}`, { capacity: 1 });
  const ids = [await opened(world), await opened(world, { description: '另一单' })];
  expect(await listed(leader)).toHaveLength(2);
  const results = await Promise.allSettled(ids.map((id) => claimOf(leader, id)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [lost] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Refusal] : []));
  expect(told(lost)).toEqual([409, 'CLAIM_EXCLUDED', '“第一小队”不能抢这单：队伍已满负荷。']);
  expect(await listed(leader)).toEqual([]);
  expect(await listed(leaderTwo)).toHaveLength(1);
}, 120_000);

test('the list is read in pages, urgent ones first, without those in between that are for others', async () => {
  const world = await county('133204');
  const { leader } = world.people;
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await opened(world, { description: `第${i}单` }));
  // The fourth is urgent; the second lies with the institute of another town.
  await sql.query(`update "sidanOrders" set "priority" = 'urgent' where "id" = $1`, [ids[3]]);
  const site = await world.root.post<{ id: string }>('sidanSites:create', {
    regionCode: world.regionCode,
    name: '第二镇实践所',
    kind: 'institute',
    townCode: world.towns[1],
    status: 'active',
  });
  await sql.query(`update "sidanOrders" set "level" = 'institute', "siteId" = $2::uuid where "id" = $1`, [
    ids[1],
    site.id,
  ]);
  const wanted = [3, 0, 2, 4].map((i) => ids[i]);
  expect(await listed(leader, { page: 1, pageSize: 3 })).toEqual(wanted.slice(0, 3));
  expect(await listed(leader, { page: 2, pageSize: 3 })).toEqual(wanted.slice(3));
  const { count } = await leader.client.get<Page<OrderLine>>('sidanOrders:claimable', { pageSize: 3 });
  expect(count).toBe(4);
  expect((await leader.client.detail(ids[1]!)).barred![0]!.reasons).toEqual(['不属于本单所在阵地']);
}, 120_000);
