/** A county's own workflow in NocoBase hears of orders as of rows changed in the host's own forms. */
import { signIn, type Client } from '../support/api';
import { eventually, sharedServer, type SharedServer } from '../support/shared';
import { makeWorld, orderForm, type World } from '../support/world';

let server: SharedServer;
let world: World;
let root: Client;

beforeAll(async () => {
  server = await sharedServer();
  world = await makeWorld(server, '130538');
  root = await signIn(server.apiUrl, server.admin.username, server.admin.password);
}, 180_000);

interface Execution {
  context: { data: { id: string; state: string; teamId: string | null } };
}

const UPDATED = 2;

test('each step of an order starts it, with the row as it is then; switched off, it rests', async () => {
  const { resident, dispatcher, leader } = world.people;
  const workflow = await root.post<{ id: number; key: string }>('workflows:create', {
    title: '工单有变',
    type: 'collection',
    sync: false,
    enabled: true,
    config: { collection: 'sidanOrders', mode: UPDATED, changed: ['state'] },
  });
  const seen = async () => {
    const rows = await root.get<Execution[]>('executions:list', {
      filter: { key: workflow.key },
      sort: ['id'],
      appends: [],
      fields: ['id', 'context'],
    });
    return rows.map(({ context }) => context.data);
  };
  const { order } = await resident.client.place(orderForm(world));
  await dispatcher.client.order('dispatch', order.id, { teamIds: [world.teams.one] });
  await leader.client.order('accept', order.id);
  const states = async () => (await seen()).filter(({ id }) => id === order.id).map(({ state }) => state);
  await eventually(async () => (await states()).includes('accepted'));
  expect(await states()).toContain('offered');
  const taken = (await seen()).find(({ id, state }) => id === order.id && state === 'accepted');
  expect(taken).toMatchObject({ teamId: world.teams.one });

  await root.post(`workflows:update?filterByTk=${workflow.id}`, { enabled: false });
  await leader.client.order('start', order.id);
  expect((await leader.client.order('finish', order.id, { report: '好了' })).order.state).toBe('finished');
  expect(await states()).not.toContain('finished');
  await root.post(`workflows:destroy?filterByTk=${workflow.id}`);
}, 120_000);
