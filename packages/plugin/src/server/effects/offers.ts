import type { TeamTie } from '../access/capacities';
import { SidanError } from '../errors';
import { checkClaim } from '../dispatch/claims';
import { isId } from '../ids';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { join, joinedOf, mayNeedSeveral, settleFor, teamsOf } from '../commands/joined';

/** 派单：opens one offer for each team; a team that was asked already and has not answered keeps its offer. @throws TEAM_UNAVAILABLE: nothing is opened then. */
export async function openOffers(ctx: StepContext, params: { teamIds: string[] }): Promise<void> {
  const { sidan, q, order, command } = ctx;
  const teamIds = [...new Set(params.teamIds)];
  if (!teamIds.every(isId)) throw new SidanError('TEAM_UNAVAILABLE', { team: '' });
  const { teamCount } = command.data;
  if (typeof teamCount === 'number' && teamCount > 0) order.set({ teamCount });
  const joined = teamsOf((field) => order.get(field));
  const { rows } = await q.query<{ teamId: string; name: string; taken: boolean; usable: boolean }>(
    sidan.write(`
      with asked as (
        select t.[id], t.[name], coalesce(t.[status], 'active') = 'active' as usable,
               exists (select 1 from {sidanOffers} o where o.[regionCode] = $1 and o.[orderId] = $2::uuid and o.[teamId] = t.[id] and o.[state] = 'open')
                 or t.[id] = any($10::uuid[]) as taken
          from {sidanTeams} t where t.[regionCode] = $1 and t.[id] = any($3::uuid[])
      ), made as (
        insert into {sidanOffers} ([id], [regionCode], [orderId], [townCode], [teamId], [state], [offeredAt], [expiresAt], [note], [run], [createdAt], [updatedAt])
        select ids.id, $1, $2::uuid, $5, asked.[id], 'open', $6::timestamptz, $7::timestamptz, $8, $9::bigint, now(), now()
          from asked join unnest($3::uuid[], $4::uuid[]) as ids(team, id) on ids.team = asked.[id]
         where asked.usable and not asked.taken
      ), extended as (
        update {sidanOffers} set [expiresAt] = $7::timestamptz, [updatedAt] = now()
         where [regionCode] = $1 and [orderId] = $2::uuid and [state] = 'open' and $7::timestamptz is not null
      )
      select [id] as "teamId", [name] as name, taken, usable from asked`),
    [
      inRegion(order),
      idOf(order),
      teamIds,
      teamIds.map(() => sidan.newId()),
      order.get('townCode') ?? null,
      command.now,
      ctx.expiresAt ?? order.get('dueAt') ?? null,
      typeof command.data.note === 'string' ? command.data.note : null,
      command.plan?.run ?? null,
      joined,
    ],
  );
  const unusable = rows.find((row) => !row.usable);
  if (unusable || rows.length < teamIds.length)
    throw new SidanError('TEAM_UNAVAILABLE', { team: unusable?.name ?? '' });
  ctx.openOffers += rows.filter((row) => !row.taken).length;
  for (const { teamId } of rows) ctx.touchedTeams.add(teamId);
}

interface CloseParams {
  as: 'accepted' | 'declined' | 'expired' | 'withdrawn';
  of: 'actor' | 'others' | 'open' | 'joined' | 'all';
}

/**
 * Closes open offers: the acting team's own, those of the `others`, or all that are `open`; `all` includes the offers by which a team has the order now or has joined it, whose
 * answers stay on record. Of `joined` teams nothing is left to close: they have the order.
 * @throws TEAM_AMBIGUOUS
 */
