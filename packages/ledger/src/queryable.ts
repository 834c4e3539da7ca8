/**
 * All that the ledger asks of a database connection. Parameters are `$1`, `$2`, … Handed in by the caller, inside the caller's own
 * transaction or not, so that a posting is committed or rolled back together with what it is about.
 */
export interface Queryable {
  query(sql: string, params: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
