/** Which emergency is in force, and which services it covers: in SQL, so that every statement that asks gets the same answer. */
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** An emergency `e` of a county at a time: by time alone. */
export const inForce = (region: string, at: string): string =>
  `e.[regionCode] = ${region} and e.[startsAt] <= ${at}::timestamptz and e.[endedAt] is null and e.[endsAt] > ${at}::timestamptz`;

/** Whether `e` covers a service item: it names the item, or its kind, or no service at all. */
const covers = (item: string): string => `
  (jsonb_exists(e.[items], ${item}.[code]) or jsonb_exists(e.[categories], ${item}.[category])
   or (e.[items] = '[]'::jsonb and e.[categories] = '[]'::jsonb))`;

/** The id of the emergency in force that covers a service item of the statement, or null. */
export const emergencyFor = (item: string, at: string): string =>
  `(select e.[id] from {sidanEmergencies} e where ${inForce(`${item}.[regionCode]`, at)} and ${covers(item)} limit 1)`;

/** Whether a service item of the statement is open at a time, as far as emergencies are concerned. */
export const openNow = (item: string, at: string): string =>
  `(not coalesce(${item}.[emergencyOnly], false) or ${emergencyFor(item, at)} is not null)`;

/** What residents are told of the emergency that is in force. */
export async function emergencyNow(
  { write, clock }: Pick<Sidan, 'write' | 'clock'>,
  q: Connection,
  regionCode: string,
): Promise<{ id: string; name: string; until: string } | undefined> {
  const { rows } = await q.query<{ id: string; name: string; until: Date | string }>(
    write(
      `select e.[id] as id, e.[name] as name, e.[endsAt] as until from {sidanEmergencies} e where ${inForce('$1', '$2')} limit 1`,
    ),
    [regionCode, clock()],
  );
  const [found] = rows;
  return found && { ...found, until: new Date(found.until).toISOString() };
}
