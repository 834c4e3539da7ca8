import type { Open311KeyMade } from '@sidan/plugin-sidan/api';
import { openSql, sharedServer, type SharedServer, type Sql } from './shared';
import { makeWorld, somePhone, type World } from './world';

/**
 * Another system's client, written from the public specification alone (Open311 GeoReport v2): it knows addresses, arguments and members of the specification and
 * nothing of ours. What XML says is read by a small reader of its own, so that a document that is not well-formed is found out.
 */
export type Json = Record<string, unknown>;
export interface Reply {
  status: number;
  type: string;
  text: string;
  json: Json[];
  headers: Headers;
}

let server: SharedServer;
/** The county that is asked, its neighbour, the database, and a key that is made anew for each test: a fast machine would use one up. */
export let world: World;
export let other: World;
export let sql: Sql;
export let key: Open311KeyMade;

const FLOOR = {
  name: 'f_311floor',
  type: 'string',
  interface: 'select',
  uiSchema: {
    type: 'string',
    title: '楼层',
    'x-component': 'Select',
    enum: [
      { value: 'low', label: '一至三层' },
      { value: 'high', label: '四层 & 以上' },
    ],
  },
};
const SKILLS = {
  name: 'f_311needs',
  type: 'json',
  interface: 'multipleSelect',
  uiSchema: {
    type: 'array',
    title: '需要',
    'x-component': 'Select',
    'x-component-props': { mode: 'multiple' },
    enum: [
      { value: 'lift', label: '抬重物' },
      { value: 'talk', label: '陪聊' },
    ],
  },
};
const COUNT = {
  name: 'f_311people',
  type: 'bigInt',
  interface: 'integer',
  uiSchema: { type: 'number', title: '人数', 'x-component': 'InputNumber' },
};

/** Before and after the tests of one file, in two counties of its own. */
export function openCounties(code: string, otherCode: string): void {
  const added = [FLOOR, SKILLS, COUNT];
  beforeAll(async () => {
    server = await sharedServer();
    sql = await openSql(server);
    world = await makeWorld(server, code);
    other = await makeWorld(server, otherCode);
    for (const field of added) await world.root.post('collections/sidanOrders/fields:create', field);
  }, 360_000);
  beforeEach(async () => {
    key = await world.people.countyAdmin.client.post<Open311KeyMade>('sidanOpen311:make', { name: '12345热线' });
  });
  afterAll(async () => {
    for (const { name } of added) await world?.root.post(`collections/sidanOrders/fields:destroy?filterByTk=${name}`);
    await sql?.end();
  });
}

export async function call(
  method: string,
  path: string,
  options: {
    query?: Record<string, string>;
    form?: [string, string][];
    headers?: Record<string, string>;
    body?: string;
  } = {},
): Promise<Reply> {
  const query = new URLSearchParams({ jurisdiction_id: world.regionCode, ...options.query });
  for (const [name, value] of [...query]) if (value === '-') query.delete(name);
  const response = await fetch(`${server.apiUrl}open311/v2/${path}?${query}`, {
    method,
    headers: {
      Connection: 'close',
      ...(options.form || options.body !== undefined
        ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }
        : {}),
      ...options.headers,
    },
    ...(options.form
      ? { body: new URLSearchParams(options.form).toString() }
      : options.body !== undefined
        ? { body: options.body }
        : {}),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    text,
    json: type.includes('json') ? JSON.parse(text) : [],
    headers: response.headers,
  };
}

/** Reads elements and text; anything that is not well-formed ends the test. */
interface Element {
  name: string;
  children: Element[];
  text: string;
}
export function readXml(text: string): Element {
  expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  const rest = text.slice(text.indexOf('?>') + 2);
  const token = /<(\/?)([\w-]+)(\/?)>|([^<]+)/gy;
  for (let at = 0; at < rest.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(rest);
    if (!found) throw new Error(`not well-formed at ${rest.slice(at, at + 60)}`);
    const [, closing, name, empty, words] = found;
    const here = open.at(-1)!;
    if (words !== undefined) {
      if (/&(?!(amp|lt|gt|#13);)/.test(words)) throw new Error(`a bare & in ${words}`);
      here.text += words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    } else if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element: Element = { name: name!, children: [], text: '' };
      here.children.push(element);
      if (!empty) open.push(element);
    }
  }
  expect(open).toHaveLength(1);
  expect(root.children).toHaveLength(1);
  return root.children[0]!;
}
export const child = (element: Element, name: string) => element.children.find((one) => one.name === name);
export const plain = (element: Element) => Object.fromEntries(element.children.map(({ name, text }) => [name, text]));

let serial = 0;
export const form = (more: Record<string, string> = {}): [string, string][] =>
  Object.entries({
    api_key: key.apiKey,
    service_code: 'visit',
    address_string: '建设街8号',
    'attribute[townCode]': world.towns[0],
    description: `水管漏水 ${(serial += 1)}`,
    first_name: '秀英',
    last_name: '王',
    phone: somePhone(),
    ...more,
  }).filter(([, value]) => value !== '-');

export const post = (
  more?: Record<string, string>,
  options: { format?: string; headers?: Record<string, string> } = {},
) => call('POST', `requests.${options.format ?? 'json'}`, { form: form(more), headers: options.headers });
export const orders = async () =>
  Number(
    (
      await sql.query<{ n: string }>('select count(*) as n from "sidanOrders" where "regionCode" = $1', [
        world.regionCode,
      ])
    )[0]!.n,
  );
export const placed = async (id: unknown) =>
  (
    await sql.query<Record<string, unknown>>('select * from "sidanOrders" where "regionCode" = $1 and "orderNo" = $2', [
      world.regionCode,
      id,
    ])
  )[0]!;
