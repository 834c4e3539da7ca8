/** The layers that are shipped, each on top of those above it: they compose, are clean, can be walked, and speak the county's words. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import en from '../../../../locales/en-US/lifecycle.json';
import zh from '../../../../locales/zh-CN/lifecycle.json';
import { analyse } from '../analysis/analyse';
import definitionSchema from '../../schema/definition.schema.json';
import type { DefinitionFile } from '../definition/file';
import { loadDefinition } from '../definition/definition';
import { edgesOf } from '../path/edges';
import { walks } from '../path/walks';
import { compose, type Composed } from './compose';
import type { Overlay } from './overlay';
import { localeKey, titleKeys } from './titleKeys';

const ROOT = join(__dirname, '../../../..');
const readJson = <T>(...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8')) as T;

interface PackFile {
  name: string;
  extends?: { name: string };
}

const folders = ['rules', 'examples/packs'].flatMap((shelf) =>
  readdirSync(join(ROOT, shelf), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(shelf, entry.name)] : [],
  ),
);
const packs = new Map(folders.map((folder) => [readJson<PackFile>(folder, 'pack.json').name, folder]));

/** The layers of a pack for a definition, the nation's first. */
function layersOf(name: string, definition = 'order'): Overlay[] {
  const folder = packs.get(name);
  if (!folder) return [];
  const parent = readJson<PackFile>(folder, 'pack.json').extends?.name;
  const file = join(folder, 'workflows', `${definition}.json`);
  const own = existsSync(join(ROOT, file)) ? [readJson<Overlay>(file)] : [];
  return [...(parent ? layersOf(parent, definition) : []), ...own];
}

const base = readJson('workflows/order.json');
const composed = (name: string): Composed => {
  const result = compose(base, layersOf(name));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result;
};

/** The route by which an order usually goes, as the county tells it; and what its layers switch on. */
const COUNTIES: Record<string, { regions: string[]; done: Record<string, string> }> = {
  'hebei-cangzhou': {
    regions: [],
    done: { place: '群众点单', dispatch: '中心派单', accept: '队伍接单', rate: '群众评单' },
  },
  'hebei-renqiu': {
    regions: [],
    done: { place: '群众点单', dispatch: '中心派单', accept: '志愿者接单', rate: '群众评单' },
  },
  'henan-linying': { regions: ['levels'], done: { verify: '已回拨核实', dispatch: '中心派单', delegate: '已下派' } },
  'shanxi-shuocheng': {
    regions: [],
    done: { place: '群众点单', dispatch: '中心派单', accept: '团队接单', rate: '群众评单' },
  },
  'hubei-daye': {
    regions: ['compile', 'teams'],
    done: { place: '群众提需求，中心接单', compile: '中心制单', dispatch: '中心派单' },
  },
  'shanxi-pingcheng': {
    regions: ['raters'],
    done: { place: '群众点单', dispatch: '平台派单', accept: '团队接单', rate: '多元评单' },
  },
  'anhui-jiaoqu': { regions: ['followUp'], done: { followUp: '中心满意度回访' } },
  'sichuan-lezhi': { regions: ['claim'], done: { claim: '队伍抢单' } },
  'tangshan-five-orders': {
    regions: ['redeem'],
    done: { place: '群众点单', dispatch: '中心派单', accept: '志愿者接单', rate: '群众评单', redeem: '志愿者兑单' },
  },
  'huangshi-credit-hours': { regions: ['selfReport'], done: {} },
  'dongting-time-bank': { regions: ['selfReport'], done: { review: '已审核', recognise: '已入账' } },
  'xihu-time-bank': { regions: ['paid'], done: {} },
  'binjiang-public-hours': { regions: ['selfReport', 'paid'], done: {} },
  'renshou-granary': {
    regions: ['selfReport'],
    done: { declare: '申报', recognise: '评审通过', place: '点单', rate: '评单' },
  },
};

test('every pack with a layer is one of these', () => {
  const withLayer = [...packs]
    .filter(([, folder]) => existsSync(join(ROOT, folder, 'workflows')))
    .map(([name]) => name);
  expect(withLayer.sort()).toEqual(Object.keys(COUNTIES).sort());
  expect(layersOf('hebei-renqiu').map(({ overlay }) => overlay)).toEqual(['hebei-cangzhou', 'hebei-renqiu']);
});

test.each(Object.entries(COUNTIES))('%s: clean, walked, in its own words', (name, { regions, done }) => {
  const { file, origin, regions: chosen } = composed(name);
  expect(analyse(file, { origin })).toEqual([]);
  expect(() => loadDefinition(file)).not.toThrow();
  const edges = edgesOf(file).map(({ path }) => path);
  expect(
    walks(file)
      .flatMap(({ covers }) => covers)
      .sort(),
  ).toEqual(edges.sort());

  const shipped = (compose(base) as Composed).regions;
  expect(Object.keys(chosen).filter((region) => chosen[region] !== shipped[region])).toEqual(regions);
  const [own, ownEn] = [file.titles?.['zh-CN'] ?? {}, file.titles?.['en-US'] ?? {}];
  expect(Object.keys(own).sort()).toEqual(Object.keys(ownEn).sort());
  const say = (key: string) => own[key] ?? (zh as Record<string, string>)[key];
  for (const [event, words] of Object.entries(done)) expect(say(`done.${event}`)).toBe(words);
  expect(titleKeys(file).filter((key) => !say(key))).toEqual([]);
});

test.each(['order', 'activity', 'redemption', 'nomination', 'appeal'])(
  'the definition %s: clean and walked, whatever regions are on',
  (name) => {
    const file = readJson<DefinitionFile>('workflows', `${name}.json`);
    const check = new Ajv({ strict: false, allErrors: true }).compile(definitionSchema);
    check(file);
    expect(check.errors).toBeNull();
    const regions = Object.keys(file.regions!);
    const all = regions.length > 5 ? [[], regions] : subsets(regions);
    for (const on of [...all, regions.filter((region) => file.regions![region]!.on)]) {
      const reason = { 'zh-CN': 'r' };
      const chosen = Object.fromEntries(regions.map((region) => [region, { on: on.includes(region), reason }]));
      const layer = { overlay: 'some', version: '1.0.0', of: { name, version: file.version }, reason, regions: chosen };
      const result = compose(file, [layer]);
      if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
      expect(analyse(result.file)).toEqual([]);
      const edges = edgesOf(result.file).map(({ path }) => path);
      expect(
        walks(result.file)
          .flatMap(({ covers }) => covers)
          .sort(),
      ).toEqual(edges.sort());
    }
    for (const table of [zh, en] as Record<string, string>[]) {
      const keys = titleKeys(file).map((key) => localeKey(name, key).slice('lifecycle.'.length));
      expect(keys.filter((key) => !table[key])).toEqual([]);
    }
  },
);

const subsets = (names: readonly string[]): string[][] =>
  names.reduce<string[][]>((sets, name) => [...sets, ...sets.map((set) => [...set, name])], [[]]);
