import { toldCapacity } from '../access/wards';
import { actorKey } from '../commands/requests';
import type { RedemptionDone, RedemptionRow, RedemptionStep } from './redemption';
import { COLUMNS } from './redemption';

interface Ending {
  from: string | null;
  bodyHash: string;
  /** Notices that are about the shop and not about this redemption's people. */
  isNew?: boolean;
}

const TYPES: Partial<Record<keyof RedemptionRow, string>> = { snapshot: 'jsonb' };
const WRITTEN = COLUMNS.filter((name) => name !== 'id' && name !== 'regionCode');

/** Writes all that a step has come to: the row, its clocks, its history, messages for after the commit, and the answer under the request's key. */
export async function settleStep(step: RedemptionStep, { from, bodyHash, isNew }: Ending): Promise<RedemptionDone> {
  const { sidan, row, command, lifecycle } = step;
  row.version += isNew ? 0 : 1;
  if (lifecycle.definition.finals.includes(row.state)) row.closedAt ??= command.now;
  await (isNew ? insertRow(step) : updateRow(step));
  await clocks(step);
  for (const { template, to } of step.notices) await message(step, template, to);
  // A warning is told and changes nothing: it is no part of the story.
  if (!command.type.includes('.')) await history(step, from);
  const done = { id: row.id, state: row.state };
  if (command.key)
    await step.q.query(
      sidan.write(`
        insert into {sidanRequests} ([id], [regionCode], [key], [action], [actor], [bodyHash], [answer], [at], [createdAt], [updatedAt])
        values ($1::uuid, $2, $3, $4, $5, $6, $7::jsonb, $8::timestamptz, now(), now())`),
      [
        sidan.newId(),
        row.regionCode,
        command.key,
        `redemption.${command.type}`,
        actorKey(command.actor),
        bodyHash,
        JSON.stringify(done),
        command.now,
      ],
    );
  return done;
}

const valueOf = (row: RedemptionRow, name: keyof RedemptionRow): unknown =>
  name === 'snapshot' ? JSON.stringify(row.snapshot) : row[name];

const place = (name: keyof RedemptionRow, index: number): string =>
  `$${index + 3}${TYPES[name] ? `::${TYPES[name]}` : ''}`;

async function insertRow({ sidan, q, row }: RedemptionStep): Promise<void> {
  await q.query(
    sidan.write(`
      insert into {sidanRedemptions} ([id], [regionCode], ${WRITTEN.map((name) => `[${name}]`).join(', ')}, [createdAt], [updatedAt])
      values ($1::uuid, $2, ${WRITTEN.map(place).join(', ')}, now(), now())`),
    [row.id, row.regionCode, ...WRITTEN.map((name) => valueOf(row, name))],
  );
}

async function updateRow({ sidan, q, row }: RedemptionStep): Promise<void> {
  await q.query(
    sidan.write(`
      update {sidanRedemptions} set ${WRITTEN.map((name, index) => `[${name}] = ${place(name, index)}`).join(', ')}, [updatedAt] = now()
       where [id] = $1::uuid and [regionCode] = $2`),
    [row.id, row.regionCode, ...WRITTEN.map((name) => valueOf(row, name))],
  );
}

async function clocks({ sidan, q, row, command, cancelledTimers, timers }: RedemptionStep): Promise<void> {
  if (cancelledTimers.length || command.timerId)
    await q.query(
      sidan.write(`
        update {sidanTimers} set [state] = case when [id] = $4::uuid then 'fired' else 'cancelled' end,
               [firedAt] = case when [id] = $4::uuid then $5::timestamptz end, [updatedAt] = now()
         where [regionCode] = $1 and [subjectId] = $2::uuid and [state] in ('pending', 'paused') and ([name] = any($3::text[]) or [id] = $4::uuid)`),
      [row.regionCode, row.id, cancelledTimers, command.timerId ?? null, command.now],
    );
  if (timers.length)
    await q.query(
      sidan.write(`
        insert into {sidanTimers} ([id], [regionCode], [subjectKind], [subjectId], [townCode], [name], [event], [dueAt], [state], [attempts], [createdAt], [updatedAt])
        select t.id, $1, 'redemption', $2::uuid, $3, t.name, t.event, t."dueAt", 'pending', 0, now(), now()
          from jsonb_to_recordset($4::jsonb) as t(id uuid, name text, event text, "dueAt" timestamptz)`),
      [row.regionCode, row.id, row.townCode, JSON.stringify(timers.map((timer) => ({ ...timer, id: sidan.newId() })))],
    );
}

/** Left for after the commit; `more` where it is about something else than this redemption alone. */
export async function message(
  { sidan, q, row, command, outlet }: RedemptionStep,
  template: string,
  to: readonly string[],
): Promise<void> {
  const payload = {
    to,
    teamIds: [],
    orderNo: row.redemptionNo,
    title: row.rewardName,
    event: command.type,
    reason: typeof command.data.reason === 'string' ? command.data.reason : null,
    actorUserId: command.actor.userId ?? null,
    redemptionId: row.id,
    outlet: outlet.name,
  };
  await q.query(
    sidan.write(`
      insert into {sidanOutbox} ([id], [regionCode], [kind], [template], [payload], [state], [availableAt], [attempts], [createdAt], [updatedAt])
      values ($1::uuid, $2, 'notify', $3, $4::jsonb, 'pending', $5::timestamptz, 0, now(), now())`),
    [sidan.newId(), row.regionCode, template, JSON.stringify(payload), command.now],
  );
}

async function history(step: RedemptionStep, from: string | null): Promise<void> {
  const { sidan, q, row, command, lifecycle, capacity, seq } = step;
  const { reason, code: _secret, ...data } = command.data;
  await q.query(
    sidan.write(`
      insert into {sidanRedemptionEvents} ([id], [regionCode], [redemptionId], [townCode], [seq], [type], [fromState], [toState], [capacity], [actorUserId], [actorName],
                                           [reason], [data], [at], [definitionVersion], [createdAt], [updatedAt])
      values ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14::timestamptz, $15, now(), now())`),
    [
      sidan.newId(),
      row.regionCode,
      row.id,
      row.townCode,
      seq,
      command.type,
      from,
      row.state,
      toldCapacity(capacity, command.actor, row.personId),
      command.actor.userId ?? null,
      command.actor.name,
      typeof reason === 'string' ? reason : null,
      JSON.stringify(data),
      command.now,
      lifecycle.definition.version,
    ],
  );
}
