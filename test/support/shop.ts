import { randomUUID } from 'node:crypto';
import { createLedger, ledgerNames } from '@sidan/ledger';
import type { RedemptionDetail, StockLine } from '@sidan/plugin-sidan/api';
import type { Client } from './api';
import type { Sql } from './shared';
import type { World } from './world';

/** A county's shop: two counters, one of them a merchant's, and goods in both. */
export interface Shop {
  outlets: { site: string; merchant: string };
  rewards: { soap: string; rice: string };
  /** By outlet and reward. */
  stocks: Record<keyof Shop['outlets'], Record<keyof Shop['rewards'], string>>;
}

export async function makeShop(world: World): Promise<Shop> {
  const { root, regionCode, towns, people } = world;
  const make = async (collection: string, values: Record<string, unknown>) => {
    const id = randomUUID();
    await root.post(`${collection}:create`, { id, regionCode, ...values });
    return id;
  };
  const outlets = {
    site: await make('sidanOutlets', { name: '第一镇爱心超市', kind: 'site', townCode: towns[0] }),
    merchant: await make('sidanOutlets', {
      name: '惠民粮油店',
      kind: 'merchant',
      townCode: towns[0],
      userId: people.merchant.userId,
      fenPerHundred: 5000,
      openDays: ['1', '2', '3'],
      opensAt: '09:00',
      closesAt: '17:00',
    }),
  };
  const rewards = {
    soap: await make('sidanRewards', { code: 'soap', name: '香皂', nameEn: 'Soap', kind: 'goods', price: 20 }),
    rice: await make('sidanRewards', { code: 'rice', name: '大米', kind: 'goods', price: 50, limitCount: 2 }),
  };
  const stocks = {} as Shop['stocks'];
  for (const [outlet, outletId] of Object.entries(outlets)) {
    const own = {} as Shop['stocks']['site'];
    for (const [reward, rewardId] of Object.entries(rewards)) {
      const { id } = await root.post<StockLine>('sidanStocks:adjust', { rewardId, outletId, count: 10, lowAt: 2 });
      own[reward as keyof typeof own] = id;
    }
    stocks[outlet as keyof typeof stocks] = own;
  }
  return { outlets, rewards, stocks };
}

/** The book, straight on the database. */
export const bookOf = (sql: Sql) => {
  const ledger = createLedger(ledgerNames(), randomUUID);
  const q = { query: async (text: string, params: unknown[]) => ({ rows: await sql.query(text, params) }) };
  return {
    /** Points out of nothing, as an import would bring them. */
    give: (regionCode: string, personId: string, amount: number) =>
      ledger.post(q as never, {
        regionCode,
        entries: [
          {
            from: { ownerKind: 'system', ownerId: 'issue' },
            to: { ownerKind: 'person', ownerId: personId },
            asset: 'points',
            amount,
            key: `test:${randomUUID()}`,
            kind: 'adjust',
            at: new Date(),
          },
        ],
      }),
    balance: (regionCode: string, ownerId: string, ownerKind: 'person' | 'merchant' = 'person') =>
      ledger.balance(q as never, { regionCode, ownerKind, ownerId, asset: 'points' }),
    verify: (regionCode: string) => ledger.verify(q as never, regionCode),
  };
};

export const quantityOf = async (sql: Sql, stockId: string): Promise<number> =>
  Number(
    (await sql.query<{ n: string }>('select "quantity" as n from "sidanStocks" where "id" = $1', [stockId]))[0]!.n,
  );

export const request = (
  client: Client,
  rewardId: string,
  outletId: string,
  more: Record<string, unknown> = {},
): Promise<RedemptionDetail> => client.post('sidanRedemptions:request', { rewardId, outletId, ...more });

export const act = (
  client: Client,
  event: string,
  id: string,
  data: Record<string, unknown> = {},
): Promise<RedemptionDetail> => client.post(`sidanRedemptions:${event}?filterByTk=${id}`, data);
