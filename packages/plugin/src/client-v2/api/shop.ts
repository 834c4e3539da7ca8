import type { Page, StockLine, StockLogLine, StockMove } from '../../api/types';
import { get, list, newKey, post } from './request';

export type { StockLine, StockLogLine, StockMove } from '../../api/types';

export const stocks = async (): Promise<StockLine[]> => (await get<{ rows: StockLine[] }>('sidanStocks:lines')).rows;

export const adjustStock = (move: StockMove) => post<StockLine>('sidanStocks:adjust', { data: move, key: newKey() });

/** A page of a stock's log, the latest change first. */
export const stockLog = (id: string, page: number, pageSize: number) =>
  get<Page<StockLogLine>>('sidanStocks:log', { filterByTk: id, page, pageSize });

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
