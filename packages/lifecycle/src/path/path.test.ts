import fc from 'fast-check';
import shipped from '../../../../workflows/order.json';
import zh from '../../../../locales/zh-CN/lifecycle.json';
import en from '../../../../locales/en-US/lifecycle.json';
import rulesZh from '../../../../locales/zh-CN/rules.json';
import rulesEn from '../../../../locales/en-US/rules.json';
import { say } from '@sidan/rules/conditions';
import { chineseCalendar } from '../clock/calendar';
import { loadDefinition } from '../definition/definition';
import type { PlainFile } from '../definition/file';
import { compose, type Composed } from '../overlay/compose';
import { sampleData } from './sample.testing';
import { start, step, type Snapshot } from '../step/step';
import { edgesOf } from './edges';
import { shortestPaths } from './shortest';
import { walks } from './walks';
import { pathInWords } from './words';

const why = { 'zh-CN': 'r' };
const names = Object.keys(shipped.regions);
const withRegions = (on: readonly string[]): PlainFile | undefined => {
  const regions = Object.fromEntries(names.map((name) => [name, { on: on.includes(name), reason: why }]));
  const composed = compose(shipped, [
    { overlay: 'some', version: '1.0.0', of: { name: 'order', version: '^2' }, reason: why, regions },
  ]);
  return composed.ok ? composed.file : undefined;
};
const plain = (compose(shipped) as Composed).file;
const calendars = { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) };
const now = new Date('2026-03-04T02:00:00Z');

/** Walks every walk with `step()`; gives the branches taken. */
function follow(file: PlainFile): Set<string> {
  const definition = loadDefinition(file);
  const taken = new Set<string>();
  for (const { steps } of walks(file)) {
    let snapshot: Snapshot | undefined;
    for (const { from, to, event, facts, fields, path } of steps) {
      const sent = fields.length > 0 ? { type: event, data: sampleData(fields, facts) } : { type: event };
      const result = snapshot
        ? step(definition, snapshot, sent, facts, now, calendars)
        : start(definition, sent, facts, now, calendars);
      expect(result).toMatchObject({ ok: true, from, state: to });
      if (result.ok) snapshot = result.snapshot;
      taken.add(path);
    }
    expect(definition.finals).toContain(snapshot!.state);
  }
  return taken;
}

test('walks take every branch, each as it says, and end', () => {
  for (const file of [plain, withRegions(names)!]) {
    expect([...follow(file)].sort()).toEqual(
      edgesOf(file)
        .map(({ path }) => path)
        .sort(),
    );
  }
});

test('whatever regions are on: walks take every branch', () => {
  let composed = 0;
  fc.assert(
    fc.property(fc.subarray(names), (on) => {
      const file = withRegions(on);
      if (!file) return;
      composed += 1;
      const all = edgesOf(file).map(({ path }) => path);
      expect(new Set(walks(file).flatMap(({ covers }) => covers))).toEqual(new Set(all));
    }),
    { numRuns: 40, seed: 4 },
  );
  expect(composed).toBeGreaterThan(5);
});

test('the shortest way to every state, with who and what it takes', () => {
  const paths = shortestPaths(plain);
  expect(Object.keys(paths).sort()).toEqual(
    Object.keys(plain.machine.states)
      .filter((s) => s !== 'new')
      .sort(),
  );
  expect(paths.rated!.map(({ event }) => event)).toEqual(['place', 'dispatch', 'accept', 'start', 'finish', 'rate']);
  expect(paths.review![0]).toMatchObject({ from: 'new', event: 'place', facts: { 'item.needsReview': true } });
  expect(paths.finished!.at(-1)!.facts).toEqual({ 'attendance.open': 1 });
  expect(paths.offered!.at(-1)!.by).toEqual(['dispatcher', 'siteManager', 'countyAdmin']);
});

test('a way in words', () => {
  const texts = (lifecycle: Record<string, string>, rules: Record<string, string>) => (key: string) =>
    key.startsWith('lifecycle.') ? lifecycle[key.slice(10)] : rules[key.slice(6)];
  const inWords = (state: string, lookup: (key: string) => string | undefined) =>
    pathInWords(plain, shortestPaths(plain)[state]!).map((line) => say(line, lookup));
  expect(inWords('review', texts(zh, rulesZh))).toMatchInlineSnapshot(`
   [
     "点单人，派单员，所（站）管理员，县级管理员：点单 → 待审单（条件：“服务项目需审单”成立）",
   ]
  `);
  expect(inWords('closed', texts(en, rulesEn))).toMatchInlineSnapshot(`
   [
     "Requester; Dispatcher; Site manager; County administrator: Place order → To be dispatched",
     "Dispatcher; Site manager; County administrator: Dispatch → Awaiting a team",
     "Team leader: Accept → Accepted",
     "Volunteer; Team leader: Check in → In service",
     "Volunteer; Team leader: Check out → To be confirmed (when “Check out the whole team” holds, or Volunteers checked in: at most 1)",
     "Requester; Beneficiary; Dispatcher; County administrator: Confirm completion → To be rated",
     "Not rated in time; closed automatically → Closed",
   ]
  `);
});
