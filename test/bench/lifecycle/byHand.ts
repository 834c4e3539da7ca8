/**
 * The opponent: the same six steps as somebody writes them in SQL who knows the tables and needs no other county's way of working. Every step is one transaction that
 * begins with the conditional update and writes what ours writes, into the same tables with the same indexes, over the same pool, every statement prepared:
 *
 * - the order's row, locked and moved by one `update … where "state" in (…)` that holds who may do it as well: the office that covers the town, or a leader (a member, to
 *   check in) of the team that was asked or has the order; no row means refused;
 * - the offers or the presence that the step opens or closes;
 * - the clocks that the step stops and sets. When they are due is a constant: it knows of no calendar, no span of a service item and no priority;
 * - one row of the outbox for each notice, the line of the history with the next number, and the answer under the request's key, whose unique index refuses the same
 *   request a second time.
 *
 * It promises what ours promises of these steps: at most once for each key, one winner, all or nothing, a durable clock, a history. It does not do what makes ours
 * data: no definition is read and no guard asked, there is no snapshot and no version of the lifecycle, its answer says the new state and not what may be done next.
 */
import { randomUUID } from 'node:crypto';
import { withClient, type Cast, type Client, type Host, type Way } from './cast';

interface Moved {
  orderNo: string;
  title: string;
  townCode: string;
  version: string;
  state: string;
}

interface Notice {
  template: string;
  to: string[];
  teamIds?: string[];
}

interface Step {
  type: string;
  userId: number;
  capacity: string;
  from: string;
  data?: Record<string, unknown>;
  reason?: string;
  notices: Notice[];
  /** Clocks of the state that is left, and of the one that is entered. */
  stops?: string;
  sets?: { name: string; event: string; dueAt: Date };
  /** The conditional update, and what else the step changes. */
  move(client: Client, now: Date, orderId: string): Promise<Moved | undefined>;
}

const HOUR_MS = 3_600_000;
const later = (now: Date, hours: number) => new Date(now.getTime() + hours * HOUR_MS);

let statements = 0;
/** A statement with a name, so that each connection plans it once. */
function prepared(text: string) {
  const name = `by_hand_${(statements += 1)}`;
  return async <Row>(client: Client, values: unknown[]): Promise<Row[]> =>
    (await client.query({ name, text, values })).rows;
}

const control = (text: string) => (client: Client) => client.query({ text, values: [] });
const begin = control('begin');
const commit = control('commit');
const rollback = control('rollback');

const RETURNED = `returning o."orderNo", o."title", o."townCode", o."version", o."state"`;
const SENDS = (user: string) => `exists (select 1 from "sidanScopes" s where s."userId" = ${user}::bigint
  and s."role" in ('dispatcher', 'siteManager', 'countyAdmin') and o."townCode" like s."scopeCode" || '%')`;
const LEADS = (
  user: string,
  team: string,
) => `exists (select 1 from "sidanTeamMembers" m join "sidanPeople" p on p."id" = m."personId"
  where m."regionCode" = o."regionCode" and m."teamId" = ${team} and m."status" = 'active' and m."role" = 'leader' and p."userId" = ${user}::bigint)`;
const WAS_ASKED = (team: string) => `exists (select 1 from "sidanOffers" f
  where f."regionCode" = o."regionCode" and f."orderId" = o."id" and f."teamId" = ${team} and f."state" = 'open')`;

const dispatched = prepared(`
  update "sidanOrders" o set "state" = 'offered', "dispatchedAt" = $2, "dueAt" = $3, "version" = "version" + 1, "updatedAt" = now()
   where o."id" = $1::uuid and o."state" = 'waiting' and ${SENDS('$4')} ${RETURNED}`);
const offered = prepared(`
  insert into "sidanOffers" ("id", "regionCode", "orderId", "townCode", "teamId", "state", "offeredAt", "expiresAt", "createdAt", "updatedAt")
  select $1::uuid, $2::text, $3::uuid, $4, t."id", 'open', $6, $7, now(), now() from "sidanTeams" t
   where t."regionCode" = $2::text and t."id" = $5::uuid and t."status" = 'active' returning "id"`);
const declined = prepared(`
  update "sidanOrders" o set "state" = 'waiting', "teamId" = null, "acceptedAt" = null, "dueAt" = null, "version" = "version" + 1, "updatedAt" = now()
   where o."id" = $1::uuid and o."state" = 'offered' and ${WAS_ASKED('$2::uuid')} and ${LEADS('$3', '$2::uuid')} ${RETURNED}`);
