import { type Table, tableOf } from './triggers';
import { columnText, indexName, literal, type Names } from '../names';

/** Amounts and balances are whole numbers by type: a host that made another column is refused at once. */
export const integers = (names: Names) =>
  (
    [
      [names.accounts, ['balance', 'minBalance', 'slots']],
      [names.postings, ['amount']],
    ] as const
  ).flatMap(([table, columns]) =>
    columns.map(
      (column) => `
  if not exists (select 1 from pg_attribute where attrelid = ${literal(table)}::regclass
      and attname = ${literal(columnText(names, column))} and atttypid = 'bigint'::regtype) then
    raise exception 'ledger: column ${column} is missing or not a bigint';
  end if;`,
    ),
  );

/** The primary key holds the county, so that the table can be spread by it; the id leads, so that it can be entered by id alone. */
export const primaryKeys = (names: Names) =>
  [names.accounts, names.postings].map(
    (table) => `
  if not ${indexExists(names, table, ['id', 'regionCode'], { that: 'i.indisprimary', ordered: true })} then
    for old in select conname from pg_constraint where conrelid = ${literal(table)}::regclass and contype = 'p' loop
      execute format('alter table ${table.replaceAll("'", "''").replaceAll('%', '%%')} drop constraint %I', old.conname);
    end loop;
    alter table ${table} add primary key ([id], [regionCode]);
  end if;`,
  );

/**
 * Unique ones hold the county, and none begins with it: PL/pgSQL keeps a plan for the whole session, and to one that was made while the book was
 * nearly empty, an index that begins with the county's code looks as good as the key. It then reads all accounts of the county to find one
 * (measured: 4,000 awards to 160 accounts took 14 s). What goes through a county's accounts has an index of its own, which only a query that says
 * `createdAt is not null` may use, as those of the functions do not.
 */
const INDEXES: { table: Table; name: string; columns: string[]; unique?: boolean; where?: string }[] = [
  { table: 'accounts', name: 'owner', columns: ['ownerId', 'ownerKind', 'asset', 'regionCode'], unique: true },
  { table: 'accounts', name: 'county', columns: ['regionCode', 'id'], where: '[createdAt] is not null' },
  { table: 'postings', name: 'key', columns: ['key', 'regionCode'], unique: true },
  {
    table: 'postings',
    name: 'once',
    columns: ['regionCode', 'reversesId'],
    unique: true,
    where: '[reversesId] is not null',
  },
  {
    table: 'postings',
    name: 'settled',
    columns: ['regionCode', 'settlesId'],
    unique: true,
    where: '[settlesId] is not null',
  },
  { table: 'postings', name: 'source', columns: ['sourceId', 'at', 'id'] },
  { table: 'postings', name: 'destination', columns: ['destinationId', 'at', 'id'] },
  { table: 'postings', name: 'subject', columns: ['subjectId'] },
  { table: 'lots', name: 'open', columns: ['accountId', 'expiresAt', 'earnedAt', 'id'], where: '[remaining] > 0' },
  {
    table: 'lots',
    name: 'due',
    columns: ['regionCode', 'expiresAt'],
    where: '[remaining] > 0 and [expiresAt] is not null',
  },
  { table: 'terms', name: 'account', columns: ['accountId', 'createdAt'] },
];

/** An index is added unless the host made one of the same columns, under whatever name: each costs every posting. One of an earlier version, in another order, goes. */
export const indexes = (names: Names) =>
  INDEXES.map(({ table, name, columns, unique, where }) => {
    const that = `${unique ? 'i.indisunique and ' : ''}i.indpred is ${where ? 'not null' : 'null'}`;
    const owner = tableOf(names, table);
    const found = indexExists(names, owner, columns, { that, ordered: true });
    const on = columns.map((column) => `[${column}]`).join(', ');
    return `
  if not ${found} then
    create ${unique ? 'unique ' : ''}index ${indexName(owner, name)} on ${owner} (${on})${where ? ` where ${where}` : ''};
  end if;${unique && !where ? retire(names, owner, columns) : ''}`;
  });

/** Drops unique indexes of exactly these columns that begin with the county. */
const retire = (names: Names, table: string, columns: string[]): string => `
  for old in select i.indexrelid::regclass as part from pg_index i ${listOf('i')}
      where i.indrelid = ${literal(table)}::regclass and i.indisunique and not i.indisprimary and ${sameAs(names, columns, false)}
        and found.list[1] = ${literal(columnText(names, 'regionCode'))} loop
    execute format('drop index %s', old.part);
  end loop;`;

/**
 * Nearly all postings have one source, the county's issuing account. Statistics then say that a source has as good as all postings, and what is asked
 * of any other would be looked for from end to end. So the planner is told, here and for every partition, that the accounts are many.
 */
export const spread = (names: Names) =>
  ['sourceId', 'destinationId'].map(
    (column) => `
  for old in select c.oid::regclass as part from pg_class c join pg_attribute a on a.attrelid = c.oid
      where a.attname = ${literal(columnText(names, column))} and a.attoptions is null and (c.oid = ${literal(names.postings)}::regclass
        or c.oid in (select inhrelid from pg_inherits where inhparent = ${literal(names.postings)}::regclass)) loop
    execute format('alter table %s alter column %I set (n_distinct = -0.05, n_distinct_inherited = -0.05)', old.part, ${literal(columnText(names, column))});
  end loop;`,
  );

/** The columns of an index, as `found.list`. */
const listOf = (index: string) => `cross join lateral (
      select array_agg(a.attname::text order by k.n) as list
      from unnest(${index}.indkey::int2[]) with ordinality as k(attnum, n)
      join pg_attribute a on a.attrelid = ${index}.indrelid and a.attnum = k.attnum) found`;

function sameAs(names: Names, columns: string[], ordered: boolean): string {
  const wanted = `array[${columns.map((column) => literal(columnText(names, column))).join(', ')}]`;
  return ordered ? `found.list = ${wanted}` : `found.list @> ${wanted} and found.list <@ ${wanted}`;
}

/** SQL condition: a valid index of exactly these columns exists, in this order if `ordered`. */
function indexExists(
  names: Names,
  table: string,
  columns: string[],
  { that, ordered }: { that: string; ordered: boolean },
): string {
  return `exists (
    select 1 from pg_index i ${listOf('i')}
    where i.indrelid = ${literal(table)}::regclass and i.indisvalid and ${that} and ${sameAs(names, columns, ordered)})`;
}
