import type { Candidate, Candidates } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** What is known of teams for an order: where they are, and what they can and may do. */
let server: SharedServer;
let sql: Sql;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
}, 240_000);

afterAll(() => sql?.end());

const edit = ({ root }: World, collection: string, id: string, values: Record<string, unknown>) =>
  root.post(`${collection}:update?filterByTk=${id}`, values);
const place = async (world: World) => (await world.people.resident.client.place(orderForm(world))).order.id;
const candidatesOf = ({ people }: World, id: string) =>
  people.dispatcher.client.get<Candidates>('sidanOrders:candidates', { filterByTk: id });
const reasonsOf = ({ reasons }: Candidate) => reasons.map(({ text }) => text);

test('a team without the qualification is left out, one without the skill comes later; what is lacking is named', async () => {
  const world = await makeWorld(server, '133205');
  const { items, teams } = world;
  // Typed by hand, with a space too many.
  await edit(world, 'sidanServiceItems', items.plain, { qualifications: ['执业医师 '], skills: ['测血压', '急救'] });
  await edit(world, 'sidanTeams', teams.one, { qualifications: ['护士', '执业医师'], skills: ['测血压'] });
  await edit(world, 'sidanTeams', teams.two, { qualifications: ['护士'], skills: ['测血压', '急救'] });
  const found = await candidatesOf(world, await place(world));
  expect(found.rows.map(({ teamId }) => teamId)).toEqual([teams.one]);
  expect(found.rows[0]!.known).toContain('缺少特长：急救');
  expect(found.rows[0]!.reasons).toContainEqual({ text: '缺少服务需要的技能', weight: -10 });
  expect(found.leftOut.map(({ teamId }) => teamId)).toEqual([teams.two]);
  expect(reasonsOf(found.leftOut[0]!)).toEqual(['缺少服务要求的资质']);
  expect(found.leftOut[0]!.known).toContain('缺少资质：执业医师');

  // What nobody asks for is no fact of anybody.
  await edit(world, 'sidanServiceItems', items.plain, { qualifications: [], skills: null });
  const free = await candidatesOf(world, await place(world));
  expect(free.rows).toHaveLength(2);
  expect(free.rows.flatMap(({ known }) => known).join()).not.toMatch(/资质|特长/);
}, 120_000);

test('how far a team is counts where the order and the team have a place; a team’s place is its own, else its site’s', async () => {
  const world = await makeWorld(server, '133206');
  const { root, regionCode, teams, towns } = world;
  const site = await root.post<{ id: string }>('sidanSites:create', {
    regionCode,
    name: '第一镇实践所',
    kind: 'institute',
    townCode: towns[0],
    status: 'active',
    latitude: 38.71,
    longitude: 116.1,
  });
  await edit(world, 'sidanTeams', teams.one, { siteId: site.id });
  await edit(world, 'sidanTeams', teams.two, { siteId: site.id, latitude: 38.8, longitude: 116.1 });
  const id = await place(world);
  const without = await candidatesOf(world, id);
  expect(without.rows.flatMap(({ known }) => known).join()).not.toContain('公里');

  await sql.query(`update "sidanOrders" set "latitude" = 38.7103, "longitude" = 116.1 where "id" = $1`, [id]);
  const { rows } = await candidatesOf(world, id);
  expect(rows.map(({ teamId }) => teamId)).toEqual([teams.one, teams.two]);
  const far = (row: Candidate) => [
    row.known.find((text) => text.includes('公里')),
    row.reasons.find(({ text }) => text.includes('距离'))?.weight,
  ];
  expect(far(rows[0]!)).toEqual(['距离 0 公里', 0]);
  expect(far(rows[1]!)).toEqual(['距离 10 公里', -10]);
}, 120_000);

test.each([
  [{ latitude: 116.1, longitude: 38.71 }, 'latitude', 'RANGE'],
  [{ latitude: 38.71 }, 'longitude', 'FIELD_REQUIRED'],
])('a place that is none is refused: %j', async (values, field, code) => {
  const root = await server.signIn(server.admin.username, server.admin.password);
  const team = { regionCode: '133207', name: '小队', level: 'squad', category: 'care', status: 'active', ...values };
  const refused = await refusalOf(root.post('sidanTeams:create', team));
  expect([refused?.status, refused?.code]).toEqual([422, 'INVALID_DATA']);
  expect(refused!.errors[0]!.params!.problems).toMatchObject([{ field, code, message: expect.stringMatching(/填写/) }]);
});
