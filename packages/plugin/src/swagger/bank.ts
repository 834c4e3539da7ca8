import { get, PERIOD, post, queried, ref, REGION, rowId, type Paths } from './parts';

/** 银行总账: to be looked at by county administrators and supervisors, changed by county administrators. */
export const bankPaths = (): Paths => ({
  ...get('sidanBank', 'statement', {
    summary: 'What a county has issued, what became of it, and who holds it',
    description:
      'By asset, for each kind of account what it had, got and gave in a period. Every column sums to zero, and the sums agree with the accounts; where they do not, `balanced` is false. Costs what there are days and accounts, not what was ever posted.',
    parameters: [REGION, ...PERIOD],
    answer: ref('BankStatement'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...get('sidanBank', 'export', {
    summary: 'The statement as a file',
    parameters: [REGION, ...PERIOD, queried('format', '`xlsx` (default) or `csv`.')],
    answer: { file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'BUSY'],
  }),
  ...get('sidanBank', 'outlook', {
    summary: 'What is outstanding would cost, and what expires in which month',
    parameters: [REGION],
    answer: ref('BankOutlook'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...post('sidanBank', 'price', {
    summary: 'What the county reckons a hundred of an asset’s unit to cost',
    body: ref('BankPrice'),
    answer: ref('BankOutlook'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...get('sidanBank', 'accounts', {
    summary: 'Accounts by their owners’ names, twenty at a time',
    description: 'Without words those that are frozen, take nothing in, or may go below zero.',
    parameters: [
      REGION,
      queried('search', 'Words in the owner’s name.'),
      queried('after', '`next` of the page before.'),
    ],
    answer: ref('AccountPage'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanBank', 'terms', {
    summary: 'How an account’s terms came about',
    parameters: [rowId('Id of the account.'), REGION],
    answer: ref('AccountTermsHistory'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND'],
  }),
  ...post('sidanBank', 'setTerms', {
    summary: 'Freeze an account, open it again, or say how far it may go below zero',
    description: 'With a reason, which its owner is told; kept for ever with who did it.',
    parameters: [rowId('Id of the account.')],
    body: ref('AccountTermsChange'),
    answer: ref('AccountTermsHistory'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND', 'INVALID_DATA', 'INSUFFICIENT'],
  }),
});
