import type { World } from '../support/world';

interface Try {
  method?: 'GET';
  action: string;
  body?: () => Record<string, unknown>;
}

/** A month that is not the next, and no rows: who may is told so. */
export function closesTried(worlds: () => { here: World; near: World }): Record<string, () => Try> {
  const tried = (suffix: string, world: () => World): Record<string, () => Try> => {
    const get = (what: string) => () => ({
      method: 'GET' as const,
      action: `sidanCloses:${what}?regionCode=${world().regionCode}`,
    });
    const post = (what: string, data: Record<string, unknown>) => () => ({
      action: `sidanCloses:${what}`,
      body: () => ({ regionCode: world().regionCode, ...data }),
    });
    return {
      [`sidanCloses:overview${suffix}`]: get('overview'),
      [`sidanCloses:recompute${suffix}`]: get('recompute'),
      [`sidanCloses:start${suffix}`]: post('start', { month: '2000-01' }),
      [`sidanCloses:enter${suffix}`]: post('enter', { rows: [] }),
    };
  };
  return {
    'sidanLedger:months': () => ({
      method: 'GET',
      action: `sidanLedger:months?regionCode=${worlds().here.regionCode}`,
    }),
    ...tried('', () => worlds().here),
    ...tried(' elsewhere', () => worlds().near),
  };
}
