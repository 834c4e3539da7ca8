import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { read as readSheets, utils } from 'xlsx';
import type { Answer } from '../support/api';
import { openSql, sharedActions, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { makePerson, makeWorld, orderForm, orderIn, type World } from '../support/world';
import { CHANGED, hasTown, MADE, makePackRows, makeRow, type Place, rowAt, someUser } from './collections';
import { clientOf, type Column, columnNames } from './parts';
import { readTables, type Row } from './table';
import { inParallel, said } from './try';

/** The host's own actions on each of our collections × everybody × where the row is: docs/access.md, "Collections". */
let server: SharedServer;
let sql: Sql;
let places: Place[];
let here: World;
let spare: number[];

/**
 * The column `people` stands for all who hold no office: to the host they are one role. Three of them are tried: one who asked, one who leads, one with an
 * account only.
 */
const ALIKE: Record<string, Column[]> = { people: ['requester', 'leader', 'account'] };
const PEOPLE: readonly Column[] = [
  'requester',
  'resident',
  'member',
  'other member',
  'leader',
  'other leader',
  'account',
];

const tables = readTables();
const rows = tables.Collections!;
const found: string[] = [];

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  here = await makeWorld(server, '130927');
  const near = await makeWorld(server, '130928');
  const far = await makeWorld(server, '110117');
  places = [
    { name: 'town', regionCode: here.regionCode, townCode: here.towns[0], world: here },
    { name: 'county', regionCode: here.regionCode, townCode: here.towns[1], world: here },
    { name: 'province', regionCode: near.regionCode, townCode: near.towns[0], world: near },
    { name: 'all', regionCode: far.regionCode, townCode: far.towns[0], world: far },
  ];
  for (const { world, townCode } of places) {
    const order = await orderIn(world, 'rated', { townCode });
    await world.people.resident.client.place(orderForm(world, { townCode }), { key: `key-${townCode}` });
    await world.root.post(`sidanOrders:reveal?filterByTk=${order}`, { reason: '核对' });
  }
  const second = await makePerson(server, here.root, here.regionCode, 'second', here.towns[1]);
  await second.client.post('sidanPortal:volunteer', { consent: true, teamId: here.teams.two });
  for (const place of places) await makePackRows(sql, place);
  spare = await Promise.all(Array.from({ length: 4 }, () => someUser(server, here.root)));
  await Promise.all(
    places.flatMap((place, i) =>
      [
        'sidanSites',
        'sidanScopes',
        'sidanPeople',
        'sidanVolunteers',
        'sidanTeamMembers',
        'sidanOutlets',
        'sidanRewards',
        'sidanCampaigns',
        'sidanHouseholds',
        'sidanHouseholdMembers',
        'sidanGuardianships',
        'sidanHouseholdChecks',
        'sidanFunds',
        'sidanFundMembers',
      ].map((name) => makeRow(here.root, name, place, spare[i]!)),
    ),
  );
}, 240_000);

afterAll(() => sql?.end());

/** Those who are the same to the host are tried at the nearest place, one of them everywhere. */
const triedAt = (name: string, column: Column): Place[] =>
  ALIKE[name] && column !== ALIKE[name]![0] ? places.slice(0, 1) : places;

/** Everybody with a cell of their own, and two of those who share one. */
const representatives = columnNames.filter(
  (column) => !PEOPLE.includes(column) || column === 'requester' || column === 'account',
);

/** Where it was allowed, as one word; or how it was refused where it is nearest. */
function wordOf(results: string[]): string {
  const pattern = results.map((result) => (result === 'yes' ? 1 : 0)).join('');
  if (!pattern.includes('1')) return results[0]!;
  const words: Record<string, string> = { '1000': 'town', '1100': 'county', '1110': 'province', '1111': 'all' };
  return words[pattern] ?? `mixed ${results.join('/')}`;
}

/** The same word for rows: what a list may show. */
async function idsWithin(collection: string, word: string): Promise<string[]> {
  const town = (await hasTown(sql, collection)) ? `and "townCode" like '${here.towns[0]}%'` : '';
  const where: Record<string, string> = {
    town: `"regionCode" = '${here.regionCode}' ${town}`,
    county: `"regionCode" = '${here.regionCode}'`,
    province: `"regionCode" like '${here.regionCode.slice(0, 2)}%'`,
    all: 'true',
  };
  if (!where[word]) return [];
  return (await sql.query<{ id: string }>(`select "id" from "${collection}" where ${where[word]}`))
    .map(({ id }) => id)
    .sort();
}

const send = (column: Column, action: string, body?: unknown, query?: Record<string, unknown>) =>
  clientOf(server, here, column).request(body === undefined ? 'GET' : 'POST', action, body, { query });

const idsIn = ({ data }: Answer): string[] =>
  Array.isArray(data) ? (data as { id: string }[]).map(({ id }) => id).sort() : [];

/** Tries an action at one place; `refused` says that the page expects a refusal. */
type Trial = (column: Column, collection: string, place: Place, index: number, refused: boolean) => Promise<string>;

