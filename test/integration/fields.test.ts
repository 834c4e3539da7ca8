import type { OrderForm } from '@sidan/plugin-sidan/api';
import { refusalOf } from '../support/api';
import { openSql, type Sql } from '../support/shared';
import { type Server, startServer } from '../support/server';
import { makeWorld, orderForm, type World } from '../support/world';

/** A field that a county adds to orders, on a server of its own: it is restarted and upgraded here. */
let server: Server;
let world: World;
let sql: Sql;

beforeAll(async () => {
  server = await startServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130929');
}, 360_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
});

const FIELD = {
  name: 'f_floor',
  type: 'string',
  interface: 'select',
  uiSchema: {
    type: 'string',
    title: '楼层',
    'x-component': 'Select',
    required: true,
    enum: [
      { value: 'low', label: '一至三层' },
      { value: 'high', label: '四层以上' },
    ],
  },
};

const form = () => world.people.resident.client.get<OrderForm>('sidanPortal:form', { regionCode: world.regionCode });

test('it is in the form at once, checked and stored by a placing, and shown', async () => {
  await world.people.countyAdmin.client.post('collections/sidanOrders/fields:create', FIELD);
  const field = (await form()).fields.find(({ name }) => name === 'f_floor');
  expect(field).toMatchObject({
    title: '楼层',
    kind: 'select',
    required: true,
    custom: true,
    options: [
      { value: 'low', label: '一至三层' },
      { value: 'high', label: '四层以上' },
    ],
  });
  const { resident, dispatcher } = world.people;
  expect(await refusalOf(resident.client.place(orderForm(world)))).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  expect(await refusalOf(resident.client.place(orderForm(world, { f_floor: 'cellar' })))).toMatchObject({
    status: 422,
  });
  const { id } = (await resident.client.place(orderForm(world, { f_floor: 'high' }))).order;
  expect((await dispatcher.client.detail(id)).customFields).toEqual([
    { name: 'f_floor', title: '楼层', value: '四层以上' },
  ]);
  expect(
    await dispatcher.client.get('sidanOrders:list', { filter: { f_floor: 'high' }, fields: ['f_floor'] }),
  ).toMatchObject([{ f_floor: 'high' }]);
  await dispatcher.client.post(`sidanOrders:update?filterByTk=${id}`, { f_floor: 'low' });
  expect((await dispatcher.client.detail(id)).customFields[0]!.value).toBe('一至三层');
});

test('it survives a restart and an upgrade, values and all; what an administrator renamed stays renamed', async () => {
  await world.root.post('collections/sidanOrders/fields:update?filterByTk=description', {
    uiSchema: { type: 'string', title: '需求说明', 'x-component': 'Input.TextArea' },
  });
  await server.restart({ upgrade: true });
  const fields = (await form()).fields;
  expect(fields.find(({ name }) => name === 'f_floor')).toMatchObject({ title: '楼层', custom: true });
  expect(fields.find(({ name }) => name === 'description')?.title).toBe('需求说明');
  expect(await sql.query('select "f_floor" as f from "sidanOrders"')).toEqual([{ f: 'low' }]);
  const { id } = (await world.people.resident.client.place(orderForm(world, { f_floor: 'high' }))).order;
  expect((await world.people.dispatcher.client.detail(id)).customFields[0]!.value).toBe('四层以上');
}, 240_000);

test('who added it removes it again: from the form, the table and the database; none of ours', async () => {
  const { countyAdmin, dispatcher } = world.people;
  const columns = () =>
    sql.query(`select 1 from information_schema.columns where table_name = 'sidanOrders' and column_name = 'f_floor'`);
  expect(await columns()).toHaveLength(1);
  for (const field of ['description', 'state', 'team'])
    expect(
      await refusalOf(countyAdmin.client.post(`collections/sidanOrders/fields:destroy?filterByTk=${field}`)),
    ).toMatchObject({ code: 'FIELD_PROTECTED', status: 403 });

  await countyAdmin.client.post('collections/sidanOrders/fields:destroy?filterByTk=f_floor');
  expect(await columns()).toHaveLength(0);
  expect((await form()).fields.map(({ name }) => name)).not.toContain('f_floor');
  const { id } = (await world.people.resident.client.place(orderForm(world))).order;
  expect((await dispatcher.client.detail(id)).customFields).toEqual([]);
  expect(
    await dispatcher.client.get('sidanOrders:list', {
      filter: { id },
      fields: ['state', 'description'],
      appends: ['team'],
    }),
  ).toHaveLength(1);
});
