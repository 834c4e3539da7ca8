import { SidanError } from '../errors';
import { dayOf } from '../packs/regions';
import type { Reader } from '../reads/reader';
import type { Actor } from './actor';

/** 被监护人：somebody for whom another acts, by a paper that staff have seen. */
export interface Ward {
  personId: string;
  name: string;
}

/** As it is written down; both days count. */
export interface WardRow extends Ward {
  startsOn: string | null;
  endsOn: string | null;
}

/** Of the person `person`, an SQL expression, in the county `region`: `WardRow` of each relation that nobody has ended. */
export const wardsSql = (region: string, person: string): string => `
  (select json_agg(json_build_object('personId', g.[personId], 'name', w.[name], 'startsOn', g.[startsOn], 'endsOn', g.[endsOn]) order by g.[createdAt], g.[id])
     from {sidanGuardianships} g join {sidanPeople} w on w.[regionCode] = g.[regionCode] and w.[id] = g.[personId]
    where g.[regionCode] = ${region} and g.[guardianId] = ${person} and g.[status] = 'active')`;

/** Those of them that are in force on the county's own day. */
export function wardsAt(rows: readonly WardRow[], at: Date): Ward[] {
  const day = dayOf(at);
  const wards = rows.filter(({ startsOn, endsOn }) => (!startsOn || startsOn <= day) && (!endsOn || day <= endsOn));
  return [...new Map(wards.map(({ personId, name }) => [personId, { personId, name }])).values()];
}

/** Whether `actor` acts for a person as their guardian. */
export const isWard = ({ wards }: Actor, personId: unknown): boolean =>
  Boolean(personId) && (wards ?? []).some((ward) => ward.personId === personId);

/** In which capacity something is told to have been done: by whose it is, or by their guardian. */
export const toldCapacity = (capacity: string, actor: Actor, personId: unknown): string =>
  capacity === 'requester' && actor.personId !== personId && isWard(actor, personId) ? 'guardian' : capacity;

/**
 * 代为办理：what a reader sees who looks for a ward: what the ward would see, and nothing of their own. Themselves where nobody is named.
 * @throws NOT_WARD
 */
export function standingIn(reader: Reader, wardId: unknown): Reader {
  const { actor } = reader;
  if (wardId === undefined || wardId === null || wardId === '' || wardId === actor.personId) return reader;
  const ward = actor.wards?.find(({ personId }) => personId === wardId);
  if (!ward) throw new SidanError('NOT_WARD');
  const { personId, name } = ward;
  return { ...reader, actor: { ...actor, personId, name, scopes: [], wards: [], standsIn: true } };
}
