/**
 * Keys that code puts together at run time. Each family says which keys it covers and where they come from, so that a new state, event, field, error,
 * template, page or queue asks for its texts by itself, and one that is gone leaves no text behind.
 */
import { loadDefinition } from '../../../packages/lifecycle/src';
import { CAPACITIES } from '../../../packages/lifecycle/src/capacity';
import { OFFICES } from '../../../packages/plugin/src/server/access/roles';
import { ERROR_CODES } from '../../../packages/plugin/src/server/errors';
import { PAGES } from '../../../packages/plugin/src/server/pages/pages';
import { PAGE_KEYS } from '../../../packages/plugin/src/server/pages/types';
import { PROBLEMS } from '../../../packages/rules/src';
import paramsSchema from '../../../packages/rules/schema/params.schema.json';
import { declared, literalsIn, propertyTexts, treeOf, visit } from './code';
import { filesUnder, readJson, sources } from './files';
import { PACK_FAMILIES } from './packKeys';
import { RULE_FAMILIES } from './ruleKeys';
import { textsOf } from './texts';
import ts from 'typescript';

export interface Family {
  /** What code puts together: `*` stands for anything. */
  patterns: readonly string[];
  keys(): string[];
}

const SERVER = 'packages/plugin/src/server';
const CLIENT = 'packages/plugin/src/client-v2';

const order = loadDefinition(readJson('workflows/order.json'));
const events = Object.values(order.events);
const clocks = order.clocks.map(({ event }) => event);

