import { randomUUID } from 'node:crypto';
import { minutesBefore, type DocumentCase } from './cases';
import type { Party, Tried } from './tried';

const WHOLE_DAY = 24 * 60;

/** What a case says was served before, entered by the county's administrator from a list (`sidanCloses:enter`), just before its moment. */
export async function enterBefore(
  { moved, world }: Tried,
  { personId }: Party,
  { facts, history }: DocumentCase,
  moment: string,
): Promise<void> {
  const lastYear = Number(facts['volunteer.hoursLastYear'] ?? 0) * 60;
  const served = [
    ...(history?.attendances ?? []),
    ...(lastYear ? [{ at: `${Number(moment.slice(0, 4)) - 1}-06-01T10:00`, minutes: lastYear }] : []),
  ];
  if (!served.length) return;
  const { client } = world.people.countyAdmin;
  const [volunteer] = await client.get<{ volunteerNo: string }[]>('sidanVolunteers:list', { filter: { personId } });
  moved.stand(minutesBefore(moment, WHOLE_DAY / 4));
  await client.post('sidanCloses:enter', {
    rows: served.map(({ at, minutes }) => ({
      ...{ ref: randomUUID(), volunteerNo: volunteer!.volunteerNo, service: 'visit' },
      ...{ endedAt: `${at}:00+08:00`, minutes },
    })),
  });
}
