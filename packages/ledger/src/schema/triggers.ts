import { type Names, ownTable } from '../names';

/**
 * `pg_trigger_depth()` is 0 when somebody writes to the accounts directly, and 1 when the postings' trigger does: a balance is
 * changed by postings and by nothing else, the terms by a row of their history.
 */
const DIRECT_WRITE = `
    ((new.[balance] is distinct from old.[balance] or new.[status] is distinct from old.[status]
      or new.[minBalance] is distinct from old.[minBalance]) and pg_trigger_depth() < 1)
    or new.[id] <> old.[id] or new.[regionCode] <> old.[regionCode] or new.[ownerKind] is distinct from old.[ownerKind]
    or new.[ownerId] is distinct from old.[ownerId] or new.[asset] is distinct from old.[asset] or new.[kept] is distinct from old.[kept]
    or new.[lotted] is distinct from old.[lotted] or new.[slots] is distinct from old.[slots] or new.seal is distinct from old.seal`;

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
const balance = `execute function {fn:refuse}('LEDGER_BALANCE_PROTECTED')`;

const neverEmptied = (table: Table): Trigger => ({
  table,
  name: 'sidan_ledger_truncate',
  definition: `before truncate on ${placeholder(table)} for each statement ${history}`,
});
const onlyByPostings = (table: Table): Trigger[] => [
  {
    table,
    name: 'sidan_ledger_direct',
    definition: `before insert or update on ${placeholder(table)} for each row when (pg_trigger_depth() < 1) ${balance}`,
  },
  {
    table,
    name: 'sidan_ledger_history',
    definition: `before delete on ${placeholder(table)} for each row ${history}`,
  },
  neverEmptied(table),
];

/** Trigger names are their table's own; `verify` misses any that is absent or switched off. */
export const TRIGGERS: Trigger[] = [
  {
    table: 'postings',
    name: 'sidan_ledger_admit',
    definition: 'before insert on {postings} for each row execute function {fn:admit}()',
  },
  {
    table: 'postings',
    name: 'sidan_ledger_apply',
    definition: 'after insert on {postings} for each row execute function {fn:apply}()',
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
    table: 'accounts',
    name: 'sidan_ledger_direct',
    definition: `before update on {accounts} for each row when (${DIRECT_WRITE}) ${balance}`,
  },
  ...onlyByPostings('lots'),
  ...onlyByPostings('draws'),
  ...onlyByPostings('slots'),
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
  'drop trigger if exists sidan_ledger_opening on {accounts};',
  'drop function if exists {fn:balance}();',
];

export const triggers = () => [
  ...RETIRED,
  ...TRIGGERS.map(
    ({ name, definition }) => `
  create or replace trigger ${name} ${definition};`,
  ),
];
