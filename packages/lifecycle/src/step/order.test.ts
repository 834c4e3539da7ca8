/** The shipped order lifecycle, against the contract in docs/architecture.md. */
import order from '../../../../workflows/order.json';
import en from '../../../../locales/en-US/lifecycle.json';
import zh from '../../../../locales/zh-CN/lifecycle.json';
import { chineseCalendar } from '../clock/calendar';
import { CAPACITIES, type Capacity } from '../definition/capacity';
import { eventSpec } from '../definition/definition';
import { loadComposed } from '../overlay/compose';
import { titleKeys } from '../overlay/titleKeys';
import type { DefinitionFile } from '../definition/file';
import type { Effect } from '../definition/effect';
import type { LifecycleEvent } from '../definition/event';
import { can, start, step, type Snapshot, type Step } from './step';

const definition = loadComposed(order);
const calendar = { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) };
const now = new Date('2026-03-04T02:00:00Z');

const sample: Record<string, Record<string, unknown>> = {
  reject: { reason: 'outside the menu' },
  dispatch: { teamIds: ['t1', 't2'] },
  decline: { reason: 'busy' },
  withdraw: { reason: 'wrong team' },
  rate: { score: 5 },
  reopen: { reason: 'not done' },
  cancel: { reason: 'no need' },
  merge: { orderId: 'other', reason: 'the same again' },
};
const event = (type: string, data?: Record<string, unknown>): LifecycleEvent => ({ type, data: data ?? sample[type] });
const at = (state: string): Snapshot => ({ definition: 'order', version: '2.0.0', state });

function go(state: string, sent: LifecycleEvent, facts: Record<string, unknown> = {}): Step {
  const result = step(definition, at(state), sent, { 'offers.open': 2, 'attendance.open': 2, ...facts }, now, calendar);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result;
}

const brief = (effects: Effect[]) =>
  effects.filter((e) => e.type !== 'notify').map((e) => `${e.type} ${Object.values(e.params).join(' ')}`.trim());

/** State → event → where it leads with two open offers and two volunteers present, and with one of each. */
const TABLE: Record<string, Record<string, [string, string]>> = {
  review: {
    approve: ['waiting', 'waiting'],
    reject: ['rejected', 'rejected'],
    cancel: ['cancelled', 'cancelled'],
    merge: ['merged', 'merged'],
  },
  waiting: { dispatch: ['offered', 'offered'], cancel: ['cancelled', 'cancelled'], merge: ['merged', 'merged'] },
  offered: {
    dispatch: ['offered', 'offered'],
    accept: ['accepted', 'accepted'],
    decline: ['offered', 'waiting'],
    withdraw: ['waiting', 'waiting'],
    cancel: ['cancelled', 'cancelled'],
    responseClock: ['waiting', 'waiting'],
  },
  accepted: { start: ['serving', 'serving'], withdraw: ['waiting', 'waiting'], cancel: ['cancelled', 'cancelled'] },
  serving: { start: ['serving', 'serving'], finish: ['serving', 'finished'] },
  finished: {
    confirm: ['confirmed', 'confirmed'],
    rate: ['rated', 'rated'],
    reopen: ['waiting', 'waiting'],
    confirmClock: ['confirmed', 'confirmed'],
  },
  confirmed: { rate: ['rated', 'rated'], reopen: ['waiting', 'waiting'], ratingClock: ['closed', 'closed'] },
  rated: { reopen: ['waiting', 'waiting'], archiveClock: ['closed', 'closed'] },
  closed: {},
  rejected: {},
  cancelled: {},
  merged: {},
};

test('every state and every event: it leads where the table says, or is refused', () => {
  expect(Object.keys(TABLE)).toEqual(definition.states);
  const types = [...Object.keys(definition.events), ...Object.keys(definition.delays)];
  let allowed = 0;
  for (const state of definition.states) {
    for (const type of types) {
      for (const [i, count] of [2, 1].entries()) {
        const facts = { 'offers.open': count, 'attendance.open': count };
        const result = step(definition, at(state), event(type), facts, now, calendar);
        const target = TABLE[state]![type]?.[i];
        if (target !== undefined) {
          expect(result).toMatchObject({ ok: true, from: state, state: target, snapshot: at(target) });
          allowed += 1;
        } else {
          expect(result).toEqual({ ok: false, code: 'EVENT_NOT_ALLOWED', params: { state, event: type } });
        }
      }
    }
  }
  expect(allowed).toBe(54);
});

test('placing: reviewed or not', () => {
  const placed = start(definition, { type: 'place' }, {}, now, calendar);
  expect(placed).toMatchObject({ ok: true, from: 'new', state: 'waiting', snapshot: at('waiting') });
  const reviewed = start(definition, { type: 'place' }, { 'item.needsReview': true }, now, calendar);
  expect(reviewed).toMatchObject({ ok: true, state: 'review' });
  expect(start(definition, event('dispatch'), {}, now, calendar)).toMatchObject({
    ok: false,
    code: 'EVENT_NOT_ALLOWED',
  });
});

