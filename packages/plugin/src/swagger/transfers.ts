import { get, IDEMPOTENCY_KEY, post, ref, REGION, type Paths, uuid } from './parts';

const ASKED = [
  'NOT_JOINED',
  'INVALID_DATA',
  'TRANSFER_NOT_FAMILY',
  'FUND_OFF',
  'TEAM_NOT_LED',
  'TEAM_DONATES_ONLY',
  'TRANSFER_NO_RULE',
  'RULES_BROKEN',
] as const;

/** 转赠、捐赠、兑成. */
export const transferPaths = (): Paths => ({
  ...get('sidanTransfers', 'options', {
    summary: 'What the caller may pass on, donate or exchange, and to whom',
    parameters: [
      REGION,
      { name: 'teamId', in: 'query', description: 'In the name of a team that the caller leads.', schema: uuid() },
    ],
    answer: ref('TransferOptions'),
    errors: ['NO_COUNTY', 'NOT_JOINED', 'TEAM_NOT_LED', 'RULES_BROKEN'],
  }),
  ...post('sidanTransfers', 'preview', {
    summary: 'What it would take and what would arrive, with every reason against it',
    parameters: [REGION],
    body: ref('TransferRequest'),
    answer: ref('TransferQuote'),
    errors: ['NO_COUNTY', ...ASKED],
  }),
  ...post('sidanTransfers', 'give', {
    summary: 'Pass on to family, donate to a fund, or exchange for another asset',
    description: 'As the rules in force allow it. What goes to a person keeps its origin and its expiry.',
    parameters: [REGION, IDEMPOTENCY_KEY],
    body: ref('TransferRequest'),
    answer: ref('TransferDone'),
    errors: [
      ...ASKED,
      'NO_COUNTY',
      'REDEEM_REFUSED',
      'INSUFFICIENT',
      'ACCOUNT_FROZEN',
      'ACCOUNT_REFUSING',
      'ACCOUNT_CLOSED',
      'KEY_INVALID',
      'KEY_REUSED',
      'BUSY',
    ],
  }),
});
