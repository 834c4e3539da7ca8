/** The kinds of owner that have a name of their own in a table, that table, and the column by which the ledger knows them. */
const NAMED = {
  person: { table: 'sidanPeople', key: 'id' },
  household: { table: 'sidanHouseholds', key: 'id' },
  team: { table: 'sidanTeams', key: 'id' },
  site: { table: 'sidanSites', key: 'id' },
  fund: { table: 'sidanFunds', key: 'code' },
  merchant: { table: 'sidanOutlets', key: 'id' },
} as const;

const KINDS = Object.entries(NAMED);

/** An id as the ledger keeps it is a text; where it is none of a row, nobody is found. */
const keyOf = (key: 'id' | 'code', owner: string) =>
  key === 'code' ? owner : `case when length(${owner}) = 36 then ${owner}::uuid end`;

/** SQL: the name of an account's owner, or null. `kind`, `owner` and `region` are columns. */
export const ownerNameSql = (region: string, kind: string, owner: string): string =>
  `case ${kind} ${KINDS.map(
    ([name, { table, key }]) =>
      `when '${name}' then (select n.[name] from {${table}} n where n.[regionCode] = ${region} and n.[${key}] = ${keyOf(key, owner)})`,
  ).join(' ')} end`;

const FOUND_MAX = 500;

/** SQL: (kind, owner) of those in a county whose name holds some words; so many at most. `region` and `words` are parameters, `words` a pattern of `ilike`. */
export const ownersNamedSql = (region: string, words: string): string =>
  KINDS.map(
    ([kind, { table, key }]) =>
      `(select '${kind}' as kind, n.[${key}]::text as owner from {${table}} n where n.[regionCode] = ${region} and n.[name] ilike ${words} order by n.[name], n.[id] limit ${FOUND_MAX})`,
  ).join(' union all ');

/** What somebody typed, as a pattern that finds it anywhere in a name. */
export const patternOf = (words: string): string => `%${words.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