const TRY: Record<string, Trial> = {
  async get(column, collection, place) {
    return said(
      await send(column, `${collection}:get`, undefined, {
        filterByTk: await rowAt(sql, collection, place),
        fields: ['id'],
      }),
    );
  },
  async create(column, collection, place, index) {
    if (collection === 'sidanScopes') await noSpareOffices();
    const made = (await MADE[collection]?.(place, spare[index]!)) ?? {
      regionCode: place.regionCode,
      townCode: place.townCode,
    };
    return said(await send(column, `${collection}:create`, { id: randomUUID(), ...made }));
  },
  async update(column, collection, place, index, refused) {
    const id = await fresh(collection, place, index, refused);
    return said(await send(column, `${collection}:update?filterByTk=${id}`, CHANGED[collection]));
  },
  async destroy(column, collection, place, index, refused) {
    const id = await fresh(collection, place, index, refused);
    return said(await send(column, `${collection}:destroy?filterByTk=${id}`, {}));
  },
  async export(column, collection, place) {
    const filter = encodeURIComponent(JSON.stringify({ id: await rowAt(sql, collection, place) }));
    const token = clientOf(server, here, column).token;
    const response = await fetch(`${server.apiUrl}${collection}:export?filter=${filter}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Authenticator': 'basic',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ columns: [{ dataIndex: ['id'], title: 'id', defaultTitle: 'id' }] }),
    });
    const file = await response.arrayBuffer();
    if (response.status >= 400) return String(response.status);
    const sheets = readSheets(file).Sheets;
    // The first row is the title.
    return utils.sheet_to_json(Object.values(sheets)[0]!, { header: 1 }).length > 1 ? 'yes' : 'none';
  },
};

const noSpareOffices = () => sql.query('delete from "sidanScopes" where "userId" = any($1)', [spare]);

/**
 * Where the page says that it is refused any row will do, and making one for each would take minutes. Not so for offices: who may take one back depends on
 * which it is, so all try the same, and the world's own are left to those who hold them.
 */
async function fresh(collection: string, place: Place, index: number, refused: boolean): Promise<string> {
  if (collection === 'sidanScopes') await noSpareOffices();
  else if (!MADE[collection] || collection === 'sidanCounties' || refused) return rowAt(sql, collection, place);
  return makeRow(here.root, collection, place, spare[index]!);
}

/** How a cell says how far somebody reaches, nearest first: the order of `places`. */
const PLACES = ['town', 'county', 'province', 'all'];

const cellsOf = ({ cells }: Row) =>
  Object.entries(cells).flatMap(([name, cell]) =>
    (ALIKE[name] ?? [name as Column]).map((column) => ({ name, column, cell })),
  );

test.each(rows.map((row) => [row.what, row] as const))('%s', async (what, row) => {
  const [collection = '', actions = ''] = what.split(':');
  const actual: Record<string, string> = {};
  const differing: string[] = [];
  // Offices are made for the same few spare users, and the host exports one file at a time.
  await inParallel(
    cellsOf(row),
    async ({ name, column, cell }) => {
      for (const action of actions.split(',')) {
        const trial = TRY[action];
        if (!trial) continue;
        const results: string[] = [];
        const there = triedAt(name, column);
        const whole = process.env.SIDAN_ACCESS_FOUND || action === 'get' || there.length < places.length;
        const edge = whole ? -1 : PLACES.indexOf(cell);
        for (const [i, place] of there.entries()) {
          // Reading is tried everywhere; of the others, what each makes and changes takes minutes: the last place within reach and the first beyond it.
          if (edge >= 0 && i !== edge && i !== edge + 1) {
            results.push(i < edge ? 'yes' : results.at(-1)!);
            continue;
          }
          // Refused by role where it is nearest: tried once more where it is farthest, and not on the way.
          const refused = (result = '') => ['401', '403'].includes(result);
          const again = refused(results[0]) && i < places.length - 1;
          results.push(again ? results[0]! : await trial(column, collection, place, i, refused(cell)));
        }
        const word = wordOf(results);
        if (action === 'get') await listAndQuery(column, collection, word);
        if (actual[name] !== undefined && actual[name] !== word)
          differing.push(`${column} ${action}: ${word}, others of ${name}: ${actual[name]}`);
        actual[name] = word;
      }
    },
    collection === 'sidanScopes' || actions === 'export' ? 1 : 8,
  );
  found.push(
    `| \`${what}\` | ${Object.keys(row.cells)
      .map((name) => actual[name])
      .join(' | ')} |`,
  );
  if (process.env.SIDAN_ACCESS_FOUND)
    writeFileSync(`${process.env.SIDAN_ACCESS_FOUND}-collections.md`, found.join('\n'));
  expect(differing).toEqual([]);
  expect(actual).toEqual(row.cells);
});

/** The most that the host gives at once; what other tests have left behind may be more. */
const PAGE = 2000;

async function listed(column: Column, collection: string): Promise<{ status: number; ids: string[] }> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const list = await send(column, `${collection}:list`, undefined, {
      fields: ['id'],
      sort: ['id'],
      page: String(page),
      pageSize: String(PAGE),
      filter: { $or: [{ 'id.$ne': null }, { regionCode: { $ne: '' } }] },
    });
    const found = idsIn(list);
    ids.push(...found);
    if (found.length < PAGE) return { status: list.status, ids: ids.sort() };
  }
}

