import { get, PAGING, post, ref, REGION, rowId, type Paths } from './parts';

/** 商户结算单: made and paid by county administrators, confirmed by merchants. */
export const settlementPaths = (): Paths => ({
  ...get('sidanSettlements', 'desk', {
    summary: 'The lists of a county’s merchants, and who waits for one',
    parameters: [REGION, ...PAGING],
    answer: ref('SettlementDesk'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanSettlements', 'mine', {
    summary: 'The lists of the counters that the caller keeps as a merchant',
    answer: ref('MySettlements'),
  }),
  ...get('sidanSettlements', 'sheet', {
    summary: 'One list with what stands on it',
    parameters: [rowId('Id of the list.')],
    answer: ref('SettlementSheet'),
    errors: ['NOT_FOUND'],
  }),
  ...get('sidanSettlements', 'file', {
    summary: 'One list as a spreadsheet',
    parameters: [rowId('Id of the list.')],
    answer: { file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    errors: ['NOT_FOUND', 'BUSY'],
  }),
  ...post('sidanSettlements', 'make', {
    summary: 'Make the lists of a month',
    description:
      'For each merchant what was collected up to the month’s end, and brought back, that stands on no list. Once for a month and merchant; what comes later goes to the next.',
    body: ref('SettlementRequest'),
    answer: ref('SettlementDesk'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...post('sidanSettlements', 'confirm', {
    summary: 'Confirm a list, as the merchant',
    parameters: [rowId('Id of the list.')],
    answer: ref('SettlementLine'),
    errors: ['NOT_FOUND', 'NOT_ALLOWED', 'SETTLEMENT_STATE'],
  }),
  ...post('sidanSettlements', 'pay', {
    summary: 'Mark a confirmed list as paid',
    parameters: [rowId('Id of the list.')],
    body: ref('SettlementPayment'),
    answer: ref('SettlementLine'),
    errors: ['NOT_FOUND', 'NOT_ALLOWED', 'INVALID_DATA', 'SETTLEMENT_STATE'],
  }),
});
