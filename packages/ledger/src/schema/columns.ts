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

/** Unique ones hold the county; the others do without: ids are unique by themselves, and none should look as good as the key's. */
const INDEXES: { table: Table; name: string; columns: string[]; unique?: boolean; where?: string }[] = [
  { table: 'accounts', name: 'owner', columns: ['regionCode', 'ownerKind', 'ownerId', 'asset'], unique: true },
  { table: 'postings', name: 'key', columns: ['regionCode', 'key'], unique: true },
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

/** An index is added unless the host made one of the same columns, under whatever name: each costs every posting. */
export const indexes = (names: Names) =>
  INDEXES.map(({ table, name, columns, unique, where }) => {
    const that = `${unique ? 'i.indisunique and ' : ''}i.indpred is ${where ? 'not null' : 'null'}`;
    const owner = tableOf(names, table);
    const found = indexExists(names, owner, columns, { that, ordered: !unique });
    const on = columns.map((column) => `[${column}]`).join(', ');
    return `
  if not ${found} then
    create ${unique ? 'unique ' : ''}index ${indexName(owner, name)} on ${owner} (${on})${where ? ` where ${where}` : ''};
  end if;`;
  });

/** SQL condition: a valid index of exactly these columns exists, in this order if `ordered`. */
function indexExists(
  names: Names,
  table: string,
  columns: string[],
  { that, ordered }: { that: string; ordered: boolean },
): string {
  const wanted = `array[${columns.map((column) => literal(columnText(names, column))).join(', ')}]`;
  const same = ordered ? `found.list = ${wanted}` : `found.list @> ${wanted} and found.list <@ ${wanted}`;
  return `exists (
    select 1 from pg_index i cross join lateral (
      select array_agg(a.attname::text order by k.n) as list
      from unnest(i.indkey::int2[]) with ordinality as k(attnum, n)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum) found
    where i.indrelid = ${literal(table)}::regclass and i.indisvalid and ${that} and ${same})`;
}
