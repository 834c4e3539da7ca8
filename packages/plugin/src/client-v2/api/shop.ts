import type { StockLine, StockMove } from '../../api/types';
import { get, list, newKey, post } from './request';

export type { StockLine, StockMove } from '../../api/types';

export const stocks = async (): Promise<StockLine[]> => (await get<{ rows: StockLine[] }>('sidanStocks:lines')).rows;

export const adjustStock = (move: StockMove) => post<StockLine>('sidanStocks:adjust', { data: move, key: newKey() });

export interface Named {
  id: string;
  name: string;
}

/** What can be put where: the rewards that are offered, and the outlets of the caller's area. */
export async function stockable(): Promise<{ rewards: Named[]; outlets: Named[] }> {
  const of = async (collection: string) =>
    (
      await list<Named>(collection, {
        pageSize: 200,
        fields: ['id', 'name'],
        filter: { status: 'active' },
        sort: ['name'],
      })
    ).rows;
  const [rewards, outlets] = await Promise.all([of('sidanRewards'), of('sidanOutlets')]);
  return { rewards, outlets };
}
