import { beside, type Names, ownTable, sqlWriter } from '../names';
import { OWN_TABLES } from './own';

/**
 * The two tables of the host, for tests and for use without NocoBase, which makes them from the plugin's collections. `guards` comes after.
 * Nothing here but columns and types: all promises are kept by the guards, whoever made the tables. With `partitions` all tables of the
 * book are spread by county over so many partitions; the guards fit either way.
 */
export function createTables(names: Names, options: { partitions?: number } = {}): string[] {
  const write = sqlWriter(names);
  const { partitions } = options;
  if (!partitions) return [ACCOUNTS, POSTINGS].map(write);
  return [
    [names.accounts, ACCOUNTS],
    [names.postings, POSTINGS],
    ...OWN_TABLES.map(({ name, create }) => [ownTable(names, name), create] as const),
  ].flatMap(([table, create]) => [
    write(`${create} partition by hash ([regionCode])`),
    ...Array.from(
      { length: partitions },
      (_x, n) =>
        `create table if not exists ${beside(table, `p${n}`).qualified} partition of ${table} for values with (modulus ${partitions}, remainder ${n})`,
    ),
  ]);
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
  [lotted] boolean,
  [slots] bigint,
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
  [settlesId] uuid,
  [kind] varchar(255),
  [subjectKind] varchar(255),
  [subjectId] varchar(255),
  [memo] jsonb,
  [origin] varchar(255),
  [expiresAt] timestamptz,
  [spendableFrom] timestamptz,
  [at] timestamptz,
  [createdAt] timestamptz not null,
  [updatedAt] timestamptz not null,
  primary key ([id], [regionCode])
)`;
