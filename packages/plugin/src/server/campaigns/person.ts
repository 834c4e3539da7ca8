import { isNear } from '../access/near';
import type { Actor } from '../access/actor';
import { SidanError } from '../errors';
import { isId } from '../ids';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Who hands something in. */
export interface Person {
  id: string;
  name: string;
  townCode: string | null;
  /** Registered, and in force. */
  isVolunteer: boolean;
}

/** SQL: whether a person `p` is a volunteer now. */
export const IS_VOLUNTEER = `exists (select 1 from {sidanVolunteers} v where v.[regionCode] = p.[regionCode] and v.[personId] = p.[id] and coalesce(v.[status], 'active') = 'active')`;

/** Somebody of the county's book. @throws NOT_FOUND */
export async function personIn(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  id: unknown,
): Promise<Person> {
  const { rows } = isId(id)
    ? await q.query<Person>(
        write(
          `select p.[id] as id, p.[name] as name, p.[townCode] as "townCode", ${IS_VOLUNTEER} as "isVolunteer" from {sidanPeople} p where p.[regionCode] = $1 and p.[id] = $2::uuid`,
        ),
        [regionCode, id],
      )
    : { rows: [] };
  if (!rows[0]) throw new SidanError('NOT_FOUND', { what: 'sidanPeople' });
  return rows[0];
}

/** The same within the caller's own area. @throws NOT_FOUND */
export async function personNear(
  sidan: Pick<Sidan, 'write'>,
  q: Connection,
  actor: Actor,
  regionCode: string,
  id: unknown,
): Promise<Person> {
  const person = await personIn(sidan, q, regionCode, id);
  if (!isNear(actor, regionCode, person.townCode)) throw new SidanError('NOT_FOUND', { what: 'sidanPeople' });
  return person;
}
