import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONDITION_PROBLEMS } from '@sidan/rules/conditions';
import { REMEDIES } from '../../packages/plugin/src/server/lifecycles/problems';
import { FAULTS, NOT_BY_A_LAYER } from '../support/lifecycleFaults';

const said = readFileSync(join(__dirname, '../../docs/lifecycle.md'), 'utf8');
/** The table of the chapter on the analysis: its codes, and beginnings of codes (`DISPATCH_*`). */
const [, chapter = ''] = said.split('\n## Analysis\n');
const table = chapter
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| `'));
const named = table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([A-Z_]+\*?)`/g)].map(([, code]) => code!));

const tested = new Set(FAULTS.flatMap(({ finds }) => finds.map((find) => find.slice(0, find.indexOf(' ')))));
const conditions = Object.keys(CONDITION_PROBLEMS).filter((code) =>
  /^(CONDITION|OPERATOR|VALUE|VALUES)_|^(FACT_UNKNOWN|IN_NEEDS_LIST)$/.test(code),
);
const known = [...Object.keys(REMEDIES), ...conditions];

test('every code that is said of a lifecycle has a pack that is refused for it, or a reason why there is none', () => {
  const missing = known.filter((code) => !tested.has(code) && !Object.hasOwn(NOT_BY_A_LAYER, code));
  expect(missing).toEqual([]);
});

test('a code with a reason has no pack, and each is one that there is', () => {
  expect(Object.keys(NOT_BY_A_LAYER).filter((code) => tested.has(code) || !known.includes(code))).toEqual([]);
  expect([...tested].filter((code) => !known.includes(code))).toEqual([]);
});

test('the documentation names no code that nobody knows, and the analysis none that it does not name', () => {
  expect(named.length).toBeGreaterThan(20);
  const isNamed = (code: string) =>
    named.some((one) => (one.endsWith('*') ? code.startsWith(one.slice(0, -1)) : one === code));
  expect(
    named.filter(
      (one) => !known.some((code) => (one.endsWith('*') ? code.startsWith(one.slice(0, -1)) : code === one)),
    ),
  ).toEqual([]);
  const analysed = [...tested].filter((code) =>
    /^(STATE|GUARD|BRANCH|CLOCK|CALENDAR|WARN_TOO|EFFECT_UNSUPPORTED|FIELD_UNFILLABLE|DISPATCH|OVERLAY|REGION|BYPASS)/.test(
      code,
    ),
  );
  expect(analysed.filter((code) => !isNamed(code) && !code.startsWith('STATES_'))).toEqual([]);
});
