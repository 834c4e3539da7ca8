import { rowsOf, type Reader } from '../reads/reader';

/** Whether the reader is a volunteer of their county, and so of the organisation within which certificates are made known. */
export async function isVolunteerIn(reader: Reader): Promise<boolean> {
  const { regionCode, personId } = reader.actor;
  if (!personId || !regionCode) return false;
  const rows = await rowsOf(
    reader,
    `select 1 from {sidanVolunteers} v where v.[regionCode] = $1 and v.[personId] = $2::uuid and v.[status] = 'active'`,
    [regionCode, personId],
  );
  return rows.length > 0;
}
