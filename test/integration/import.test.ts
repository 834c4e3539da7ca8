import type { ImportLine, ImportStarted, ImportView, Page } from '@sidan/plugin-sidan/api';
import { read, utils, write } from 'xlsx';
import { refusalOf, type Client } from '../support/api';
import { eventually, openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { HEADER, paper, workbook } from '../support/sheet';
import { zip } from '../support/zip';
import { makeWorld, somePhone, type World } from '../support/world';

/** Paper orders from spreadsheets. `npm run bench -- import` does the same with 5,000 rows. */
const ROWS = 250;
const FAULTY = 10;

let server: SharedServer;
let world: World;
let sql: Sql;
let clerk: Client;

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  world = await makeWorld(server, '130532');
  clerk = world.people.dispatcher.client;
}, 360_000);

afterAll(() => sql?.end());

const start = (bytes: Uint8Array, fileName = '三月纸质单.xlsx', who = clerk) =>
  who.post<ImportStarted>('sidanImports:start', { file: Buffer.from(bytes).toString('base64'), fileName });
const progress = (id: string, who = clerk) => who.get<ImportView>('sidanImports:progress', { filterByTk: id });
const done = (id: string) =>
  eventually(async () => {
    const view = await progress(id);
    return view.state === 'done' && view;
  }, 180_000);
const take = async (bytes: Uint8Array, fileName?: string) => done((await start(bytes, fileName)).id);
const figures = ({ total, placed, repeated, faulty, pending }: ImportLine) => ({
  total,
  placed,
  repeated,
  faulty,
  pending,
});
const orders = async () =>
  Number(
    (
      await sql.query<{ n: string }>(
        `select count(*) as n from "sidanOrders" where "regionCode" = $1 and "channel" = 'batch'`,
        [world.regionCode],
      )
    )[0]!.n,
  );

async function download(
  action: string,
  language = 'zh-CN',
  who = clerk,
): Promise<{ name: string; sheets: string[]; rows: (string | null)[][]; help: string[][] }> {
  const response = await fetch(`${server.apiUrl}${action}`, {
    headers: {
      Authorization: `Bearer ${who.token}`,
      'X-Authenticator': 'basic',
      'X-Locale': language,
      Connection: 'close',
    },
  });
  expect(response.status).toBe(200);
  const book = read(Buffer.from(await response.arrayBuffer()), { type: 'buffer', cellFormula: true });
  const table = <T>(i: number) =>
    utils.sheet_to_json(book.Sheets[book.SheetNames[i]!] ?? {}, { header: 1, defval: null, raw: true }) as T;
  return {
    name: decodeURIComponent(response.headers.get('content-disposition')!.split("''")[1]!),
    sheets: book.SheetNames,
    rows: table(0),
    help: table(1),
  };
}

test('a sheet of 250 rows with 10 faulty ones: 240 orders, 10 lists of reasons, nothing twice', async () => {
  const { rows, faulty } = paper(world, ROWS, FAULTY);
  const bytes = workbook([HEADER, ...rows]);
  const { id } = await start(bytes);
  // Progress: what is done grows, and everything is counted.
  const seen: number[] = [];
  const view = await eventually(async () => {
    const now = await progress(id);
    expect(now.placed + now.faulty + now.repeated + now.pending).toBe(ROWS);
    seen.push(now.pending);
    return now.state === 'done' && now;
  }, 180_000);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  expect(figures(view)).toEqual({ total: ROWS, placed: ROWS - FAULTY, repeated: 0, faulty: FAULTY, pending: 0 });
  expect(await orders()).toBe(ROWS - FAULTY);
  // Every problem of every row, with its row and its column.
  expect(view.problems.map(({ row, reasons }) => [row, reasons.length])).toEqual([...faulty]);
  expect(view.problems[0]!.reasons).toEqual(['服务项目：请从列表中选择。']);

  const result = await download(`sidanImports:result?filterByTk=${id}`);
  expect(result.name).toBe('三月纸质单-退回.xlsx');
  expect(result.rows[0]).toEqual([...HEADER, '退回原因']);
  expect(result.rows).toHaveLength(FAULTY + 1);
  expect(result.rows.slice(1).map((row) => row.slice(0, -1))).toEqual(
    [...faulty.keys()].map((rowNo) => rows[rowNo - 2]),
  );
  for (const [i, [rowNo]] of [...faulty].entries())
    expect(result.rows[i + 1]!.at(-1)).toMatch(new RegExp(`^第 ${rowNo} 行：.`));

  // What was placed is kept no second time in the rows; what was not is kept encrypted.
  const kept = await sql.query<{ state: string; cells: string | null }>(
    'select "state", "cells" from "sidanImportRows" where "importId" = $1',
    [id],
  );
  expect(kept.filter(({ state }) => state === 'placed').every(({ cells }) => cells === null)).toBe(true);
  expect(kept.filter(({ state }) => state === 'faulty').every(({ cells }) => cells!.startsWith('v1.'))).toBe(true);

  // The same file again: nothing. The corrected one, with its columns in another order: the corrected rows only.
  expect(figures(await take(bytes))).toEqual({
    total: ROWS,
    placed: 0,
    repeated: ROWS - FAULTY,
    faulty: FAULTY,
    pending: 0,
  });
  const good = paper(world, ROWS, 0).rows;
  const turned = [HEADER, ...good].map((row) => [...row].reverse());
  expect(figures(await take(workbook(turned), '改好的.xlsx'))).toEqual({
    total: ROWS,
    placed: FAULTY,
    repeated: ROWS - FAULTY,
    faulty: 0,
    pending: 0,
  });
  expect(await orders()).toBe(ROWS);
  // The result sheet, corrected and sent as it is, reasons and all.
  const corrected = result.rows.map((row, i) =>
    i === 0 ? row : [...good[[...faulty.keys()][i - 1]! - 2]!, row.at(-1)],
  );
  expect(figures(await take(workbook(corrected)))).toEqual({
    total: FAULTY,
    placed: 0,
    repeated: FAULTY,
    faulty: 0,
    pending: 0,
  });
}, 400_000);

