import { get, post, ref, REGION, type Paths } from './parts';

const MONTH = {
  name: 'month',
  in: 'query',
  required: true,
  description: '`YYYY-MM`.',
  schema: { type: 'string' },
} as const;

/** 月结: for county administrators. */
export const closePaths = (): Paths => ({
  ...get('sidanCloses', 'overview', {
    summary: 'The closes of months, how far the one that runs is, and what waits for the next',
    parameters: [REGION],
    answer: ref('CloseOverview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanCloses', 'preview', {
    summary: 'What the next close would do, counted now',
    parameters: [REGION],
    answer: ref('ClosePreview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanCloses', 'figures', {
    summary: 'A closed month: its statements summed by asset and kind of owner',
    parameters: [REGION, MONTH],
    answer: ref('MonthFigures'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...get('sidanCloses', 'statements', {
    summary: 'Statements of a closed month, fifty at a time',
    parameters: [
      REGION,
      MONTH,
      { name: 'search', in: 'query', description: 'Words in the owner’s name.', schema: { type: 'string' } },
      { name: 'after', in: 'query', description: '`next` of the page before.', schema: { type: 'string' } },
    ],
    answer: ref('StatementPage'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...post('sidanCloses', 'start', {
    summary: 'Close a month',
    description:
      'Decides the hours that wait, lets expire what is due and fixes the statements of the month, in the background. A close that stood still goes on where it was; one that runs goes on anyway.',
    body: ref('CloseRequest'),
    answer: ref('CloseOverview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'CLOSE_ORDER', 'CLOSE_DONE'],
  }),
  ...get('sidanCloses', 'recompute', {
    summary: 'Work a county’s decisions out again',
    description:
      'From the version of the pack that decided and the facts kept with each decision: what the rule says, what limits left, what was posted. In pages by person; nothing is written.',
    parameters: [
      REGION,
      { name: 'after', in: 'query', description: '`next` of the page before.', schema: { type: 'string' } },
    ],
    answer: ref('Recomputed'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'RULES_BROKEN'],
  }),
  ...post('sidanCloses', 'enter', {
    summary: 'Enter hours from another system',
    description: 'All rows or none. What was sent before, known by its `ref`, is entered once.',
    body: ref('HoursEntry'),
    answer: ref('HoursEntered'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
});
