import type { World } from '../support/world';

interface Try {
  method?: 'GET';
  action: string;
  body?: () => Record<string, unknown>;
}

/** An account that nobody has, and a price that is none: who may is told so. */
export function bankTried(worlds: () => { here: World; near: World }): Record<string, () => Try> {
  const none = '00000000-0000-4000-8000-000000000000';
  const tried = (suffix: string, world: () => World): Record<string, () => Try> => {
    const get =
      (what: string, more = '') =>
      () => ({
        method: 'GET' as const,
        action: `sidanBank:${what}?regionCode=${world().regionCode}${more}`,
      });
    const post = (what: string, data: Record<string, unknown>) => () => ({
      action: `sidanBank:${what}`,
      body: () => ({ regionCode: world().regionCode, ...data }),
    });
    return {
      [`sidanBank:statement${suffix}`]: get('statement'),
      [`sidanBank:export${suffix}`]: get('export', '&format=csv'),
      [`sidanBank:outlook${suffix}`]: get('outlook'),
      [`sidanBank:accounts${suffix}`]: get('accounts'),
      [`sidanBank:terms${suffix}`]: get('terms', `&filterByTk=${none}`),
      [`sidanSettlements:desk${suffix}`]: () => ({
        method: 'GET' as const,
        action: `sidanSettlements:desk?regionCode=${world().regionCode}`,
      }),
      [`sidanSettlements:make${suffix}`]: () => ({
        action: 'sidanSettlements:make',
        body: () => ({ regionCode: world().regionCode, month: '2999-01' }),
      }),
      [`sidanBank:price${suffix}`]: post('price', { asset: 'points', fenPerHundred: -1 }),
      [`sidanBank:setTerms${suffix}`]: post(`setTerms?filterByTk=${none}`, { status: 'frozen', reason: '检验' }),
    };
  };
  const one = (what: string, method?: 'GET') => () => ({
    ...(method ? { method } : {}),
    action: `sidanSettlements:${what}?filterByTk=${none}`,
    ...(method ? {} : { body: () => ({}) }),
  });
  return {
    ...tried('', () => worlds().here),
    ...tried(' elsewhere', () => worlds().near),
    'sidanSettlements:mine': () => ({ method: 'GET', action: 'sidanSettlements:mine' }),
    'sidanSettlements:sheet': one('sheet', 'GET'),
    'sidanSettlements:file': one('file', 'GET'),
    'sidanSettlements:confirm': one('confirm'),
    'sidanSettlements:pay': one('pay'),
  };
}
