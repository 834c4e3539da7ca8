/** What people see of certificates: their own, one in whole, those that are made known. */
import type { CertificateLine, CertificateNotice, CertificateSheet, Page } from '../../api/types';
import { SidanError } from '../errors';
import { maskName } from '../privacy/masks';
import { iso, rowsOf, type Paging, type Reader } from '../reads/reader';
import { mayIssue } from './access';
import { countyFor } from './county';
import { isVolunteerIn } from './known';
import { lastDayOf } from './notice';
import { tokenOf } from './number';
import { certificateAt, COLUMNS, placeOf, type Certificate } from './row';
import { isWhole } from './seal';

/** The reader's own, newest first. */
export async function myCertificates(reader: Reader, { page, pageSize }: Paging): Promise<Page<CertificateLine>> {
  const { regionCode, personId } = reader.actor;
  const own = [regionCode ?? '', personId ?? null];
  const rows = await rowsOf<Certificate>(
    reader,
    `select ${COLUMNS} from {sidanCertificates} c where c.[regionCode] = $1 and c.[personId] = $2::uuid order by c.[requestedAt] desc, c.[id] limit $3 offset $4`,
    [...own, pageSize, (page - 1) * pageSize],
  );
  const [all] = await rowsOf<{ count: number }>(
    reader,
    `select count(*)::int as count from {sidanCertificates} c where c.[regionCode] = $1 and c.[personId] = $2::uuid`,
    own,
  );
  return { rows: rows.map((row) => lineOf(reader, row)), count: all!.count, page, pageSize };
}

export function lineOf({ say, actor }: Pick<Reader, 'say' | 'actor'>, row: Certificate): CertificateLine {
  const { content, state } = row;
  return {
    id: row.id,
    number: row.number,
    state,
    stateName: say(`collections.sidanCertificates.state.${state}`),
    from: content.from,
    to: content.to,
    minutes: content.minutes,
    requestedAt: iso(row.requestedAt)!,
    ...(row.noticeEndsAt ? { noticeEndsAt: iso(row.noticeEndsAt) } : {}),
    ...(row.issuedAt ? { issuedAt: iso(row.issuedAt) } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    canWithdraw: row.personId === actor.personId && (state === 'requested' || state === 'noticed'),
  };
}

/**
 * One in whole, to be read or printed. The identity number in full only for its holder, who asked for it; everybody else sees the mask.
 * @throws NOT_FOUND (also somebody else's), CERTIFICATE_BROKEN: what is kept is not what was issued
 */
export async function sheetOf(reader: Reader, id: unknown): Promise<CertificateSheet> {
  const { sidan, q, actor, say } = reader;
  const place = await placeOf(
    reader,
    id,
    ({ personId, regionCode }) => (Boolean(personId) && personId === actor.personId) || mayIssue(actor, regionCode),
  );
  const row = await certificateAt(reader, q, place);
  const { content, state, documentCipher, digest } = row;
  if (row.issuedAt && !isWhole(sidan.vault, row, digest)) throw new SidanError('CERTIFICATE_BROKEN');
  const full = documentCipher && row.personId === actor.personId ? sidan.vault.open(documentCipher) : undefined;
  return {
    id: row.id,
    regionCode: row.regionCode,
    state,
    stateName: say(`collections.sidanCertificates.state.${state}`),
    content: { ...content, holder: { ...content.holder, ...(full ? { document: full } : {}) } },
    ...(row.revokedAt ? { revokedAt: iso(row.revokedAt) } : {}),
    ...(state === 'issued' ? { token: tokenOf(sidan.vault, row.number) } : {}),
  };
}

/**
 * 公示：what is made known now, to the volunteers of a county and to who issues certificates there. Without a county asked for it is the reader's own.
 * @throws NOT_ALLOWED, NO_COUNTY
 */
export async function certificateNotices(
  reader: Reader,
  asked: string | undefined,
  { page, pageSize }: Paging,
): Promise<Page<CertificateNotice>> {
  const { sidan, q, actor } = reader;
  const office = actor.scopes.map(({ code }) => code.slice(0, 6)).find((code) => mayIssue(actor, code));
  const regionCode = asked ?? actor.regionCode ?? office ?? '';
  const within = regionCode === actor.regionCode && (await isVolunteerIn(reader));
  if (!within && !mayIssue(actor, regionCode)) throw new SidanError('NOT_ALLOWED');
  const county = await countyFor(sidan, q, regionCode);
  const now = sidan.clock();
  const running = `from {sidanCertificates} c where c.[regionCode] = $1 and c.[state] = 'noticed' and c.[noticeEndsAt] > $2::timestamptz`;
  const rows = await rowsOf<Certificate>(
    reader,
    `select ${COLUMNS} ${running} order by c.[requestedAt], c.[id] limit $3 offset $4`,
    [regionCode, now, pageSize, (page - 1) * pageSize],
  );
  const [all] = await rowsOf<{ count: number }>(reader, `select count(*)::int as count ${running}`, [regionCode, now]);
  return {
    rows: rows.map(({ id, number, content, noticeEndsAt }) => ({
      id,
      number,
      name: maskName(content.holder.name),
      from: content.from,
      to: content.to,
      minutes: content.minutes,
      until: lastDayOf(new Date(noticeEndsAt!), county.zone),
    })),
    count: all!.count,
    page,
    pageSize,
  };
}
