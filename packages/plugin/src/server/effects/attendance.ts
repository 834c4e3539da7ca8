import { SidanError } from '../errors';
import { isId } from '../ids';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { teamsOf } from '../commands/joined';
import { checkServers } from '../dispatch/servers';

/** 签到：the caller's own presence begins. @throws NOT_JOINED, ALREADY_CHECKED_IN, SERVER_EXCLUDED, RULES_BROKEN */
export async function openAttendance(ctx: StepContext): Promise<void> {
  const { sidan, order, command, present } = ctx;
  const { personId } = command.actor;
  if (!personId) throw new SidanError('NOT_JOINED');
  if (present.has(personId)) throw new SidanError('ALREADY_CHECKED_IN');
  await checkServers(ctx, [personId]);
  present.add(personId);
  const own = [sidan.newId(), ctx.actorTeam?.teamId ?? order.get('teamId') ?? null, personId];
  ctx.parts.push(
    ({ region, order: id, town, now }, values) => `
    insert into {sidanAttendances} ([regionCode], [orderId], [townCode], [checkInAt], [origin], [createdAt], [updatedAt], [deviceKey], [id], [teamId], [personId])
    values (${region}, ${id}, ${town}, ${now}, 'app', now(), now(), ${values.add(command.deviceKey ?? null)}::text, ${own.map((value) => `${values.add(value)}::uuid`).join(', ')})`,
  );
}

/**
 * 签退：whole minutes served are written down. A leader may end it for everybody; a volunteer ends their own, and the last one the service with it.
 * @throws NOT_CHECKED_IN when the caller, not being the leader, has no open presence; CAPACITY_NOT_ALLOWED when such a one would end it for all
 */
export function closeAttendance(ctx: StepContext, params: { of: 'actor' | 'all' }): void {
  const { order, command, present } = ctx;
  const team = ctx.actorTeam;
  const leads = team !== undefined && team.role !== 'member' && team.teamId === order.get('teamId');
  if (command.data.all === true && !leads) throw new SidanError('CAPACITY_NOT_ALLOWED', { event: command.type });
  const who = command.actor.personId ?? NOBODY;
  const mine = params.of === 'actor';
  const mustBeThere = mine || (!leads && command.actor.kind !== 'system');
  if (mustBeThere && !present.has(who)) throw new SidanError('NOT_CHECKED_IN');
  if (mine) present.delete(who);
  else present.clear();
  ctx.parts.push(
    ({ region, order: id, now }, values) => `
    update {sidanAttendances} set [checkOutAt] = ${now}, [updatedAt] = now(),
           [minutes] = greatest(floor(extract(epoch from (${now} - [checkInAt])) / 60), 0)::bigint
     where [regionCode] = ${region} and [orderId] = ${id} and [checkOutAt] is null${mine ? ` and [personId] = ${values.add(who)}::uuid` : ''}`,
  );
}

interface Recorded {
  of: 'listed' | 'requester';
  origin: 'stated' | 'declared';
  minutes: number;
  people: string[];
}

/**
 * Presence without check-in: so many minutes, until now, of each whom the leader named of the people of the team, or of the several that have joined, or of the requester, who declared it.
 * @throws INVALID_DATA (`people`): somebody is not of the team; SERVER_EXCLUDED, RULES_BROKEN
 */
export async function recordAttendance(ctx: StepContext, { of, origin, minutes, people }: Recorded): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const named = of === 'requester' ? [String(order.get('requesterId') ?? NOBODY)] : people;
  const { count } = await q.query(
    sidan.write(`
      insert into {sidanAttendances} ([id], [regionCode], [orderId], [townCode], [teamId], [personId], [checkInAt], [checkOutAt], [minutes], [origin], [recordedBy], [createdAt], [updatedAt])
      select n.id, $1, $2::uuid, $3, own.team, p.[id], $5::timestamptz - $6::bigint * interval '1 minute', $5::timestamptz, $6::bigint, $7::text, $10::bigint, now(), now()
        from unnest($8::uuid[], $9::uuid[]) as n(id, person) join {sidanPeople} p on p.[regionCode] = $1 and p.[id] = n.person
        left join lateral (select m.[teamId] as team from {sidanTeamMembers} m
                            where m.[regionCode] = $1 and m.[teamId] = any($4::uuid[]) and m.[personId] = p.[id] and m.[status] = 'active'
                            order by array_position($4::uuid[], m.[teamId]) limit 1) own on true
       where $7::text = 'declared' or own.team is not null`),
    [
      inRegion(order),
      idOf(order),
      order.get('townCode') ?? null,
      teamsOf((field) => order.get(field)),
      command.now,
      minutes,
      origin,
      named.map(() => sidan.newId()),
      named.map((id) => (isId(id) ? id : NOBODY)),
      // Who judges what somebody declared of themselves has not entered it.
      origin === 'stated' ? (command.actor.userId ?? null) : null,
    ],
  );
  if (count < named.length) throw new SidanError('INVALID_DATA', { problems: [{ field: 'people', code: 'CHOICE' }] });
  // What somebody declares of themselves was asked for by no order.
  if (of === 'listed') await checkServers(ctx, named);
  // Counted again when the order is confirmed, if it is: who served can redeem what that gives.
  ctx.toRedeem += named.length;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
