import type { Somebody, World } from '../world';
import type { DocumentCase } from './cases';

/** Ages of which a case asks for the last day; of all others for the birthday. */
const LAST_DAYS = new Set([49, 59, 70]);

/** What a case says of somebody, written down by the county's administrator: women's age stands in their identity number, men's on their page. */
export async function describePerson(
  { people }: World,
  { personId }: Somebody,
  facts: DocumentCase['facts'],
  moment: string,
): Promise<void> {
  const { client } = people.countyAdmin;
  const age = facts['person.age'];
  const day = moment.slice(0, 10);
  if (age !== undefined) {
    const [birthDate, sex] = [bornOn(Number(age), day), facts['person.sex']];
    const values = sex === 'female' ? { idNo: idNoOf(birthDate, personId) } : { birthDate, ...(sex ? { sex } : {}) };
    await client.post(`sidanPeople:update?filterByTk=${personId}`, values);
  }
  if (facts['person.trained'] !== true) return;
  const [volunteer] = await client.get<{ id: string }[]>('sidanVolunteers:list', { filter: { personId } });
  await client.post(`sidanVolunteers:update?filterByTk=${volunteer!.id}`, { trainedOn: minusDays(day, 30) });
}

const minusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Born so that somebody is of that age on that day. */
export function bornOn(age: number, day: string): string {
  const isLast = LAST_DAYS.has(age);
  const near = isLast ? minusDays(day, -1) : day;
  return `${Number(near.slice(0, 4)) - age - (isLast ? 1 : 0)}${near.slice(4)}`;
}

/** A woman's identity number of that day of birth, with its check character (GB 11643). */
function idNoOf(birthDate: string, personId: string): string {
  const serial = String((Number.parseInt(personId.slice(-4), 16) % 50) * 2).padStart(3, '0');
  const digits = `130982${birthDate.replaceAll('-', '')}${serial}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return digits + '10X98765432'[sum % 11];
}
