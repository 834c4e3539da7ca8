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
      [`sidanBank:price${suffix}`]: post('price', { asset: 'points', fenPerHundred: -1 }),
      [`sidanBank:setTerms${suffix}`]: post(`setTerms?filterByTk=${none}`, { status: 'frozen', reason: '检验' }),
    };
  };
  return { ...tried('', () => worlds().here), ...tried(' elsewhere', () => worlds().near) };
}
