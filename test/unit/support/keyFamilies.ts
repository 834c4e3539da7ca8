/**
 * Keys that code puts together at run time. Each family says which keys it covers and where they come from, so that a new state, event, field, error,
 * template, page or queue asks for its texts by itself, and one that is gone leaves no text behind.
 */
import {
  CAPACITIES,
  FACTS,
  FESTIVALS,
  localeKey,
  SOLAR_TERMS,
  titleKeys,
  vocabulary,
  type DefinitionFile,
} from '../../../packages/lifecycle/src';
import { ALWAYS } from '../../../packages/lifecycle/src/clock/delay';
import { LEVELS } from '../../../packages/lifecycle/src/dispatch/level';
import { ROUND_KINDS, WHEN } from '../../../packages/lifecycle/src/dispatch/plan';
import { LANGUAGES } from '../../../packages/lifecycle/src/overlay/apply/titles';
import { OFFICES } from '../../../packages/plugin/src/server/access/roles';
import { HAND } from '../../../packages/plugin/src/server/dispatch/plan';
import { ERROR_CODES } from '../../../packages/plugin/src/server/errors';
import { REMEDIES } from '../../../packages/plugin/src/server/lifecycles/problems';
import { PAGES } from '../../../packages/plugin/src/server/pages/pages';
import { PAGE_KEYS } from '../../../packages/plugin/src/server/pages/types';
import { PROBLEMS } from '../../../packages/rules/src';
import paramsSchema from '../../../packages/rules/schema/params.schema.json';
import { ACCOUNT_TOLD, BANK_FAMILIES } from './bankKeys';
import { declared, literalsIn, propertyTexts, treeOf, visit } from './code';
import { filesUnder, readJson, sources } from './files';
import { PACK_FAMILIES } from './packKeys';
import { RULE_FAMILIES } from './ruleKeys';
import { textsOf } from './texts';
import { HOURS_TOLD, WATCH_FAMILIES } from './watchKeys';
import ts from 'typescript';

export interface Family {
  /** What code puts together: `*` stands for anything. */
  patterns: readonly string[];
  keys(): string[];
}

const SERVER = 'packages/plugin/src/server';
const CLIENT = 'packages/plugin/src/client-v2';

