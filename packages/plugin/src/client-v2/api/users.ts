import type { Office, UserChoice } from '../../api/types';
import { batched } from './batch';
import { get } from './request';

export const searchUsers = async (search: string) =>
  (await get<{ rows: UserChoice[] }>('sidanPeople:users', { search })).rows;

/** An account by its id. */
export const userOf = batched<UserChoice>(async (ids) => {
  const { rows } = await get<{ rows: UserChoice[] }>('sidanPeople:users', { ids: ids.join(',') });
  return new Map(rows.map((user) => [String(user.id), user]));
});

/** The offices that the reader may hand out. */
export const officesToGive = async () => (await get<{ rows: Office[] }>('sidanPeople:offices')).rows;
