/** 查验：what a stranger who holds a certificate in the hand is told. Without its number and its token nobody is told anything. */
import type { CertificateCheck } from '../../api/types';
import { maskName } from '../privacy/masks';
import type { Sidan } from '../sidan';
import { connectionOf } from '../sql';
import { numberIn, tokenOf } from './number';
import { COLUMNS, type Certificate } from './row';
import { isWhole, same } from './seal';
import { countyFor, dayIn } from './county';

const NONE: CertificateCheck = { result: 'none' };

/** Never refuses: a number that does not exist and a token that is not its own are answered alike, and before the database is asked. */
export async function checkCertificate(sidan: Sidan, body: Record<string, unknown>): Promise<CertificateCheck> {
  const { vault } = sidan;
  const asked = numberIn(body.number);
  const token = typeof body.token === 'string' ? body.token.replace(/[\s-]/g, '').toUpperCase() : '';
  if (!asked || !same(tokenOf(vault, asked.number), token)) return NONE;
  const q = connectionOf(sidan.db);
  const { rows } = await q.query<Certificate>(
    sidan.write(`select ${COLUMNS} from {sidanCertificates} c where c.[regionCode] = $1 and c.[number] = $2`),
    [asked.regionCode, asked.number],
  );
  const [row] = rows;
  // Before it is issued its token is given to nobody.
  if (!row || (row.digest === null && row.issuedAt === null)) return NONE;
  if (!isWhole(vault, row, row.digest)) return { result: 'changed' };
  const { number, holder, from, to, minutes, services, issuer, issuedOn } = row.content;
  return {
    result: row.state === 'revoked' ? 'revoked' : 'valid',
    number,
    name: maskName(holder.name),
    from,
    to,
    minutes,
    services: services.length,
    issuer: issuer!.name,
    issuedOn,
    ...(row.revokedAt ? { revokedOn: dayIn(await countyFor(sidan, q, row.regionCode), new Date(row.revokedAt)) } : {}),
  };
}
