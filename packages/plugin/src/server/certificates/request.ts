/** What a volunteer does: looks what a certificate would say, asks for it, and takes the request back. */
import type { CertificateContent, CertificatePreview } from '../../api/types';
import { SidanError } from '../errors';
import { rowsOf, type Reader } from '../reads/reader';
import type { Connection } from '../sql';
import { readPeriod } from './asked';
import { countyFor, dayIn, type County } from './county';
import { newCertificateNo } from './number';
import { once } from '../commands/once';
import { certificateAt, checkState, placeOf, write, type StoryEntry } from './row';
import { minutesOf, servicesOf } from './services';
import { tell } from './tell';

type Body = Record<string, unknown>;

interface Volunteer {
  personId: string;
  name: string;
  volunteerNo: string;
  document: string | null;
}

/** The reader as a volunteer of their county. @throws NOT_JOINED, NOT_VOLUNTEER */
export async function volunteerOf(reader: Pick<Reader, 'sidan' | 'q' | 'actor'>, lock = false): Promise<Volunteer> {
  const { actor } = reader;
  if (!actor.personId || !actor.regionCode) throw new SidanError('NOT_JOINED');
  const [row] = await rowsOf<Volunteer>(
    reader,
    `select p.[id] as "personId", p.[name] as name, v.[volunteerNo] as "volunteerNo", p.[idNo] as document
       from {sidanPeople} p join {sidanVolunteers} v on v.[regionCode] = p.[regionCode] and v.[personId] = p.[id]
      where p.[regionCode] = $1 and p.[id] = $2::uuid ${lock ? 'for update of p' : ''}`,
    [actor.regionCode, actor.personId],
  );
  if (!row) throw new SidanError('NOT_VOLUNTEER');
  return row;
}

/** What a certificate for a period would hold. @throws NOT_JOINED, NOT_VOLUNTEER, NO_COUNTY, INVALID_DATA */
export async function preview(reader: Reader, body: Body): Promise<CertificatePreview> {
  const { sidan, q, actor, say } = reader;
  const { personId } = await volunteerOf(reader);
  const county = await countyFor(sidan, q, actor.regionCode);
  const services = await servicesOf(sidan, q, county, personId, readPeriod(say, body, dayIn(county, sidan.clock())));
  return { minutes: minutesOf(services), services };
}

/**
 * 申请出具。What it says is taken down now; one at a time for each person.
 * @returns its id
 * @throws NOT_JOINED, NOT_VOLUNTEER, NO_COUNTY, INVALID_DATA, CERTIFICATE_OPEN, CERTIFICATE_EMPTY, KEY_INVALID, KEY_REUSED
 */
export async function requestCertificate(reader: Reader, key: string | undefined, body: Body): Promise<string> {
  const { sidan, actor, say } = reader;
  await volunteerOf(reader);
  const county = await countyFor(sidan, reader.q, actor.regionCode);
  const { regionCode } = county;
  const id = await once(reader, { action: 'certificates.request', regionCode, key, body }, async (q, now) => {
    const asked = readPeriod(say, body, dayIn(county, now));
    // Two requests of one person are one after the other.
    const volunteer = await volunteerOf({ sidan, q, actor }, true);
    if (await isOpen(reader, q, regionCode, volunteer.personId)) throw new SidanError('CERTIFICATE_OPEN');
    const services = await servicesOf(sidan, q, county, volunteer.personId, asked);
    if (!services.length) throw new SidanError('CERTIFICATE_EMPTY');
    const { name, volunteerNo, document } = volunteer;
    const content: CertificateContent = {
      number: newCertificateNo(regionCode, dayIn(county, now)),
      holder: { name, volunteerNo, ...(document ? { document } : {}), documentInFull: asked.documentInFull },
      from: asked.from,
      to: asked.to,
      minutes: minutesOf(services),
      services,
    };
    return insert(reader, q, county, volunteer, content, now);
  });
  sidan.wake();
  return id;
}

async function insert(
  reader: Reader,
  q: Connection,
  { regionCode }: County,
  { personId, name }: Volunteer,
  content: CertificateContent,
  now: Date,
): Promise<string> {
  const { sidan } = reader;
  const id = sidan.newId();
  const { number, from, to, minutes } = content;
  const story: StoryEntry[] = [{ as: 'requested', at: now.toISOString(), by: name }];
  await q.query(sidan.write(INSERT), [
    id,
    regionCode,
    number,
    personId,
    name,
    from,
    to,
    minutes,
    now,
    JSON.stringify(content),
    JSON.stringify(story),
  ]);
  await tell(reader, q, { id, regionCode, number }, { as: 'certificateRequested', at: now });
  return id;
}

async function isOpen({ sidan }: Reader, q: Connection, regionCode: string, personId: string): Promise<boolean> {
  const { rows } = await q.query(
    sidan.write(
      `select 1 from {sidanCertificates} c where c.[regionCode] = $1 and c.[personId] = $2::uuid and c.[state] in ('requested', 'noticed') limit 1`,
    ),
    [regionCode, personId],
  );
  return rows.length > 0;
}

/** 撤回申请。@throws NOT_FOUND (also somebody else's), CERTIFICATE_STATE */
export async function withdrawCertificate(reader: Reader, id: unknown, key: string | undefined): Promise<string> {
  const { actor } = reader;
  const place = await placeOf(reader, id, ({ personId }) => personId === actor.personId);
  return once(
    reader,
    { action: 'certificates.withdraw', regionCode: place.regionCode, key, body: { id } },
    async (q, now) => {
      const certificate = await certificateAt(reader, q, place, true);
      checkState(certificate, 'requested', 'noticed');
      const entry: StoryEntry = { as: 'withdrawn', at: now.toISOString(), by: actor.name };
      await write(reader, q, certificate, { state: 'withdrawn' }, entry);
      return place.id;
    },
  );
}

const INSERT = `
insert into {sidanCertificates} ([id], [regionCode], [number], [state], [personId], [name], [fromDate], [toDate], [minutes], [requestedAt], [content], [objections], [story], [createdAt], [updatedAt])
values ($1::uuid, $2, $3, 'requested', $4::uuid, $5, $6, $7, $8, $9, $10::jsonb, '[]'::jsonb, $11::jsonb, now(), now())`;
