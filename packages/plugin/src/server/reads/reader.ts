import type { Actor } from '../access/actor';
import type { Sidan } from '../sidan';
import { connectionOf, type Connection } from '../sql';

/** Says a key in the reader's language. */
export type Say = (key: string, params?: Record<string, unknown>) => string;

/** Who reads, in which language. Every read of ours takes one; nothing is read for nobody. */
export interface Reader {
  sidan: Sidan;
  q: Connection;
  actor: Actor;
  lang: string;
  say: Say;
}

export const readerOf = (sidan: Sidan, actor: Actor, lang: string, say: Say): Reader => ({
  sidan,
  q: connectionOf(sidan.db),
  actor,
  lang,
  say,
});

export async function rowsOf<Row>(
  { q, sidan }: Pick<Reader, 'q' | 'sidan'>,
  text: string,
  params: unknown[],
): Promise<Row[]> {
  return (await q.query<Row>(sidan.write(text), params)).rows;
}

/** A name in the reader's language, where the county gave both. */
export const named = (lang: string, name: string | null, nameEn: string | null | undefined): string =>
  (lang.startsWith('en') ? (nameEn ?? name) : name) ?? '';

export const iso = (value: Date | string | null | undefined): string | undefined =>
  value ? new Date(value).toISOString() : undefined;

export interface Paging {
  page: number;
  pageSize: number;
}

const PAGE_SIZE_MAX = 100;

export function pagingOf(params: { page?: unknown; pageSize?: unknown }): Paging {
  const whole = (value: unknown, fallback: number) =>
    Number.isSafeInteger(Number(value)) && Number(value) > 0 ? Number(value) : fallback;
  return { page: whole(params.page, 1), pageSize: Math.min(whole(params.pageSize, 20), PAGE_SIZE_MAX) };
}