const answered = prepared(`
  update "sidanOffers" set "state" = $4, "answeredAt" = $5, "answeredById" = $6::uuid, "reason" = $7, "updatedAt" = now()
   where "regionCode" = $1 and "orderId" = $2::uuid and "teamId" = $3::uuid and "state" = 'open'`);
const accepted = prepared(`
  update "sidanOrders" o set "state" = 'accepted', "teamId" = $2::uuid, "acceptedAt" = $3, "dueAt" = null, "version" = "version" + 1, "updatedAt" = now()
   where o."id" = $1::uuid and o."state" = 'offered' and ${WAS_ASKED('$2::uuid')} and ${LEADS('$4', '$2::uuid')} ${RETURNED}`);
const withdrawn = prepared(`
  update "sidanOffers" set "state" = 'withdrawn', "answeredAt" = $3, "updatedAt" = now()
   where "regionCode" = $1 and "orderId" = $2::uuid and "state" = 'open'`);
const started = prepared(`
  update "sidanOrders" o set "state" = 'serving', "startedAt" = $2, "version" = "version" + 1, "updatedAt" = now()
   where o."id" = $1::uuid and o."state" = 'accepted' and ${LEADS('$3', 'o."teamId"')} ${RETURNED}`);
const checkedIn = prepared(`
  insert into "sidanAttendances" ("id", "regionCode", "orderId", "townCode", "teamId", "personId", "checkInAt", "origin", "createdAt", "updatedAt")
  select $1::uuid, $2::text, $3::uuid, $4, $5::uuid, $6::uuid, $7, 'app', now(), now()
   where not exists (select 1 from "sidanAttendances" where "regionCode" = $2::text and "orderId" = $3::uuid and "personId" = $6::uuid and "checkOutAt" is null)`);
const finished = prepared(`
  update "sidanOrders" o set "state" = 'finished', "finishedAt" = $2, "dueAt" = $3, "report" = $4, "version" = "version" + 1, "updatedAt" = now()
   where o."id" = $1::uuid and o."state" = 'serving' and ${LEADS('$5', 'o."teamId"')} ${RETURNED}`);
const checkedOut = prepared(`
  update "sidanAttendances" set "checkOutAt" = $3::timestamptz, "minutes" = greatest(floor(extract(epoch from ($3::timestamptz - "checkInAt")) / 60), 0)::bigint, "updatedAt" = now()
   where "regionCode" = $1 and "orderId" = $2::uuid and "checkOutAt" is null`);

const stopped = prepared(`
  update "sidanTimers" set "state" = 'cancelled', "updatedAt" = now()
   where "regionCode" = $1 and "orderId" = $2::uuid and "state" = 'pending' and "name" = $3`);
const set = prepared(`
  insert into "sidanTimers" ("id", "regionCode", "orderId", "townCode", "name", "event", "dueAt", "state", "attempts", "createdAt", "updatedAt")
  values ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, 'pending', 0, now(), now())`);
const noticed = prepared(`
  insert into "sidanOutbox" ("id", "regionCode", "kind", "template", "orderId", "payload", "state", "availableAt", "attempts", "createdAt", "updatedAt")
  select n.id, $1, 'notify', n.template, $2::uuid, n.payload, 'pending', $3, 0, now(), now()
    from jsonb_to_recordset($4::jsonb) as n(id uuid, template text, payload jsonb)`);
const told = prepared(`
  insert into "sidanOrderEvents" ("id", "regionCode", "orderId", "townCode", "seq", "type", "fromState", "toState", "capacity", "actorUserId", "reason", "data", "at",
                                  "createdAt", "updatedAt")
  select $1::uuid, $2::text, $3::uuid, $4, coalesce(max(e."seq"), 0) + 1, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, now(), now()
    from "sidanOrderEvents" e where e."regionCode" = $2::text and e."orderId" = $3::uuid`);
const kept = prepared(`
  insert into "sidanRequests" ("id", "regionCode", "key", "action", "actor", "bodyHash", "answer", "at", "createdAt", "updatedAt")
  values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8, now(), now())`);

export function byHand(host: Host, cast: Cast): Way {
  const steps = stepsOf(cast);
  return async (orderId) => {
    for (const step of steps) await withClient(host, (client) => take(client, cast.regionCode, step, orderId));
    return steps.length;
  };
}

