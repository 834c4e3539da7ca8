import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compose, edgesOf, walks, type DefinitionFile } from '@sidan/lifecycle';
import type { PackUploaded } from '@sidan/plugin-sidan/api';
import { countyPack, packArchive } from '../support/pack';
import { openSql, sharedServer, type SharedServer, type Sql } from '../support/shared';
import { takeWalk, type Ground } from '../support/walker';
import { makePerson, makeWorld, type World } from '../support/world';

/**
 * Every state and branch of the shipped lifecycle and of each shipped layer over it, taken by real commands on the real database: the walks are made from the
 * definitions. The plan of dispatch takes its turns when a walk says so: its timers are held back, and made due as those of any clock.
 */
const ROOT = join(__dirname, '../..');
const base = JSON.parse(readFileSync(join(ROOT, 'workflows/order.json'), 'utf8')) as DefinitionFile;
const why = { 'zh-CN': '检验', 'en-US': 'Test' };

const switched = (name: string, on: Record<string, boolean>) => ({
  overlay: name,
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason: why,
  regions: Object.fromEntries(Object.entries(on).map(([region, value]) => [region, { on: value, reason: why }])),
});

const all = Object.fromEntries(Object.keys(base.regions!).map((region) => [region, true]));
const none = Object.fromEntries(Object.keys(base.regions!).map((region) => [region, false]));

interface Case {
  name: string;
  region: string;
  overlay?: unknown;
  /** A pack that is more than a layer. */
  folder?: string;
}

const layerIn = (folder: string): unknown =>
  JSON.parse(readFileSync(join(ROOT, folder, 'workflows/order.json'), 'utf8'));

const shelves = ['rules', 'examples/packs'].flatMap((shelf) =>
  readdirSync(join(ROOT, shelf)).flatMap((name) =>
    existsSync(join(ROOT, shelf, name, 'workflows/order.json')) ? [`${shelf}/${name}`] : [],
  ),
);

const code = (index: number) => `4501${String(index + 1).padStart(2, '0')}`;

const CASES: Case[] = [
  { name: 'base', region: '' },
  {
    name: 'every region',
    region: '',
    overlay: {
      ...switched('every-region', all),
      // Several parties, or the branch on which one of them is still missing could not be taken.
      events: {
        rate: { by: ['requester', 'siteManager', 'dispatcher'], reason: why },
        add: { refer: { by: ['dispatcher'] } },
      },
      // An end that only this county knows.
      states: { add: { referred: { type: 'final', entry: [{ type: 'hold.release' }] } } },
      transitions: { add: [{ state: 'waiting', event: 'refer', branch: { target: 'referred' } }] },
      titles: {
        'zh-CN': { 'state.referred': '已转介', 'event.refer': '转介', 'done.refer': '转介' },
        'en-US': { 'state.referred': 'Referred', 'event.refer': 'Refer', 'done.refer': 'Refer' },
      },
      // Open to all at the centre, up a level below it.
      dispatch: {
        reason: why,
        rounds: [{ to: 'best', count: 5 }, { to: 'open', at: ['center'] }, { to: 'up' }, { to: 'ask' }],
      },
    },
  },
  { name: 'no region', region: '', overlay: switched('no-region', none) },
  ...shelves.map((folder) => ({
    name: folder.split('/').pop()!,
    region: '',
    overlay: layerIn(folder),
    ...(folder.startsWith('examples') ? { folder } : {}),
  })),
].map((one, index) => ({ ...one, region: code(index) }));

/** The files of a pack, for another county. */
function filesOf(folder: string, regionCode: string): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) walk(below);
      else if (entry.name.endsWith('.json'))
        files[relative(join(ROOT, folder), below)] = JSON.parse(readFileSync(below, 'utf8'));
    }
  };
  walk(join(ROOT, folder));
  // Other suites install the same documents in other counties, and a name belongs to one.
  const manifest = files['pack.json'] as { name: string };
  files['pack.json'] = { ...manifest, regionCode, name: `${manifest.name}-${regionCode}` };
  return files;
}

let server: SharedServer;
let sql: Sql;
const table: string[] = [];

beforeAll(async () => {
  server = await sharedServer();
  sql = await openSql(server);
  await sql.query(`
    create or replace function hold_paths() returns trigger language plpgsql as $$ begin new."dueAt" = new."dueAt" + interval '1 year'; return new; end $$;
    create trigger hold_paths before insert on "sidanTimers" for each row when (new."event" = 'dispatch.turn' and new."regionCode" like '4501%') execute function hold_paths()`);
}, 240_000);

afterAll(async () => {
  await sql?.query(`drop trigger if exists hold_paths on "sidanTimers"; drop function if exists hold_paths`);
  await sql?.end();
  process.stdout.write(`${['lifecycle | states | branches | walks | commands', ...table].join('\n')}\n`);
});

