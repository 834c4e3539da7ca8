/** 派单依据：the candidates of one order for whoever dispatches it, in their language. */
import { brief, can, isLevel, type Snapshot } from '@sidan/lifecycle';
import type { Candidate, Candidates, PlanView } from '../../api/types';
import { capacitiesOf } from '../access/capacities';
import { knownOf, placeOf } from '../commands/known';
import { lifecycleFacts } from '../commands/facts';
import { readOrder } from '../commands/surroundings';
import { SidanError } from '../errors';
import type { Lifecycle } from '../lifecycles';
import { lifecycleIn } from '../lifecycles/titles';
import type { Words } from '../packs/words';
import { describedEvents } from '../reads/allowed';
import { named, type Reader } from '../reads/reader';
import { suggestedOf, teamsField } from './choice';
import type { KnownTeam } from './gather';
import { CLAIMABLE, OFFERED, planOf, WAITING } from './plan';
import { historyOf, runsOf } from './progress';
import { weigh, type Weighed } from './weigh';

/** Nobody looks through more. */
const SHOWN_MAX = 30;

/** Who gives orders to teams. */
const DISPATCHERS = ['dispatcher', 'siteManager', 'countyAdmin'] as const;

/** @throws ORDER_NOT_FOUND, NOT_ALLOWED, RULES_BROKEN */
export async function candidates(reader: Reader, orderId: string): Promise<Candidates> {
  const { sidan, q, actor, lang } = reader;
  const { order, around } = await readOrder(sidan, q, { orderId, actor });
  const { regionCode, ...rest } = placeOf(order);
  const lifecycle = await lifecycleIn(reader, regionCode, order.get('definitionVersion') as string | null);
  const capacities = capacitiesOf(actor, { regionCode, ...rest }, around.ties, lifecycle?.definition);
  if (!capacities.length) throw new SidanError('ORDER_NOT_FOUND');
  if (!DISPATCHERS.some((one) => capacities.includes(one))) throw new SidanError('NOT_ALLOWED');
  const { weighed, teams } = await weigh(sidan, q, regionCode, [orderId], sidan.clock());
  const one = weighed[0]!;
  const words = await sidan.packs.words(q, lang, regionCode, []);
  const view = viewOf(reader, words, one, teams);
  const suggested = suggestedOf(one);
  const open = (one.order.offers ?? []).filter(({ state }) => state === 'open');
  const snapshot = order.get('snapshot') as Snapshot;
  const facts = lifecycle && lifecycleFacts(lifecycle.definition, knownOf(sidan, around, order));
  const type =
    lifecycle &&
    can(lifecycle.definition, snapshot, capacities, facts!).find((event) => teamsField(lifecycle.definition, event));
  const plan = lifecycle && planView(words, lifecycle, one);
  return {
    rows: suggested.slice(0, SHOWN_MAX).map(view),
    leftOut: one.ranked
      .filter(({ eligible }) => !eligible)
      .slice(0, SHOWN_MAX)
      .map(view),
    asked: open.map(({ teamId }) => ({ teamId, name: nameOf(reader, teams.get(teamId)) })),
    ...(lifecycle && type
      ? { event: describedEvents(reader, lifecycle, [type], (field) => order.get(field))[0]! }
      : {}),
    ...(plan ? { plan } : {}),
  };
}

export const nameOf = ({ lang }: Pick<Reader, 'lang'>, team: KnownTeam | undefined): string =>
  team ? named(lang, team.name, team.nameEn) : '';

const viewOf =
  ({ lang }: Reader, words: Words, { verdicts }: Weighed, teams: ReadonlyMap<string, KnownTeam>) =>
  ({ teamId, place, weight, known, because, eligible }: Weighed['ranked'][number]): Candidate => {
    const team = teams.get(teamId)!;
    const reasons = verdicts.get(teamId)?.reasons ?? [];
    const told = eligible ? reasons : reasons.filter(({ effect }) => effect !== 'prefer');
    return {
      teamId,
      name: named(lang, team.name, team.nameEn),
      categoryName: named(lang, team.categoryName ?? team.category, team.categoryNameEn),
      townName: named(lang, team.townName, team.townNameEn) || undefined,
      members: team.people,
      openOrders: team.openOrders,
      ...(place === undefined ? {} : { place }),
      weight: Math.round(weight * 10) / 10,
      reasons: told.length
        ? [...told]
            .sort((a, b) => Math.abs(b.weight ?? 0) - Math.abs(a.weight ?? 0))
            .map((reason) => ({
              text: words.say(reason.text),
              ...(reason.weight === undefined ? {} : { weight: brief(reason.weight) }),
            }))
        : because.map((text) => ({ text: words.say(text) })),
      known: known.map((text) => words.say(text)),
    };
  };

/** What is being done by the plan, where the county has one that does more than to wait. */
function planView(words: Words, { definition }: Lifecycle, { order }: Weighed): PlanView | undefined {
  const plan = planOf(definition);
  // Before an order comes to rest there, and once a team has it, the plan has no say.
  if (!plan || ![WAITING, OFFERED, CLAIMABLE].includes(order.state)) return undefined;
  const runs = runsOf(order.dispatching, definition.version);
  const level = isLevel(order.level) ? order.level : 'center';
  const run = runs.findLast((one) => one.level === level);
  const say = (key: string, params: Record<string, number> = {}) =>
    words.say({ key: `lifecycle.dispatch.plan.${key}`, params });
  if (!run || run.over) return { now: say('next') };
  const round = plan.rounds[run.round];
  if (!round) return { now: say('hand') };
  const { asked } = historyOf(runs, order.offers ?? []);
  const count = asked.filter(({ state }) => state === 'open').length;
  return {
    now: say(round.to, { count }),
    ...(run.until ? { until: run.until.toISOString() } : {}),
  };
}