test('each order is the requester’s, with the beneficiary apart, and says where it came from', async () => {
  const phone = somePhone();
  const [known] = [
    await world.root.post<{ id: string }>('sidanPeople:create', {
      regionCode: world.regionCode,
      name: '赵桂兰',
      idNo: '11010519491231002X',
    }),
  ];
  const header = [
    'Service',
    'requester name',
    'Requester phone',
    '点单人身份证号',
    '乡镇',
    'contactPhone',
    '受助人姓名',
    'Beneficiary phone',
    'CONSENT GIVEN',
    '序号',
  ];
  const view = await take(
    workbook([
      header,
      ['Home visit', '赵桂兰', phone, '11010519491231002x', '第2镇', '0317-2222333', '赵小宝', somePhone(), 'Yes', '1'],
    ]),
  );
  expect([figures(view), view.ignored]).toEqual([
    { total: 1, placed: 1, repeated: 0, faulty: 0, pending: 0 },
    ['序号'],
  ]);
  const [row] = await sql.query<{ orderNo: string }>('select "orderNo" from "sidanImportRows" where "importId" = $1', [
    view.id,
  ]);
  const [order] = await sql.query('select * from "sidanOrders" where "orderNo" = $1', [row!.orderNo]);
  expect(order).toMatchObject({
    channel: 'batch',
    requesterId: known.id,
    townCode: world.towns[1],
    contactPhone: expect.stringContaining('*') as string,
  });
  const [beneficiary] = await sql.query('select * from "sidanPeople" where "id" = $1', [order!.beneficiaryId]);
  expect(beneficiary).toMatchObject({ name: '赵小宝', consentVia: 'paper' });
  const [event] = await sql.query('select * from "sidanOrderEvents" where "orderId" = $1', [order!.id]);
  expect(event).toMatchObject({
    type: 'place',
    capacity: 'dispatcher',
    data: { importId: view.id, row: 2, consent: 'paper' },
  });
});

