import {
  CAPACITIES,
  FACTS,
  localeKey,
  titleKeys,
  vocabulary,
  type DefinitionFile,
} from '../../../../packages/lifecycle/src';
import { ALWAYS } from '../../../../packages/lifecycle/src/clock/delay';
import { LEVELS } from '../../../../packages/lifecycle/src/dispatch/level';
import { ROUND_KINDS, WHEN } from '../../../../packages/lifecycle/src/dispatch/plan';
import { LANGUAGES } from '../../../../packages/lifecycle/src/overlay/apply/titles';
import { HAND } from '../../../../packages/plugin/src/server/dispatch/plan';
import { REMEDIES } from '../../../../packages/plugin/src/server/lifecycles/problems';
import { filesUnder, readJson } from '../files';
import { under, type Family } from './family';

const workflows = filesUnder('workflows', /^workflows\/[^/]+\.json$/).map((path) => readJson<DefinitionFile>(path));
const ORDER = workflows.find(({ name }) => name === 'order')!;
/** Full keys of the titles of all shipped definitions, open regions included. */
const titles = workflows.flatMap((file) => titleKeys(file).map((key) => localeKey(file.name, key)));
/** The templates of every notice that a shipped definition may ask for. */
export const templates = [...new Set(workflows.flatMap((file) => vocabulary(file).templates))];

/** What lifecycles, their findings and the plan of dispatch are told in. */
export const LIFECYCLE_FAMILIES: Record<string, Family> = {
  lifecycles: { patterns: ['lifecycle.*'], keys: () => titles },
  lifecycleFacts: {
    patterns: ['lifecycle.fact.*', 'lifecycle.fact.*.*'],
    keys: () =>
      [...FACTS].flatMap(([name, { values = [] }]) => [
        `lifecycle.fact.${name}`,
        ...values.map((value) => `lifecycle.fact.${name}.${value}`),
      ]),
  },
  /** Of commands that are no events of a lifecycle. */
  lifecycleDeeds: {
    patterns: [],
    keys: () => ['done', 'event'].flatMap((part) => under(`lifecycle.${part}.`, ['migrate', 'correct'])),
  },
  lifecycleProblems: {
    patterns: ['lifecycle.problem.*', 'lifecycle.remedy.*'],
    keys: () => [
      ...under('lifecycle.problem.', Object.keys(REMEDIES)),
      ...under('lifecycle.remedy.', [...new Set(Object.values(REMEDIES))]),
    ],
  },
  /** What findings call things that are codes in a definition (`lifecycles/naming.ts`). */
  lifecycleNames: {
    patterns: [],
    keys: () => [
      ...under('lifecycle.clock.', Object.keys(ORDER.delays ?? {})),
      ...under('lifecycle.round.', ROUND_KINDS),
      ...under('lifecycle.level.', LEVELS),
      ...under('lifecycle.calendar.', ['work', ALWAYS]),
      ...under('lifecycle.language.', LANGUAGES),
      ...under('lifecycle.type.', ['string', 'integer', 'number', 'boolean', 'list']),
    ],
  },
  lifecycleChanges: {
    patterns: ['lifecycle.change.*', 'lifecycle.region.*'],
    keys: () => [
      ...under('lifecycle.change.', ['add', 'change', 'remove', 'on', 'off']),
      ...under('lifecycle.region.', [...new Set(workflows.flatMap((file) => Object.keys(file.regions ?? {})))]),
    ],
  },
  /** How far the plan of dispatch is with an order, by kind of round; and what the history calls its end, which is no event. */
  dispatchPlan: {
    patterns: ['lifecycle.dispatch.plan.*', 'lifecycle.dispatch.skipped.*'],
    keys: () => [
      ...under('lifecycle.dispatch.plan.', [...ROUND_KINDS, 'next', 'hand']),
      ...under('lifecycle.dispatch.skipped.', WHEN),
      `lifecycle.done.${HAND}`,
    ],
  },
  capacities: { patterns: ['lifecycle.capacity.*'], keys: () => under('lifecycle.capacity.', CAPACITIES) },
};
