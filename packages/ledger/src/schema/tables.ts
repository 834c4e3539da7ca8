import { type Names, sqlWriter } from '../names';

/**
 * The two tables, for tests and for use without NocoBase, which makes them from the plugin's collections. `guards` comes after.
 * Nothing here but columns and types: all promises are kept by the guards, whoever made the tables.
 */
export function createTables(names: Names): string[] {
  return [ACCOUNTS, POSTINGS].map(sqlWriter(names));
}

const ACCOUNTS = `
create table if not exists {accounts} (
  [id] uuid not null,
  [regionCode] varchar(12) not null,
  [ownerKind] varchar(255),
  [ownerId] varchar(255),
  [asset] varchar(255),
  [balance] bigint default 0,
  [kept] boolean default true,
  [minBalance] bigint,
  [status] varchar(255) default 'open',
  [createdAt] timestamptz not null,
  [updatedAt] timestamptz not null,
  primary key ([id], [regionCode])
)`;

const POSTINGS = `
create table if not exists {postings} (
  [id] uuid not null,
  [regionCode] varchar(12) not null,
  [sourceId] uuid,
  [destinationId] uuid,
  [asset] varchar(255),
  [amount] bigint,
  [key] varchar(255),
  [decisionId] uuid,
  [reversesId] uuid,
  [kind] varchar(255),
  [subjectKind] varchar(255),
  [subjectId] varchar(255),
  [memo] jsonb,
  [at] timestamptz,
  [createdAt] timestamptz not null,
  [updatedAt] timestamptz not null,
  primary key ([id], [regionCode])
)`;
