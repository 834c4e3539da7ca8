/** 抢单：an order that is open to all is open to those whom the rules would have asked. */
import type { PlainFile, Ranked } from '@sidan/lifecycle';
import type { Message } from '@sidan/rules';
import type { TeamTie } from '../access/capacities';
import { LANGUAGES } from '../assets';
import { idOf, inRegion, type StepContext } from '../commands/command';
import { SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import { rowsOf, type Reader } from '../reads/reader';
import { CLAIMABLE } from './plan';
import { weigh } from './weigh';

/** A team that may not claim an order, and why. */
export interface Barred {
  teamId: string;
  teamName: string;
  because: readonly Message[];
}

const LACKING = 'lifecycle.dispatch.known.qualificationsLacking';

/** Why a team is left out, and which qualification it would need. */
const whyOf = ({ because, known }: Ranked): Message[] => [...because, ...known.filter(({ key }) => key === LACKING)];

/**
 * Holds a claim to the rules of dispatch, with the order locked. The team is locked too: of two claims of one team at the same moment the second sees what the first has taken.
 * @throws CLAIM_EXCLUDED, RULES_BROKEN
 */
export async function checkClaim({ sidan, q, order, command }: StepContext, team: TeamTie): Promise<void> {
  const regionCode = inRegion(order);
  await q.query(
    sidan.write('select 1 from {sidanTeams} t where t.[regionCode] = $1 and t.[id] = $2::uuid for no key update'),
    [regionCode, team.teamId],
  );
  const { weighed } = await weigh(sidan, q, regionCode, [idOf(order)], command.now, [team.teamId]);
  const left = weighed[0]?.ranked.find(({ eligible }) => !eligible);
  if (!left) return;
  const error = new SidanError('CLAIM_EXCLUDED', { team: team.teamName });
  const said: Record<string, string[]> = {};
  for (const lang of LANGUAGES) {
    const words = await sidan.packs.words(q, lang, regionCode, []);
    said[lang] = whyOf(left).map((text) => words.say(text));
  }
  error.reasons = said;
  throw error;
}

/** Of the teams that somebody leads those that may not claim this order; none where it is not open to all. @throws RULES_BROKEN */
export async function barredFrom(
  { sidan, q }: Pick<Reader, 'sidan' | 'q'>,
  order: StepContext['order'],
  ties: readonly TeamTie[],
): Promise<Barred[]> {
  const led = ties.filter(({ role, offered }) => role !== 'member' && offered);
  if (order.get('state') !== CLAIMABLE || led.length === 0) return [];
  const teamIds = led.map(({ teamId }) => teamId);
  const { weighed } = await weigh(sidan, q, inRegion(order), [idOf(order)], sidan.clock(), teamIds);
  const left = (weighed[0]?.ranked ?? []).filter(({ eligible }) => !eligible);
  const nameOf = (teamId: string) => led.find((tie) => tie.teamId === teamId)!.teamName;
  return left.map((one) => ({ teamId: one.teamId, teamName: nameOf(one.teamId), because: whyOf(one) }));
}

const claiming = new WeakMap<Lifecycle, ReadonlySet<string>>();

/** The events by which a team takes an order that is open to all, whatever the county calls them. */
export function claimingEvents(lifecycle: Lifecycle): ReadonlySet<string> {
  let known = claiming.get(lifecycle);
  if (!known) {
    const { on = {} } = (JSON.parse(lifecycle.text) as PlainFile).machine.states[CLAIMABLE] ?? {};
    const claims = Object.entries(on).filter(([, branches]) => JSON.stringify(branches).includes('"offer.claim"'));
    known = new Set(claims.map(([event]) => event));
    claiming.set(lifecycle, known);
  }
  return known;
}

/** More than a county has open to all at a time; what is beyond comes up as the first are taken. */
const OPEN_MAX = 500;

/** The orders open to all that a team which the reader leads may claim. All are weighed together. @throws RULES_BROKEN */
export async function claimableIds(reader: Reader): Promise<string[]> {
  const { sidan, q, actor } = reader;
  const led = await rowsOf<{ regionCode: string; teamIds: string[]; orderIds: string[] | null }>(reader, LED, [
    actor.personId,
    CLAIMABLE,
  ]);
  const ids: string[] = [];
  for (const { regionCode, teamIds, orderIds } of led) {
    if (!orderIds) continue;
    const { weighed } = await weigh(sidan, q, regionCode, orderIds, sidan.clock(), teamIds);
    for (const { order, ranked } of weighed) {
      const joined = new Set((order.joined ?? []).map(({ teamId }) => teamId));
      if (ranked.some(({ eligible, teamId }) => eligible && !joined.has(teamId))) ids.push(order.id);
    }
  }
  return ids;
}

export const CLAIMS_FIRST = `o.[emergencyId] is null, case o.[priority] when 'urgent' then 0 else 1 end, o.[placedAt], o.[id]`;

const LED = `
with led as (
  select m.[regionCode] as region, json_agg(distinct x.[id]) as teams
    from {sidanTeamMembers} m join {sidanTeams} x on x.[regionCode] = m.[regionCode] and x.[id] = m.[teamId]
   where m.[personId] = $1::uuid and m.[role] in ('leader', 'deputy') and m.[status] = 'active' and coalesce(x.[status], 'active') = 'active' group by 1)
select led.region as "regionCode", led.teams as "teamIds",
       (select json_agg(w.id) from (select o.[id] as id from {sidanOrders} o where o.[regionCode] = led.region and o.[state] = $2
                                     order by ${CLAIMS_FIRST} limit ${OPEN_MAX}) w) as "orderIds"
  from led`;
