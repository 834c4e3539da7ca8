import type {
  CertificateContent,
  CertificateObjection,
  CertificateState,
  CertificateStoryEntry,
} from '../../api/types';
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';

export type StoryEntry = Omit<CertificateStoryEntry, 'words'>;

/** One certificate as it is kept. */
export interface Certificate {
  id: string;
  regionCode: string;
  number: string;
  state: CertificateState;
  personId: string;
  requestedAt: Date;
  noticeEndsAt: Date | null;
  issuedAt: Date | null;
  revokedAt: Date | null;
  handledBy: string | null;
  reason: string | null;
  content: CertificateContent;
  documentCipher: string | null;
  digest: string | null;
  objections: Objection[];
  story: StoryEntry[];
}

/** `byUser`: of whoever raised it, so that only they see it as their own. */
export type Objection = CertificateObjection & { byUser?: number };

/** Columns of one, of the table `c`. */
export const COLUMNS = `c.[id] as id, c.[regionCode] as "regionCode", c.[number] as number, c.[state] as state, c.[personId] as "personId", c.[requestedAt] as "requestedAt",
  c.[noticeEndsAt] as "noticeEndsAt", c.[issuedAt] as "issuedAt", c.[revokedAt] as "revokedAt", c.[handledBy] as "handledBy", c.[reason] as reason, c.[content] as content,
  c.[documentCipher] as "documentCipher", c.[digest] as digest, coalesce(c.[objections], '[]'::jsonb) as objections, coalesce(c.[story], '[]'::jsonb) as story`;

/** Where a certificate is, if the reader may know of it. @throws NOT_FOUND */
export async function placeOf(
  { sidan, q }: Pick<Reader, 'sidan' | 'q'>,
  id: unknown,
  mayKnow: (found: { regionCode: string; personId: string }) => boolean,
): Promise<{ id: string; regionCode: string }> {
  const { rows } = isId(id)
    ? await q.query<{ regionCode: string; personId: string }>(
        sidan.write(
          `select c.[regionCode] as "regionCode", c.[personId] as "personId" from {sidanCertificates} c where c.[id] = $1::uuid`,
        ),
        [id],
      )
    : { rows: [] };
  const [found] = rows;
  if (!found || !mayKnow(found)) throw new SidanError('NOT_FOUND', { what: 'sidanCertificates' });
  return { id: String(id), regionCode: found.regionCode };
}

/** The certificate; for a change, locked until the end of the transaction. */
export async function certificateAt(
  { sidan }: Pick<Reader, 'sidan'>,
  q: Connection,
  { id, regionCode }: { id: string; regionCode: string },
  lock = false,
): Promise<Certificate> {
  const { rows } = await q.query<Certificate>(
    sidan.write(
      `select ${COLUMNS} from {sidanCertificates} c where c.[regionCode] = $1 and c.[id] = $2::uuid ${lock ? 'for no key update' : ''}`,
    ),
    [regionCode, id],
  );
  return rows[0]!;
}

/** @throws CERTIFICATE_STATE: somebody was faster, or it was never so far */
export function checkState({ state }: Certificate, ...states: CertificateState[]): void {
  if (!states.includes(state)) throw new SidanError('CERTIFICATE_STATE');
}

/** Columns of ours that a change may write, with their types. */
const CASTS = {
  state: 'text',
  noticedAt: 'timestamptz',
  noticeEndsAt: 'timestamptz',
  issuedAt: 'timestamptz',
  revokedAt: 'timestamptz',
  handledBy: 'text',
  reason: 'text',
  remarks: 'text',
  content: 'jsonb',
  documentCipher: 'text',
  digest: 'text',
  objections: 'jsonb',
} as const;

export type Change = Partial<Record<keyof typeof CASTS, unknown>>;

/** Writes what became of it, and into its story who did it and why. */
export async function write(
  { sidan }: Pick<Reader, 'sidan'>,
  q: Connection,
  { id, regionCode }: Pick<Certificate, 'id' | 'regionCode'>,
  change: Change,
  entry: StoryEntry,
): Promise<void> {
  const names = Object.keys(change) as (keyof typeof CASTS)[];
  const sets = names.map((name, i) => `[${name}] = $${i + 4}::${CASTS[name]}`);
  await q.query(
    sidan.write(
      `update {sidanCertificates} set ${[...sets, '[story] = [story] || $3::jsonb', '[updatedAt] = now()'].join(', ')} where [regionCode] = $1 and [id] = $2::uuid`,
    ),
    [
      regionCode,
      id,
      JSON.stringify([entry]),
      ...names.map((name) => (CASTS[name] === 'jsonb' ? JSON.stringify(change[name]) : change[name])),
    ],
  );
}