async function take(client: Client, region: string, step: Step, orderId: string): Promise<unknown> {
  const now = new Date();
  await begin(client);
  try {
    const order = await step.move(client, now, orderId);
    if (!order) throw new Error(`refused: ${step.type}`);
    if (step.stops) await stopped(client, [region, orderId, step.stops]);
    const { sets } = step;
    if (sets) await set(client, [randomUUID(), region, orderId, order.townCode, sets.name, sets.event, sets.dueAt]);
    const payload = {
      orderNo: order.orderNo,
      title: order.title,
      event: step.type,
      reason: step.reason ?? null,
      actorUserId: step.userId,
    };
    const notices = step.notices.map(({ template, to, teamIds = [] }) => ({
      id: randomUUID(),
      template,
      payload: { ...payload, to, teamIds },
    }));
    await noticed(client, [region, orderId, now, JSON.stringify(notices)]);
    await told(client, [
      randomUUID(),
      region,
      orderId,
      order.townCode,
      step.type,
      step.from,
      order.state,
      step.capacity,
      step.userId,
      step.reason ?? null,
      JSON.stringify(step.data ?? {}),
      now,
    ]);
    const answer = {
      id: orderId,
      orderNo: order.orderNo,
      title: order.title,
      state: order.state,
      version: Number(order.version),
    };
    const body = JSON.stringify({ orderId, data: step.data });
    await kept(client, [
      randomUUID(),
      region,
      randomUUID(),
      step.type,
      `user:${step.userId}`,
      body,
      JSON.stringify(answer),
      now,
    ]);
    await commit(client);
    return answer;
  } catch (error) {
    await rollback(client);
    throw error;
  }
}

function stepsOf({ regionCode, dispatcher, declining, serving }: Cast): Step[] {
  const toDispatch = (teamId: string): Step => ({
    type: 'dispatch',
    userId: dispatcher.id,
    capacity: 'dispatcher',
    from: 'waiting',
    data: { teamIds: [teamId] },
    notices: [
      { template: 'orderDispatched', to: ['requester'], teamIds: [teamId] },
      { template: 'offerOpened', to: ['teamLeader'], teamIds: [teamId] },
    ],
    get sets() {
      return { name: 'offered.responseClock', event: 'responseClock', dueAt: later(new Date(), 2) };
    },
    async move(client, now, orderId) {
      const due = later(now, 2);
      const [order] = await dispatched<Moved>(client, [orderId, now, due, dispatcher.id]);
      if (!order) return undefined;
      const made = await offered(client, [randomUUID(), regionCode, orderId, order.townCode, teamId, now, due]);
      return made.length ? order : undefined;
    },
  });
  return [
    toDispatch(declining.teamId),
    {
      type: 'decline',
      userId: declining.id,
      capacity: 'teamLeader',
      from: 'offered',
      reason: 'busy that day',
      stops: 'offered.responseClock',
      notices: [{ template: 'offersExhausted', to: ['dispatcher'] }],
      async move(client, now, orderId) {
        const [order] = await declined<Moved>(client, [orderId, declining.teamId, declining.id]);
        await answered(client, [
          regionCode,
          orderId,
          declining.teamId,
          'declined',
          now,
          declining.personId,
          'busy that day',
        ]);
        return order;
      },
    },
    toDispatch(serving.teamId),
    {
      type: 'accept',
      userId: serving.id,
      capacity: 'teamLeader',
      from: 'offered',
      stops: 'offered.responseClock',
      notices: [
        { template: 'orderAccepted', to: ['requester', 'dispatcher'] },
        { template: 'offerTaken', to: ['teamLeader'] },
        { template: 'taskAssigned', to: ['volunteer'], teamIds: [serving.teamId] },
      ],
      async move(client, now, orderId) {
        const [order] = await accepted<Moved>(client, [orderId, serving.teamId, now, serving.id]);
        await answered(client, [regionCode, orderId, serving.teamId, 'accepted', now, serving.personId, null]);
        await withdrawn(client, [regionCode, orderId, now]);
        return order;
      },
    },
    {
      type: 'start',
      userId: serving.id,
      capacity: 'teamLeader',
      from: 'accepted',
      notices: [{ template: 'serviceStarted', to: ['requester'] }],
      async move(client, now, orderId) {
        const [order] = await started<Moved>(client, [orderId, now, serving.id]);
        if (order)
          await checkedIn(client, [
            randomUUID(),
            regionCode,
            orderId,
            order.townCode,
            serving.teamId,
            serving.personId,
            now,
          ]);
        return order;
      },
    },
    {
      type: 'finish',
      userId: serving.id,
      capacity: 'teamLeader',
      from: 'serving',
      data: { all: true, report: 'done' },
      notices: [{ template: 'serviceFinished', to: ['requester'] }],
      get sets() {
        return { name: 'finished.confirmClock', event: 'confirmClock', dueAt: later(new Date(), 168) };
      },
      async move(client, now, orderId) {
        const [order] = await finished<Moved>(client, [orderId, now, later(now, 168), 'done', serving.id]);
        await checkedOut(client, [regionCode, orderId, now]);
        return order;
      },
    },
  ];
}
