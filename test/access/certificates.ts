import { randomInt, randomUUID } from 'node:crypto';
import type { Sql } from '../support/shared';
import type { World } from '../support/world';
import type { Column } from './parts';
import type { Try } from './try';

const DAY_MS = 86_400_000;

/** One certificate of the member's in each state that an action asks for, straight into the tables: what is tried is who may do what with it. */
export interface Certificates {
  requested: string;
  /** For each who tries: what is done is done. */
  toWithdraw: string;
  toRefuse: string;
  noticed: string;
  due: string;
  issued: string;
  /** Objections to `noticed`, one for each who may answer. */
  objections: string[];
}

export async function makeCertificates(sql: Sql, { regionCode, people }: World): Promise<Certificates> {
  const objections = Array.from({ length: 3 }, () => randomUUID());
  const make = async (state: string, daysLeft: number | null = null, more: { id: string }[] = []) => {
    const id = randomUUID();
    const number = `${regionCode}-2026-${randomInt(22222222, 99999999)}`;
    const holder = { name: '王某', volunteerNo: '1', documentInFull: false };
    const content = { number, holder, from: '2026-01-01', to: '2026-01-02', minutes: 0, services: [] };
    await sql.query(
      `insert into "sidanCertificates" ("id", "regionCode", "number", "state", "personId", "requestedAt", "noticeEndsAt", "minutes", "content", "objections", "story", "createdAt", "updatedAt")
       values ($1, $2, $3, $4, $5, now(), $6, 0, $7, $8, '[]', now(), now())`,
      [
        id,
        regionCode,
        number,
        state,
        people.volunteer.personId,
        daysLeft === null ? null : new Date(Date.now() + daysLeft * DAY_MS),
        JSON.stringify(content),
        JSON.stringify(more),
      ],
    );
    return id;
  };
  const objection = (id: string) => ({ id, at: new Date().toISOString(), by: '某人', reason: '某因' });
  return {
    requested: await make('requested'),
    toWithdraw: await make('requested'),
    toRefuse: await make('requested'),
    noticed: await make('noticed', 7, objections.map(objection)),
    due: await make('noticed', -1),
    issued: await make('issued'),
    objections,
  };
}

/** Who answers for certificates in a county. */
export const answering = ({ regionCode }: World) => ({
  regionCode,
  principal: '某人',
  contact: '某处',
  noticeDays: 7,
});

const period = { from: '2026-01-01', to: '2026-01-02' };

const certificate = (what: string, id: string, body: Try['body'] = () => ({ reason: '某因' })): Try => ({
  action: `sidanCertificates:${what}?filterByTk=${id}`,
  body,
});

const answers: Partial<Record<Column, number>> = { dispatcher: 0, 'county admin': 1, root: 2 };

/** What everybody tries with certificates, in this order. */
export const certificatesTried = (
  made: () => { here: World; near: World; made: { here: Certificates; near: Certificates } },
): Record<string, () => Try> => ({
  'sidanCertificates:mine': () => ({ method: 'GET', action: 'sidanCertificates:mine' }),
  'sidanCertificates:preview': () => ({
    method: 'GET',
    action: 'sidanCertificates:preview?from=2026-01-01&to=2026-01-02',
  }),
  // Volunteers without a confirmed service; of the member one is under way.
  'sidanCertificates:request': () => ({ action: 'sidanCertificates:request', body: () => period }),
  'sidanCertificates:sheet': () => ({
    method: 'GET',
    action: `sidanCertificates:sheet?filterByTk=${made().made.here.requested}`,
  }),
  'sidanCertificates:sheet elsewhere': () => ({
    method: 'GET',
    action: `sidanCertificates:sheet?filterByTk=${made().made.near.requested}`,
  }),
  'sidanCertificates:notices': () => ({
    method: 'GET',
    action: `sidanCertificates:notices?regionCode=${made().here.regionCode}`,
  }),
  'sidanCertificates:notices elsewhere': () => ({
    method: 'GET',
    action: `sidanCertificates:notices?regionCode=${made().near.regionCode}`,
  }),
  'sidanCertificates:desk': () => ({
    method: 'GET',
    action: `sidanCertificates:desk?regionCode=${made().here.regionCode}`,
  }),
  'sidanCertificates:desk elsewhere': () => ({
    method: 'GET',
    action: `sidanCertificates:desk?regionCode=${made().near.regionCode}`,
  }),
  'sidanCertificates:settings': () => ({ action: 'sidanCertificates:settings', body: () => answering(made().here) }),
  'sidanCertificates:settings elsewhere': () => ({
    action: 'sidanCertificates:settings',
    body: () => answering(made().near),
  }),
  'sidanCertificates:object': () => certificate('object', made().made.here.noticed),
  'sidanCertificates:object elsewhere': () => certificate('object', made().made.near.noticed),
  'sidanCertificates:answer': () =>
    certificate('answer', made().made.here.noticed, (column) => ({
      objectionId: made().made.here.objections[answers[column] ?? 0],
      answer: '属实',
    })),
  // What is done once is done: who comes later is told so.
  'sidanCertificates:withdraw': () => certificate('withdraw', made().made.here.toWithdraw),
  'sidanCertificates:notice': () => certificate('notice', made().made.here.requested),
  'sidanCertificates:issue': () => certificate('issue', made().made.here.due),
  'sidanCertificates:issue elsewhere': () => certificate('issue', made().made.near.due),
  'sidanCertificates:refuse': () => certificate('refuse', made().made.here.toRefuse),
  'sidanCertificates:revoke': () => certificate('revoke', made().made.here.issued),
  'sidanCertificates:revoke elsewhere': () => certificate('revoke', made().made.near.issued),
  'sidanCertificates:check': () => ({
    action: 'sidanCertificates:check',
    body: () => ({ number: `${made().here.regionCode}-2026-22222222`, token: '2222222222222222' }),
  }),
});
