/**
 * NocoBase wraps what an action answers: `x` becomes `{ data: x }`, and an object with `rows` becomes `{ data: rows, meta: rest }`.
 * These two read either form back.
 */
import type { Page } from '@sidan/plugin-sidan/api';

/** The answer itself. */
export function unwrap<T>(body: unknown): T {
  return (isRecord(body) && 'data' in body ? body.data : body) as T;
}

/** A list answer as a page; a bare list is a page of everything. */
export function unwrapPage<T>(body: unknown): Page<T> {
  const data = unwrap<unknown>(body);
  const meta = isRecord(body) && isRecord(body.meta) ? body.meta : {};
  if (Array.isArray(data)) return pageOf<T>(data, meta);
  if (isRecord(data) && Array.isArray(data.rows)) return pageOf<T>(data.rows, data);
  return pageOf<T>([], {});
}

function pageOf<T>(rows: unknown[], meta: Record<string, unknown>): Page<T> {
  return {
    rows: rows as T[],
    count: numberOr(meta.count, rows.length),
    page: numberOr(meta.page, 1),
    pageSize: numberOr(meta.pageSize, Math.max(rows.length, 1)),
  };
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
