/** Layers over the lifecycle of orders, to be broken in one thing each. */

// A layer to be broken at will.
export type Json = Record<string, unknown>;

export interface Fault {
  /** What is wrong, for the name of the test. */
  of: string;
  /** `<code> <path in the file>`, each that has to be found, and nothing else. */
  finds: readonly string[];
  overlay: Json;
  /** `order` unless told. */
  definition?: string;
  /** A layer that stands in force already. */
  beside?: Json;
  /** It is shown and may be meant: the pack is taken. */
  isWarning?: true;
  /** What is said of the first finding. */
  zh: string;
  en: string;
}

export const reason = { 'zh-CN': '测试', 'en-US': 'Test' };
export const layer = (over: Json): Json => ({
  overlay: 'fault',
  version: '1.0.0',
  of: { name: 'order', version: '^2' },
  reason,
  ...over,
});
export const when = (fact: string, operator: string, value: unknown) => ({
  type: 'when',
  params: { fact, operator, value },
});
export const holds = (params: unknown) => ({ type: 'when', params });
export const titles = (...keys: string[]) =>
  Object.fromEntries(
    ['zh-CN', 'en-US'].map((language) => [
      language,
      Object.fromEntries(keys.map((key) => [key, language === 'zh-CN' ? `“${key}”` : key])),
    ]),
  );
export const named = (texts: Record<string, [string, string]>) =>
  Object.fromEntries(
    ['zh-CN', 'en-US'].map((language, i) => [
      language,
      Object.fromEntries(Object.entries(texts).map(([key, both]) => [key, both[i]])),
    ]),
  );
/** The branches of declining an offer, the second guarded as told. */
export const declining = (guard: unknown, target = 'waiting') => ({
  transitions: { add: [{ state: 'offered', event: 'decline', branch: { guard, target } }] },
});
export const reopening = (branches: Json[], state = 'rated') => ({
  transitions: { replace: [{ state, event: 'reopen', branches, reason }] },
});
export const region = (on: Record<string, boolean>) => ({
  regions: Object.fromEntries(Object.entries(on).map(([name, isOn]) => [name, { on: isOn, reason }])),
});
export const clock = (change: Json) => ({ delays: { confirmClock: { ...change, reason } } });
export const plan = (rounds: unknown[], more: Json = {}) => layer({ dispatch: { rounds, reason }, ...more });
export const best = { to: 'best', count: 2, for: { minutes: 60 } };
export const ask = { to: 'ask' };
export const checking: [string, string] = ['待核实', 'To be checked'];
/** A state on the way from `rated`, named, with what leads out of it. */
export const added = (state: Json, more: Json = {}) =>
  layer({
    states: { add: { checking: state } },
    titles: named({ 'state.checking': checking }),
    ...reopening([{ target: 'checking' }]),
    ...more,
  });

export const S = '/machine/states';
export const DECLINE = `${S}/offered/on/decline`;
export const condition = (of: string, find: string, guard: unknown, zh: string, en: string): Fault => ({
  of,
  finds: [find.replace(' ', ` ${DECLINE}/0/guard/params`)],
  overlay: layer({
    transitions: {
      replace: [
        {
          state: 'offered',
          event: 'decline',
          branches: [{ guard, target: 'waiting' }, { target: 'cancelled' }],
          reason,
        },
      ],
    },
  }),
  zh,
  en,
});