async function countyWith({ region, overlay, folder }: Case): Promise<World> {
  const world = await makeWorld(server, region);
  await world.root.post('sidanPacks:policy', { untrusted: 'mark' });
  if (!overlay) return world;
  const archive = folder
    ? await packArchive(filesOf(folder, region))
    : await countyPack({
        regionCode: region,
        // A few people take all walks on one day, and what they redeem has to have been earned.
        off: ['service-day-cap', 'service-month-cap'],
        files: { 'workflows/order.json': overlay },
      });
  const { id } = await world.root.post<PackUploaded>('sidanPacks:upload', { archive });
  await world.root.post('sidanPacks:activate', { versionId: id, reason: '检验' });
  return world;
}

/** Services for which four teams, of whose people each brings one, are not enough; and three more teams. */
async function forSeveral({ root, regionCode, items, towns }: World): Promise<Ground['further']> {
  for (const id of Object.values(items)) await root.post(`sidanServiceItems:update?filterByTk=${id}`, { headcount: 5 });
  const known = { regionCode, townCode: towns[0], status: 'active' };
  const further: Ground['further'] = [];
  for (const name of ['third', 'fourth', 'fifth']) {
    const leader = await makePerson(server, root, regionCode, name, towns[0]);
    const team = { ...known, name, level: 'squad', category: 'care' };
    const { id: teamId } = await root.post<{ id: string }>('sidanTeams:create', team);
    const member = { ...known, teamId, personId: leader.personId, name: leader.username, role: 'leader' };
    await root.post('sidanTeamMembers:create', member);
    await leader.client.post('sidanPortal:volunteer', { consent: true });
    further.push({ teamId, leader });
  }
  return further;
}

const CHUNK = 4;

test.each(CASES.map((one) => [one.name, one] as const))(
  '%s',
  async (name, one) => {
    const composed = compose(base, one.overlay ? [one.overlay] : []);
    if (!composed.ok) throw new Error(JSON.stringify(composed.problems));
    const { file } = composed;
    const found = walks(file);
    const covered = new Set(found.flatMap(({ covers }) => covers));
    const edges = edgesOf(file);
    expect(edges.map(({ path }) => path).filter((path) => !covered.has(path))).toEqual([]);

    const world = await countyWith(one);
    const further = file.events.suffice ? await forSeveral(world) : [];
    const site = async (kind: string, parentId?: string) =>
      (
        await world.root.post<{ id: string }>('sidanSites:create', {
          regionCode: world.regionCode,
          townCode: world.towns[0],
          name: kind,
          kind,
          status: 'active',
          parentId,
        })
      ).id;
    const institute = await site('institute');
    const ground = {
      institute,
      station: await site('station', institute),
      parties: new Set(
        // Nobody here orders for somebody else.
        (file.events.rate?.by ?? [])
          .filter((by) => by !== 'beneficiary')
          .map((by) => (['dispatcher', 'countyAdmin'].includes(by) ? 'center' : by)),
      ).size,
      redeems: 'redeeming' in file.machine.states,
      further,
    };
    const failures: string[] = [];
    let commands = 0;
    const queue = [...found];
    const worker = async () => {
      for (let walk = queue.shift(); walk; walk = queue.shift()) {
        try {
          const taken = await takeWalk(world, sql, ground, walk);
          commands += taken.commands;
        } catch (error) {
          failures.push((error as Error).message);
        }
      }
    };
    await Promise.all(Array.from({ length: CHUNK }, worker));
    expect(failures).toEqual([]);
    const reached = new Set(edges.map(({ to }) => to));
    table.push([name, reached.size, edges.length, found.length, commands].join(' | '));
    // All of it by the county's own version, and no clock of an order that has ended runs on.
    const [{ open } = { open: 1 }] = await sql.query<{ open: number }>(
      `select count(*)::int as open from "sidanTimers" t join "sidanOrders" o on o."id" = t."orderId"
        where o."regionCode" = $1 and o."closedAt" is not null and t."state" in ('pending', 'paused')`,
      [world.regionCode],
    );
    expect(open).toBe(0);
    const ended = Object.entries(file.machine.states).flatMap(([state, { type }]) => (type === 'final' ? [state] : []));
    const [closed] = await sql.query<{ ended: number; unclosed: number }>(
      `select count(*) filter (where o."state" = any($2))::int as ended,
              count(*) filter (where (o."state" = any($2)) <> (o."closedAt" is not null))::int as unclosed
         from "sidanOrders" o where o."regionCode" = $1`,
      [world.regionCode, ended],
    );
    expect(closed!.ended).toBeGreaterThan(0);
    expect(closed!.unclosed).toBe(0);
  },
  300_000,
);
