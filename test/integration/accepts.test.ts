import { randomUUID } from 'node:crypto';
import { refusalOf } from '../support/api';
import { openSql, sharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

/** 50 teams accept one order at once: one has it, 49 are told clearly, and nothing is left half done. */
const TEAMS = 50;
let world: World;
let sql: Sql;
const teams: string[] = [];

beforeAll(async () => {
  const server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '134708');
  const { root, regionCode, towns, people } = world;
  for (let n = 0; n < TEAMS; n += 1) {
    const id = randomUUID();
    const team = { id, regionCode, name: `${n + 1} 队`, level: 'squad', category: 'care', status: 'active' };
    await root.post('sidanTeams:create', { ...team, townCode: towns[0] });
    await root.post('sidanTeamMembers:create', {
      id: randomUUID(),
      regionCode,
      teamId: id,
      personId: people.leader.personId,
      name: '队长',
      role: 'leader',
      status: 'active',
      townCode: towns[0],
    });
    teams.push(id);
  }
}, 300_000);

afterAll(() => sql?.end());

test.each([1, 2, 3])('one winner, 49 refusals (%i)', async () => {
  const { resident, dispatcher, leader } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await dispatcher.client.order('dispatch', id, { teamIds: teams, reason: '检验' });
  const answers = await Promise.all(
    teams.map((teamId) =>
      refusalOf(leader.client.order('accept', id, { teamId })).then((refusal) => ({ teamId, refusal })),
    ),
  );
  const winners = answers.filter(({ refusal }) => !refusal);
  expect(winners).toHaveLength(1);
  const refused = answers.flatMap(({ refusal }) => (refusal ? [`${refusal.status} ${refusal.code}`] : []));
  expect(refused).toHaveLength(TEAMS - 1);
  expect(new Set(refused)).toEqual(new Set(['409 EVENT_NOT_ALLOWED']));
  const offers = await sql.query<{ state: string; n: number; team: string }>(
    `select state, count(*)::int as n, min("teamId"::text) as team from "sidanOffers" where "orderId" = $1 group by 1 order by 1`,
    [id],
  );
  expect(offers).toMatchObject([{ state: 'accepted', n: 1, team: winners[0]!.teamId }, { n: TEAMS - 1 }]);
  const events = await sql.query(`select 1 from "sidanOrderEvents" where "orderId" = $1 and type = 'accept'`, [id]);
  expect(events).toHaveLength(1);
});
