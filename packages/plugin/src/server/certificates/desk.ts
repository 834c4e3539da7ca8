/** 证明办理：what the centre has before it. */
import type { CertificateCase, CertificateDesk, CertificatePart, CertificateState } from '../../api/types';
import { SidanError } from '../errors';
import { rowsOf, type Paging, type Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { checkIssuer, checkSetter, mayIssue, maySet } from './access';
import { readSettings } from './asked';
import { countyFor, type County } from './county';
import { COLUMNS, type Certificate } from './row';
import { lineOf } from './views';

const PARTS: Record<CertificatePart, readonly CertificateState[]> = {
  open: ['requested', 'noticed'],
  issued: ['issued'],
  ended: ['refused', 'withdrawn', 'revoked'],
};

export const partIn = (value: unknown): CertificatePart => (value === 'issued' || value === 'ended' ? value : 'open');

/** Those under way oldest first, for whoever waits longest comes first; the others newest first. @throws NOT_ALLOWED, NO_COUNTY */
export async function certificateDesk(
  reader: Reader,
  regionCode: string,
  part: CertificatePart,
  { page, pageSize }: Paging,
): Promise<CertificateDesk> {
  const { sidan, q, actor } = reader;
  checkIssuer(actor, regionCode);
  const county = await countyFor(sidan, q, regionCode);
  const rows = await rowsOf<Certificate>(
    reader,
    `select ${COLUMNS} from {sidanCertificates} c where c.[regionCode] = $1 and c.[state] = any($2::text[])
      order by c.[requestedAt] ${part === 'open' ? 'asc' : 'desc'}, c.[id] limit $3 offset $4`,
    [regionCode, PARTS[part], pageSize, (page - 1) * pageSize],
  );
  const counts = await countsIn(reader, regionCode);
  const counties = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select c.[regionCode] as "regionCode", c.[name] as name from {sidanCounties} c order by c.[createdAt], c.[regionCode]`,
    [],
  );
  const now = sidan.clock();
  return {
    regionCode,
    counties: counties.filter((one) => mayIssue(actor, one.regionCode)),
    part,
    counts,
    settings: county.settings,
    maySet: maySet(actor, regionCode),
    rows: rows.map((row) => caseOf(reader, row, county, now)),
    count: counts[part],
    page,
    pageSize,
  };
}

function caseOf(reader: Reader, row: Certificate, { settings }: County, now: Date): CertificateCase {
  const { state, noticeEndsAt, objections, content } = row;
  const noticed = state === 'noticed' && noticeEndsAt !== null && new Date(noticeEndsAt) <= now;
  return {
    ...lineOf(reader, row),
    name: content.holder.name,
    volunteerNo: content.holder.volunteerNo,
    ...(content.holder.document ? { document: content.holder.document } : {}),
    services: content.services.length,
    ...(row.handledBy ? { handledBy: row.handledBy } : {}),
    toNotice: state === 'requested' && settings.noticeDays > 0,
    issuable:
      (state === 'requested' && settings.noticeDays === 0) || (noticed && objections.every(({ answer }) => answer)),
    objections: objections.map(({ byUser: _hidden, ...objection }) => objection),
    story: row.story.map((entry) => ({ ...entry, words: reader.say(`api.certificate.story.${entry.as}`) })),
  };
}

async function countsIn(reader: Reader, regionCode: string): Promise<CertificateDesk['counts']> {
  const rows = await rowsOf<{ state: CertificateState; count: number }>(
    reader,
    `select c.[state] as state, count(*)::int as count from {sidanCertificates} c where c.[regionCode] = $1 group by c.[state]`,
    [regionCode],
  );
  const of = (part: CertificatePart) =>
    rows.reduce((sum, { state, count }) => (PARTS[part].includes(state) ? sum + count : sum), 0);
  return { open: of('open'), issued: of('issued'), ended: of('ended') };
}

/** 证明设置。Certificates that are made known already keep their days. @throws NOT_ALLOWED, NO_COUNTY, INVALID_DATA */
export async function saveSettings(reader: Reader, regionCode: string, body: Record<string, unknown>): Promise<void> {
  const { sidan, actor, say, q } = reader;
  checkSetter(actor, regionCode);
  const settings = readSettings(say, body);
  const { count } = await save(sidan.write, q, regionCode, JSON.stringify(settings));
  if (!count) throw new SidanError('NO_COUNTY');
}

const save = (write: (text: string) => string, q: Connection, regionCode: string, settings: string) =>
  q.query(write(`update {sidanCounties} set [certificates] = $2::jsonb, [updatedAt] = now() where [regionCode] = $1`), [
    regionCode,
    settings,
  ]);
