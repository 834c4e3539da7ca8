import { literal, type Names, sqlWriter } from '../names';
import type { Queryable } from '../queryable';
import { checks } from './checks';
import { indexes, integers, primaryKeys, spread } from './columns';
import { functions } from './functions';
import { OWN_TABLES } from './own';
import { accountSealOf, sealOf } from './seal';
import { triggers } from './triggers';

/** Postings that were there before the guards are sealed as they are. Before the triggers, which would refuse the update. */
const SEALS = `
  if not exists (select 1 from pg_attribute where attrelid = '{postings}'::regclass and attname = 'seal' and not attisdropped) then
    alter table {postings} add column seal bytea;
    update {postings} p set seal = ${sealOf('p')};
  end if;`;

/** What people held before there were lots is one lot, of no known origin and without expiry. */
const OPENING = `
  if not exists (select 1 from pg_attribute where attrelid = '{accounts}'::regclass and attname = 'seal' and not attisdropped) then
    alter table {accounts} add column seal bytea;
    update {accounts} a set [lotted] = a.[kept] and a.[ownerKind] in ('person', 'household', 'team'), [slots] = 1;
    update {accounts} a set seal = ${accountSealOf('a')};
    insert into {own:lots} ([id], [regionCode], [accountId], [amount], [remaining], [origin], [earnedAt])
    select gen_random_uuid(), a.[regionCode], a.[id], a.[balance], a.[balance], 'opening', now() from {accounts} a where a.[lotted] and a.[balance] > 0;
  end if;`;

/** A balance is written again and again: where its page has room, PostgreSQL needs not touch the indexes. */
const ROOM = `
  if exists (select 1 from pg_class where oid = '{accounts}'::regclass and relkind = 'r' and reloptions is null) then
    alter table {accounts} set (fillfactor = 80);
  end if;`;

/**
 * One SQL statement that makes the database keep the ledger's promises, to be run after the tables exist and each time they were
 * synchronised; running it again changes nothing. Nodes that start together wait for each other at the table lock. It holds no dollar
 * sign and no parameter, so that it passes unharmed through drivers that replace `$1` or `$$`.
 */
export function guards(names: Names): string {
  const write = sqlWriter(names);
  const steps = [
    'lock table {accounts}, {postings} in share row exclusive mode;',
    ...integers(names),
    ...OWN_TABLES.map(({ create }) => `${create};`),
    ...primaryKeys(names),
    SEALS,
    OPENING,
    ROOM,
    ...indexes(names),
    ...spread(names),
    ...checks(),
    ...functions(),
    ...triggers(),
  ];
  return `do ${literal(`declare old record;\nbegin\n${steps.map(write).join('\n')}\nend`)}`;
}

/** Runs `guards` on a connection. */
export async function applyGuards(q: Queryable, names: Names): Promise<void> {
  await q.query(guards(names), []);
}
