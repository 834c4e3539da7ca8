import type { Family } from './family';

/** The lists of the page 工时核查, what may be decided there, and what is said of it. */
const LISTS = ['open', 'appeals', 'settled'];
const VERDICTS = ['dismissed', 'upheld', 'granted', 'refused'];
const LINES = ['statement', 'decided', 'short', 'appeal', 'answered'];
const FIGURES = ['minutes', 'overlapMinutes', 'apartMinutes', 'registeredMinutes', 'km', 'kmh'];
const RELATIONS = ['relation', 'relation.served', 'relation.returned', 'relation.others'];

/** Templates of what a volunteer is told. */
export const HOURS_TOLD = ['Questioned', 'Stand', 'Voided', 'AppealGranted', 'AppealRefused'].map((as) => `hours${as}`);

const under = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}${name}`);

export const WATCH_FAMILIES: Record<string, Family> = {
  findings: {
    patterns: [
      'api.finding.field.*',
      'api.finding.row.*',
      'api.finding.row.*.*',
      'pages.findings.list.*',
      'pages.findings.none.*',
      'pages.findings.do.*',
      'pages.findings.hint.*',
      'pages.findings.*',
    ],
    keys: () => [
      ...under('api.finding.field.', ['text', 'reason', 'decision']),
      ...under('api.finding.row.', [...FIGURES, ...RELATIONS]),
      ...under('pages.findings.list.', LISTS),
      ...under('pages.findings.none.', LISTS),
      ...under('pages.findings.do.', VERDICTS),
      ...under('pages.findings.hint.', VERDICTS),
      ...under('pages.findings.', LINES),
    ],
  },
};