const workflows = filesUnder('workflows', /^workflows\/[^/]+\.json$/).map((path) => readJson<DefinitionFile>(path));
const ORDER = workflows.find(({ name }) => name === 'order')!;
/** Full keys of the titles of all shipped definitions, open regions included. */
const titles = workflows.flatMap((file) => titleKeys(file).map((key) => localeKey(file.name, key)));
/** The templates of every notice that a shipped definition may ask for. */
const templates = [...new Set(workflows.flatMap((file) => vocabulary(file).templates))];

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
  for (const name of ['SheetFault', 'CellFault', 'RowFault'])
    for (const code of declared(`${SERVER}/intake/sheet/limits.ts`, name)) codes.add(code);
  for (const code of [
    ...['KINDS', 'ids', 'id', 'wholeUpTo'].flatMap((name) =>
      declared('packages/lifecycle/src/definition/event.ts', name),
    ),
    ...declared('packages/lifecycle/src/definition/event.ts', 'checkEventData'),
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

/** Of certificates: `server/certificates/tell.ts`. */
const CERTIFICATE_NOTICES = [
  ...['certificateRequested', 'certificateObjected', 'certificateDue', 'certificateNoticed'],
  ...['certificateIssued', 'certificateRefused', 'certificateRevoked'],
];

const units = paramsSchema.definitions.unit.enum;

export const FAMILIES: Record<string, Family> = {
  ...WATCH_FAMILIES,
  ...BANK_FAMILIES,
  collections: { patterns: ['collections.*'], keys: collectionKeys },

  errors: { patterns: ['errors.*'], keys: () => under('errors.', ERROR_CODES) },
  fieldProblems: { patterns: ['errors.field.*'], keys: () => under('errors.field.', fieldProblemCodes()) },

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

  notices: {
    patterns: ['notices.*.title', 'notices.*.text'],
    keys: () =>
      under(
        'notices.',
        [
          ...templates,
          ...['importPlaced', 'emergencyStarted', 'emergencyEnded', 'stockLow', 'given'],
          ...under('household', ['Month', 'HalfYear']),
          ...CERTIFICATE_NOTICES,
          ...HOURS_TOLD,
          ...ACCOUNT_TOLD,
        ],
        '.title',
        '.text',
      ),
  },

  checks: {
    patterns: ['api.check.*', 'api.check.*.*'],
    keys: () => [
      ...under('api.check.', propertyTexts(`${SERVER}/setup/health.ts`, 'key', 'health'), '', '.ok', '.bad'),
      // The only part that has something to remind of.
      'api.check.calendar.soon',
    ],
  },
  alike: {
    patterns: ['api.alike.*'],
    keys: () => under('api.alike.', declared(`${SERVER}/reads/alike.ts`, 'REASONS')),
  },
  intakeChannels: {
    patterns: ['pages.intake.channel.*'],
    keys: () => under('pages.intake.channel.', declared(`${CLIENT}/intake/Desk.tsx`, 'CHANNELS')),
  },
  intakePeople: {
    patterns: ['pages.intake.*.*'],
    keys: () => [
      'pages.intake.requester.phone',
      ...under('pages.intake.requester.', ['name', 'idNo']),
      ...under('pages.intake.beneficiary.', ['name', 'phone', 'idNo']),
    ],
  },
  consent: {
    patterns: ['api.consent.*'],
    keys: () =>
      under('api.consent.', [...declared(`${SERVER}/intake/clerk/asked.ts`, 'CONSENT_WAYS'), 'paper', 'open311']),
  },
  plans: {
    patterns: [
      'api.weekday.*',
      'api.festival.*',
      'api.solarTerm.*',
      'api.plan.nth.*',
      'api.plan.date.*',
      'api.plan.became.*',
      'api.plan.field.*',
      'collections.sidanPlans.state.*',
      'pages.plans.kind.*',
      'pages.plans.asks.*',
      'pages.plans.dayOff.*',
    ],
    keys: () => [
      ...under('api.weekday.', ['1', '2', '3', '4', '5', '6', '7']),
      ...under('api.festival.', Object.keys(FESTIVALS)),
      ...under('api.solarTerm.', SOLAR_TERMS),
      ...under('api.plan.nth.', ['1', '2', '3', '4', 'last']),
      ...under('api.plan.date.', ['held', 'moved', 'made', 'skipped', 'together', 'missed', 'unknown']),
      ...under('api.plan.became.', ['placed', 'late', 'skipped', 'together', 'missed']),
      ...under('pages.plans.kind.', declared(`${CLIENT}/plans/When.tsx`, 'TABS')),
      ...under('pages.plans.asks.', ['office', 'person']),
      ...under('pages.plans.dayOff.', ['keep', 'skip', 'next']),
      ...under('api.plan.field.', [
        ...['title', 'serviceItemId', 'siteId', 'recurrence', 'timeFrom', 'timeTo', 'leadDays', 'dayOff'],
        ...['startsOn', 'endsOn', 'requesterName', 'requesterPhone', 'townCode'],
      ]),
    ],
  },
  emergencies: {
    patterns: [
      'api.emergency.field.*',
      'api.emergency.story.*',
      'pages.emergencies.state.*',
      'pages.emergencies.forWhat.*',
      'pages.emergencies.*Title',
      'pages.emergencies.*',
    ],
    keys: () => [
      ...under('api.emergency.field.', ['name', 'reason', 'endsAt', 'items', 'categories']),
      ...under('api.emergency.story.', ['started', 'prolonged', 'ended']),
      ...under('pages.emergencies.state.', ['inForce', 'over', 'endedEarly']),
      ...under('pages.emergencies.forWhat.', ['all', 'some']),
      ...under('pages.emergencies.', ['prolong', 'end'], '', 'Title'),
    ],
  },
  certificates: {
    patterns: [
      'api.certificate.field.*',
      'api.certificate.story.*',
      'collections.sidanCertificates.state.*',
      'collections.sidanAttendances.origin.*',
      'pages.certificates.part.*',
      'pages.certificates.none.*',
      'pages.certificates.*.title',
      'pages.certificates.*.hint',
      'pages.certificates.*.field',
      'pages.certificates.*.do',
    ],
    keys: () => [
      ...under('api.certificate.field.', [
        ...['from', 'to', 'reason', 'answer', 'remarks', 'principal', 'handler', 'contact', 'noticeDays'],
      ]),
      ...under('pages.certificates.part.', ['open', 'issued', 'ended']),
      ...under('pages.certificates.none.', ['open', 'issued', 'ended']),
      ...under(
        'pages.certificates.',
        ['notice', 'issue', 'refuse', 'revoke', 'object', 'answer'],
        '.do',
        '.title',
        '.hint',
      ),
      ...under('pages.certificates.', ['issue', 'refuse', 'revoke', 'object', 'answer'], '.field'),
      ...under(
        'api.certificate.story.',
        declared('packages/plugin/src/api/certificates.ts', 'CertificateStoryEntry').filter((word) =>
          /^[a-z]+(ed|wn)$/.test(word),
        ),
      ),
    ],
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
      under('api.posting.', [
        ...declared('packages/ledger/src/types.ts', 'PostingKind'),
        ...propertyTexts('packages/ledger/src/entries.ts', 'kind'),
        // Of awards and their limits.
        ...['donate', 'move'],
        // Of what somebody gives, and what comes of it.
        ...['transfer', 'exchange', 'given.transfer', 'given.donate', 'given.exchange'],
        // Of the shop.
        ...['hold', 'release', 'redeem', 'reserved', 'unreserved', 'served', 'refund', 'questioned', 'answered'],
      ]),
  },
  limits: {
    patterns: ['api.shop.limit.*'],
    keys: () => under('api.shop.limit.', ['day', 'month', 'quarter', 'year', 'life']),
  },
  offices: {
    patterns: ['api.role.*', 'api.role.*.description'],
    keys: () => under('api.role.', Object.keys(OFFICES), '', '.description'),
  },

  workCalendar: {
    patterns: ['pages.calendar.known.*', 'pages.calendar.zone.*', 'api.calendar.field.*'],
    keys: () => [
      ...under('api.calendar.field.', ['officeHours', 'timeZone', 'daysOff', 'workdays', 'years']),
      ...under('pages.calendar.known.', ['county', 'software', 'nowhere']),
      ...under('pages.calendar.zone.', ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau']),
    ],
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
  healthLevels: {
    patterns: ['pages.settings.level.*'],
    keys: () => under('pages.settings.level.', declared('packages/plugin/src/api/health.ts', 'HealthLevel')),
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
  dispatchQueues: {
    patterns: ['pages.dispatch.empty.*'],
    keys: () => [
      ...under('pages.dispatch.empty.', declared(`${CLIENT}/dispatch/DispatchConsole.tsx`, 'EMPTY')),
      'pages.dispatch.empty.other',
    ],
  },

  hostProblems: {
    patterns: ['host.problem.*'],
    keys: () => under('host.problem.', [...new Set(propertyTextsOfCodes())]),
  },

  portal: { patterns: ['portal.*'], keys: portalKeys },

  ledgerKinds: {
    patterns: ['cli.ledger.kind.*'],
    keys: () => under('cli.ledger.kind.', propertyTexts('packages/ledger/src/proofs.ts', 'kind').concat('guard')),
  },
  ledgerRows: {
    patterns: ['cli.ledger.what.*'],
    keys: () => under('cli.ledger.what.', propertyTexts('packages/ledger/src/proofs.ts', 'what').concat('trigger')),
  },
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
