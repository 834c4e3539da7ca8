/** Warnings, pauses and tables of the clocks, through `step()`. */
import shipped from '../../../../workflows/order.json';
import { chineseCalendar } from '../clock/calendar';
import { loadComposed } from '../overlay/compose';
import { step, type Step } from './step';

const why = { 'zh-CN': 'r' };
const regions = Object.fromEntries(['levels', 'ask', 'claim'].map((name) => [name, { on: true, reason: why }]));
const definition = loadComposed(shipped, [
  {
    overlay: 'county',
    version: '1.0.0',
    of: { name: 'order', version: '^2' },
    reason: why,
    regions,
    delays: { responseClock: { warn: [30], warnTo: ['teamLeader'], reason: why } },
  },
]);
const calendars = { work: chineseCalendar({ officeHours: [{ from: '09:00', to: '17:00' }] }) };
const now = new Date('2026-03-04T02:00:00Z');
const at = (state: string) => ({ definition: 'order', version: definition.version, state });
const go = (state: string, type: string, facts = {}, data?: Record<string, unknown>): Step => {
  const result = step(definition, at(state), { type, data }, facts, now, calendars);
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.params)}`);
  return result;
};
const brief = ({ effects }: Step) =>
  effects.map(({ type, params }) => [type, ...Object.values(params as object).map(String)].join(' '));

test('a clock sets its warnings before itself, and takes them with it', () => {
  expect(brief(go('waiting', 'dispatch', {}, { teamIds: ['t'] })).filter((line) => line.startsWith('timer'))).toEqual([
    'timer.cancel waiting.levelClock.warn1',
    'timer.cancel waiting.levelClock',
    'timer.set offered.responseClock.warn1 responseClock.warn1 2026-03-04T03:30:00.000Z',
    'timer.set offered.responseClock responseClock 2026-03-04T04:00:00.000Z',
  ]);
});

test('a warning that is due tells those whom it names and changes nothing; of a state that was left it is refused', () => {
  const warned = go('offered', 'responseClock.warn1');
  expect(warned).toMatchObject({ from: 'offered', state: 'offered', snapshot: at('offered') });
  expect(warned.effects).toEqual([
    { index: 0, type: 'notify', params: { template: 'clockWarning', to: ['teamLeader'] } },
  ]);
  expect(step(definition, at('accepted'), { type: 'responseClock.warn1' }, {}, now)).toMatchObject({
    code: 'EVENT_NOT_ALLOWED',
  });
  expect(step(definition, at('offered'), { type: 'responseClock.warn2' }, {}, now)).toMatchObject({
    code: 'EVENT_UNKNOWN',
  });
});

test('asking the resident stops the clocks of the state, answering lets them go on', () => {
  const ids = 'offered.responseClock.warn1,offered.responseClock';
  expect(brief(go('offered', 'ask', {}, { question: 'when?' }))[0]).toBe(`clock.pause ${ids}`);
  expect(brief(go('offered', 'answer', { 'order.paused': true }, { answer: 'now' }))[0]).toBe(`clock.resume ${ids}`);
  const twice = step(
    definition,
    at('offered'),
    { type: 'ask', data: { question: 'x' } },
    { 'order.paused': true },
    now,
    calendars,
  );
  expect(twice).toMatchObject({ code: 'EVENT_NOT_ALLOWED' });
});

test('a pause ends with its state', () => {
  expect(brief(go('offered', 'accept', { 'order.paused': true }))[0]).toBe('clock.resume ');
  expect(brief(go('offered', 'accept')).some((line) => line.startsWith('clock'))).toBe(false);
});

test('spans by priority, and the way up by the clock until there is nobody above', () => {
  const due = (facts: object) => brief(go('accepted', 'withdraw', facts, { reason: 'r' })).at(-1);
  expect(due({ 'order.priority': 'urgent' })).toMatch('2026-03-04T03:00:00.000Z');
  expect(due({})).toMatch('2026-03-04T06:00:00.000Z');
  const up = brief(go('waiting', 'levelClock', { 'order.level': 'station' }));
  expect(up).toContain('level.up');
  expect(up.at(-1)).toMatch('timer.set waiting.levelClock levelClock');
  expect(brief(go('waiting', 'levelClock', { 'order.level': 'center' }))).toEqual([
    'notify orderOverdue dispatcher,countyAdmin',
  ]);
});