describe('the template', () => {
  beforeAll(() =>
    world.root.post('collections/sidanOrders/fields:create', {
      name: 'f_lift',
      type: 'boolean',
      interface: 'checkbox',
      uiSchema: { type: 'boolean', title: '需要电梯', 'x-component': 'Checkbox' },
    }),
  );
  // The server is shared: other suites have forms without it.
  afterAll(() => world.root.post('collections/sidanOrders/fields:destroy?filterByTk=f_lift'));

  it('has the columns of the county’s form, its own fields included, and can be filled and sent', async () => {
    const { rows, sheets, help, name } = await download('sidanImports:template');
    expect([name, sheets]).toEqual(['纸质工单导入模板.xlsx', ['纸质工单', '填写说明']]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toEqual(expect.arrayContaining([...HEADER, '需要电梯', '受助人电话']));
    expect(help.find(([title]) => title === '服务项目')![2]).toContain('上门陪护');
    expect(help.find(([title]) => title === '乡镇（街道）')![2]).toBe('第1镇、第2镇');
    const english = await download('sidanImports:template', 'en-US');
    expect(english.rows[0]).toEqual(expect.arrayContaining(['Service*', 'Requester name*', 'Consent given*']));
    const filled: Record<string, string> = {
      Service: 'Repair',
      'Requester name': '钱七',
      'Requester phone': somePhone(),
      Town: '第1镇',
      需要电梯: 'yes',
      'Consent given': 'Y',
    };
    const view = await take(
      workbook([english.rows[0]!, english.rows[0]!.map((title) => filled[title!.replace('*', '')] ?? null)]),
    );
    expect(figures(view)).toMatchObject({ placed: 1, faulty: 0 });
    const [order] = await sql.query(
      `select o.* from "sidanOrders" o join "sidanImportRows" r on r."orderNo" = o."orderNo" where r."importId" = $1`,
      [view.id],
    );
    expect(order).toMatchObject({ f_lift: true, state: 'review' });
  });
});

describe('a table of text', () => {
  // 服务项目,点单人姓名,点单人电话,乡镇,本人同意登记 / 上门陪护,孙八,13600000001,第1镇,是 in GBK.
  const GBK =
    'b7fecef1cfeec4bf2cb5e3b5a5c8cbd0d5c3fb2cb5e3b5a5c8cbb5e7bbb02ccfe7d5f22cb1bec8cbcdacd2e2b5c7bcc70d0ac9cfc3c5c5e3bba42ccbefb0cb2c31333630303030303030312cb5da31d5f22ccac70d0a';
  it('is read in GBK, and in UTF-8 with or without its mark', async () => {
    expect(figures(await take(Buffer.from(GBK, 'hex'), '手工.csv'))).toMatchObject({ placed: 1 });
    const text = new TextDecoder('gbk').decode(Buffer.from(GBK, 'hex'));
    // The same row in another encoding is the same row.
    expect(figures(await take(Buffer.from(`\ufeff${text}`), 'utf8.csv'))).toMatchObject({ placed: 0, repeated: 1 });
    const quoted = `服务项目;点单人姓名;点单人电话;乡镇;详细地址;本人同意登记\n上门陪护;"李 ""小""";13600000002;第1镇;"a;b\nc";是\n`;
    const view = await take(Buffer.from(quoted), 'semicolons.csv');
    expect(figures(view)).toMatchObject({ placed: 1 });
    const [order] = await sql.query(
      `select o.* from "sidanOrders" o join "sidanImportRows" r on r."orderNo" = o."orderNo" where r."importId" = $1`,
      [view.id],
    );
    expect(order).toMatchObject({ address: 'a;b\nc', contactName: '李 "小"' });
  });
});

describe('a file that is none', () => {
  const codes = async (bytes: Uint8Array) => {
    const refusal = await refusalOf(start(bytes));
    expect(refusal).toMatchObject({ status: 422, code: 'INVALID_DATA' });
    return (refusal!.errors[0]!.params!.problems as { code: string; message: string }[]).map(({ code, message }) => {
      expect(message).not.toMatch(/^errors\./);
      return code;
    });
  };
  const head = HEADER.join(',');

  it.each<[string, () => Uint8Array, string[]]>([
    ['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), ['SHEET_KIND']],
    [
      'an old workbook',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      ['SHEET_KIND'],
    ],
    [
      'bytes in no encoding',
      () => Buffer.concat([Buffer.from(`${head}\n`), Buffer.from([0xff, 0xff, 0x80, 0x41])]),
      ['SHEET_ENCODING'],
    ],
    ['an archive of something else', () => zip([['readme.txt', Buffer.from('hello')]]), ['SHEET_KIND']],
    ['half an archive', () => workbook([HEADER, HEADER]).subarray(0, 900), ['SHEET_BROKEN']],
    [
      'a workbook of one part that unpacks to 200 MB',
      () => zip([['xl/worksheets/sheet1.xml', Buffer.alloc(200 * 1024 ** 2)]]),
      ['SHEET_TOO_LARGE'],
    ],
    [
      'the same that says it is small',
      () => zip([['xl/worksheets/sheet1.xml', Buffer.alloc(100 * 1024 ** 2)]], 10),
      ['SHEET_TOO_LARGE'],
    ],
    [
      'a thousand parts',
      () => zip(Array.from({ length: 1000 }, (_, i) => [`xl/${i}.xml`, Buffer.from('x')] as const)),
      ['SHEET_TOO_LARGE'],
    ],
    ['a million rows', () => Buffer.from(`${head}\n${'1,2\n'.repeat(1_000_000)}`), ['SHEET_TOO_MANY_ROWS']],
    ['titles and nothing else', () => workbook([HEADER]), ['SHEET_EMPTY']],
    ['nothing at all in its sheet', () => workbook([[]]), ['SHEET_EMPTY']],
    [
      'columns that are missing',
      () =>
        workbook([
          ['服务项目', '姓名'],
          ['上门陪护', '某人'],
        ]),
      ['SHEET_NO_COLUMN', 'SHEET_NO_COLUMN', 'SHEET_NO_COLUMN'],
    ],
    ['a column twice', () => workbook([[...HEADER, 'Service'], HEADER]), ['SHEET_COLUMN_TWICE']],
  ])('is refused: %s', async (_what, bytes, expected) => {
    expect(await codes(bytes())).toEqual(expected);
    expect((await clerk.get<{ rows: unknown[] }>('sidanImports:mine')).rows).toBeTruthy();
  });

  it('as the file of a form: one of more than 10 MB is refused, one that is good is taken', async () => {
    const send = async (bytes: Buffer, name: string) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), name);
      const headers = { Authorization: `Bearer ${clerk.token}`, 'X-Authenticator': 'basic', Connection: 'close' };
      const response = await fetch(`${server.apiUrl}sidanImports:start`, { method: 'POST', headers, body: form });
      return { status: response.status, text: await response.text() };
    };
    const large = await send(Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'large.csv');
    expect([large.status, large.text]).toEqual([422, expect.stringContaining('SHEET_TOO_LARGE')]);
    const good = await send(workbook([HEADER, ...paper(world, 1, 0, 40_000).rows]), '四月 纸质单.xlsx');
    expect(good.status).toBe(200);
    expect((await done((JSON.parse(good.text) as { data: ImportStarted }).data.id)).fileName).toBe('四月 纸质单.xlsx');
  });

  it('formulas, errors and numbers that lost their digits are problems of their rows', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      HEADER,
      ['上门陪护', '周九', somePhone(), null, '说明', null, '第1镇', '地址', null, '是'],
      ['上门陪护', '吴十', somePhone(), null, '=1+1', null, '第1镇', '地址', null, '是'],
    ]);
    sheet.B2 = { t: 's', v: '周九', f: 'HYPERLINK("http://example.org")' };
    sheet.D2 = { t: 'n', v: Number('130982199001011234') };
    sheet.H2 = { t: 'e', v: 0x17 };
    utils.book_append_sheet(book, sheet, 'Sheet1');
    const view = await take(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    expect(figures(view)).toMatchObject({ placed: 1, faulty: 1 });
    expect(view.problems).toEqual([
      {
        row: 2,
        reasons: expect.arrayContaining([
          expect.stringContaining('是公式'),
          expect.stringContaining('按数字存储'),
          expect.stringContaining('有错误'),
        ]) as string[],
      },
    ]);
    // What looks like a formula and is a text is kept as a text, and written as one.
    const faulty = await take(
      workbook([HEADER, ['=cmd|calc', '郑一', somePhone(), null, '+1', null, '第1镇', '地址', null, '是']]),
    );
    const result = await download(`sidanImports:result?filterByTk=${faulty.id}`);
    expect(result.rows[1]!.slice(0, 5)).toEqual(['=cmd|calc', '郑一', expect.any(String), null, '+1']);
  });
});

