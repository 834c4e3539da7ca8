import { toldCapacity } from '../access/wards';
import type { NeutralLine, StepContext } from './command';
import { writingOf, type Part } from './parts';
import { actorKey } from './requests';

interface EventRow {
  seq: number;
  from: string | null;
  to: string;
  capacity: string;
}

/**
 * The last statement of every command: what effects have left to be written, what the order’s row becomes, clocks stopped and set, messages left for after the commit, the event
 * added to the order’s history, and the answer kept under the request's key. Of those parts the ones that this command has: PostgreSQL
 * makes ready for each part of a statement, whether anything comes of it or not. There are some dozens of such statements, each prepared once for each connection.
 *
 * `columns`: what the order's row becomes; null where it is written already.
 */
export async function settle(
  ctx: StepContext,
  columns: Record<string, unknown> | null,
  event: EventRow,
  answer: NeutralLine,
  bodyHash: string,
): Promise<void> {
  const { sidan, q, command } = ctx;
  const parts: (Part | false | null | undefined | '')[] = [
    columns && moved(columns),
    (ctx.cancelledTimers.length > 0 || command.timerId) && stopped(ctx),
    ctx.timers.length > 0 && clocks(ctx),
    ctx.notices.length > 0 && messages(ctx),
    command.key && kept(ctx, answer, bodyHash),
    // A warning is told and changes nothing: it is no part of the order's story.
    !command.type.includes('.') && told(ctx, event),
  ];
  const writing = writingOf(
    ctx,
    parts.filter((part) => typeof part === 'function'),
  );
  if (writing) await (q.last ?? q.query)(sidan.write(writing.text), writing.values);
}

/** A list is of a column in JSON; PostgreSQL's client would make an array of it. */
const column = (value: unknown): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

const moved =
  (columns: Record<string, unknown>): Part =>
  (of, values) => `
  update {sidanOrders} set ${Object.keys(columns)
    .sort()
    .map((name) => `[${name}] = ${values.add(column(columns[name]))}`)
    .join(', ')}, [updatedAt] = now()
   where [regionCode] = ${of.region} and [id] = ${of.order}`;

const stopped =
  ({ cancelledTimers, command }: StepContext): Part =>
  ({ region, order, now }, values) => {
    const fired = `[id] = ${values.add(command.timerId ?? null)}::uuid`;
    return `
  update {sidanTimers} set [state] = case when ${fired} then 'fired' else 'cancelled' end,
                           [firedAt] = case when ${fired} then ${now} end, [updatedAt] = now()
   where [regionCode] = ${region} and [orderId] = ${order} and [state] in ('pending', 'paused')
     and ([name] = any(${values.add(cancelledTimers)}::text[]) or ${fired})`;
  };

const clocks =
  ({ sidan, timers }: StepContext): Part =>
  ({ region, order, town }, values) => {
    const rows = timers.map((timer) => ({ ...timer, id: sidan.newId() }));
    return `
  insert into {sidanTimers} ([id], [regionCode], [orderId], [townCode], [name], [event], [dueAt], [state], [attempts], [createdAt], [updatedAt])
  select t.id, ${region}, ${order}, ${town}, t.name, t.event, t."dueAt", 'pending', 0, now(), now()
    from jsonb_to_recordset(${values.add(JSON.stringify(rows))}::jsonb) as t(id uuid, name text, event text, "dueAt" timestamptz)`;
  };

const messages =
  (ctx: StepContext): Part =>
  ({ region, order: orderId, now }, values) => {
    const { sidan, order, command } = ctx;
    const rows = ctx.notices.map((notice) => ({
      id: sidan.newId(),
      template: notice.template,
      payload: {
        to: notice.to,
        teamIds: notice.teamIds ?? [],
        orderNo: order.get('orderNo'),
        title: order.get('title'),
        event: command.type,
        reason: reasonOf(ctx) ?? null,
        actorUserId: command.actor.userId ?? null,
      },
    }));
    return `
  insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [orderId], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
  select n.id, ${region}, 'notify', n.template, ${orderId}, n.payload, 'pending', ${now}, 0, now(), now()
    from jsonb_to_recordset(${values.add(JSON.stringify(rows))}::jsonb) as n(id uuid, template text, payload jsonb)`;
  };

const kept =
  ({ sidan, command }: StepContext, answer: NeutralLine, bodyHash: string): Part =>
  ({ region, now }, values) => {
    const { key, type, actor } = command;
    const own = [key, type, actorKey(actor), bodyHash].map((value) => values.add(value)).join(', ');
    return `
  insert into {sidanRequests} ([regionCode], [at], [id], [key], [action], [actor], [bodyHash], [answer], [createdAt], [updatedAt])
  values (${region}, ${now}, ${values.add(sidan.newId())}, ${own}, ${values.add(JSON.stringify(answer))}, now(), now())`;
  };

const told =
  (ctx: StepContext, event: EventRow): Part =>
  ({ region, order, now, town }, values) => {
    const { sidan, command, lifecycle } = ctx;
    const { type, actor, noted } = command;
    const { reason: _given, ...data } = command.data;
    const reason = reasonOf(ctx);
    const own = [
      sidan.newId(),
      event.seq,
      type,
      event.from,
      event.to,
      toldCapacity(event.capacity, actor, ctx.order.get('requesterId')),
      actor.personId ?? null,
      actor.userId ?? null,
      actor.name,
      typeof reason === 'string' ? reason : null,
      JSON.stringify({ ...data, ...noted }),
      lifecycle.definition.version,
    ];
    return `
  insert into {sidanOrderEvents} ([regionCode], [orderId], [at], [townCode], [id], [seq], [type], [fromState], [toState], [capacity], [actorPersonId], [actorUserId],
                                  [actorName], [reason], [data], [definitionVersion], [createdAt], [updatedAt])
  values (${region}, ${order}, ${now}, ${town}, ${own.map((value) => values.add(value)).join(', ')}, now(), now())`;
  };

/** The plan's own reasons are in no language, and among what is noted. */
const reasonOf = ({ command }: StepContext): unknown =>
  command.plan?.runs && command.actor.kind === 'system' ? undefined : command.data.reason;
