import { randomUUID } from 'node:crypto';
import type { Try } from './try';

/** 转赠: to nobody of anybody's family. */
const giving = (what: string, query: string): Try => ({
  action: `sidanTransfers:${what}?${query}`,
  body: () => ({ purpose: 'transfer', asset: 'points', amount: 1, personId: randomUUID() }),
});

export const transfersTried = (query: () => string): Record<string, () => Try> => ({
  'sidanTransfers:options': () => ({ method: 'GET', action: `sidanTransfers:options?${query()}` }),
  'sidanTransfers:preview': () => giving('preview', query()),
  'sidanTransfers:give': () => giving('give', query()),
});
