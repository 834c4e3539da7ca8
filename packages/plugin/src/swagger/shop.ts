import {
  array,
  get,
  IDEMPOTENCY_KEY,
  object,
  pageOf,
  PAGING,
  post,
  ref,
  REGION,
  rowId,
  text,
  uuid,
  type Paths,
  WARD,
} from './parts';
import type { ErrorCode } from '../server/errors';

const ID = rowId('Id of the redemption.');
const STEP: ErrorCode[] = [
  'KEY_INVALID',
  'NOT_FOUND',
  'CAPACITY_NOT_ALLOWED',
  'EVENT_NOT_ALLOWED',
  'KEY_REUSED',
  'INVALID_DATA',
  'SNAPSHOT_UNFIT',
  'CLOCK_UNFIT',
  'LIFECYCLE_BROKEN',
  'LIFECYCLE_UNKNOWN',
  'BUSY',
];
const REASON = text(500, 'Why.');
const CODE = text(20, 'The pick-up code: eight digits.');

const event = (type: string, summary: string, body: Parameters<typeof object>, errors: readonly ErrorCode[] = []) =>
  post('sidanRedemptions', type, {
    summary,
    description: `Event \`${type}\` of the lifecycle \`redemption\`.`,
    parameters: [ID, IDEMPOTENCY_KEY],
    body: object(...body),
    answer: ref('RedemptionDetail'),
    errors: [...STEP, ...errors],
  });

/** 爱心超市. */
export const shopPaths = (): Paths => ({
  ...get('sidanShop', 'goods', {
    summary: 'What is offered, where there is any of it, and whether the caller may have it',
    parameters: [
      REGION,
      { name: 'outletId', in: 'query', description: 'Only what is to be had at that outlet.', schema: uuid() },
      {
        name: 'recipientId',
        in: 'query',
        description: 'What the caller may have for them: one of `recipients`.',
        schema: uuid(),
      },
      WARD,
    ],
    answer: ref('ShopView'),
    errors: ['NO_COUNTY', 'NOT_WARD', 'RECIPIENT_UNKNOWN', 'RULES_BROKEN', 'LIFECYCLE_BROKEN'],
  }),
  ...get('sidanShop', 'counter', {
    summary: 'The counters that the caller keeps, what is to be delivered from there, and what was handed over last',
    answer: ref('CounterView'),
  }),
  ...post('sidanRedemptions', 'request', {
    summary: 'Ask for a reward',
    description:
      'Takes it from the stock and sets its price aside until it is collected, given up or expires. Price, limits and opening are those of the rules in force.',
    parameters: [IDEMPOTENCY_KEY],
    body: ref('RedemptionRequest'),
    answer: ref('RedemptionDetail'),
    errors: [
      'KEY_INVALID',
      'NOT_JOINED',
      'REWARD_OFF',
      'DELIVERY_NOT_HERE',
      'INVALID_DATA',
      'CAPACITY_NOT_ALLOWED',
      'EVENT_NOT_ALLOWED',
      'NOT_FOUND',
      'OUT_OF_STOCK',
      'REDEEM_NO_RULE',
      'REDEEM_REFUSED',
      'REDEEM_LIMIT',
      'REDEEM_SELF_ONLY',
      'REDEEM_FAMILY_ONLY',
      'REDEEM_OTHERS_ONLY',
      'RECIPIENT_UNKNOWN',
      'INSUFFICIENT',
      'ACCOUNT_FROZEN',
      'ACCOUNT_CLOSED',
      'RULES_BROKEN',
      'LIFECYCLE_BROKEN',
      'KEY_REUSED',
      'BUSY',
    ],
  }),
  ...event('approve', 'Approve a redemption that asks for it', [{}]),
  ...event('reject', 'Refuse a redemption; what was set aside goes back', [{ reason: REASON }]),
  ...event('cancel', 'Give a redemption up; what was set aside goes back', [{ reason: REASON }, ['reason']]),
  ...event('collect', 'Hand over, for the code', [{ code: CODE }], ['CODE_WRONG', 'CODE_TRIES']),
  ...event('takeOut', 'Take it out by oneself, where the outlet has self-service', [{}]),
  ...event('setOut', 'Set out with what is to be delivered', [
    { carrier: text(50, 'Who brings it; the caller where nothing is said.'), note: text(500, 'For the story.') },
    ['carrier', 'note'],
  ]),
  ...event('deliver', 'Hand over at the door, for the code', [{ code: CODE }], ['CODE_WRONG', 'CODE_TRIES']),
  ...event('deliverSigned', 'Hand over at the door to somebody who signs for it', [
    { signedBy: text(50, 'Who signed.'), note: text(500, 'For the story.') },
    ['note'],
  ]),
  ...event('bringBack', 'Bring back what could not be delivered; what was set aside goes back', [{ reason: REASON }]),
  ...event(
    'return',
    'Take back what was handed over; the rule says what is given back for it',
    [{ reason: REASON }],
    ['INSUFFICIENT'],
  ),
  ...post('sidanRedemptions', 'send', {
    summary: 'Send any event of the redemption’s own lifecycle, those that a county added included',
    parameters: [ID, IDEMPOTENCY_KEY],
    body: object({ event: text(), data: { type: 'object' } }, ['data']),
    answer: ref('RedemptionDetail'),
    errors: [...STEP, 'CODE_WRONG', 'CODE_TRIES', 'INSUFFICIENT'],
  }),
  ...post('sidanRedemptions', 'find', {
    summary: 'What is to be handed over for a code, at the caller’s counter',
    parameters: [REGION],
    body: object({ code: text(200, 'As it was typed, or the address that the picture of it holds.') }),
    answer: ref('CodeFound'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'CODE_WRONG', 'CODE_ELSEWHERE', 'CODE_SPENT', 'CODE_TRIES'],
  }),
  ...get('sidanRedemptions', 'mine', {
    summary: 'The caller’s redemptions, newest first',
    parameters: PAGING,
    answer: pageOf('RedemptionLine'),
  }),
  ...get('sidanRedemptions', 'detail', {
    summary: 'One redemption; its code for whose it is',
    parameters: [ID],
    answer: ref('RedemptionDetail'),
    errors: ['NOT_FOUND'],
  }),
  ...get('sidanStocks', 'lines', {
    summary: 'The stocks of the caller’s area, those that run low first',
    answer: object({ rows: array(ref('StockLine')) }),
  }),
  ...get('sidanStocks', 'log', {
    summary: 'The changes of one stock, the latest first',
    parameters: [rowId('Id of the stock.'), ...PAGING],
    answer: pageOf('StockLogLine'),
    errors: ['NOT_FOUND'],
  }),
  ...post('sidanStocks', 'adjust', {
    summary: 'Put into stock (`add`), or say how many are there (`count`)',
    parameters: [IDEMPOTENCY_KEY],
    body: ref('StockMove'),
    answer: ref('StockLine'),
    errors: ['NOT_FOUND', 'INVALID_DATA', 'OUT_OF_STOCK', 'KEY_INVALID', 'KEY_REUSED', 'BUSY'],
  }),
});
