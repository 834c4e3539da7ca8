import type { Revealed } from '../../api/types';
import { post } from './request';

/** A personal datum in full; who asked, when and why is recorded. */
export const revealOfPerson = async (id: string, field: string, reason: string) =>
  (await post<Revealed>('sidanPeople:reveal', { params: { filterByTk: id }, data: { field, reason } })).value;
