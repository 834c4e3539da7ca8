/**
 * What a step asks its caller to carry out: plain data, in order. Adding an effect means one line in `Effects` and one in `SPECS`.
 */
import { isCapacity, type Capacity } from './capacity';
import { SCORE_MAX, type EventSpec, type LifecycleEvent } from './event';
import { checkKeys, isRecord, type Report } from '../problem';

export interface Effects {
  /** Offer the order to these teams. A team that already has an open offer keeps it. */
  'offer.open': { teamIds: string[] };
  /**
   * `actor`: the offer to the team for which the actor acts. `others`: every other open offer. `all`: every open offer, and the accepted one of the
   * team that has the order now.
   */
  'offer.close': {
    as: 'accepted' | 'declined' | 'expired' | 'withdrawn';
    of: 'actor' | 'others' | 'open' | 'joined' | 'all';
  };
  /** 抢单：the actor's team has the order, without having been asked. Every other open offer is closed. */
  'offer.claim': Record<string, never>;
  /** The actor checks in. */
  'attendance.open': { of: 'actor' | 'all' };
  /** `actor`: the actor's own open attendance, if there is one. `all`: every open attendance of the order. */
  'attendance.close': { of: 'actor' | 'all' };
  /**
   * Presence without check-in: `minutes` for each of `people`, stated by the leader (`origin: "stated"`, of `listed`) or declared by the requester and
   * recognised by the event's sender (`"declared"`, of `requester`; `people` is then empty).
   */
  'attendance.record': { of: 'listed' | 'requester'; origin: 'stated' | 'declared'; minutes: number; people: string[] };
  /** Keep the rating that came with the event, as one of the capacity in which it was sent. */
  'rating.record': Record<string, never>;
  /** Who has not rated is taken to have given this score; marked as such. */
  'rating.default': { score: number };
  /** The ratings given since the order was confirmed count no more; they stay on record. */
  'rating.void': Record<string, never>;
  /** 制单：the need becomes an order of this service item. */
  'order.compile': { itemId: string };
  /** This order is a duplicate of that one, which goes on. */
  'order.merge': { orderId: string };
  /** 下派：the order lies with that site from now on. */
  'level.down': { siteId: string };
  /** 上报：the order lies with the site above. */
  'level.up': Record<string, never>;
  /** 兑单：evaluate the redemption rules for what the actor wants for the points of this order. */
  redeem: Record<string, never>;
  /** The clocks with these ids stand still and keep what is left of them (`remaining()`), made by `step()` with the ids of the state. */
  'clock.pause': { ids: string[] };
  /** The clocks that stand still go on (`resumed()`). */
  'clock.resume': { ids: string[] };
  /** The actor signs up for the activity; gives the place up. */
  'signUp.add': Record<string, never>;
  'signUp.remove': Record<string, never>;
  /** Hold the price of what is to be redeemed; take it; give it back. */
  'hold.open': Record<string, never>;
  'hold.capture': Record<string, never>;
  'hold.release': Record<string, never>;
  /** What was redeemed has come back: give back the share that the rule gives for it, and put it in stock again. */
  refund: Record<string, never>;
  /** Write down what has been decided about the subject of a nomination or an appeal. */
  outcome: { as: 'granted' | 'refused' };
  /**
   * Evaluate the points rules. An order that was reopened comes here again: what has been awarded for an attendance must not be awarded for it twice,
   * so the caller keys an award by attendance and occasion, not by step.
   */
  award: { occasion: 'confirmed' | 'rated' | 'declared' };
  /**
   * Tell the people who act in these capacities, except the actor. `teamLeader` means the leaders of the teams whose offers this step opened or closed;
   * where it touched none, those of the team that has the order.
   */
  notify: { template: string; to: Capacity[] };
  /** Make the clock's event due. The id is stable for a state and its delay; ids come back when a state is entered again. */
  'timer.set': { id: string; event: string; dueAt: string };
  /** The state was left: its pending timer is void. Not made for the timer whose event this step carries. */
  'timer.cancel': { id: string };
}

export type EffectType = keyof Effects;

/** `index` is the effect's place in its step: with the order and the number of its event it makes an idempotency key. */
export type Effect = { [T in EffectType]: { index: number; type: T; params: Effects[T] } }[EffectType];

/** The effects that a definition may ask for; the timers are made by `step()`. */
export type ActionType = Exclude<EffectType, 'timer.set' | 'timer.cancel'>;

/** The ids of the clocks of the state in which a step begins that can stand still, for the effects that need them. */
export type PausableIds = () => string[];

type Check = (value: unknown) => boolean;

interface ActionSpec<T extends ActionType> {
  /** Each param of the definition file, all required. */
  params: Record<string, Check>;
  /** Fields that every event leading here must carry, by kind and name. */
  needs?: readonly { name: string; kind: string }[];
  resolve(params: Record<string, unknown>, event: LifecycleEvent, pausable: PausableIds): Effects[T];
}

const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string);

const TEMPLATE = /^[a-z][A-Za-z0-9]{0,63}$/;
const copy = <T>(params: Record<string, unknown>) => ({ ...params }) as T;
const whose = { of: oneOf('actor', 'all') };

