import { OFFICES } from '../../../../packages/plugin/src/server/access/roles';
import { PAGES } from '../../../../packages/plugin/src/server/pages/pages';
import { PAGE_KEYS } from '../../../../packages/plugin/src/server/pages/types';
import { declared, propertyTexts } from '../code';
import { filesUnder } from '../files';
import { CLIENT, SERVER, under, type Family } from './family';

/** The pages of the office: menu, workbench, settings, rule packs. */
export const OFFICE_FAMILIES: Record<string, Family> = {
  checks: {
    patterns: ['api.check.*', 'api.check.*.*'],
    keys: () => [
      ...under('api.check.', propertyTexts(`${SERVER}/setup/health.ts`, 'key', 'health'), '', '.ok', '.bad'),
      // The only part that has something to remind of.
      'api.check.calendar.soon',
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
};
