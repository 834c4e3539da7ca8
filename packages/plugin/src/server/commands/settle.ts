import { idOf, inRegion, type NeutralLine, type StepContext } from './command';
import { Values } from '../sql';
import { actorKey } from './requests';

interface EventRow {
  seq: number;
  from: string | null;
  to: string;
  capacity: string;
}

/**
 * The last statement of every command: what the order's row becomes, clocks stopped and set, messages left for after the commit, the event added to the order's history,
 * and the answer kept under the request's key. One statement, so that a command costs few round trips, and of those parts the ones that this command has: PostgreSQL
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
  const values = new Values();
  const of = common(values, ctx);
  const parts = [
    columns && moved(of, values, columns),
    (ctx.cancelledTimers.length > 0 || command.timerId) && stopped(of, values, ctx),
    ctx.timers.length > 0 && clocks(of, values, ctx),
    ctx.notices.length > 0 && messages(of, values, ctx),
    command.key && kept(of, values, ctx, answer, bodyHash),
    // A warning is told and changes nothing: it is no part of the order's story.
    !command.type.includes('.') && told(of, values, ctx, event),
  ].filter((part) => typeof part === 'string');
  const last = parts.pop();
  if (!last) return;
  const before = parts.map((part, i) => `part${i} as (${part})`);
  const text = before.length ? `with ${before.join(', ')} ${last}` : last;
  await (q.last ?? q.query)(sidan.write(text), values.list);
}

type Common = ReturnType<typeof common>;

/** What several parts name, each given when it is first named: PostgreSQL refuses a value that no part has a use for. */
function common(values: Values, { order, command }: StepContext) {
  const given = new Map<string, string>();
  const once = (name: string, value: () => unknown): string => {
    const place = given.get(name) ?? values.add(value());
    given.set(name, place);
    return place;
  };
  return {
    get region() {
      return once('region', () => inRegion(order));
    },
    get order() {
      return `${once('order', () => idOf(order))}::uuid`;
    },
    get now() {
      return `${once('now', () => command.now)}::timestamptz`;
    },
    get town() {
      return once('town', () => order.get('townCode') ?? null);
    },
  };
}

/** A list is of a column in JSON; PostgreSQL's client would make an array of it. */
const column = (value: unknown): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

const moved = (of: Common, values: Values, columns: Record<string, unknown>): string => `
  update {sidanOrders} set ${Object.keys(columns)
    .sort()
    .map((name) => `[${name}] = ${values.add(column(columns[name]))}`)
    .join(', ')}, [updatedAt] = now()
   where [regionCode] = ${of.region} and [id] = ${of.order}`;

function stopped({ region, order, now }: Common, values: Values, { cancelledTimers, command }: StepContext): string {
  const fired = `[id] = ${values.add(command.timerId ?? null)}::uuid`;
  return `
  update {sidanTimers} set [state] = case when ${fired} then 'fired' else 'cancelled' end,
                           [firedAt] = case when ${fired} then ${now} end, [updatedAt] = now()
   where [regionCode] = ${region} and [orderId] = ${order} and [state] in ('pending', 'paused')
     and ([name] = any(${values.add(cancelledTimers)}::text[]) or ${fired})`;
}

function clocks({ region, order, town }: Common, values: Values, { sidan, timers }: StepContext): string {
  const rows = timers.map((timer) => ({ ...timer, id: sidan.newId() }));
  return `
  insert into {sidanTimers} ([id], [regionCode], [orderId], [townCode], [name], [event], [dueAt], [state], [attempts], [createdAt], [updatedAt])
  select t.id, ${region}, ${order}, ${town}, t.name, t.event, t."dueAt", 'pending', 0, now(), now()
    from jsonb_to_recordset(${values.add(JSON.stringify(rows))}::jsonb) as t(id uuid, name text, event text, "dueAt" timestamptz)`;
}

function messages({ region, order: orderId, now }: Common, values: Values, ctx: StepContext): string {
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
}

function kept(
  { region, now }: Common,
  values: Values,
  { sidan, command }: StepContext,
  answer: NeutralLine,
  bodyHash: string,
): string {
  const { key, type, actor } = command;
  const own = [key, type, actorKey(actor), bodyHash].map((value) => values.add(value)).join(', ');
  return `
  insert into {sidanRequests} ([regionCode], [at], [id], [key], [action], [actor], [bodyHash], [answer], [createdAt], [updatedAt])
  values (${region}, ${now}, ${values.add(sidan.newId())}, ${own}, ${values.add(JSON.stringify(answer))}, now(), now())`;
}

function told({ region, order, now, town }: Common, values: Values, ctx: StepContext, event: EventRow): string {
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
    event.capacity,
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
}

/** The plan's own reasons are in no language, and among what is noted. */
const reasonOf = ({ command }: StepContext): unknown =>
  command.plan?.runs && command.actor.kind === 'system' ? undefined : command.data.reason;
