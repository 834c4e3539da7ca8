/** What the centre does with a request: makes it known, issues it, refuses it; and revokes what should not have been issued. Each in one transaction, under the lock of the row. */
import type { CertificateContent } from '../../api/types';
import { SidanError } from '../errors';
import type { Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { mayIssue } from './access';
import { readRemarks, readText } from './asked';
import { countyFor, dayIn, type County } from './county';
import { lastDayOf, noticeEnd } from './notice';
import { once } from '../commands/once';
import { certificateAt, checkState, placeOf, write, type Certificate, type StoryEntry } from './row';
import { digestOf } from './seal';
import { holdsAll, servicesOf } from './services';
import { tell } from './tell';

type Body = Record<string, unknown>;

interface Step {
  q: Connection;
  now: Date;
  county: County;
  certificate: Certificate;
  body: Body;
  entry(as: StoryEntry['as'], reason?: string): StoryEntry;
}

/** One of the centre's steps. @throws NOT_FOUND (also another county's), KEY_INVALID, KEY_REUSED, and what the step refuses */
export const centreStep =
  (action: string, step: (reader: Reader, step: Step) => Promise<void>) =>
  async (reader: Reader, id: unknown, key: string | undefined, body: Body): Promise<string> => {
    const { sidan, actor } = reader;
    const place = await placeOf(reader, id, ({ regionCode }) => mayIssue(actor, regionCode));
    const { regionCode } = place;
    const done = await once(
      reader,
      { action: `certificates.${action}`, regionCode, key, body: { ...body, id } },
      async (q, now) => {
        const certificate = await certificateAt(reader, q, place, true);
        const county = await countyFor(sidan, q, regionCode);
        const entry = (as: StoryEntry['as'], reason?: string): StoryEntry => ({
          as,
          at: now.toISOString(),
          by: actor.name,
          ...(reason ? { reason } : {}),
        });
        await step(reader, { q, now, county, certificate, body, entry });
        return place.id;
      },
    );
    sidan.wake();
    return done;
  };

/** 开始公示：for as many whole days as the county says. @throws CERTIFICATE_STATE, CERTIFICATE_NO_NOTICE, CERTIFICATE_CHANGED */
export const noticeCertificate = centreStep('notice', async (reader, { q, now, county, certificate, entry }) => {
  checkState(certificate, 'requested');
  const { settings, zone } = county;
  if (settings.noticeDays === 0) throw new SidanError('CERTIFICATE_NO_NOTICE');
  await checkRecords(reader, q, county, certificate);
  const noticeEndsAt = noticeEnd(now, settings.noticeDays, zone);
  const until = lastDayOf(noticeEndsAt, zone);
  await write(reader, q, certificate, { state: 'noticed', noticedAt: now, noticeEndsAt }, entry('noticed'));
  await tell(reader, q, certificate, { as: 'certificateNoticed', at: now, until });
  await tell(reader, q, certificate, { as: 'certificateDue', at: noticeEndsAt });
});

/**
 * 出具：who issues it and when is written into it, and it is sealed.
 * @throws CERTIFICATE_STATE, CERTIFICATE_NOTICE_FIRST, CERTIFICATE_NOTICE_RUNS, CERTIFICATE_OBJECTED, CERTIFICATE_CHANGED, CERTIFICATE_ISSUER, INVALID_DATA
 */
export const issueCertificate = centreStep('issue', async (reader, { q, now, county, certificate, body, entry }) => {
  const { sidan, actor, say } = reader;
  checkState(certificate, 'requested', 'noticed');
  checkNotice(county, certificate, now);
  const remarks = readRemarks(say, body);
  const { principal, handler, contact } = county.settings;
  if (!principal || !contact) throw new SidanError('CERTIFICATE_ISSUER');
  await checkRecords(reader, q, county, certificate);
  const { mask, cipher } = await documentOf(reader, q, certificate);
  const { holder, ...rest } = certificate.content;
  const { document: _before, ...person } = holder;
  const content: CertificateContent = {
    ...rest,
    holder: { ...person, ...(mask ? { document: mask } : {}) },
    issuer: { name: county.centerName, principal, handler: handler || actor.name, contact },
    issuedOn: dayIn(county, now),
    ...(remarks ? { remarks } : {}),
  };
  const documentCipher = holder.documentInFull ? cipher : null;
  const sealed = { ...certificate, state: 'issued', content, documentCipher };
  const change = {
    state: 'issued',
    issuedAt: now,
    handledBy: actor.name,
    remarks: remarks || null,
    content,
    documentCipher,
    digest: digestOf(sidan.vault, sealed),
  };
  await write(reader, q, certificate, change, entry('issued'));
  await tell(reader, q, certificate, { as: 'certificateIssued', at: now });
});

/** 不予出具。@throws CERTIFICATE_STATE, INVALID_DATA */
export const refuseCertificate = centreStep('refuse', async (reader, { q, now, certificate, body, entry }) => {
  checkState(certificate, 'requested', 'noticed');
  const reason = readText(reader.say, body, 'reason');
  await write(
    reader,
    q,
    certificate,
    { state: 'refused', reason, handledBy: reader.actor.name },
    entry('refused', reason),
  );
  await tell(reader, q, certificate, { as: 'certificateRefused', at: now, reason });
});

/** 撤销：from now on its check says so. Sealed anew, so that nobody puts it back into force by hand. @throws CERTIFICATE_STATE, INVALID_DATA */
export const revokeCertificate = centreStep('revoke', async (reader, { q, now, certificate, body, entry }) => {
  checkState(certificate, 'issued');
  const reason = readText(reader.say, body, 'reason');
  const digest = digestOf(reader.sidan.vault, { ...certificate, state: 'revoked' });
  const change = { state: 'revoked', reason, revokedAt: now, handledBy: reader.actor.name, digest };
  await write(reader, q, certificate, change, entry('revoked', reason));
  await tell(reader, q, certificate, { as: 'certificateRevoked', at: now, reason });
});

function checkNotice({ settings, zone }: County, { state, noticeEndsAt, objections }: Certificate, now: Date): void {
  if (state === 'requested' && settings.noticeDays > 0)
    throw new SidanError('CERTIFICATE_NOTICE_FIRST', { days: settings.noticeDays });
  if (noticeEndsAt && now < new Date(noticeEndsAt))
    throw new SidanError('CERTIFICATE_NOTICE_RUNS', {
      from: zone.toLocal(new Date(noticeEndsAt).getTime()).date,
      noticeEndsAt: new Date(noticeEndsAt).toISOString(),
    });
  if (objections.some(({ answer }) => !answer)) throw new SidanError('CERTIFICATE_OBJECTED');
}

/** Whatever it certifies is still so: nothing of it has come into dispute or was put right since. What was confirmed later stays for the next one. @throws CERTIFICATE_CHANGED */
async function checkRecords({ sidan }: Reader, q: Connection, county: County, certificate: Certificate): Promise<void> {
  const { content, personId } = certificate;
  const now = await servicesOf(sidan, q, county, personId, content);
  if (!holdsAll(now, content.services)) throw new SidanError('CERTIFICATE_CHANGED');
}

/** The holder's identity number as it is registered now: the centre may have taken it down meanwhile. */
async function documentOf({ sidan }: Reader, q: Connection, { regionCode, personId }: Certificate) {
  const { rows } = await q.query<{ mask: string | null; cipher: string | null }>(
    sidan.write(
      `select p.[idNo] as mask, p.[idNoCipher] as cipher from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $2::uuid`,
    ),
    [regionCode, personId],
  );
  return rows[0] ?? { mask: null, cipher: null };
}