test('a clerk sees their own sheets, an administrator the county’s, nobody else any; and rows lie within the clerk’s area', async () => {
  const { townDispatcher, siteManager, countyAdmin, resident, assessor } = world.people;
  const rows = paper(world, 10, 0, 20_000).rows;
  const { id } = await start(workbook([HEADER, ...rows]), '镇里.xlsx', townDispatcher.client);
  const view = await eventually(async () => {
    const now = await progress(id, townDispatcher.client);
    return now.state === 'done' && now;
  }, 60_000);
  // Every second row is of the other town.
  expect(figures(view)).toMatchObject({ placed: 5, faulty: 5 });
  expect(view.problems[0]!.reasons).toEqual(['乡镇（街道）：不在您负责的区域。']);
  expect(await refusalOf(progress(id, siteManager.client))).toMatchObject({ status: 404 });
  expect(await refusalOf(progress(id))).toMatchObject({ status: 404 });
  expect((await progress(id, countyAdmin.client)).id).toBe(id);
  for (const who of [resident, assessor])
    expect(await refusalOf(start(Buffer.from('a'), 'a.csv', who.client))).toMatchObject({ status: 403 });
  const mine = await townDispatcher.client.get<Page<ImportLine>>('sidanImports:mine');
  expect(mine.rows.map((one) => one.id)).toEqual([id]);
  expect((await countyAdmin.client.get<Page<ImportLine>>('sidanImports:mine')).count).toBeGreaterThan(5);
});

test('an import that was stopped goes no further', async () => {
  const before = await orders();
  const { id } = await start(workbook([HEADER, ...paper(world, 2000, 0, 30_000).rows]));
  await clerk.post(`sidanImports:stop?filterByTk=${id}`);
  const { placed, state } = await progress(id);
  expect(state).toBe('stopped');
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const later = await progress(id);
  // What was under way is ended, not broken off.
  expect(later.placed - placed).toBeLessThanOrEqual(80);
  expect(later.pending).toBeGreaterThan(1000);
  expect(await orders()).toBe(before + later.placed);
}, 120_000);
