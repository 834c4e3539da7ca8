import { orderIn, makeWorld, type Part, type World } from '../support/world';
import { sharedServer, type SharedServer } from '../support/shared';

/**
 * What rows bring along through their relations (`appends`): every relation of every collection of ours, up to two steps deep, as the running application describes
 * them, asked for by everybody with an office. Nothing of another county may come, no hidden column, and nothing of a collection that the role may not list.
 */
interface Field {
  name: string;
  type: string;
  target?: string;
  hidden?: boolean;
}

interface Step {
  path: string;
  targets: string[];
}

const OFFICES: readonly Part[] = [
  'dispatcher',
  'townDispatcher',
  'siteManager',
  'countyAdmin',
  'supervisor',
  'assessor',
  'merchant',
];

let server: SharedServer;
let here: World;
let there: World;
let fieldsOf: Map<string, Field[]>;

beforeAll(async () => {
  server = await sharedServer();
  here = await makeWorld(server, '130921');
  there = await makeWorld(server, '141024');
  for (const world of [here, there]) await orderIn(world, 'rated');
  const all = await here.root.get<{ name: string; fields: Field[] }[]>('collections:listMeta');
  fieldsOf = new Map(all.map(({ name, fields }) => [name, fields]));
}, 180_000);

function stepsFrom(collection: string, depth: number): Step[] {
  return (fieldsOf.get(collection) ?? []).flatMap(({ name, target }): Step[] => {
    if (!target) return [];
    const own = { path: name, targets: [target] };
    if (depth === 1) return [own];
    const deeper = stepsFrom(target, depth - 1);
    return [own, ...deeper.map((step) => ({ path: `${name}.${step.path}`, targets: [target, ...step.targets] }))];
  });
}

/** Every row that hangs on `rows` by a path, with the collection that it is of. */
function hanging(
  rows: unknown,
  path: readonly string[],
  targets: readonly string[],
): [string, Record<string, unknown>][] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  return [rows].flat().flatMap((row) => {
    const next = (row as Record<string, unknown> | null)?.[name];
    if (next === null || next === undefined) return [];
    const here = [next]
      .flat()
      .map((one): [string, Record<string, unknown>] => [targets[0]!, one as Record<string, unknown>]);
    return [...here, ...hanging(next, rest, targets.slice(1))];
  });
}

test('relations bring nothing of another county, nothing hidden, and nothing that the role may not list', async () => {
  const collections = [...fieldsOf.keys()].filter((name) => name.startsWith('sidan'));
  expect(collections.length).toBeGreaterThan(20);
  expect([...fieldsOf.values()].flat().filter(({ hidden }) => hidden).length).toBeGreaterThan(5);
  const wrong: string[] = [];
  let brought = 0;
  for (const office of OFFICES) {
    const { client } = here.people[office];
    const known = new Map<string, boolean>();
    const mayList = async (name: string) => {
      if (!known.has(name))
        known.set(
          name,
          await client.get(`${name}:list`, { pageSize: '1' }).then(
            () => true,
            () => false,
          ),
        );
      return known.get(name)!;
    };
    for (const collection of collections) {
      if (!(await mayList(collection))) continue;
      // Two steps for those who see most; what they may not see, the others may not either.
      const depth = office === 'countyAdmin' || office === 'supervisor' ? 2 : 1;
      for (const { path, targets } of stepsFrom(collection, depth)) {
        const rows = await client.get<unknown[]>(`${collection}:list`, { appends: [path], pageSize: '50' });
        for (const [target, row] of hanging(rows, path.split('.'), targets)) {
          brought += 1;
          const at = `${office}: ${collection}.${path}`;
          const county = String(row.regionCode ?? here.regionCode);
          const reach = office === 'supervisor' ? here.regionCode.slice(0, 2) : here.regionCode;
          if (!county.startsWith(reach)) wrong.push(`${at} brings a row of ${county}`);
          if (!(await mayList(target))) wrong.push(`${at} brings rows of ${target}, which it may not list`);
          for (const { name, hidden } of fieldsOf.get(target) ?? [])
            if ((hidden || name === 'password') && name in row) wrong.push(`${at} brings ${target}.${name}`);
        }
      }
    }
  }
  expect([...new Set(wrong)]).toEqual([]);
  // Relations that bring nothing at all would prove nothing.
  expect(brought).toBeGreaterThan(100);
}, 300_000);
