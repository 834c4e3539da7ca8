import {
  get,
  object,
  PAGING,
  pageOf,
  post,
  ref,
  REGION,
  rowId,
  text,
  uuid,
  IDEMPOTENCY_KEY,
  type Paths,
} from './parts';

const CERTIFICATE_ID = rowId('Id of the certificate.');
const KEYED = [CERTIFICATE_ID, IDEMPOTENCY_KEY];
const ID = object({ id: uuid('Id of the certificate.') });
const REASON = text(300, 'Why.');
const DAY = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const day = (name: string, description: string) => ({
  name,
  in: 'query' as const,
  required: true,
  description,
  schema: DAY,
});
const KEY_ERRORS = ['KEY_INVALID', 'KEY_REUSED'] as const;

/** 志愿服务记录证明: for volunteers, the centre, and whoever is shown one. */
export const certificatePaths = (): Paths => ({
  ...get('sidanCertificates', 'mine', {
    summary: 'The caller’s own certificates, newest first',
    parameters: PAGING,
    answer: pageOf('CertificateLine'),
  }),
  ...get('sidanCertificates', 'preview', {
    summary: 'What a certificate for a period would hold',
    parameters: [day('from', 'First day.'), day('to', 'Last day.')],
    answer: ref('CertificatePreview'),
    errors: ['NOT_JOINED', 'NOT_VOLUNTEER', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...post('sidanCertificates', 'request', {
    summary: 'Ask for a certificate',
    description:
      'What it says is taken down now: services of orders that are confirmed and not in dispute. One at a time for each person; free of charge.',
    parameters: [IDEMPOTENCY_KEY],
    body: ref('CertificateRequest'),
    answer: ID,
    errors: [
      'NOT_JOINED',
      'NOT_VOLUNTEER',
      'NO_COUNTY',
      'INVALID_DATA',
      'CERTIFICATE_OPEN',
      'CERTIFICATE_EMPTY',
      ...KEY_ERRORS,
    ],
  }),
  ...post('sidanCertificates', 'withdraw', {
    summary: 'Take one’s request back',
    parameters: KEYED,
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', ...KEY_ERRORS],
  }),
  ...get('sidanCertificates', 'sheet', {
    summary: 'A certificate in whole, for its holder and who issues certificates in the county',
    description:
      'The identity number in full only for the holder who asked for it; the token only of one that is issued.',
    parameters: [CERTIFICATE_ID],
    answer: ref('CertificateSheet'),
    errors: ['NOT_FOUND', 'CERTIFICATE_BROKEN'],
  }),
  ...get('sidanCertificates', 'notices', {
    summary: 'What is made known now, for the volunteers of the county and who issues certificates there',
    parameters: [REGION, ...PAGING],
    answer: pageOf('CertificateNotice'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...post('sidanCertificates', 'object', {
    summary: 'Object to a certificate that is made known',
    parameters: KEYED,
    body: object({ reason: REASON }),
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', 'CERTIFICATE_OBJECTIONS_FULL', 'INVALID_DATA', ...KEY_ERRORS],
  }),
  ...get('sidanCertificates', 'desk', {
    summary: 'Certificates of a county, for who issues them',
    parameters: [
      REGION,
      {
        name: 'part',
        in: 'query',
        description: 'Which of them.',
        schema: { type: 'string', enum: ['open', 'issued', 'ended'], default: 'open' },
      },
      ...PAGING,
    ],
    answer: ref('CertificateDesk'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY'],
  }),
  ...post('sidanCertificates', 'notice', {
    summary: 'Make a certificate known',
    description:
      'For as many whole days as the county says, at least seven as a rule; from the midnight after them it can be issued.',
    parameters: KEYED,
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', 'CERTIFICATE_NO_NOTICE', 'CERTIFICATE_CHANGED', ...KEY_ERRORS],
  }),
  ...post('sidanCertificates', 'issue', {
    summary: 'Issue a certificate',
    parameters: KEYED,
    body: object({ remarks: text(200, 'What else it says.') }, ['remarks']),
    answer: ID,
    errors: [
      'NOT_FOUND',
      'CERTIFICATE_STATE',
      'CERTIFICATE_NOTICE_FIRST',
      'CERTIFICATE_NOTICE_RUNS',
      'CERTIFICATE_OBJECTED',
      'CERTIFICATE_CHANGED',
      'CERTIFICATE_ISSUER',
      'INVALID_DATA',
      ...KEY_ERRORS,
    ],
  }),
  ...post('sidanCertificates', 'refuse', {
    summary: 'Refuse a certificate that is asked for',
    parameters: KEYED,
    body: object({ reason: REASON }),
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', 'INVALID_DATA', ...KEY_ERRORS],
  }),
  ...post('sidanCertificates', 'revoke', {
    summary: 'Revoke a certificate that is issued',
    parameters: KEYED,
    body: object({ reason: REASON }),
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', 'INVALID_DATA', ...KEY_ERRORS],
  }),
  ...post('sidanCertificates', 'answer', {
    summary: 'Answer an objection',
    parameters: KEYED,
    body: object({ objectionId: uuid('Of the objection.'), answer: text(300, 'What was found.') }),
    answer: ID,
    errors: ['NOT_FOUND', 'CERTIFICATE_STATE', 'INVALID_DATA', ...KEY_ERRORS],
  }),
  ...post('sidanCertificates', 'settings', {
    summary: 'Say who answers for a county’s certificates, and how long they are made known',
    description: 'By the county’s administrator. Certificates that are made known already keep their days.',
    body: object(
      {
        regionCode: { type: 'string', pattern: '^\\d{6}$' },
        principal: text(60),
        handler: text(60, 'Who issues it where none is named.'),
        contact: text(60),
        noticeDays: { type: 'integer', minimum: 0, maximum: 60 },
      },
      ['regionCode', 'handler'],
    ),
    answer: ref('CertificateDesk'),
    errors: ['NOT_ALLOWED', 'NO_COUNTY', 'INVALID_DATA'],
  }),
  ...post('sidanCertificates', 'check', {
    summary: 'Check a certificate by its number and its token',
    description:
      'Open to everybody. A number that does not exist and a token that is not its own are answered alike. There is no list of certificates for strangers.',
    body: object({
      number: text(undefined, 'As it is printed.'),
      token: text(undefined, 'As it is printed, or in the QR code.'),
    }),
    answer: ref('CertificateCheck'),
    open: true,
  }),
});
