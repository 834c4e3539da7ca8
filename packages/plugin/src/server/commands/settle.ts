import { idOf, inRegion, type NeutralLine, type StepContext } from './command';
import { actorKey } from './requests';

interface EventRow {
  seq: number;
  from: string | null;
  to: string;
  capacity: string;
}

/**
 * The last statement of every command: clocks stopped and set, messages left for after the commit, the event added to the order's history,
 * and the answer kept under the request's key. One statement, so that a command costs few round trips.
 */
export async function settle(ctx: StepContext, event: EventRow, answer: NeutralLine, bodyHash: string): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const { reason, ...data } = command.data;
  const timers = ctx.timers.map((timer) => ({ ...timer, id: sidan.newId() }));
  const notices = ctx.notices.map((notice) => ({
    id: sidan.newId(),
    template: notice.template,
    payload: {
      to: notice.to,
      teamIds: notice.teamIds ?? [],
      orderNo: order.get('orderNo'),
      title: order.get('title'),
      event: command.type,
      reason: reason ?? null,
      actorUserId: command.actor.userId ?? null,
    },
  }));
  await q.query(sidan.write(STATEMENT), [
    inRegion(order),
    idOf(order),
    command.now,
    order.get('townCode') ?? null,
    ctx.cancelledTimers,
    JSON.stringify(timers),
    JSON.stringify(notices),
    sidan.newId(),
    event.seq,
    command.type,
    event.from,
    event.to,
    event.capacity,
    command.actor.personId ?? null,
    command.actor.userId ?? null,
    command.actor.name,
    typeof reason === 'string' ? reason : null,
    JSON.stringify(data),
    command.key ?? null,
    sidan.newId(),
    actorKey(command.actor),
    bodyHash,
    JSON.stringify(answer),
    command.timerId ?? null,
  ]);
}

const STATEMENT = `
with stopped as (
  update {sidanTimers} set [state] = case when [id] = $24::uuid then 'fired' else 'cancelled' end,
                           [firedAt] = case when [id] = $24::uuid then $3::timestamptz end, [updatedAt] = now()
   where [regionCode] = $1 and [orderId] = $2::uuid and [state] = 'pending' and ([name] = any($5::text[]) or [id] = $24::uuid)
), clocks as (
  insert into {sidanTimers} ([id], [regionCode], [orderId], [townCode], [name], [event], [dueAt], [state], [attempts], [createdAt], [updatedAt])
  select t.id, $1, $2::uuid, $4, t.name, t.event, t."dueAt", 'pending', 0, now(), now()
    from jsonb_to_recordset($6::jsonb) as t(id uuid, name text, event text, "dueAt" timestamptz)
), messages as (
  insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [orderId], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
  select n.id, $1, 'notify', n.template, $2::uuid, n.payload, 'pending', $3::timestamptz, 0, now(), now()
    from jsonb_to_recordset($7::jsonb) as n(id uuid, template text, payload jsonb)
), kept as (
  insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
  select $20::uuid, $1, $19::text, $10, $21, $22, $23::jsonb, $3::timestamptz, now(), now() where $19::text is not null
)
insert into {sidanOrderEvents} ([id], [regionCode], [orderId], [townCode], [seq], [type], [fromState], [toState], [capacity], [actorPersonId], [actorUserId],
                                [actorName], [reason], [data], [at], [createdAt], [updatedAt])
values ($8::uuid, $1, $2::uuid, $4, $9, $10, $11, $12, $13, $14::uuid, $15::bigint, $16, $17, $18::jsonb, $3::timestamptz, now(), now())`;
