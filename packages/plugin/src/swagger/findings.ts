import { array, get, object, PAGING, post, ref, REGION, rowId, type Paths } from './parts';

const FINDING_ID = rowId('Id of the finding.');
const DONE = object({ regionCode: { type: 'string' } });

/** 工时核查: for county administrators, and for the volunteer whom a finding is about. */
export const findingPaths = (): Paths => ({
  ...get('sidanFindings', 'mine', {
    summary: 'Which of the caller’s own hours are, or were, looked at',
    description: 'Newest first, 50 at most; without names of others and without the rows behind the figures.',
    parameters: [],
    answer: object({ rows: array(ref('FindingLine')) }),
    errors: [],
  }),
  ...post('sidanFindings', 'state', {
    summary: 'Say what happened, before it is decided',
    parameters: [FINDING_ID],
    body: ref('FindingText'),
    answer: DONE,
    errors: ['NOT_FOUND', 'INVALID_DATA', 'FINDING_DECIDED'],
  }),
  ...post('sidanFindings', 'appeal', {
    summary: 'Appeal, once, against hours that were taken off',
    parameters: [FINDING_ID],
    body: ref('FindingText'),
    answer: DONE,
    errors: ['NOT_FOUND', 'INVALID_DATA', 'APPEAL_EARLY', 'APPEAL_ONCE'],
  }),
  ...get('sidanFindings', 'desk', {
    summary: 'What rules have seen about hours in a county, with the evidence',
    parameters: [
      REGION,
      {
        name: 'list',
        in: 'query',
        description: 'What is to be decided, appeals that wait, or what is settled.',
        schema: { type: 'string', enum: ['open', 'appeals', 'settled'], default: 'open' },
      },
      ...PAGING,
    ],
    answer: ref('FindingDesk'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...post('sidanFindings', 'decide', {
    summary: 'Decide whether hours stand or are taken off',
    description:
      'Hours that stand have their points released; of hours that are taken off the points go back to where points are issued, and the other findings on them are settled too.',
    parameters: [FINDING_ID],
    body: ref('FindingDecision'),
    answer: DONE,
    errors: ['NOT_FOUND', 'INVALID_DATA', 'FINDING_DECIDED', 'FINDING_OWN'],
  }),
  ...post('sidanFindings', 'answer', {
    summary: 'Decide on an appeal',
    description: 'By another than who decided, where the county has another administrator.',
    parameters: [FINDING_ID],
    body: ref('AppealAnswer'),
    answer: DONE,
    errors: ['NOT_FOUND', 'INVALID_DATA', 'APPEAL_NONE', 'APPEAL_SAME_PERSON', 'FINDING_OWN'],
  }),
});
