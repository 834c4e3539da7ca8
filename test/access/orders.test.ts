import { writeFileSync } from 'node:fs';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';
import { clientOf, type Column, columnNames } from './parts';
import { readTables } from './table';
import { inParallel, said } from './try';

/** Every action on one order × everybody, of its county and of others: docs/access.md, "Orders". */
let server: SharedServer;
let sql: Sql;
let here: World;
let near: World;
let far: World;
/** Into which duplicates are merged. */
let other: string;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  // Two counties of one province, so that its supervisor reaches both, and one of another.
  here = await makeWorld(server, '130983');
  near = await makeWorld(server, '130984');
  far = await makeWorld(server, '110116');
  other = await orderIn(here, 'waiting');
}, 180_000);

afterAll(() => sql?.end());

type State = Parameters<typeof orderIn>[1] | 'review';

/** In which state an action is tried, and what it is sent. */
const TRIED: Record<string, { state: State; data?: () => Record<string, unknown>; read?: boolean }> = {
  'sidanOrders:detail': { state: 'accepted', read: true },
  'sidanOrders:candidates': { state: 'waiting', read: true },
  'sidanOrders:reveal': { state: 'waiting', data: () => ({ reason: '核对' }) },
  'sidanOrders:approve': { state: 'review' },
  'sidanOrders:reject': { state: 'review', data: () => ({ reason: '不符' }) },
  'sidanOrders:dispatch': { state: 'waiting', data: () => ({ teamIds: [here.teams.one], reason: '检验' }) },
  'sidanOrders:accept': { state: 'offered' },
  'sidanOrders:decline': { state: 'offered', data: () => ({ reason: '忙' }) },
  'sidanOrders:withdraw': { state: 'offered', data: () => ({ reason: '改派' }) },
  'sidanOrders:start': { state: 'accepted' },
  'sidanOrders:finish': { state: 'serving' },
  'sidanOrders:finish all': { state: 'serving', data: () => ({ all: true }) },
  'sidanOrders:confirm': { state: 'finished' },
  'sidanOrders:rate': { state: 'finished', data: () => ({ score: 4 }) },
  'sidanOrders:reopen': { state: 'confirmed', data: () => ({ reason: '没做完' }) },
  'sidanOrders:cancel': { state: 'waiting', data: () => ({ reason: '不需要' }) },
  'sidanOrders:merge': { state: 'waiting', data: () => ({ orderId: other, reason: '重复点单' }) },
  'sidanOrders:send': { state: 'finished', data: () => ({ event: 'confirm' }) },
  'sidanOrders:correct': { state: 'finished', data: () => ({ state: 'waiting', reason: '误点' }) },
  // Of regions that are off in these counties.
  ...Object.fromEntries(
    [
      'compile',
      'publish',
      'claim',
      'delegate',
      'escalate',
      'ask',
      'answer',
      'complete',
      'report',
      'dispute',
      'settle',
      'appeal',
      'decide',
      'suffice',
      'followUp',
      'rework',
      'redeem',
      'recognise',
    ].map((event) => [`sidanOrders:${event}`, { state: 'accepted' as const }]),
  ),
};

const orderAt = async (state: State) =>
  state === 'review'
    ? (await here.people.resident.client.place(orderForm(here, { serviceItemId: here.items.reviewed }))).order.id
    : orderIn(here, state);

const tableName = 'Orders';
const rows = readTables()[tableName]!;
const found: string[] = [];

test.each(rows.map(({ what, cells }) => [what, cells] as const))('%s', async (what, cells) => {
  const tried = TRIED[what]!;
  const send = (column: Column, world: World, id: string) =>
    clientOf(server, world, column).request(
      tried.read ? 'GET' : 'POST',
      `${what.split(' ')[0]}?filterByTk=${id}`,
      tried.read ? undefined : (tried.data?.() ?? {}),
    );
  let order = await orderAt(tried.state);
  const before = await stateOf(order);
  const actual: Record<string, string> = {};
  // Those who are refused leave the order as it was, so that one will do for all of them.
  for (const column of columnNames) {
    actual[column] = said(await send(column, here, order));
    if (actual[column] === 'yes' && !tried.read) order = await orderAt(tried.state);
  }
  found.push(`| \`${what}\` | ${columnNames.map((column) => actual[column]).join(' | ')} |`);
  if (process.env.SIDAN_ACCESS_FOUND) writeFileSync(`${process.env.SIDAN_ACCESS_FOUND}-orders.md`, found.join('\n'));
  expect(actual).toEqual(cells);

  // Of other counties: what does not exist for them is not told apart from what is not theirs. A provincial supervisor sees the whole province.
  const elsewhere: Record<string, string> = {};
  const others = columnNames.filter((column) => column !== 'nobody' && column !== 'root');
  await inParallel(others, async (column) => {
    elsewhere[`near ${column}`] = said(await send(column, near, order));
    elsewhere[`far ${column}`] = said(await send(column, far, order));
  });
  for (const column of others) {
    expect([column, elsewhere[`near ${column}`]]).toEqual([column, column === 'supervisor' ? cells.supervisor : '404']);
    expect([column, elsewhere[`far ${column}`]]).toEqual([column, '404']);
  }
  // The supervisor of the neighbouring county is this one's too, and may have done it.
  if (cells.supervisor === 'yes' && !tried.read) return;
  const after = await stateOf(order);
  expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
});

const stateOf = async (id: string) =>
  (
    await sql.query<{ state: string; version: string }>(
      'select "state", "version" from "sidanOrders" where "id" = $1',
      [id],
    )
  )[0]!;

test('a row for each action, and each row tried', () => {
  expect(rows.map(({ what }) => what).sort()).toEqual(Object.keys(TRIED).sort());
});
