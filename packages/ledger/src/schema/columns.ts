import { ACCOUNT_STATUSES, OWNER_KINDS } from '../types';
import { type Table, tableOf } from './triggers';
import { columnText, indexName, literal, type Names } from '../names';

/** Amounts cross into JavaScript as numbers: no more than it can count exactly. */
const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;
const list = (values: readonly string[]) => values.map(literal).join(', ');

/**
 * The checks. `is not null` stands here and not in the column, because NocoBase's sync rewrites a column's nullability and default
 * from its collection each time a field is added, and leaves checks alone. A check that changes gets a new name.
 */
const CHECKS: { table: 'accounts' | 'postings'; name: string; check: string }[] = [
  {
    table: 'accounts',
    name: 'sidan_ledger_opened',
    check: `[ownerKind] is not null and [ownerKind] in (${list(OWNER_KINDS)}) and [ownerId] is not null and [ownerId] <> ''
      and [asset] is not null and [asset] <> '' and [balance] is not null and [kept] is not null
      and [lotted] is not null and [slots] is not null and [slots] between 1 and 64
      and [status] is not null and [status] in (${list(ACCOUNT_STATUSES)})`,
  },
  { table: 'accounts', name: 'sidan_ledger_kept', check: '[kept] or ([balance] = 0 and [minBalance] is null)' },
  {
    table: 'accounts',
    name: 'sidan_ledger_slots',
    check:
      '(not [lotted] or ([kept] and [slots] = 1)) and ([slots] = 1 or ([kept] and [balance] = 0 and coalesce([minBalance], 0) <= 0))',
  },
  { table: 'accounts', name: 'sidan_ledger_floor', check: '[minBalance] is null or [balance] >= [minBalance]' },
  {
    table: 'postings',
    name: 'sidan_ledger_posting',
    check: `[sourceId] is not null and [destinationId] is not null and [sourceId] <> [destinationId] and [asset] is not null
      and [key] is not null and length([key]) between 1 and 200 and [at] is not null and [kind] is not null and [kind] <> ''`,
  },
  {
    table: 'postings',
    name: 'sidan_ledger_amount',
    check: `[amount] is not null and [amount] between 1 and ${AMOUNT_MAX}`,
  },
  { table: 'postings', name: 'sidan_ledger_reversal', check: `([reversesId] is null) = ([kind] <> 'reverse')` },
  { table: 'postings', name: 'sidan_ledger_subject', check: '([subjectKind] is null) = ([subjectId] is null)' },
];

/** Of earlier versions: a check that changed has a new name. */
const RETIRED = [{ table: 'accounts', name: 'sidan_ledger_account' }] as const;

/** PL/pgSQL statements: a check is added once, since adding reads the whole table. */
export const checks = () => [
  ...RETIRED.map(
    ({ table, name }) => `
  alter table {${table}} drop constraint if exists ${name};`,
  ),
  ...CHECKS.map(
    ({ table, name, check }) => `
  if not exists (select 1 from pg_constraint where conrelid = '{${table}}'::regclass and conname = '${name}') then
    alter table {${table}} add constraint ${name} check (${check});
  end if;`,
  ),
];

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
