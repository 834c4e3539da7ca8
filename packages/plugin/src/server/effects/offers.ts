import type { TeamTie } from '../access/capacities';
import { SidanError } from '../errors';
import { checkClaim } from '../dispatch/claims';
import { isId } from '../ids';
import { inRegion, type Command, type StepContext, type TeamNamed } from '../commands/command';
import { join, joinedOf, mayNeedSeveral, settleFor, teamsOf } from '../commands/joined';
import type { Part } from '../commands/parts';
import { teamsNamed } from '../commands/surroundings';

/** 派单：opens one offer for each team; a team that was asked already and has not answered keeps its offer. @throws TEAM_UNAVAILABLE: nothing is opened then. */
export async function openOffers(ctx: StepContext, params: { teamIds: string[] }): Promise<void> {
  const { sidan, order, command } = ctx;
  const teamIds = [...new Set(params.teamIds)];
  if (!teamIds.every(isId)) throw new SidanError('TEAM_UNAVAILABLE', { team: '' });
  const { teamCount } = command.data;
  if (typeof teamCount === 'number' && teamCount > 0) order.set({ teamCount });
  const joined = teamsOf((field) => order.get(field));
  const known = ctx.teams.length ? ctx.teams : await named(ctx, teamIds);
  const teams = teamIds.map((id) => known.find((team) => team.id === id));
  const unusable = teams.find((team) => !team?.usable);
  if (unusable || teams.includes(undefined)) throw new SidanError('TEAM_UNAVAILABLE', { team: unusable?.name ?? '' });
  const fresh = teamIds.filter((id) => !ctx.offeredTo.has(id) && !joined.includes(id));
  const until = ctx.expiresAt ?? (order.get('dueAt') as Date | null) ?? null;
  if (until && ctx.offeredTo.size)
    ctx.parts.push(
      ({ region, order: id }, values) => `
      update {sidanOffers} set [expiresAt] = ${values.add(until)}::timestamptz, [updatedAt] = now()
       where [regionCode] = ${region} and [orderId] = ${id} and [state] = 'open'`,
    );
  const note = typeof command.data.note === 'string' ? command.data.note : null;
  const run = command.plan?.run ?? null;
  if (fresh.length)
    ctx.parts.push(
      ({ region, order: id, town, now }, values) => `
      insert into {sidanOffers} ([id], [regionCode], [orderId], [townCode], [teamId], [state], [offeredAt], [expiresAt], [note], [run], [createdAt], [updatedAt])
      select f.id, ${region}, ${id}, ${town}, f.team, 'open', ${now}, ${values.add(until)}::timestamptz, ${values.add(note)}::text, ${values.add(run)}::bigint, now(), now()
        from unnest(${values.add(fresh.map(() => sidan.newId()))}::uuid[], ${values.add(fresh)}::uuid[]) as f(id, team)`,
    );
  for (const id of fresh) ctx.offeredTo.add(id);
  for (const id of teamIds) ctx.touchedTeams.add(id);
}

/** Where the command was not known when the order was locked: the plan of dispatch has only then chosen. */
async function named({ sidan, q, order }: StepContext, teamIds: readonly string[]): Promise<TeamNamed[]> {
  const { rows } = await q.query<{ teams: TeamNamed[] | null }>(
    sidan.write(`select (${teamsNamed('$1', '$2')}) as teams`),
    [inRegion(order), teamIds],
  );
  return rows[0]!.teams ?? [];
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
export function closeOffers(ctx: StepContext, params: CloseParams): void {
  const { order, command, actorTeam, offeredTo } = ctx;
  if (params.of === 'joined') return settleFor(order, command.now);
  const mine = params.of === 'actor';
  const isAll = params.of === 'all';
  if ((mine || params.of === 'others') && !actorTeam) throw new SidanError('TEAM_AMBIGUOUS');
  ctx.closedOffers = true;
  const open = mine
    ? [actorTeam!.teamId]
    : [...offeredTo].filter((id) => params.of !== 'others' || id !== actorTeam!.teamId);
  const has = isAll ? teamsOf((field) => order.get(field)) : [];
  if (open.length) ctx.parts.push(answered(ctx, params, open));
  if (has.length) ctx.parts.push(takenBack(ctx, params, has));
  for (const id of open) offeredTo.delete(id);
  // Who answered for a team is told by the page; the others of that team have nothing to hear of having "lost".
  if (!mine) for (const id of [...open, ...has]) ctx.touchedTeams.add(id);
  if (isAll && order.get('joined')) order.set({ joined: null });
  if (params.as === 'accepted' && mine) hasOrder(ctx, actorTeam!);
}

/** Open offers of these teams are closed. */
const answered =
  ({ command }: StepContext, { as, of }: CloseParams, teamIds: readonly string[]): Part =>
  ({ region, order, now }, values) => `
    update {sidanOffers} set [state] = ${values.add(as)}, [reason] = coalesce(${values.add(reasonOf(command))}::text, [reason]), [updatedAt] = now(),
           [answeredAt] = ${now}, [answeredById] = ${values.add(of === 'actor' ? (command.actor.personId ?? null) : null)}::uuid
     where [regionCode] = ${region} and [orderId] = ${order} and [state] = 'open' and [teamId] = any(${values.add(teamIds)}::uuid[])`;

/** The offers by which these teams have the order now; what they answered, and when, stays on record. */
const takenBack = ({ order, command }: StepContext, { as }: CloseParams, teamIds: readonly string[]): Part => {
  const since = joinedOf((field) => order.get(field))[0]?.at ?? order.get('acceptedAt') ?? null;
  return ({ region, order: id }, values) => `
    update {sidanOffers} set [state] = ${values.add(as)}, [reason] = coalesce(${values.add(reasonOf(command))}::text, [reason]), [updatedAt] = now()
     where [regionCode] = ${region} and [orderId] = ${id} and [state] = 'accepted' and [teamId] = any(${values.add(teamIds)}::uuid[])
       and [answeredAt] >= ${values.add(since)}::timestamptz`;
};

const reasonOf = ({ data }: Command): string | null => (typeof data.reason === 'string' ? data.reason : null);

/** 抢单：the caller's team has the order without having been asked; offers that are still open are withdrawn. @throws TEAM_AMBIGUOUS, CLAIM_EXCLUDED, RULES_BROKEN */
export async function claimOffer(ctx: StepContext): Promise<void> {
  const { sidan, command, actorTeam } = ctx;
  if (!actorTeam) throw new SidanError('TEAM_AMBIGUOUS');
  await checkClaim(ctx, actorTeam);
  const own = [sidan.newId(), actorTeam.teamId, command.actor.personId ?? null];
  const others = [...ctx.offeredTo];
  if (others.length) ctx.parts.push(answered(ctx, { as: 'withdrawn', of: 'others' }, others));
  ctx.parts.push(
    ({ region, order: id, town, now }, values) => `
    insert into {sidanOffers} ([regionCode], [orderId], [townCode], [state], [offeredAt], [answeredAt], [createdAt], [updatedAt], [id], [teamId], [answeredById])
    values (${region}, ${id}, ${town}, 'accepted', ${now}, ${now}, now(), now(), ${own.map((value) => `${values.add(value)}::uuid`).join(', ')})`,
  );
  ctx.offeredTo.clear();
  for (const id of others) if (id !== actorTeam.teamId) ctx.touchedTeams.add(id);
  hasOrder(ctx, actorTeam);
}

function hasOrder({ order, command, lifecycle }: StepContext, team: TeamTie): void {
  join(order, team.teamId, command.now, mayNeedSeveral(lifecycle), command.data.headcount);
  team.offered = false;
}
