import { refusalOf } from '../support/api';
import { startServer, type Server } from '../support/server';
import { openSql, type Sql } from '../support/shared';
import { makeWorld, orderIn, type World } from '../support/world';

/** Orders from before lifecycles were kept with them, after an upgrade. */
let server: Server;
let sql: Sql;
let world: World;

beforeAll(async () => {
  server = await startServer();
  sql = await openSql(server);
  world = await makeWorld(server, '450205');
}, 300_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
});

test('go on by the lifecycle in force, each from its state; one whose state is gone is refused, not guessed at', async () => {
  const { leader, dispatcher } = world.people;
  const offered = await orderIn(world, 'offered');
  const gone = await orderIn(world, 'waiting');
  await sql.query(
    `update "sidanOrders" set "definitionVersion" = '1.0.0', "level" = null,
            "snapshot" = jsonb_build_object('definition', 'order', 'version', '1.0.0', 'state', "state")`,
  );
  await sql.query(
    `update "sidanOrders" set "state" = 'parked', "snapshot" = jsonb_set("snapshot", '{state}', '"parked"') where "id" = $1`,
    [gone],
  );
  await sql.query('delete from "sidanLifecycles"');
  await server.restart({ upgrade: true });

  await leader.client.order('accept', offered);
  expect((await leader.client.detail(offered)).state).toBe('accepted');
  const refused = await refusalOf(dispatcher.client.order('dispatch', gone, { teamIds: [world.teams.one] }));
  expect(refused?.code).toBe('SNAPSHOT_UNFIT');
  expect((await dispatcher.client.detail(gone)).allowed).toEqual([]);
  const kept = await sql.query<{ version: string }>('select "definitionVersion" as version from "sidanLifecycles"');
  expect(kept).toHaveLength(1);
  const orders = await sql.query('select distinct "definitionVersion" as version from "sidanOrders"');
  expect(orders).toEqual(kept);
}, 300_000);