export async function closeOffers(ctx: StepContext, params: CloseParams): Promise<void> {
  const { sidan, q, order, command } = ctx;
  if (params.of === 'joined') return settleFor(order, command.now);
  const mine = params.of === 'actor';
  const isAll = params.of === 'all';
  if ((mine || params.of === 'others') && !ctx.actorTeam) throw new SidanError('TEAM_AMBIGUOUS');
  const joined = joinedOf((field) => order.get(field));
  const has = teamsOf((field) => order.get(field));
  ctx.closedOffers = true;
  if (!mine && ctx.openOffers === 0 && !(isAll && has.length)) return;
  const which = {
    actor: `[state] = 'open' and [teamId] = $7::uuid`,
    others: `[state] = 'open' and [teamId] <> $7::uuid`,
    open: `[state] = 'open'`,
    all: `([state] = 'open' or ([state] = 'accepted' and [teamId] = any($7::uuid[]) and [answeredAt] >= $8::timestamptz))`,
  };
  const { rows } = await q.query<{ teamId: string; wasOpen: boolean }>(
    sidan.write(`
      update {sidanOffers} o set [state] = $3, [reason] = coalesce($6, [reason]), [updatedAt] = now(),
             [answeredAt] = case when before.state = 'open' then $4::timestamptz else [answeredAt] end,
             [answeredById] = case when before.state = 'open' then $5::uuid else [answeredById] end
        from (select [id] as id, [state] as state from {sidanOffers} where [regionCode] = $1 and [orderId] = $2::uuid and ${which[params.of]}) before
       where o.[regionCode] = $1 and o.[id] = before.id
      returning o.[teamId] as "teamId", before.state = 'open' as "wasOpen"`),
    [
      inRegion(order),
      idOf(order),
      params.as,
      command.now,
      mine ? (command.actor.personId ?? null) : null,
      typeof command.data.reason === 'string' ? command.data.reason : null,
      ...(isAll ? [has, joined[0]?.at ?? order.get('acceptedAt') ?? null] : []),
      ...(mine || params.of === 'others' ? [ctx.actorTeam!.teamId] : []),
    ],
  );
  ctx.openOffers -= rows.filter((row) => row.wasOpen).length;
  // Who answered for a team is told by the page; the others of that team have nothing to hear of having "lost".
  if (!mine) for (const { teamId } of rows) ctx.touchedTeams.add(teamId);
  if (isAll && joined.length) order.set({ joined: null });
  if (params.as === 'accepted' && mine) hasOrder(ctx, ctx.actorTeam!);
}

/** 抢单：the caller's team has the order without having been asked; offers that are still open are withdrawn. @throws TEAM_AMBIGUOUS, CLAIM_EXCLUDED, RULES_BROKEN */
export async function claimOffer(ctx: StepContext): Promise<void> {
  const { sidan, q, order, command, actorTeam } = ctx;
  if (!actorTeam) throw new SidanError('TEAM_AMBIGUOUS');
  await checkClaim(ctx, actorTeam);
  const { rows } = await q.query<{ teamId: string }>(
    sidan.write(`
      with made as (
        insert into {sidanOffers} ([id], [regionCode], [orderId], [townCode], [teamId], [state], [offeredAt], [answeredAt], [answeredById], [createdAt], [updatedAt])
        values ($3::uuid, $1, $2::uuid, $4, $5::uuid, 'accepted', $6::timestamptz, $6::timestamptz, $7::uuid, now(), now())
      )
      update {sidanOffers} o set [state] = 'withdrawn', [answeredAt] = $6::timestamptz, [updatedAt] = now()
       where o.[regionCode] = $1 and o.[orderId] = $2::uuid and o.[state] = 'open' returning o.[teamId] as "teamId"`),
    [
      inRegion(order),
      idOf(order),
      sidan.newId(),
      order.get('townCode') ?? null,
      actorTeam.teamId,
      command.now,
      command.actor.personId ?? null,
    ],
  );
  ctx.openOffers -= rows.length;
  for (const { teamId } of rows) if (teamId !== actorTeam.teamId) ctx.touchedTeams.add(teamId);
  hasOrder(ctx, actorTeam);
}

function hasOrder({ order, command, lifecycle }: StepContext, team: TeamTie): void {
  join(order, team.teamId, command.now, mayNeedSeveral(lifecycle), command.data.headcount);
  team.offered = false;
}
