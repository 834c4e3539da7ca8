import { refusalOf } from '../support/api';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makeWorld, orderForm, orderIn, type World } from '../support/world';

/** Telephone and identity numbers: sealed where they lie, masked where they show, and each look at one written down. */
let server: SharedServer;
let world: World;
let sql: Sql;

const PHONE = '13987654321';
const ID_NO = '11010519491231002X';

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130924');
}, 180_000);

afterAll(() => sql?.end());

/** Tables in which a text stands in any column of any row. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await sql.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql.query<{ n: number }>(`select count(*)::int as n from "${name}" t where t::text like $1`, [
      `%${text}%`,
    ]);
    if (row!.n > 0) found.push(name);
  }
  return found;
}

test('what was typed stands readable in no table, and can be had back by its owner', async () => {
  const { resident, countyAdmin } = world.people;
  const { id } = (await resident.client.place(orderForm(world, { contactPhone: PHONE }))).order;
  await countyAdmin.client.post(`sidanPeople:update?filterByTk=${resident.personId}`, { idNo: ID_NO, phone: PHONE });
  expect(await tablesWith(PHONE)).toEqual([]);
  expect(await tablesWith(ID_NO)).toEqual([]);
  const [person] = await sql.query<Record<string, string>>('select * from "sidanPeople" where "id" = $1', [
    resident.personId,
  ]);
  expect(person).toMatchObject({ phone: '139****4321', idNo: '1101**********002X' });
  expect(person!.phoneCipher).toMatch(/^v1\./);
  expect(person!.phoneIndex).not.toContain(PHONE.slice(0, 7));
  expect((await resident.client.detail(id)).contactPhone).toBe(PHONE);
  expect((await resident.client.get<{ person: { phone: string } }>('sidanPortal:me')).person.phone).toBe(PHONE);
});

test('a form that sends a mask back changes nothing; a number that is none is refused', async () => {
  const { resident, countyAdmin } = world.people;
  const update = (values: Record<string, unknown>) =>
    countyAdmin.client.post(`sidanPeople:update?filterByTk=${resident.personId}`, values);
  const cipher = async () =>
    (
      await sql.query<{ c: string }>('select "phoneCipher" as c from "sidanPeople" where "id" = $1', [
        resident.personId,
      ])
    )[0]!.c;
  const before = await cipher();
  await update({ phone: '139****4321', address: '新地址' });
  expect(await cipher()).toBe(before);
  expect(await refusalOf(update({ phone: '138****0000' }))).toMatchObject({ status: 422, code: 'INVALID_DATA' });
  expect(await refusalOf(update({ idNo: '110105194912310021' }))).toMatchObject({ status: 422, code: 'INVALID_DATA' });
});

test('staff see masks everywhere, and the team that serves the number while it serves', async () => {
  const { dispatcher, volunteer, countyAdmin } = world.people;
  const id = await orderIn(world, 'accepted', { contactPhone: PHONE });
  expect((await dispatcher.client.detail(id)).contactPhone).toBe('139****4321');
  expect((await volunteer.client.detail(id)).contactPhone).toBe(PHONE);
  await volunteer.client.order('start', id);
  await volunteer.client.order('finish', id);
  expect((await volunteer.client.detail(id)).contactPhone).toBe('139****4321');
  for (const action of ['sidanOrders:list', 'sidanPeople:list', `sidanOrders:get?filterByTk=${id}`]) {
    const everything = JSON.stringify(
      await countyAdmin.client.get(action, { appends: ['requester', 'events'], pageSize: '200' }),
    );
    expect(everything).not.toContain(PHONE);
    expect(everything).not.toMatch(/Cipher|phoneIndex|idNoIndex|snapshot|v1\./);
  }
});

test('revealing gives the number to whose area it is, with a reason, and writes it down', async () => {
  const { resident, dispatcher, siteManager, supervisor } = world.people;
  const reveal = (who: typeof dispatcher, body: Record<string, unknown>) =>
    who.client.post<{ value: string }>(`sidanPeople:reveal?filterByTk=${resident.personId}`, body);
  expect(await refusalOf(reveal(dispatcher, { field: 'phone' }))).toMatchObject({ status: 422 });
  expect(await refusalOf(reveal(dispatcher, { field: 'phoneCipher', reason: '核对' }))).toMatchObject({ status: 422 });
  expect(await refusalOf(reveal(supervisor, { field: 'phone', reason: '核对' }))).toMatchObject({ status: 404 });
  expect((await reveal(dispatcher, { field: 'phone', reason: '回访' })).value).toBe(PHONE);
  expect((await reveal(siteManager, { field: 'idNo', reason: '登记' })).value).toBe(ID_NO);
  const log = await sql.query(
    'select "userId"::int as user, "field" as field, "reason" as reason from "sidanDisclosures" where "rowId" = $1 order by "at"',
    [resident.personId],
  );
  expect(log).toEqual([
    { user: dispatcher.userId, field: 'phone', reason: '回访' },
    { user: siteManager.userId, field: 'idNo', reason: '登记' },
  ]);
});
