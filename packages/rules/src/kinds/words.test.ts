import { lookupIn, say } from '..';
import type { Window } from '../facts/measured';
import { SPANS } from '../facts/measured';
import { sharedTexts } from '../fixtures/packs';
import { windowName } from './words';

const named = (window: Window, language = 'zh-CN') => say(windowName(window), lookupIn(sharedTexts(language)));

it('windows have names, whichever of their parts are there', () => {
  for (const span of SPANS) {
    for (const language of ['zh-CN', 'en-US']) {
      for (const parts of [{}, { count: 3 }, { previous: true }, { previous: true, count: 3 }] as const) {
        const window = { span, ...parts, ...(span === 'rolling' ? { days: 7 } : {}) } as Window;
        expect(named(window, language)).not.toMatch(/rules\.|\{\{/);
      }
    }
  }
});

it('the one before is not the one now', () => {
  expect(named({ span: 'rolling', days: 30 })).toBe('任意连续 30 天');
  expect(named({ span: 'rolling', days: 30, previous: true })).toBe('最近 30 天以前的连续 30 天');
  expect(named({ span: 'rolling', days: 30, previous: true }, 'en-US')).toBe('in the 30 days before the last 30');
  expect(named({ span: 'year', previous: true })).toBe('上一年度');
  expect(named({ span: 'year', previous: true, count: 2 })).toBe('前 2 个自然年');
  expect(named({ span: 'month', previous: true }, 'en-US')).toBe('in the month before');
});
