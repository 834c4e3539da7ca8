import type { ImportStarted, ImportView } from '@sidan/plugin-sidan/api';
import { read, utils } from 'xlsx';
import type { Client } from '../support/api';
import { type Server, startServer } from '../support/server';
import { eventually, openSql, type Sql } from '../support/shared';
import { HEADER, paper, workbook } from '../support/sheet';
import { makeWorld, type World } from '../support/world';

/** An imported sheet and the server's end, and what is left of it: one message for whom its orders concern, and nothing of what was written in it after a month. On a server of its own: it is killed. */
let server: Server;
let world: World;
let sql: Sql;

beforeAll(async () => {
  server = await startServer();
  sql = await openSql(server);
  world = await makeWorld(server as never, '130536');
}, 600_000);

afterAll(async () => {
  await sql?.end();
  await server?.stop();
});

const start = (who: Client, bytes: Uint8Array, fileName: string) =>
  who.post<ImportStarted>('sidanImports:start', { file: Buffer.from(bytes).toString('base64'), fileName });
const done = (who: Client, id: string) =>
  eventually(async () => {
    const view = await who.get<ImportView>('sidanImports:progress', { filterByTk: id });
    return view.state === 'done' && view;
  }, 240_000);
const messages = async (who: Client) =>
  (
    await who.get<{ messages: { title: string; content: string }[] }>('myInAppMessages:list', {
      filter: JSON.stringify({ channelName: 'sidan' }),
      pageSize: 100,
    })
  ).messages.map(({ content }) => content);

test('whoever dispatches is told once of a sheet, with the number of orders in their own area', async () => {
  const { dispatcher, townDispatcher, siteManager } = world.people;
  const sheet = paper(world, 12, 2);
  const inFirstTown = sheet.rows.filter((row, i) => row[6] === '第1镇' && !sheet.faulty.has(i + 2)).length;
  const { id } = await start(dispatcher.client, workbook([HEADER, ...sheet.rows]), '四月纸质单.xlsx');
  expect((await done(dispatcher.client, id)).placed).toBe(10);
  const told = await eventually(async () => {
    const all = await messages(townDispatcher.client);
    return all.length > 0 && all;
  }, 60_000);
  expect(told).toEqual([`《四月纸质单.xlsx》已导入完毕，您辖区内新增 ${inFirstTown} 件工单，请及时处理。`]);
  expect(await messages(dispatcher.client)).toEqual([
    '《四月纸质单.xlsx》已导入完毕，您辖区内新增 10 件工单，请及时处理。',
  ]);
  // As of single orders, which are the dispatcher's.
  expect(await messages(siteManager.client)).toEqual([]);

  // The same sheet again has placed nothing and tells nobody.
  const again = await start(dispatcher.client, workbook([HEADER, ...sheet.rows]), '四月纸质单.xlsx');
  expect((await done(dispatcher.client, again.id)).placed).toBe(0);
  const left = await sql.query(
    `select "template" from "sidanOutbox" where "regionCode" = $1 and "template" in ('importPlaced', 'dispatchNeeded')`,
    [world.regionCode],
  );
  expect(left.map(({ template }) => template)).toEqual(['importPlaced']);
}, 300_000);

/** Orders that came on paper, and how many different ones. */
const placed = async () =>
  (
    await sql.query<{ orders: number; kinds: number }>(
      `select count(*)::int as orders, count(distinct "description")::int as kinds from "sidanOrders" where "regionCode" = $1 and "channel" = 'batch'`,
      [world.regionCode],
    )
  )[0]!;

test('a server killed in the middle goes on where it was and places nothing twice; what was written in rows that were not placed goes a month after the sheet has ended, the reasons stay', async () => {
  const { client } = world.people.dispatcher;
  const sheet = paper(world, 6, 3, 100);
  const ids = [];
  for (const fileName of ['旧.xlsx', '新.xlsx'])
    ids.push((await start(client, workbook([HEADER, ...sheet.rows]), fileName)).id);
  for (const id of ids) expect((await done(client, id)).faulty).toBe(3);
  const [old, young] = ids;
  await sql.query(`update "sidanImports" set "finishedAt" = now() - interval '31 days' where "id" = $1`, [old]);
  await sql.query(`update "sidanImports" set "finishedAt" = now() - interval '29 days' where "id" = $1`, [young]);
  const written = async (id: string | undefined) =>
    (
      await sql.query<{ cells: string | null }>(
        `select "cells" from "sidanImportRows" where "importId" = $1 and "state" = 'faulty'`,
        [id],
      )
    ).filter(({ cells }) => cells !== null).length;
  expect(await written(old)).toBe(3);

  const before = await placed();
  const large = paper(world, 250, 10, 10_000);
  const { id } = await start(client, workbook([HEADER, ...large.rows]), '中断.xlsx');
  const progress = () => client.get<ImportView>('sidanImports:progress', { filterByTk: id });
  await eventually(async () => (await progress()).placed >= 80, 120_000);
  await server.kill();
  await server.restart();
  expect(await done(client, id)).toMatchObject({ total: 250, placed: 240, repeated: 0, faulty: 10, pending: 0 });
  expect(await placed()).toEqual({ orders: before.orders + 240, kinds: before.kinds + 240 });

  // It is cleared when the server starts, and several times a day.
  await eventually(async () => (await written(old)) === 0, 120_000);
  expect(await written(young)).toBe(3);

  expect((await client.get<ImportView>('sidanImports:progress', { filterByTk: old })).problems).toHaveLength(3);
  const answer = await fetch(`${server.apiUrl}sidanImports:result?filterByTk=${old}`, {
    headers: { Authorization: `Bearer ${client.token}`, 'X-Authenticator': 'basic', 'X-Locale': 'zh-CN' },
  });
  const book = read(Buffer.from(await answer.arrayBuffer()), { type: 'buffer' });
  const rows = utils.sheet_to_json<(string | null)[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: null });
  expect(rows).toHaveLength(4);
  for (const row of rows.slice(1)) {
    expect(row.slice(0, -1).every((cell) => cell === null)).toBe(true);
    expect(row.at(-1)).toContain('原始内容已按期清除');
  }
}, 600_000);