/** What the collections ask for: `{{t("collections.…", …)}}` anywhere in their definitions. */
function collectionKeys(): string[] {
  const keys = new Set<string>();
  for (const path of filesUnder(`${SERVER}/collections`, /\.ts$/)) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const definition = (require(`../../../${path}`) as { default: unknown }).default;
    for (const [, key] of JSON.stringify(definition).matchAll(/\{\{t\(\\"([^"\\]+)\\"/g)) keys.add(key!);
  }
  return [...keys];
}

/** Codes of bad fields: those that the server's own checks give, and those of an event's data. */
export function fieldProblemCodes(): string[] {
  const codes = new Set(declared(`${SERVER}/forms/check.ts`, 'FieldProblem').filter((code) => /^[A-Z_]+$/.test(code)));
  for (const path of sources().filter((file) => file.startsWith(`${SERVER}/`))) {
    visit(treeOf(path), (node) => {
      const given =
        ts.isPropertyAssignment(node) && node.name.getText() === 'code' && ts.isObjectLiteralExpression(node.parent);
      if (given && node.parent.properties.some((one) => ['field', 'max'].includes(one.name?.getText() ?? '')))
        literalsIn(node.initializer)
          .filter((code) => /^[A-Z_]+$/.test(code))
          .forEach((code) => codes.add(code));
    });
  }
  for (const code of [
    ...declared('packages/lifecycle/src/event.ts', 'KINDS'),
    ...declared('packages/lifecycle/src/event.ts', 'checkEventData'),
  ]) {
    if (code.startsWith('FIELD_')) codes.add(code);
  }
  return [...codes].sort();
}

const under = (prefix: string, names: readonly string[], ...suffixes: string[]) =>
  names.flatMap((name) =>
    suffixes.length ? suffixes.map((suffix) => `${prefix}${name}${suffix}`) : [`${prefix}${name}`],
  );

/** Keys of the portal stand as literals wherever its code keeps them (the compiler checks them); here only that each is named. */
function portalKeys(): string[] {
  const known = new Set(Object.keys(textsOf('zh-CN')));
  return sources()
    .filter((path) => path.startsWith('packages/portal/'))
    .flatMap((path) => literalsIn(treeOf(path)).map((text) => `portal.${text}`))
    .filter((key) => known.has(key));
}

const units = paramsSchema.definitions.unit.enum;

export const FAMILIES: Record<string, Family> = {
  collections: { patterns: ['collections.*'], keys: collectionKeys },

  errors: { patterns: ['errors.*'], keys: () => under('errors.', ERROR_CODES) },
  fieldProblems: { patterns: ['errors.field.*'], keys: () => under('errors.field.', fieldProblemCodes()) },

  states: { patterns: ['lifecycle.state.*'], keys: () => under('lifecycle.state.', order.states) },
  events: { patterns: ['lifecycle.event.*'], keys: () => under('lifecycle.event.', Object.keys(order.events)) },
  done: {
    patterns: ['lifecycle.done.*'],
    keys: () => under('lifecycle.done.', [...Object.keys(order.events), ...clocks]),
  },
  eventFields: {
    patterns: ['lifecycle.field.*.*'],
    keys: () =>
      events.flatMap(({ type, fields }) =>
        under(
          `lifecycle.field.${type}.`,
          fields.map(({ name }) => name),
        ),
      ),
  },
  capacities: { patterns: ['lifecycle.capacity.*'], keys: () => under('lifecycle.capacity.', CAPACITIES) },

  notices: {
    patterns: ['notices.*.title', 'notices.*.text'],
    keys: () => under('notices.', order.templates, '.title', '.text'),
  },

  checks: {
    patterns: ['api.check.*', 'api.check.*.*'],
    keys: () => under('api.check.', propertyTexts(`${SERVER}/actions/setup.ts`, 'key', 'health'), '', '.ok', '.bad'),
  },
  figures: {
    patterns: ['api.figure.*'],
    keys: () => under('api.figure.', declared(`${SERVER}/reads/workbench.ts`, 'FIGURES')),
  },
  queues: {
    patterns: ['api.queue.*'],
    keys: () => under('api.queue.', propertyTexts(`${SERVER}/reads/workbench.ts`, 'key', 'QUEUES')),
  },
  postings: {
    patterns: ['api.posting.*'],
    keys: () =>
      under(
        'api.posting.',
        ['award', 'adjust', 'reverse'].filter(
          (kind) =>
            declared('packages/ledger/src/types.ts', 'PostingKind').includes(kind) ||
            propertyTexts('packages/ledger/src/entries.ts', 'kind').includes(kind),
        ),
      ),
  },
  offices: {
    patterns: ['api.role.*', 'api.role.*.description'],
    keys: () => under('api.role.', Object.keys(OFFICES), '', '.description'),
  },

  menu: { patterns: ['pages.menu.*'], keys: () => under('pages.menu.', PAGE_KEYS) },
  tabs: {
    patterns: ['pages.tab.*'],
    // A page with one tab shows no tabs: its title stands for it.
    keys: () =>
      PAGE_KEYS.map((key) => PAGES[key](() => ({ interface: 'input' })).tabs).flatMap((tabs) =>
        tabs.length > 1
          ? under(
              'pages.tab.',
              tabs.map(({ key }) => key),
            )
          : [],
      ),
  },
  addActions: {
    patterns: [],
    keys: () =>
      filesUnder(`${SERVER}/pages/pages`, /\.ts$/).flatMap((path) => under('pages.', propertyTexts(path, 'add'))),
  },
  pageStates: {
    patterns: ['pages.settings.page.*'],
    keys: () => under('pages.settings.page.', declared(`${SERVER}/pages/seed.ts`, 'PageState')),
  },
  packUses: {
    patterns: [
      'pages.packs.use.*',
      'pages.packs.budget.*',
      'pages.packs.*.do',
      'pages.packs.*.done',
      'pages.packs.*.title',
      'pages.packs.policy.*',
      'pages.packs.policy.*.hint',
      'pages.packs.policy.*.ask',
      'pages.packs.*',
    ],
    keys: () => [
      ...under(
        'pages.packs.use.',
        declared('packages/plugin/src/api/packs.ts', 'PackVersion').filter((word) =>
          ['inForce', 'planned', 'kept', 'none'].includes(word),
        ),
      ),
      ...under('pages.packs.', declared(`${CLIENT}/settings/packs/Decide.tsx`, 'Deed'), '.do', '.done', '.title'),
      ...under('pages.packs.policy.', declared(`${CLIENT}/settings/packs/Trust.tsx`, 'POLICIES'), '', '.hint', '.ask'),
      ...under('pages.packs.budget.', declared(`${CLIENT}/settings/packs/budget.ts`, 'AmountProblem')),
      ...under('pages.packs.', ['before', 'after']),
    ],
  },
  stages: {
    patterns: ['pages.order.stage.*'],
    keys: () => under('pages.order.stage.', declared(`${CLIENT}/order/Progress.tsx`, 'STAGES')),
  },
  dispatchQueues: {
    patterns: ['pages.dispatch.queue.*', 'pages.dispatch.empty.*'],
    keys: () =>
      ['queue', 'empty'].flatMap((part) =>
        under(`pages.dispatch.${part}.`, declared(`${CLIENT}/dispatch/DispatchConsole.tsx`, 'QUEUES')),
      ),
  },

  hostProblems: {
    patterns: ['host.problem.*'],
    keys: () => under('host.problem.', [...new Set(propertyTextsOfCodes())]),
  },

  portal: { patterns: ['portal.*'], keys: portalKeys },

  packSignatures: {
    patterns: ['cli.publish.signature.*'],
    keys: () =>
      under('cli.publish.signature.', declared('packages/plugin/src/server/packs/write.ts', 'SignatureState')),
  },

  ruleProblems: {
    patterns: ['rules.problem.*'],
    keys: () => under('rules.problem.', Object.keys(PROBLEMS), '.cause', '.remedy'),
  },
  ...PACK_FAMILIES,
  ruleUnits: { patterns: ['rules.unit.*'], keys: () => under('rules.unit.', units) },
  ruleAssets: { patterns: ['rules.asset.*'], keys: () => under('rules.asset.', ['points']) },
  ruleLayers: {
    patterns: ['rules.layer.*'],
    keys: () => under('rules.layer.', declared('packages/rules/src/outcome.ts', 'Layer')),
  },
  ...RULE_FAMILIES,
};

/** PostgreSQL's codes that the host turns into problems of its own. */
const propertyTextsOfCodes = () =>
  declared('packages/host/src/database.mjs', 'codes').filter((text) => /^[a-z]/.test(text));

export const fits = (pattern: string, key: string): boolean =>
  new RegExp(`^${pattern.replace(/[.]/g, '\\.').replaceAll('*', '.+')}$`).test(key);
