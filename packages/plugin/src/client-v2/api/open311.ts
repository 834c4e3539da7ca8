import type { Open311Key, Open311KeyMade } from '../../api/types';
import { get, post } from './request';

export type { Open311Key, Open311KeyMade } from '../../api/types';

/** Newest first. */
export const open311Keys = async (): Promise<Open311Key[]> =>
  (await get<{ rows: Open311Key[] }>('sidanOpen311:keys')).rows;

/** The answer is the only place where the key can be read. */
export const makeOpen311Key = (name: string, regionCode: string) =>
  post<Open311KeyMade>('sidanOpen311:make', { data: { name, regionCode } });

export const revokeOpen311Key = (id: string) => post<{ id: string }>('sidanOpen311:revoke', { data: { id } });
