import { array, get, object, post, ref, REGION, rowId, text, uuid, type Paths } from './parts';

const PLAN_ID = rowId('Id of the plan.');
const region = { type: 'string', pattern: '^\\d{6}$' };

/** What both asking about dates and saving send. */
const times = {
  recurrence: ref('PlanRecurrence'),
  timeFrom: text(5, 'Local time of day, `HH:MM`.'),
  timeTo: text(5, 'Local time of day, `HH:MM`; `24:00` is its end.'),
  dayOff: { type: 'string', enum: ['keep', 'skip', 'next'], default: 'keep' },
  weekendsOff: { type: 'boolean', description: 'Saturdays and Sundays that are not worked are days off too.' },
  startsOn: text(10, '`YYYY-MM-DD`; today unless said.'),
  endsOn: text(10, '`YYYY-MM-DD`.'),
};
const TIMES_OPTIONAL = ['dayOff', 'weekendsOff', 'startsOn', 'endsOn'];

/** 周期计划: for county administrators and site managers, each in their own area. */
export const planPaths = (): Paths => ({
  ...get('sidanPlans', 'desk', {
    summary: 'What the page is made of on which plans are kept',
    description: 'Services, form, sites, festivals and solar terms, with the towns and sites of the caller’s own area.',
    parameters: [REGION],
    answer: ref('PlanDesk'),
    errors: ['NOT_ALLOWED'],
  }),
  ...get('sidanPlans', 'overview', {
    summary: 'Plans of a county that the caller keeps',
    parameters: [REGION],
    answer: object({ rows: array(ref('PlanLine')) }),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanPlans', 'detail', {
    summary: 'One plan, its next dates, and what became of its last ones',
    parameters: [PLAN_ID],
    answer: ref('PlanDetail'),
    errors: ['NOT_FOUND'],
  }),
  ...post('sidanPlans', 'preview', {
    summary: 'The next ten dates of a plan that need not be saved',
    description:
      'In words, with what becomes of days off by the county’s calendar. With `id` as a change of that plan.',
    body: object({ regionCode: region, id: uuid(), ...times }, ['regionCode', 'id', ...TIMES_OPTIONAL]),
    answer: ref('PlanPreview'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'NOT_FOUND'],
  }),
  ...post('sidanPlans', 'save', {
    summary: 'Make a plan, or change one',
    description:
      'It counts from today on: dates with orders keep them, all others follow the plan as it is now. Orders are made by the server, `leadDays` before each date, once for each.',
    body: ref('PlanRequest'),
    answer: ref('PlanDetail'),
    errors: ['INVALID_DATA', 'ITEM_CLOSED', 'EMERGENCY_ONLY', 'NOT_ALLOWED', 'NOT_FOUND'],
  }),
  ...post('sidanPlans', 'pause', {
    summary: 'Pause a plan',
    description: 'No orders are made meanwhile; what would have been is not made up for.',
    parameters: [PLAN_ID],
    answer: ref('PlanDetail'),
    errors: ['NOT_FOUND'],
  }),
  ...post('sidanPlans', 'resume', {
    summary: 'Resume a plan',
    parameters: [PLAN_ID],
    answer: ref('PlanDetail'),
    errors: ['NOT_FOUND'],
  }),
});
