import { openSql, sharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, type Somebody, type World } from '../support/world';

/** 重办：what a rating gives is for the service that was rated, and not for the visit before, which was not good enough. */
let sql: Sql;
let world: World;

beforeAll(async () => {
  const server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '135401');
}, 240_000);

afterAll(() => sql?.end());

/** From the dispatcher to the confirmation, served for an hour by each of them. */
async function visit(id: string, by: readonly Somebody[]): Promise<void> {
  const { resident, dispatcher, leader } = world.people;
  await dispatcher.client.order('dispatch', id, { teamIds: [world.teams.one], reason: '检验' });
  await leader.client.order('accept', id);
  for (const one of by) await one.client.order('start', id);
  await sql.query(
    `update "sidanAttendances" set "checkInAt" = "checkInAt" - interval '1 hour' where "orderId" = $1 and "checkOutAt" is null`,
    [id],
  );
  for (const one of by) await one.client.order('finish', id, { report: '已完成' });
  await resident.client.order('confirm', id);
}

const awards = (id: string) =>
  sql.query<{ rule: string; personId: string; times: number }>(
    `select "rule" as rule, "subjectId"::text as "personId", count(*)::int as times from "sidanDecisions"
      where "regionCode" = $1 and "orderId" = $2 and "kind" = 'award' and "subjectKind" = 'volunteer' and "amount" > 0 group by 1, 2`,
    [world.regionCode, id],
  );

test('who came the second time has the bonus of five stars once, who came only the first time none; the hours of both visits count', async () => {
  const { resident, volunteer, leader } = world.people;
  const { id } = (await resident.client.place(orderForm(world))).order;
  await visit(id, [volunteer, leader]);
  await resident.client.order('rate', id, { score: 4 });
  await resident.client.order('reopen', id, { reason: '窗户没有擦干净' });
  await visit(id, [volunteer]);
  await resident.client.order('rate', id, { score: 5 });
  const given = await awards(id);
  const of = (rule: string) => given.filter((one) => one.rule === rule).map(({ personId, times }) => [personId, times]);
  expect(of('five-star-bonus')).toEqual([[volunteer.personId, 1]]);
  expect(given.filter(({ rule }) => rule !== 'five-star-bonus')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ personId: volunteer.personId, times: 2 }),
      expect.objectContaining({ personId: leader.personId, times: 1 }),
    ]),
  );
});
