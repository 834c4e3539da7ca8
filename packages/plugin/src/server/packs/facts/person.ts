import type { Facts } from '@sidan/rules';
import { ageOn, saidByIdNo, type Born } from '../../people/born';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { dayOf } from '../regions';

/** What the book knows of a person, whatever a county has added to it. */
export const PERSON_FACTS = ['person.age', 'person.sex', 'person.trained'] as const;

/** Somebody on a day. */
export interface Someone {
  personId?: string | null;
  at: Date;
}

interface Known {
  id: string;
  birthDate: string | null;
  sex: Born['sex'] | null;
  idNo: string | null;
  isVolunteer: boolean;
  trainedOn: string | null;
}

/**
 * Age in whole years and sex, from the identity number where one is kept, else from what staff have written down; for a volunteer whether they were trained by then. What
 * nobody knows is missing, so that no rule that asks for it fires. One statement, and none where `names` asks for none of it.
 */
export async function personFacts(
  sidan: Pick<Sidan, 'write' | 'vault'>,
  q: Connection,
  regionCode: string,
  names: ReadonlySet<string>,
  people: readonly Someone[],
): Promise<Record<string, unknown>[]> {
  const known = PERSON_FACTS.some((name) => names.has(name))
    ? await knownOf(sidan, q, regionCode, people)
    : new Map<string, Known>();
  return people.map(({ personId, at }) => {
    const one = known.get(personId ?? '');
    return one ? factsOf(sidan, one, dayOf(at)) : {};
  });
}

/** How old people are on a day, by their ids; who is not there has no age that anybody knows. One statement. */
export async function agesOf(
  sidan: Pick<Sidan, 'write' | 'vault'>,
  q: Connection,
  regionCode: string,
  people: readonly string[],
  at: Date,
): Promise<Map<string, number>> {
  const known = await knownOf(
    sidan,
    q,
    regionCode,
    [...people].map((personId) => ({ personId, at })),
  );
  const ages = [...known.values()].map((one) => [one.id, factsOf(sidan, one, dayOf(at))['person.age']] as const);
  return new Map(ages.flatMap(([id, age]) => (typeof age === 'number' ? [[id, age]] : [])));
}

function factsOf({ vault }: Pick<Sidan, 'vault'>, one: Known, day: string): Facts {
  const said = one.idNo ? saidByIdNo(vault.open(one.idNo)) : {};
  const birthDate = said.birthDate ?? one.birthDate;
  return {
    'person.age': birthDate ? ageOn(birthDate, day) : undefined,
    'person.sex': said.sex ?? one.sex ?? undefined,
    ...(one.isVolunteer ? { 'person.trained': one.trainedOn !== null && one.trainedOn <= day } : {}),
  };
}

async function knownOf(
  { write }: Pick<Sidan, 'write'>,
  q: Connection,
  regionCode: string,
  people: readonly Someone[],
): Promise<Map<string, Known>> {
  const ids = [...new Set(people.flatMap(({ personId }) => personId ?? []))];
  if (!ids.length) return new Map();
  const { rows } = await q.query<Known>(write(STATEMENT), [regionCode, ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

const STATEMENT = `
  select p.[id] as id, p.[birthDate]::text as "birthDate", p.[sex] as sex, p.[idNoCipher] as "idNo", v.[id] is not null as "isVolunteer", v.[trainedOn]::text as "trainedOn"
    from {sidanPeople} p left join {sidanVolunteers} v on v.[regionCode] = p.[regionCode] and v.[personId] = p.[id]
   where p.[regionCode] = $1 and p.[id] = any($2::uuid[])`;
