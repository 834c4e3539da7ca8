import { type Names, ownTable } from '../names';

export type Table = 'accounts' | 'postings' | 'lots' | 'draws' | 'slots' | 'terms';

interface Trigger {
  table: Table;
  name: string;
  definition: string;
}

/** The table's name in SQL. */
export const tableOf = (names: Names, table: Table): string =>
  table === 'accounts' || table === 'postings' ? names[table] : ownTable(names, table);

const placeholder = (table: Table) => (table === 'accounts' || table === 'postings' ? `{${table}}` : `{own:${table}}`);

const history = `execute function {fn:refuse}('LEDGER_HISTORY_PROTECTED')`;

const neverEmptied = (table: Table): Trigger => ({
  table,
  name: 'sidan_ledger_truncate',
  definition: `before truncate on ${placeholder(table)} for each statement ${history}`,
});
/** A row of the ledger's own: written by the postings' trigger and nobody else. */
const onlyByPostings = (table: Table): Trigger[] => [
  {
    table,
    name: 'sidan_ledger_inner',
    definition: `before insert or update on ${placeholder(table)} for each row execute function {fn:${table === 'lots' ? 'inner_lot' : 'inner'}}()`,
  },
  {
    table,
    name: 'sidan_ledger_history',
    definition: `before delete on ${placeholder(table)} for each row ${history}`,
  },
  neverEmptied(table),
];

/** Each partition of the postings has it too. */
export const FOLLOWS = 'sidan_ledger_follow';

const FOLLOW = (table: string) =>
  `after insert on ${table} referencing new table as added for each statement execute function {fn:apply}()`;

/** A partition that somebody writes to by its own name fires its own triggers: those for rows it has from the table, this one it has not. */
const PARTITIONS = `
  for old in select inhrelid::regclass as part from pg_inherits where inhparent = '{postings}'::regclass loop
    execute format('create or replace trigger ${FOLLOWS} ${FOLLOW('%s')}', old.part);
  end loop;`;

/** Trigger names are their table's own; `verify` misses any that is absent or switched off. */
export const TRIGGERS: Trigger[] = [
  {
    table: 'postings',
    name: 'sidan_ledger_admit',
    definition: 'before insert on {postings} for each row execute function {fn:admit}()',
  },
  {
    table: 'postings',
    name: FOLLOWS,
    definition: FOLLOW('{postings}'),
  },
  {
    table: 'postings',
    name: 'sidan_ledger_history',
    definition: `before update or delete on {postings} for each row ${history}`,
  },
  neverEmptied('postings'),
  {
    table: 'accounts',
    name: 'sidan_ledger_history',
    definition: `before delete on {accounts} for each row ${history}`,
  },
  neverEmptied('accounts'),
  {
    table: 'accounts',
    name: 'sidan_ledger_open',
    definition: 'before insert on {accounts} for each row execute function {fn:open}()',
  },
  {
    // What an account is; the columns stand in the list, so that a change of balance does not even come here.
    table: 'accounts',
    name: 'sidan_ledger_identity',
    definition: `before update of [id], [regionCode], [ownerKind], [ownerId], [asset], [kept], [lotted], [slots], seal on {accounts}
    for each row execute function {fn:identity}()`,
  },
  {
    table: 'accounts',
    name: 'sidan_ledger_direct',
    definition: `before update of [balance], [status], [minBalance] on {accounts} for each row execute function {fn:direct}()`,
  },
  ...onlyByPostings('lots'),
  ...onlyByPostings('draws'),
  ...onlyByPostings('slots'),
  {
    table: 'terms',
    name: 'sidan_ledger_seal',
    definition: 'before insert on {own:terms} for each row execute function {fn:seal_terms}()',
  },
  {
    table: 'terms',
    name: 'sidan_ledger_terms',
    definition: 'after insert on {own:terms} for each row execute function {fn:set_terms}()',
  },
  {
    table: 'terms',
    name: 'sidan_ledger_history',
    definition: `before update or delete on {own:terms} for each row ${history}`,
  },
  neverEmptied('terms'),
];

/** Of earlier versions; they would do the same work twice. */
const RETIRED = [
  'drop trigger if exists sidan_ledger_balance on {postings};',
  'drop trigger if exists sidan_ledger_apply on {postings};',
  'drop trigger if exists sidan_ledger_opening on {accounts};',
  'drop function if exists {fn:balance}();',
];

export const triggers = () => [
  ...RETIRED,
  ...TRIGGERS.map(
    ({ name, definition }) => `
  create or replace trigger ${name} ${definition};`,
  ),
  PARTITIONS,
];
