import type { CertificateDesk, CertificatePart, CertificateSettings, CertificateSheet } from '../../api/types';
import { get, newKey, post, problemOf } from './request';

export type {
  CertificateCase,
  CertificateDesk,
  CertificateObjection,
  CertificatePart,
  CertificateService,
  CertificateSettings,
} from '../../api/types';

export const PAGE_SIZE = 20;

/** Of the first county of the reader's where none is named. */
export const certificateDesk = (part: CertificatePart, page: number, regionCode?: string) =>
  get<CertificateDesk>('sidanCertificates:desk', {
    part,
    page,
    pageSize: PAGE_SIZE,
    ...(regionCode ? { regionCode } : {}),
  });

export const certificateSheet = (id: string) => get<CertificateSheet>('sidanCertificates:sheet', { filterByTk: id });

export type CertificateDeed = 'notice' | 'issue' | 'refuse' | 'revoke' | 'object' | 'answer';

/** Does it once, and says what is wrong where it is refused. Never throws. */
export async function doCertificate(deed: CertificateDeed, id: string, data: object): Promise<string[]> {
  return troublesOf(post(`sidanCertificates:${deed}?filterByTk=${id}`, { data, key: newKey() }));
}

export const saveCertificateSettings = (regionCode: string, settings: CertificateSettings): Promise<string[]> =>
  troublesOf(post('sidanCertificates:settings', { data: { regionCode, ...settings } }));

async function troublesOf(sent: Promise<unknown>): Promise<string[]> {
  try {
    await sent;
    return [];
  } catch (error) {
    const { message, params } = problemOf(error);
    const problems = (params?.problems as { title?: string; message: string }[] | undefined) ?? [];
    return problems.length ? problems.map((one) => [one.title, one.message].filter(Boolean).join(' ')) : [message];
  }
}
