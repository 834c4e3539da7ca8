import { literal, type Names, sqlWriter } from '../names';
import type { Queryable } from '../queryable';
import { checks, indexes, integers, primaryKeys } from './columns';
import { functions } from './functions';
import { sealOf } from './seal';
import { triggers } from './triggers';

/** Postings that were there before the guards are sealed as they are. Before the triggers, which would refuse the update. */
const SEALS = `
  if not exists (select 1 from pg_attribute where attrelid = '{postings}'::regclass and attname = 'seal' and not attisdropped) then
    alter table {postings} add column seal bytea;
    update {postings} p set seal = ${sealOf('p')};
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
    ...primaryKeys(names),
    ...indexes(names),
    ...checks(),
    SEALS,
    ...functions(),
    ...triggers(),
  ];
  return `do ${literal(`declare old record;\nbegin\n${steps.map(write).join('\n')}\nend`)}`;
}

/** Runs `guards` on a connection. */
export async function applyGuards(q: Queryable, names: Names): Promise<void> {
  await q.query(guards(names), []);
}
