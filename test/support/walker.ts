import type { Walk } from '@sidan/lifecycle';
import type { OrderAnswer } from '@sidan/plugin-sidan/api';
import type { Client } from './api';
import { eventually, type Sql } from './shared';
import { beganEarlier, orderForm, type Somebody, type World } from './world';

type Step = Walk['steps'][number];

/** What a step needs around it that no event of its own brings: an order's surroundings as the database has them. */
interface Now {
  state: string;
  level: string;
  paused: boolean;
  teamId: string | null;
  offers: string[];
  /** Teams that have declined it: they cannot claim it. */
  declined: string[];
  /** Teams that have joined an order for several. */
  joined: string[];
  attendances: string[];
  ratings: string[];
  /** How often a dispute about the rating was settled. */
  settled: number;
  toRedeem: number;
  version: number;
}

/** Where orders go down to. */
export interface Ground {
  institute: string;
  station: string;
  /** Who may rate by the lifecycle, as they are kept (`sidanRatings.raterKind`). */
  parties: number;
  /** Whether two serve, so that each redeems. */
  redeems: boolean;
  /** Where an order may need several: more teams than two, and who leads them. */
  further: { teamId: string; leader: Somebody }[];
}

const LOW = ['institute', 'station', 'point', 'base', 'post'];

/**
 * Takes a walk with real commands only: what a guard asks is brought about by further commands (asking another team, checking in, delegating, rating), and a clock
 * by moving its due time into the past. Gives the order's id and how many commands it took.
 */
