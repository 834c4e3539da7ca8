/** Shapes that every part of the contract shares. */

export interface Page<T> {
  rows: T[];
  count: number;
  page: number;
  pageSize: number;
}

export interface ApiError {
  errors: { code: string; message: string; params?: Record<string, unknown> }[];
}
