import type { ErrorCode } from '../server/errors';
import { get, IDEMPOTENCY_KEY, post, queried, ref, REGION, rowId, uuid, type Paths } from './parts';

const GIVING: ErrorCode[] = [
  'NOT_FOUND',
  'NOT_ALLOWED',
  'INVALID_DATA',
  'CAMPAIGN_NO_RULE',
  'CAMPAIGN_BUDGET',
  'RULES_BROKEN',
];
const BOOKING: ErrorCode[] = [
  'KEY_INVALID',
  'KEY_REUSED',
  'ACCOUNT_FROZEN',
  'ACCOUNT_CLOSED',
  'ACCOUNT_REFUSING',
  'BUSY',
];

/** 一次性活动. */
export const campaignPaths = (): Paths => ({
  ...get('sidanCampaigns', 'desk', {
    summary: 'The campaigns of a county at whose stands the caller writes down what is handed in, with their sums',
    parameters: [REGION],
    answer: ref('CampaignDesk'),
    errors: ['NOT_ALLOWED'],
  }),
  ...post('sidanCampaigns', 'find', {
    summary: 'Who of the caller’s area has that name or telephone number',
    description: 'Whole names and whole numbers only; ten people at most.',
    body: ref('CampaignSearch'),
    answer: ref('CampaignFound'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanCampaignEntries', 'lines', {
    summary: 'What was handed in for a campaign by people of the caller’s area, the newest first',
    parameters: [
      { name: 'campaignId', in: 'query', required: true, description: 'Of which campaign.', schema: uuid() },
      queried('search', 'Only of that whole name.'),
      queried('after', 'Where the page begins: `next` of the one before it.'),
    ],
    answer: ref('CampaignEntries'),
    errors: ['NOT_FOUND', 'NOT_ALLOWED'],
  }),
  ...post('sidanCampaignEntries', 'preview', {
    summary: 'What somebody would get for what they hand in, by the rules of this moment',
    body: ref('CampaignHandedIn'),
    answer: ref('CampaignReward'),
    errors: [...GIVING, 'CAMPAIGN_CLOSED'],
  }),
  ...post('sidanCampaignEntries', 'enter', {
    summary: 'Write down what somebody hands in, and give them what the rules give for it',
    description: 'Nobody writes down anything for themselves.',
    parameters: [IDEMPOTENCY_KEY],
    body: ref('CampaignHandedIn'),
    answer: ref('CampaignEntered'),
    errors: [...GIVING, 'CAMPAIGN_CLOSED', ...BOOKING],
  }),
  ...post('sidanCampaignEntries', 'correct', {
    summary: 'Put an entry right: another quantity, or void, with a reason',
    description:
      'What it gave goes back, and the rules of this day give anew what it says now. For county administrators, and on the same day for whoever wrote it down.',
    parameters: [rowId('Id of the entry.'), IDEMPOTENCY_KEY],
    body: ref('CampaignCorrection'),
    answer: ref('CampaignEntered'),
    errors: [...GIVING, 'CAMPAIGN_ENTRY_VOID', 'INSUFFICIENT', ...BOOKING],
  }),
});