export async function takeWalk(
  world: World,
  sql: Sql,
  ground: Ground,
  walk: Walk,
): Promise<{ id: string; commands: number }> {
  const { people, teams } = world;
  let id = '';
  let commands = 0;
  // Who declares what they did is the one who asks.
  const requester = walk.steps[0]!.event === 'declare' ? 'volunteer' : 'resident';
  const leaders: Record<string, Somebody> = { [teams.one]: people.leader, [teams.two]: people.leaderTwo };
  const volunteers: Record<string, Somebody> = { [teams.one]: people.volunteer, [teams.two]: people.volunteerTwo };
  for (const { teamId, leader } of ground.further) leaders[teamId] = leader;

  const now = async (): Promise<Now> =>
    (
      await sql.query<Now>(
        `select o."state", coalesce(o."level", 'center') as level, o."pausedAt" is not null as paused, o."teamId", o."version"::int as version, coalesce(o."disputeCount", 0)::int as settled,
                array(select f."teamId"::text from "sidanOffers" f where f."orderId" = o."id" and f."state" = 'open') as offers,
                array(select f."teamId"::text from "sidanOffers" f where f."orderId" = o."id" and f."state" = 'declined') as declined,
                array(select j ->> 'teamId' from jsonb_array_elements(coalesce(o."joined", '[]'::jsonb)) as j) as joined,
                array(select a."personId"::text from "sidanAttendances" a where a."orderId" = o."id" and a."checkOutAt" is null) as attendances,
                array(select r."raterKind" from "sidanRatings" r where r."orderId" = o."id" and r."at" >= o."confirmedAt") as ratings,
                (select count(distinct a."personId")::int from "sidanAttendances" a where a."orderId" = o."id" and a."minutes" is not null
                    and not exists (select 1 from "sidanDecisions" d where d."key" = 'redeem:' || o."id" || ':' || a."personId")) as "toRedeem"
           from "sidanOrders" o where o."id" = $1`,
        [id],
      )
    )[0]!;

  const send = async (client: Client, event: string, data: Record<string, unknown> = {}): Promise<OrderAnswer> => {
    commands += 1;
    return client.order('send', id, { event, data });
  };

  async function clock(step: Step): Promise<void> {
    const moved = await sql.query(
      `update "sidanTimers" set "dueAt" = now() - interval '1 minute' where "orderId" = $1 and "event" = $2 and "state" = 'pending' returning 1`,
      [id, step.event],
    );
    if (!moved.length) throw new Error(`${step.event} does not run`);
    const { version } = await now();
    commands += 1;
    await eventually(async () => (await now()).version > version, 30_000);
  }

  /** A team that has not joined it, and was not asked; one that has declined it only where there is no other. */
  const free = ({ joined, offers, declined }: Now): string =>
    Object.keys(leaders).find((team) => ![...joined, ...offers, ...declined].includes(team)) ??
    Object.keys(leaders).find((team) => !joined.includes(team) && !offers.includes(team)) ??
    teams.one;

  /** Somebody who may send the step, by the first capacity of its list that fits what is around. */
  function sender({ by, event }: Step, at: Now): Client {
    if (event === 'rate' && ground.parties > 1) {
      const kinds = { requester: 'requester', siteManager: 'site', dispatcher: 'center', countyAdmin: 'center' };
      const left = by.find((one) => !at.ratings.includes(kinds[one as keyof typeof kinds]))!;
      return people[left === 'requester' ? 'resident' : (left as 'dispatcher')].client;
    }
    if (event === 'start') {
      const own = volunteers[at.teamId!]!;
      return (at.attendances.includes(own.personId) ? leaders[at.teamId!]! : own).client;
    }
    if (event === 'redeem') return people.dispatcher.client;
    if (by.includes('teamLeader') && !by.includes('dispatcher')) {
      const team = at.teamId ?? at.offers[0] ?? free(at);
      return leaders[team]!.client;
    }
    const part = by.find((one) => one !== 'system' && one !== 'volunteer');
    return people[part === 'requester' ? requester : (part as 'dispatcher')].client;
  }

  async function dataOf({ fields, facts, event }: Step, at: Now): Promise<Record<string, unknown>> {
    const data: Record<string, unknown> = {};
    for (const { name, kind, required, options } of fields) {
      const given = facts[`event.${name}`];
      if (given !== undefined) data[name] = given;
      if (!required || data[name] !== undefined) continue;
      if (kind === 'text') data[name] = '说明';
      if (kind === 'score') data[name] = 4;
      if (kind === 'minutes') data[name] = 60;
      if (kind === 'whole') data[name] = 1;
      if (kind === 'choice') data[name] = options![0];
      if (kind === 'teams') data[name] = [free(at)];
      if (kind === 'people') data[name] = [leaders[at.teamId!]!.personId, volunteers[at.teamId!]!.personId];
      if (kind === 'site') data[name] = at.level === 'center' ? ground.institute : ground.station;
      if (kind === 'item') data[name] = world.items.plain;
      if (kind === 'order') data[name] = (await people.resident.client.place(orderForm(world))).order.id;
    }
    if (event === 'dispatch') data.reason = '熟悉情况';
    // Of the people that it needs the team brings one.
    if (Number(facts['teams.missing'] ?? 0) > 1) data.headcount = 1;
    if (event === 'finish' && data.all === false) delete data.all;
    return data;
  }

  /** What level the next step asks that asks one, before the order comes back to where it can be changed. */
  function levelAhead(from: number): 'low' | 'center' | undefined {
    for (const [i, { facts, event, to }] of walk.steps.slice(from).entries()) {
      if ('order.level' in facts) return LOW.includes(String(facts['order.level'])) ? 'low' : 'center';
      if (i === 0 && event === 'levelClock') return 'center';
      if (to === 'waiting') return undefined;
    }
    return undefined;
  }

  /** Whether the plan of dispatch asks here, because a later step goes the way that the plan has next. */
  function isPlans(from: number): boolean {
    for (const { facts, to } of walk.steps.slice(from)) {
      const next = facts['dispatch.next'];
      if (to !== 'offered' && (next === 'open' || (next === 'up' && 'order.level' in facts))) return true;
      if (to !== 'offered' && to !== 'claimable') return false;
    }
    return false;
  }

  async function bringAbout(step: Step, index: number): Promise<void> {
    const { facts, event, by } = step;
    let at = await now();
    const asks = event === 'answer';
    if (asks !== at.paused && (asks || event === 'ask' || by.length === 0)) {
      await send(people.dispatcher.client, asks ? 'ask' : 'answer', asks ? { question: '几楼？' } : { answer: '三楼' });
    }
    if (at.state === 'waiting' && !['delegate', 'ask', 'answer'].includes(event)) {
      const level = levelAhead(index);
      if (level === 'low' && at.level === 'center')
        await send(people.dispatcher.client, 'delegate', { siteId: ground.institute });
      for (at = await now(); level === 'center' && at.level !== 'center'; at = await now())
        await send(people.dispatcher.client, 'escalate', { reason: '无人可派' });
    }
    if (event === 'delegate' && at.level !== 'center' && at.level !== 'institute')
      for (at = await now(); at.level === 'station'; at = await now())
        await send(people.dispatcher.client, 'escalate', { reason: '改派' });
    if ('disputes.settled' in facts) await settledTimes(at, Number(facts['disputes.settled']));
    if (Number(facts['teams.joined'] ?? 0) > 0) await haveJoined(at);
    // An answer that is one of several leaves another open, or was the last.
    if (event === 'decline' || Number(facts['teams.missing'] ?? 0) > 1) {
      at = await now();
      const stays = step.to === 'offered';
      if (stays && at.offers.length < 2)
        await send(people.dispatcher.client, 'dispatch', {
          teamIds: [free(at)],
          reason: '另派一队',
        });
      // Who is asked in place of who declines is asked by the plan: first all decline, then nobody is left.
      if (!stays && facts['dispatch.next'] === 'open')
        for (at = await now(); at.offers.length > 1; at = await now())
          await send(leaders[at.offers[0]!]!.client, 'decline', { reason: '忙' });
      for (at = await now(); !stays && at.offers.length > 1; at = await now())
        await send(leaders[at.offers[0]!]!.client, 'decline', { reason: '忙' });
    }
    if (event === 'finish') {
      const alone = at.attendances.length < 2;
      // Minutes are what points are for.
      await beganEarlier(sql, id, 60);
      if (alone && (ground.redeems || step.to === 'serving')) {
        const here = [volunteers[at.teamId!]!, leaders[at.teamId!]!].find(
          ({ personId }) => !at.attendances.includes(personId),
        )!;
        await send(here.client, 'start');
        await beganEarlier(sql, id, 60, here.personId);
      }
    }
    const missing = facts['ratings.missing'];
    if (event === 'rate' && ground.parties > 1 && step.to === 'rated' && missing !== undefined) {
      for (at = await now(); ground.parties - at.ratings.length > 1; at = await now())
        await send(sender(step, at), 'rate', { score: 5 });
    }
    if (event === 'redeem' && step.to === 'closed')
      for (at = await now(); at.toRedeem > 1; at = await now())
        await send(people.dispatcher.client, 'redeem', { reward: '洗衣液' });
  }

  /** Disputes of this rating were settled so often; where that is less than there were, it is as if the order had been rated anew. */
  async function settledTimes({ settled }: Now, times: number): Promise<void> {
    if (settled > times) await sql.query('update "sidanOrders" set "disputeCount" = $2 where "id" = $1', [id, times]);
    for (let i = settled; i < times; i += 1) {
      await send(leaders[(await now()).teamId!]!.client, 'dispute', { reason: '说明' });
      await send(people.dispatcher.client, 'settle', { decision: '说明' });
    }
  }

  /** One of several teams that it needs joins, where none has: the order stays where it is. */
  async function haveJoined(at: Now): Promise<void> {
    const some = { headcount: 1 };
    if (at.joined.length) return;
    if (at.state === 'claimable') return void (await send(people.leader.client, 'claim', some));
    const asked = at.offers.length ? [free(at)] : [teams.one];
    if (at.state === 'waiting' || at.offers.length < 2)
      await send(people.dispatcher.client, 'dispatch', { teamIds: asked, reason: '联合服务' });
    await send(leaders[(await now()).offers[0]!]!.client, 'accept', some);
  }

  async function begin(step: Step): Promise<OrderAnswer> {
    const { facts, event, fields } = step;
    const item = facts['item.needsReview'] === true ? world.items.reviewed : world.items.plain;
    const form = orderForm(world, { serviceItemId: item });
    commands += 1;
    if (event === 'declare') {
      // What a county asks besides.
      const choices = fields.filter(({ kind, required }) => kind === 'choice' && required);
      const asked = Object.fromEntries(choices.map(({ name, options }) => [name, options![0]]));
      const said = { ...form, ...asked, summary: '清扫楼道', minutes: 60 };
      return people.volunteer.client.post('sidanOrders:declare', said);
    }
    return facts['order.channel'] === 'hotline'
      ? people.dispatcher.client.place({ ...form, requesterId: people.resident.personId, channel: 'hotline' })
      : people.resident.client.place(form);
  }

  for (const [index, step] of walk.steps.entries()) {
    try {
      if (index === 0) {
        const { order } = await begin(step);
        id = order.id;
      } else {
        await bringAbout(step, index);
        const at = await now();
        // Its first round is held, and then perhaps somebody opens the order to all.
        const byPlan = at.state === 'waiting' && ['dispatch', 'publish'].includes(step.event) && isPlans(index + 1);
        if (byPlan) await clock({ ...step, event: 'dispatch.turn' });
        if (step.by.length === 0) await clock(step);
        else if (step.event === 'finish' && step.to !== 'serving')
          await send(leaders[at.teamId!]!.client, 'finish', { ...(await dataOf(step, at)), all: true });
        else if (step.event === 'finish') {
          const who = [volunteers[at.teamId!]!, leaders[at.teamId!]!].find(({ personId }) =>
            at.attendances.includes(personId),
          )!;
          await send(who.client, 'finish', await dataOf(step, at));
        } else if (!byPlan || step.event !== 'dispatch')
          await send(sender(step, at), step.event, await dataOf(step, at));
      }
      const { state } = await now();
      if (state !== step.to) throw new Error(`it is in ${state}`);
    } catch (error) {
      const way = walk.steps.slice(0, index + 1).map(({ event, to }) => `${event}→${to}`);
      throw new Error(`${way.join(' ')} (${step.path}): ${(error as Error).message}`);
    }
  }
  return { id, commands };
}
