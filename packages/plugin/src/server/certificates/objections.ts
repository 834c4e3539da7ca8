/** 公示期间的异议：raised by volunteers of the county or taken down by the centre, and answered before anything is issued. */
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Reader } from '../reads/reader';
import { mayIssue } from './access';
import { readText } from './asked';
import { centreStep } from './handle';
import { once } from '../commands/once';
import { isVolunteerIn } from './known';
import { certificateAt, checkState, placeOf, write, type Objection } from './row';
import { tell } from './tell';

/** Enough for anybody to be heard, and few enough to be read. */
const OBJECTIONS_MAX = 20;

/** 提出异议，公示期间。@throws NOT_FOUND (also another county's), CERTIFICATE_STATE, INVALID_DATA, CERTIFICATE_OBJECTIONS_FULL, KEY_INVALID, KEY_REUSED */
export async function objectTo(
  reader: Reader,
  id: unknown,
  key: string | undefined,
  body: Record<string, unknown>,
): Promise<string> {
  const { sidan, actor, say } = reader;
  const own = (await isVolunteerIn(reader)) ? actor.regionCode : undefined;
  const place = await placeOf(reader, id, ({ regionCode }) => regionCode === own || mayIssue(actor, regionCode));
  const { regionCode } = place;
  const asked = { action: 'certificates.object', regionCode, key, body: { ...body, id } };
  const done = await once(reader, asked, async (q, now) => {
    const certificate = await certificateAt(reader, q, place, true);
    // What is not made known, nobody but the centre knows of.
    if (certificate.state !== 'noticed' && !mayIssue(actor, regionCode))
      throw new SidanError('NOT_FOUND', { what: 'sidanCertificates' });
    checkState(certificate, 'noticed');
    const reason = readText(say, body, 'reason');
    if (certificate.objections.length >= OBJECTIONS_MAX) throw new SidanError('CERTIFICATE_OBJECTIONS_FULL');
    const at = now.toISOString();
    const objection: Objection = { id: sidan.newId(), at, by: actor.name, byUser: actor.userId, reason };
    const objections = [...certificate.objections, objection];
    await write(reader, q, certificate, { objections }, { as: 'objected', at, by: actor.name, reason });
    await tell(reader, q, certificate, { as: 'certificateObjected', at: now, reason });
    return place.id;
  });
  sidan.wake();
  return done;
}

/** 答复异议：what was found. Where it is right, the request is refused instead. @throws CERTIFICATE_STATE, NOT_FOUND (the objection), INVALID_DATA */
export const answerObjection = centreStep('answer', async (reader, { q, now, certificate, body, entry }) => {
  checkState(certificate, 'noticed');
  const { objectionId } = body;
  const found = isId(objectionId) && certificate.objections.find(({ id, answer }) => id === objectionId && !answer);
  if (!found) throw new SidanError('NOT_FOUND', { what: 'sidanCertificates' });
  const answer = readText(reader.say, body, 'answer');
  const objections = certificate.objections.map((one) =>
    one === found ? { ...one, answer, answeredAt: now.toISOString(), answeredBy: reader.actor.name } : one,
  );
  await write(reader, q, certificate, { objections }, entry('answered', answer));
});
