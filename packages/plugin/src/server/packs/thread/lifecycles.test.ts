import type { Pack } from '@sidan/rules';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CARRIED_OUT } from '../../effects';
import { sayProblem } from '../said';
import { faultsOf } from './lifecycles';

const ROOT = join(__dirname, '../../../../../..');
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>;
const ground = { bases: { order: read('workflows/order.json') }, effects: CARRIED_OUT, facts: [] };
const overlay = read('rules/henan-linying/workflows/order.json');
/** As far as a lifecycle looks at a pack. */
const packWith = (name: string, value: unknown) =>
  ({
    manifest: { name, version: '1.0.0' },
    workflows: [{ file: 'workflows/order.json', value }],
  }) as unknown as Pack;

test('packs whose layers fit have no faults', () => {
  expect(faultsOf(ground, [packWith('henan-linying', overlay)])).toEqual([]);
});

test('a layer for another version of the lifecycle is a fault of its pack, kept as data and said in each language', () => {
  const faults = faultsOf(ground, [packWith('henan-linying', { ...overlay, of: { name: 'order', version: '^9' } })]);
  expect(faults.map(({ pack, fault }) => [pack, fault.code, fault.file])).toEqual([
    ['henan-linying', 'OVERLAY_VERSION', 'henan-linying/workflows/order.json'],
  ]);
  // Beside a region that goes on with an older version it is kept in the database.
  const kept = JSON.parse(JSON.stringify(faults[0]!.fault)) as (typeof faults)[number]['fault'];
  const said = ['zh-CN', 'en-US'].map((lang) => {
    const texts = Object.fromEntries(
      Object.entries(read(`locales/${lang}/lifecycle.json`)).map(([key, text]) => [`lifecycle.${key}`, String(text)]),
    );
    return sayProblem(kept, texts);
  });
  for (const { cause, remedy } of said) {
    expect(cause).not.toMatch(/lifecycle\.|\{\{/);
    expect(remedy).not.toMatch(/lifecycle\.|\{\{/);
  }
  expect(said[0]!.cause).not.toBe(said[1]!.cause);
});
