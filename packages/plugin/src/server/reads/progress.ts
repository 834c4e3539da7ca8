import { eventSpec, type Definition } from '@sidan/lifecycle';
import type { CountyStep, ProgressStep, TimelineEntry } from '../../api/types';

interface Milestone {
  /** What makes the step done; the first that the lifecycle has gives it its name until one of them has happened. */
  events: readonly string[];
  /** The states in which it is under way. */
  during: readonly string[];
}

/** The orders of the loop (点单、制单、派单、接单、评单、回访、兑单) as far as a county has them. */
const ROUTE: readonly Milestone[] = [
  { events: ['place'], during: ['review'] },
  { events: ['compile'], during: ['compiling'] },
  { events: ['dispatch', 'publish'], during: ['waiting'] },
  { events: ['accept', 'claim'], during: ['offered', 'claimable', 'accepted', 'serving', 'reporting'] },
  { events: ['rate'], during: ['finished', 'confirmed', 'disputed'] },
  { events: ['followUp'], during: ['rated', 'following'] },
  { events: ['redeem'], during: ['redeeming'] },
];

/** The route of self-reports. */
const REPORTED: readonly Milestone[] = [
  { events: ['declare'], during: [] },
  { events: ['recognise'], during: ['declared'] },
];

const ENDED_WELL = new Set(['closed', 'credited']);

type Happened = Pick<TimelineEntry, 'type' | 'toState'>;

/**
 * How far an order is, in the steps of its own lifecycle and in the county's words. In a state that a layer added it is as far as its history says. Nothing of an
 * order that ended without being served.
 */
export function progressOf(
  definition: Definition,
  state: string,
  history: readonly Happened[],
  title: (key: string) => string,
): ProgressStep[] | undefined {
  const isReported = history.some(({ type }) => type === 'declare');
  const route = (isReported ? REPORTED : ROUTE).map((milestone, rank) => ({ ...milestone, rank }));
  if (definition.finals.includes(state) && !ENDED_WELL.has(state)) return undefined;
  const reached = rankOf(route, state) ?? rankAfter(route, history);
  const steps = route.flatMap(({ events, rank }) => {
    const own = events.filter((type) => eventSpec(definition, type));
    const happened = history.filter(({ type }) => own.includes(type)).at(-1)?.type;
    // Where both are open, an order that lies open to all is claimed.
    const event = happened ?? (state === 'claimable' ? own.at(-1) : own[0]);
    return event ? [{ event, rank }] : [];
  });
  const now = steps.find(({ rank }) => rank >= reached);
  return steps.map((step) => ({
    event: step.event,
    name: title(`done.${step.event}`),
    state: step === now ? 'now' : step.rank < reached ? 'done' : 'later',
  }));
}

/** The steps of a lifecycle before anything has happened, in the county's words: 群众点单, 中心派单, 志愿者接单, 群众评单. */
export const stepsOf = (definition: Definition, title: (key: string) => string): CountyStep[] =>
  ROUTE.flatMap(({ events }) => {
    const event = events.find((type) => eventSpec(definition, type));
    return event ? [{ event, name: title(`done.${event}`) }] : [];
  });

type Ranked = Milestone & { rank: number };

/** The step that is under way in a state that the software knows. */
function rankOf(route: readonly Ranked[], state: string): number | undefined {
  return ENDED_WELL.has(state) ? route.length : route.find(({ during }) => during.includes(state))?.rank;
}

/** The step that is under way by what has happened: what came after the last state that the software knows. */
function rankAfter(route: readonly Ranked[], history: readonly Happened[]): number {
  let reached = 0;
  for (const { type, toState } of history) {
    const done = route.find(({ events }) => events.includes(type))?.rank;
    reached = rankOf(route, toState) ?? (done === undefined ? reached : Math.max(reached, done + 1));
  }
  return reached;
}
