import { edgesOf, eventSpec, type PlainFile } from '@sidan/lifecycle';
import type { OrderStates, OrderStateView } from '../../api/types';
import type { Lifecycle } from '../lifecycles';
import { countRunning } from '../lifecycles/running';
import { lifecycleIn, lifecycleNow, titlesOf } from '../lifecycles/titles';
import { ground } from '../packs/ground';
import { countyOf } from './portal';
import type { Reader } from './reader';

/** States of the shipped definition in which the centre has something to do, in the order of urgency. */
const QUEUES: readonly string[] = [
  'waiting',
  'offered',
  'review',
  'compiling',
  'claimable',
  'declared',
  'following',
  'disputed',
];

/** What the centre may send about everywhere; a state with nothing else is not its to work on. */
const ANYWHERE = new Set(['cancel', 'merge', 'ask', 'answer', 'delegate', 'escalate']);

/**
 * The states of the lifecycle in force where the reader works, in its order and words; behind them those in which orders of older versions stand, for who keeps an
 * office there.
 */
export async function orderStates(reader: Reader): Promise<OrderStates> {
  const { sidan, q, actor } = reader;
  const office = actor.scopes.find(({ code }) => code.length >= 6)?.code.slice(0, 6);
  const regionCode = office ?? actor.regionCode ?? (await countyOf(sidan)).regionCode;
  // Where layers do not fit, nothing can be placed; what is under way is to be seen all the same.
  const current = await lifecycleNow(reader, regionCode);
  const rows = (current?.definition.states ?? QUEUES).map((state) => viewOf(reader, current, state));
  const told = () => ({
    rows,
    queues: queuesOf(rows).map(({ state }) => state),
    starts: startsOf(current),
    ratings: ratingsTold(reader, current),
  });
  if (!actor.unbound && !actor.scopes.length) return told();
  const known = new Set(rows.map(({ state }) => state));
  for (const { version, state } of (await countRunning(sidan, q, regionCode)).filter((row) => !known.has(row.state))) {
    if (known.has(state)) continue;
    known.add(state);
    const older = await lifecycleIn(reader, regionCode, version);
    if (older) rows.push(viewOf(reader, older, state));
  }
  return told();
}

/** The events that the lifecycle takes where everything begins. */
function startsOf(lifecycle: Lifecycle | undefined): string[] {
  if (!lifecycle) return [];
  const begin = (JSON.parse(lifecycle.text) as PlainFile).machine.states[lifecycle.definition.initial];
  return Object.keys(begin?.on ?? {});
}

/** What a service may ask its raters: scales and items by their names. */
function ratingsTold(reader: Reader, lifecycle: Lifecycle | undefined): OrderStates['ratings'] {
  const title = titlesOf(reader, lifecycle);
  const { scales = {}, items = [] } = lifecycle?.definition.ratings ?? {};
  return {
    scales: Object.keys(scales).map((value) => ({ value, label: title(`scale.${value}`) })),
    items: items.map((value) => ({ value, label: title(`rated.${value}`) })),
  };
}

function viewOf(reader: Reader, lifecycle: Lifecycle | undefined, state: string): OrderStateView {
  return {
    state,
    stateName: titlesOf(reader, lifecycle)(`state.${state}`),
    isEnd: lifecycle?.definition.finals.includes(state) ?? false,
    isQueue: lifecycle ? isQueue(lifecycle, state) : QUEUES.includes(state),
  };
}

/** One that a layer added is a queue where a dispatcher moves orders on; so is that of rated orders where the centre calls the resident then. */
function isQueue({ definition, text }: Lifecycle, state: string): boolean {
  if (definition.finals.includes(state)) return false;
  const shipped = (ground().bases.order as PlainFile).machine.states;
  const taken = edgesOf(JSON.parse(text) as PlainFile).flatMap(({ from, kind, trigger }) =>
    from === state && kind === 'event' ? [trigger] : [],
  );
  if (Object.hasOwn(shipped, state)) return QUEUES.includes(state) || taken.includes('followUp');
  return taken.some((event) => !ANYWHERE.has(event) && eventSpec(definition, event)?.by.includes('dispatcher'));
}

/** Queues in the order in which they are worked off: those of the shipped definition, then a county's own. */
function queuesOf(states: readonly OrderStateView[]): OrderStateView[] {
  const rank = ({ state }: OrderStateView) => (QUEUES.indexOf(state) + QUEUES.length + 1) % (QUEUES.length + 1);
  return states.filter(({ isQueue: queue }) => queue).sort((a, b) => rank(a) - rank(b));
}
