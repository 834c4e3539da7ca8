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
} from './parts';

const open311 = (): Paths => ({
  ...get('sidanOpen311', 'keys', {
    summary: 'Keys of other systems',
    description:
      'Of the counties that the caller administers. The interface itself is Open311 GeoReport v2 below `/api/open311/v2/`.',
    answer: object({ rows: array(ref('Open311Key')) }),
    errors: ['NOT_ALLOWED'],
  }),
  ...post('sidanOpen311', 'make', {
    summary: 'Make a key for another system',
    description: 'The key stands in this answer only; a hash of it is kept.',
    body: object(
      { name: { ...text(50, 'Whose key it is.'), minLength: 1 }, regionCode: { type: 'string', pattern: '^\\d{6}$' } },
      ['regionCode'],
    ),
    answer: ref('Open311KeyMade'),
    errors: ['NOT_ALLOWED', 'NOT_FOUND', 'INVALID_DATA'],
  }),
  ...post('sidanOpen311', 'revoke', {
    summary: 'Take a key back',
    description: 'It is refused from now on; what was placed with it stays.',
    body: object({ id: uuid() }),
    answer: object({ id: uuid() }),
    errors: ['NOT_ALLOWED', 'NOT_FOUND'],
  }),
});

const clerk = (): Paths => ({
  ...get('sidanIntake', 'desk', {
    summary: 'What the page is made of on which staff take orders down',
    description: 'The service menu and the form of a county, with the towns of the caller’s own area.',
    parameters: [REGION],
    answer: ref('IntakeDesk'),
    errors: ['NOT_ALLOWED'],
  }),
  ...post('sidanIntake', 'caller', {
    summary: 'Who is known by a telephone number',
    description:
      'And what they have under way or had last, so that a call is not written down twice. Outside the caller’s own area names are masked, and of orders only the service and the time are told.',
    body: object({ phone: text(20), regionCode: { type: 'string', pattern: '^\\d{6}$' } }, ['regionCode']),
    answer: ref('CallerView'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...post('sidanIntake', 'quote', {
    summary: 'What a service would cost whoever would pay for it',
    description:
      'Before an order is placed in another’s name, with the reasons against it; and whom the requester’s household has besides. Of people outside the caller’s own area nothing is told but what the service itself says.',
    body: ref('IntakeQuoteRequest'),
    answer: ref('IntakeQuote'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'RULES_BROKEN'],
  }),
  ...post('sidanIntake', 'place', {
    summary: 'Place an order in another’s name',
    description:
      'For dispatchers, site managers and county administrators, in their own area. Requester and beneficiary are found by identity number, else by telephone and name, or made; how consent was given is kept with who noted it and when. Where orders under way are likely the same, these are told (`ORDER_SIMILAR`) until `isAnother` is sent.',
    parameters: [IDEMPOTENCY_KEY],
    body: ref('IntakeRequest'),
    answer: ref('OrderAnswer'),
    errors: [
      'NOT_ALLOWED',
      'NO_COUNTY',
      'INVALID_DATA',
      'ITEM_CLOSED',
      'EMERGENCY_ONLY',
      'ORDER_SIMILAR',
      'BENEFICIARY_UNKNOWN',
      'PAY_NO_RULE',
      'PAY_SELF_ONLY',
      'PAY_FAMILY_ONLY',
      'REDEEM_REFUSED',
      'INSUFFICIENT',
      'CAPACITY_NOT_ALLOWED',
      'KEY_REUSED',
      'KEY_INVALID',
      'BUSY',
    ],
  }),
});

const sheet = { file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

const imports = (): Paths => ({
  ...get('sidanImports', 'template', {
    summary: 'An empty sheet for paper orders',
    description: 'With the columns of the county’s form, its own fields included; a second page says what each takes.',
    parameters: [REGION],
    answer: sheet,
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'BUSY'],
  }),
  ...post('sidanImports', 'start', {
    summary: 'Import a sheet of paper orders',
    description:
      'An .xlsx or .csv as the file `file` of a form, or base64 in JSON. What is wrong with the file as a whole is refused; its rows are checked and placed in the background. ' +
      'A row that was placed before is placed no second time.',
    parameters: [REGION],
    body: object({ file: text(undefined, 'Base64.'), fileName: text(200) }, ['fileName']),
    answer: ref('ImportStarted'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA', 'BUSY'],
  }),
  ...get('sidanImports', 'mine', {
    summary: 'Sheets and how far they are',
    description: 'One’s own; a county’s administrator sees the county’s. Newest first.',
    parameters: [REGION, ...PAGING],
    answer: pageOf('ImportLine'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...get('sidanImports', 'progress', {
    summary: 'One sheet, its progress, its first hundred faulty rows',
    parameters: [rowId('Id of the sheet.'), REGION],
    answer: ref('ImportView'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND'],
  }),
  ...get('sidanImports', 'result', {
    summary: 'The faulty rows with their reasons',
    description: 'As they came, with one more column; corrected, it can be sent again as it is.',
    parameters: [rowId('Id of the sheet.'), REGION],
    answer: sheet,
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND', 'BUSY'],
  }),
  ...post('sidanImports', 'stop', {
    summary: 'Stop an import',
    description: 'Rows that are not placed yet will not be.',
    parameters: [rowId('Id of the sheet.'), REGION],
    answer: object({ id: uuid() }),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'NOT_FOUND'],
  }),
});

/** Intake: orders in another's name, other systems, and sheets of paper orders. */
export const intakePaths = (): Paths => ({ ...clerk(), ...open311(), ...imports() });
