import { declared } from '../code';
import { under, type Family } from './family';

/** Of certificates: `server/certificates/tell.ts`. */
export const CERTIFICATE_NOTICES = [
  ...['certificateRequested', 'certificateObjected', 'certificateDue', 'certificateNoticed'],
  ...['certificateIssued', 'certificateRefused', 'certificateRevoked'],
];

/** 服务记录证明. */
export const CERTIFICATE_FAMILIES: Record<string, Family> = {
  certificates: {
    patterns: [
      'api.certificate.field.*',
      'api.certificate.story.*',
      'collections.sidanCertificates.state.*',
      'collections.sidanAttendances.origin.*',
      'pages.certificates.part.*',
      'pages.certificates.none.*',
      'pages.certificates.*.title',
      'pages.certificates.*.hint',
      'pages.certificates.*.field',
      'pages.certificates.*.do',
    ],
    keys: () => [
      ...under('api.certificate.field.', [
        ...['from', 'to', 'reason', 'answer', 'remarks', 'principal', 'handler', 'contact', 'noticeDays'],
      ]),
      ...under('pages.certificates.part.', ['open', 'issued', 'ended']),
      ...under('pages.certificates.none.', ['open', 'issued', 'ended']),
      ...under(
        'pages.certificates.',
        ['notice', 'issue', 'refuse', 'revoke', 'object', 'answer'],
        '.do',
        '.title',
        '.hint',
      ),
      ...under('pages.certificates.', ['issue', 'refuse', 'revoke', 'object', 'answer'], '.field'),
      ...under(
        'api.certificate.story.',
        declared('packages/plugin/src/api/certificates.ts', 'CertificateStoryEntry').filter((word) =>
          /^[a-z]+(ed|wn)$/.test(word),
        ),
      ),
    ],
  },
};