const none = { params: {}, resolve: () => ({}) };
const textOf = ({ data }: LifecycleEvent, field: string) => String(data?.[field] ?? '');

const SPECS: { [T in ActionType]: ActionSpec<T> } = {
  'offer.open': {
    params: {},
    needs: [{ name: 'teamIds', kind: 'teams' }],
    resolve: (_params, event) => ({ teamIds: [...((event.data?.teamIds ?? []) as string[])] }),
  },
  'offer.close': {
    params: {
      as: oneOf('accepted', 'declined', 'expired', 'withdrawn'),
      of: oneOf('actor', 'others', 'open', 'joined', 'all'),
    },
    resolve: copy,
  },
  'attendance.open': { params: whose, resolve: copy },
  'attendance.close': { params: whose, resolve: copy },
  'offer.claim': none,
  'attendance.record': {
    params: { of: oneOf('listed', 'requester'), origin: oneOf('stated', 'declared') },
    needs: [{ name: 'minutes', kind: 'minutes' }],
    resolve: ({ of, origin }, { data }) => ({
      of: of as 'listed' | 'requester',
      origin: origin as 'stated' | 'declared',
      minutes: data?.minutes as number,
      people: of === 'listed' ? [...((data?.people ?? []) as string[])] : [],
    }),
  },
  'rating.record': { ...none, needs: [{ name: 'score', kind: 'score' }] },
  'rating.default': {
    params: { score: (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= SCORE_MAX },
    resolve: copy,
  },
  'rating.void': none,
  'order.compile': {
    params: {},
    needs: [{ name: 'itemId', kind: 'item' }],
    resolve: (_params, event) => ({ itemId: textOf(event, 'itemId') }),
  },
  'order.merge': {
    params: {},
    needs: [{ name: 'orderId', kind: 'order' }],
    resolve: (_params, event) => ({ orderId: textOf(event, 'orderId') }),
  },
  'level.down': {
    params: {},
    needs: [{ name: 'siteId', kind: 'site' }],
    resolve: (_params, event) => ({ siteId: textOf(event, 'siteId') }),
  },
  'level.up': none,
  redeem: none,
  'clock.pause': { params: {}, resolve: (_params, _event, pausable) => ({ ids: pausable() }) },
  'clock.resume': { params: {}, resolve: (_params, _event, pausable) => ({ ids: pausable() }) },
  'signUp.add': none,
  'signUp.remove': none,
  'hold.open': none,
  'hold.capture': none,
  'hold.release': none,
  refund: none,
  outcome: { params: { as: oneOf('granted', 'refused') }, resolve: copy },
  award: { params: { occasion: oneOf('confirmed', 'rated', 'declared') }, resolve: copy },
  notify: {
    params: {
      template: (value) => typeof value === 'string' && TEMPLATE.test(value),
      to: (value) => Array.isArray(value) && value.length > 0 && value.every(isCapacity),
    },
    resolve: ({ template, to }) => ({ template: template as string, to: [...(to as Capacity[])] }),
  },
};

export function isActionType(type: unknown): type is ActionType {
  return typeof type === 'string' && Object.hasOwn(SPECS, type);
}

/** The effect of an action, without its index. */
export function resolveAction(
  type: ActionType,
  params: unknown,
  event: LifecycleEvent,
  pausable: PausableIds,
): Omit<Effect, 'index'> {
  return { type, params: SPECS[type].resolve(isRecord(params) ? params : {}, event, pausable) } as Omit<
    Effect,
    'index'
  >;
}

/**
 * Checks one action of a definition. `events` are the specs of the events that lead to it, `undefined` for a clock.
 * Codes: ACTION_SHAPE, EFFECT_UNKNOWN, EFFECT_PARAM, EFFECT_NEEDS_FIELD, KEY_UNKNOWN.
 */
export function checkAction(action: unknown, path: string, events: (EventSpec | undefined)[], report: Report): void {
  if (!isRecord(action)) return report('ACTION_SHAPE', path);
  checkKeys(action, ['type', 'params'], path, report);
  if (!isActionType(action.type)) return report('EFFECT_UNKNOWN', `${path}/type`, { effect: action.type });
  if (action.params !== undefined && !isRecord(action.params)) return report('ACTION_SHAPE', `${path}/params`);
  const spec: ActionSpec<ActionType> = SPECS[action.type];
  const params = action.params ?? {};
  checkKeys(params, Object.keys(spec.params), `${path}/params`, report);
  for (const [name, fits] of Object.entries(spec.params)) {
    if (!fits(params[name]))
      report('EFFECT_PARAM', `${path}/params/${name}`, { effect: action.type, value: params[name] });
  }
  for (const needs of spec.needs ?? []) {
    for (const event of events) {
      const fits = event?.fields.some((f) => f.name === needs.name && f.kind === needs.kind && f.required);
      if (!fits)
        report('EFFECT_NEEDS_FIELD', path, { effect: action.type, event: event?.type ?? null, field: needs.name });
    }
  }
}
