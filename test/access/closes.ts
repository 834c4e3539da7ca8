import type { World } from '../support/world';
import { bankTried } from './bank';

interface Try {
  method?: 'GET';
  action: string;
  body?: () => Record<string, unknown>;
}

/** A month that is not the next, and no rows: who may is told so. */
export function closesTried(worlds: () => { here: World; near: World }): Record<string, () => Try> {
  const tried = (suffix: string, world: () => World): Record<string, () => Try> => {
    const get =
      (what: string, more = '') =>
      () => ({
        method: 'GET' as const,
        action: `sidanCloses:${what}?regionCode=${world().regionCode}${more}`,
      });
    const post = (what: string, data: Record<string, unknown>) => () => ({
      action: `sidanCloses:${what}`,
      body: () => ({ regionCode: world().regionCode, ...data }),
    });
    return {
      [`sidanCloses:overview${suffix}`]: get('overview'),
      [`sidanCloses:preview${suffix}`]: get('preview'),
      [`sidanCloses:figures${suffix}`]: get('figures', '&month=2000-01'),
      [`sidanCloses:statements${suffix}`]: get('statements', '&month=2000-01'),
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
    ...bankTried(worlds),
    ...tried('', () => worlds().here),
    ...tried(' elsewhere', () => worlds().near),
  };
}
