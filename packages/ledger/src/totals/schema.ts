import { literal, type Names, sqlWriter } from '../names';
import type { Queryable } from '../queryable';

/** What one kind of account gave another on a day: one row for each asset and kind of posting. System accounts are told apart by their names. */
const COLUMNS = [
  'regionCode',
  'day',
  'asset',
  'sourceKind',
  'sourceName',
  'destinationKind',
  'destinationName',
  'kind',
];

export const FLOW_KEY = COLUMNS.map((name) => `[${name}]`).join(', ');

const TABLE = `
  [regionCode] varchar(12) not null,
  [day] date not null,
  [asset] varchar(255) not null,
  [sourceKind] varchar(255) not null,
  [sourceName] varchar(255) not null,
  [destinationKind] varchar(255) not null,
  [destinationName] varchar(255) not null,
  [kind] varchar(255) not null,
  [amount] numeric not null,
  [entries] bigint not null`;

/** One end of a posting, found by its primary key whatever the planner thinks of the rows that were added. */
const end = (column: string, name: string) => `
    cross join lateral (select a.[ownerKind] as kind, case when a.[ownerKind] = 'system' then a.[ownerId] else '' end as name
      from {accounts} a where a.[id] = p.[${column}] and a.[regionCode] = p.[regionCode] offset 0) ${name}`;

/** What expires goes in the first minutes after its last day, and is of that day. */
const day = (zone: string) =>
  `((case when p.[kind] = 'expire' then p.[at] - interval '1 day' else p.[at] end) at time zone ${literal(zone)})::date`;

const summed = (postings: string, zone: string) => `
  select f.region, f.day, f.asset, f.source_kind, f.source_name, f.destination_kind, f.destination_name, f.kind, sum(f.amount), count(*) from (
    select p.[regionCode] as region, ${day(zone)} as day, p.[asset] as asset, s.kind as source_kind, s.name as source_name,
           d.kind as destination_kind, d.name as destination_name, p.[kind] as kind, p.[amount] as amount
      from ${postings} p ${end('sourceId', 's')} ${end('destinationId', 'd')}) f
   group by 1, 2, 3, 4, 5, 6, 7, 8`;

const FLOW = (zone: string) => `
begin
  insert into {own:flows} (${FLOW_KEY}, [amount], [entries]) ${summed('added', zone)};
  return null;
end`;

const SUM = (table: string) =>
  `create trigger sidan_ledger_flow after insert on ${table} referencing new table as added for each statement execute function {fn:flow}()`;

/**
 * Makes the database keep sums of a book by day: each statement that posts also writes what it moved between which kinds of account, in rows that nobody else
 * writes to, so that nobody waits for them; `packTotals` adds those up. In the same transaction: what is summed is what was posted. Idempotent. The first time
 * it reads the whole book. `zone`: whose days they are.
 */
export async function applyTotals(q: Queryable, names: Names, zone: string): Promise<void> {
  const write = sqlWriter(names);
  const steps = [
    `lock table {postings} in share row exclusive mode;`,
    `create table if not exists {own:flows} (${TABLE});`,
    `create table if not exists {own:days} (${TABLE}, primary key (${FLOW_KEY}));`,
    `create or replace function {fn:flow}() returns trigger language plpgsql as ${literal(FLOW(zone))};`,
    `if not exists (select 1 from pg_trigger where tgrelid = '{postings}'::regclass and tgname = 'sidan_ledger_flow') then
       delete from {own:flows};
       delete from {own:days};
       insert into {own:days} (${FLOW_KEY}, [amount], [entries]) ${summed('{postings}', zone)};
       ${SUM('{postings}')};
       -- And where somebody writes to a partition by its own name.
       for old in select inhrelid::regclass as part from pg_inherits where inhparent = '{postings}'::regclass loop
         execute format('${SUM('%s')}', old.part);
       end loop;
     end if;`,
  ];
  await q.query(`do ${literal(`declare old record;\nbegin\n${steps.map(write).join('\n')}\nend`)}`, []);
}
