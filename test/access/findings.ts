import { randomUUID } from 'node:crypto';
import { openSql, type SharedServer } from '../support/shared';
import type { World } from '../support/world';

/** On the hours of the first order's volunteer, as rules would have found them. */
async function findingsOf(server: SharedServer, { regionCode, people: { volunteer } }: World): Promise<string[]> {
  const sql = await openSql(server);
  const states = [
    ['open', null],
    ['upheld', null],
    ['open', null],
    ['upheld', 'open'],
  ] as const;
  const ids = states.map(() => randomUUID());
  for (const [i, [state, appeal]] of states.entries())
    await sql.query(
      `insert into "sidanFindings" ("id", "regionCode", "key", "pack", "packVersion", "rule", "attendanceId", "orderId", "personId", "townCode", "at", "state", "appealState", "outcome", "evidence", "createdAt", "updatedAt")
       select $1::uuid, $2::text, $3::text, 'base', '1.0.0', 'bulk-entry', a."id", a."orderId", a."personId", a."townCode", now(), $4::text, $5::text,
              '{"kind":"flag","rule":"bulk-entry","pack":"base","packVersion":"1.0.0","layer":"national","params":{"code":"bulk-entry","severity":"warn"},"amount":0,"steps":[],"factsSeen":{}}',
              '{"facts":[],"rows":[]}', now(), now()
         from "sidanAttendances" a where a."regionCode" = $2::text and a."personId" = $6 order by a."checkInAt" limit 1`,
      [ids[i], regionCode, `bulk-entry-${i}:${regionCode}`, state, appeal, volunteer.personId],
    );
  await sql.end();
  return ids;
}

const made = { here: [] as string[], near: [] as string[] };

export async function makeFindings(server: SharedServer, here: World, near: World): Promise<void> {
  made.here = await findingsOf(server, here);
  made.near = await findingsOf(server, near);
}

interface Situation {
  here: World;
  near: World;
}

const finding = (what: string, id: string, body: Record<string, unknown>) => ({
  action: `sidanFindings:${what}?filterByTk=${id}`,
  body: () => body,
});

/** What everybody tries on hours that are looked at. */
export const findingsTried = (of: () => Situation) => ({
  'sidanFindings:mine': () => ({ method: 'GET' as const, action: 'sidanFindings:mine' }),
  'sidanFindings:state': () => finding('state', made.here[0]!, { text: '某事' }),
  'sidanFindings:state elsewhere': () => finding('state', made.near[0]!, { text: '某事' }),
  'sidanFindings:appeal': () => finding('appeal', made.here[1]!, { text: '某事' }),
  'sidanFindings:appeal elsewhere': () => finding('appeal', made.near[1]!, { text: '某事' }),
  'sidanFindings:desk': () => ({
    method: 'GET' as const,
    action: `sidanFindings:desk?regionCode=${of().here.regionCode}`,
  }),
  'sidanFindings:desk elsewhere': () => ({
    method: 'GET' as const,
    action: `sidanFindings:desk?regionCode=${of().near.regionCode}`,
  }),
  // Once for each: what is decided is decided.
  'sidanFindings:decide': () => finding('decide', made.here[2]!, { decision: 'dismissed', reason: '某因' }),
  'sidanFindings:decide elsewhere': () => finding('decide', made.near[2]!, { decision: 'dismissed', reason: '某因' }),
  'sidanFindings:answer': () => finding('answer', made.here[3]!, { decision: 'refused', reason: '某因' }),
  'sidanFindings:answer elsewhere': () => finding('answer', made.near[3]!, { decision: 'refused', reason: '某因' }),
});