test('who may send what', () => {
  const by = Object.fromEntries(Object.values(definition.events).map((e) => [e.type, e.by.join(' ')]));
  const desk = 'dispatcher siteManager countyAdmin';
  expect(by).toEqual({
    place: `requester ${desk}`,
    approve: desk,
    reject: desk,
    dispatch: desk,
    accept: 'teamLeader',
    decline: 'teamLeader',
    withdraw: desk,
    start: 'volunteer teamLeader',
    finish: 'volunteer teamLeader',
    confirm: 'requester beneficiary dispatcher countyAdmin',
    rate: 'requester beneficiary',
    reopen: 'requester beneficiary dispatcher countyAdmin',
    cancel: 'requester dispatcher countyAdmin',
    merge: desk,
  });
  const may = (state: string, ...capacities: Capacity[]) => can(definition, at(state), capacities, {});
  expect(may('offered', 'teamLeader')).toEqual(['accept', 'decline']);
  expect(may('offered', 'dispatcher')).toEqual(['dispatch', 'withdraw', 'cancel']);
  expect(may('offered', 'volunteer')).toEqual([]);
  expect(may('finished', 'requester')).toEqual(['confirm', 'rate', 'reopen']);
  expect(may('serving', 'volunteer')).toEqual(['start', 'finish']);
  expect(may('closed', ...CAPACITIES)).toEqual([]);
});

test('the effects of each step', () => {
  const effectsOf = (...args: Parameters<typeof go>) => brief(go(...args).effects);
  expect(effectsOf('waiting', event('dispatch'))).toEqual([
    'offer.open t1,t2',
    'timer.set offered.responseClock responseClock 2026-03-04T04:00:00.000Z',
  ]);
  // Asking more teams starts the response clock anew, old one first.
  expect(effectsOf('offered', event('dispatch', { teamIds: ['t3'] }), { 'item.responseMinutes': 60 })).toEqual([
    'timer.cancel offered.responseClock',
    'offer.open t3',
    'timer.set offered.responseClock responseClock 2026-03-04T03:00:00.000Z',
  ]);
  expect(effectsOf('offered', event('accept'))).toEqual([
    'timer.cancel offered.responseClock',
    'offer.close accepted actor',
    'offer.close withdrawn others',
  ]);
  expect(effectsOf('offered', event('decline'))).toEqual(['offer.close declined actor']);
  expect(effectsOf('offered', event('decline'), { 'offers.open': 1 })).toEqual([
    'timer.cancel offered.responseClock',
    'offer.close declined actor',
  ]);
  // The timer that fired is spent, not cancelled.
  expect(effectsOf('offered', event('responseClock'))).toEqual(['offer.close expired open']);
  expect(effectsOf('accepted', event('start'))).toEqual(['attendance.open actor']);
  expect(effectsOf('serving', event('start'))).toEqual(['attendance.open actor']);
  expect(effectsOf('serving', event('finish'))).toEqual(['attendance.close actor']);
  const clock = 'timer.set finished.confirmClock confirmClock 2026-03-11T02:00:00.000Z';
  expect(effectsOf('serving', event('finish'), { 'attendance.open': 1 })).toEqual(['attendance.close all', clock]);
  expect(effectsOf('serving', event('finish', { all: true }))).toEqual(['attendance.close all', clock]);
  expect(effectsOf('finished', event('confirmClock'))).toEqual([
    'award confirmed',
    'timer.set confirmed.ratingClock ratingClock 2026-03-19T02:00:00.000Z',
  ]);
  expect(effectsOf('finished', event('rate'))).toEqual([
    'timer.cancel finished.confirmClock',
    'award confirmed',
    'rating.record',
    'award rated',
    'timer.set rated.archiveClock archiveClock 2026-03-19T02:00:00.000Z',
  ]);
  expect(effectsOf('confirmed', event('rate'))).toContain('award rated');
  expect(effectsOf('confirmed', event('rate'))).not.toContain('award confirmed');
  expect(effectsOf('rated', event('reopen'))).toEqual(['timer.cancel rated.archiveClock']);
  expect(effectsOf('accepted', event('cancel'))).toEqual(['offer.close withdrawn all']);
});

test('effects are numbered in order, and every step of a person tells somebody', () => {
  for (const [state, row] of Object.entries(TABLE)) {
    for (const type of Object.keys(row)) {
      const { effects } = go(state, event(type), { 'offers.open': 1, 'attendance.open': 1 });
      expect(effects.map((e) => e.index)).toEqual(effects.map((_, i) => i));
      const quiet = type === 'ratingClock' || type === 'archiveClock' || (state === 'serving' && type === 'start');
      expect([state, type, effects.some((e) => e.type === 'notify')]).toEqual([state, type, !quiet]);
    }
  }
});

test('what an event takes', () => {
  expect(eventSpec(definition, 'dispatch')?.fields).toEqual([
    { name: 'teamIds', kind: 'teams', required: true },
    { name: 'note', kind: 'text', required: false, lengthMax: 500 },
    { name: 'reason', kind: 'text', required: false, lengthMax: 500 },
  ]);
  expect(eventSpec(definition, 'constructor')).toBeUndefined();
});

test('the notices it may ask for', () => {
  expect(definition.templates).toEqual([
    'dispatchNeeded',
    'offerDeclined',
    'offerExpired',
    'offerOpened',
    'offerTaken',
    'offerWithdrawn',
    'offersExhausted',
    'orderAccepted',
    'orderApproved',
    'orderAutoConfirmed',
    'orderCancelled',
    'orderConfirmed',
    'orderDispatched',
    'orderMerged',
    'orderPlaced',
    'orderRated',
    'orderRejected',
    'orderReopened',
    'orderReturned',
    'reviewNeeded',
    'serviceFinished',
    'serviceStarted',
    'taskAssigned',
  ]);
});

test('both languages name every state, event, clock, field and capacity, open regions included', () => {
  const keys = [...titleKeys(order as DefinitionFile), ...CAPACITIES.map((c) => `capacity.${c}`)];
  for (const texts of [zh, en] as Record<string, string>[]) {
    expect(keys.filter((key) => !texts[key]?.trim())).toEqual([]);
  }
});