/** A list shows exactly the rows within reach, and an aggregation counts no others; neither does so when asked more cleverly. */
async function listAndQuery(column: Column, collection: string, word: string): Promise<void> {
  const expected = await idsWithin(collection, word);
  const { status, ids } = await listed(column, collection);
  const counted = await send(column, `${collection}:query`, {
    measures: [{ field: ['id'], aggregation: 'count', alias: 'n' }],
    filter: { regionCode: { $ne: '' } },
  });
  if (['401', '403'].includes(word))
    expect([column, status, counted.status]).toEqual([column, Number(word), Number(word)]);
  else {
    expect([column, ids]).toEqual([column, expected]);
    expect([column, Number((counted.data as { n: string }[])[0]?.n ?? 0)]).toEqual([column, expected.length]);
  }
}

/** Thousands of requests each: half a minute on a machine of its own, and no measure of anything on one that is shared. */
const THOUSANDS_MS = 15 * 60_000;

test(
  'what the host offers besides is open to administrators only',
  async () => {
    const [row] = tables['Every collection']!;
    const { collections } = sharedActions();
    const others = row!.what.split(':')[1]!.split(',');
    const tries = collections.flatMap((collection) =>
      others.flatMap((action) => representatives.map((column) => ({ collection, action, column }))),
    );
    const wrong: string[] = [];
    await inParallel(tries, async ({ collection, action, column }) => {
      const cell = row!.cells[Object.keys(ALIKE).find((name) => ALIKE[name]!.includes(column)) ?? column]!;
      if (cell === 'all') return;
      const { status } = await send(column, `${collection}:${action}?filterByTk=${randomUUID()}`, {
        filterKeys: ['id'],
        values: { id: randomUUID() },
      });
      if (String(status) !== cell) wrong.push(`${column} ${collection}:${action} ${status}`);
    });
    expect(wrong).toEqual([]);
  },
  THOUSANDS_MS,
);

test(
  'relations give what their target gives, of a row within reach only',
  async () => {
    const { associations } = sharedActions();
    const view = new Map(
      rows.filter(({ what }) => what.includes(':list')).map((row) => [row.what.split(':')[0]!, row.cells]),
    );
    const others = tables['Every collection']![0]!.what.split(':')[1]!.split(',');
    const wrong: string[] = [];
    const tries = associations.flatMap(({ name, target, type }) =>
      representatives.map((column) => ({ name, target, type, column })),
    );
    await inParallel(tries, async ({ name, target, type, column }) => {
      if (column === 'root') return;
      const [source = '', relation = ''] = name.split('.');
      const read = type === 'belongsTo' ? 'get' : 'list';
      const cellName = Object.keys(ALIKE).find((alike) => ALIKE[alike]!.includes(column)) ?? column;
      const cell = view.get(target)?.[cellName] ?? '403';
      const sourceCell = view.get(source)?.[cellName] ?? '403';
      const open = ![cell, sourceCell].some((one) => ['401', '403'].includes(one));
      for (const [i, place] of places.entries()) {
        const id = await rowAt(sql, source, place);
        const { status, data } = await send(column, `${source}/${id}/${relation}:${read}`, undefined, {
          fields: ['id'],
        });
        const within = open && ['town', 'county', 'province', 'all'].indexOf(sourceCell) >= i;
        // An own county's row that the source's reach leaves out is not told apart from one that is not there.
        const fine = open ? status === (within ? 200 : 404) : status === (column === 'nobody' ? 401 : 403);
        if (!fine)
          wrong.push(
            `${column} ${source}/${place.name}/${relation}:${read} ${status} ${JSON.stringify(data).slice(0, 100)}`,
          );
      }
      const id = await rowAt(sql, source, places[0]!);
      // Nobody below the administrators has more rights than a county's.
      if (!['nobody', 'requester', 'county admin'].includes(column)) return;
      for (const action of others) {
        const { status } = await send(column, `${source}/${id}/${relation}:${action}`, {});
        if (![401, 403, 404].includes(status)) wrong.push(`${column} ${name}:${action} ${status}`);
      }
    });
    expect(wrong).toEqual([]);
  },
  THOUSANDS_MS,
);

test('a row for each collection and each action of the running application', () => {
  const { collections, handlers } = sharedActions();
  const general = handlers.filter((name) => !name.includes(':')).sort();
  const [rest] = tables['Every collection']!;
  const listed = rows.flatMap(({ what }) =>
    what
      .split(':')[1]!
      .split(',')
      .map((action) => `${what.split(':')[0]}:${action}`),
  );
  const open = [...new Set(listed.map((name) => name.split(':')[1]!))];
  expect([...open, ...rest!.what.split(':')[1]!.split(',')].sort()).toEqual(general);
  expect(listed.sort()).toEqual(
    collections.flatMap((collection) => open.map((action) => `${collection}:${action}`)).sort(),
  );
});
