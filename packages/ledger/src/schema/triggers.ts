/**
 * `pg_trigger_depth()` is 0 when somebody writes to the accounts directly, and 1 when the postings' trigger does: a balance is
 * changed by postings and by nothing else.
 */
const DIRECT_WRITE = `
    (new.[balance] is distinct from old.[balance] and pg_trigger_depth() < 1)
    or new.[id] <> old.[id] or new.[regionCode] <> old.[regionCode] or new.[ownerKind] is distinct from old.[ownerKind]
    or new.[ownerId] is distinct from old.[ownerId] or new.[asset] is distinct from old.[asset] or new.[kept] is distinct from old.[kept]`;

interface Trigger {
  table: 'accounts' | 'postings';
  name: string;
  definition: string;
}

const history = `execute function {fn:refuse}('LEDGER_HISTORY_PROTECTED')`;
const balance = `execute function {fn:refuse}('LEDGER_BALANCE_PROTECTED')`;

/** Trigger names are their table's own; `verify` misses any that is absent or switched off. */
export const TRIGGERS: Trigger[] = [
  {
    table: 'postings',
    name: 'sidan_ledger_admit',
    definition: 'before insert on {postings} for each row execute function {fn:admit}()',
  },
  {
    table: 'postings',
    name: 'sidan_ledger_balance',
    definition:
      'after insert on {postings} referencing new table as fresh for each statement execute function {fn:balance}()',
  },
  {
    table: 'postings',
    name: 'sidan_ledger_history',
    definition: `before update or delete on {postings} for each row ${history}`,
  },
  {
    table: 'postings',
    name: 'sidan_ledger_truncate',
    definition: `before truncate on {postings} for each statement ${history}`,
  },
  {
    table: 'accounts',
    name: 'sidan_ledger_history',
    definition: `before delete on {accounts} for each row ${history}`,
  },
  {
    table: 'accounts',
    name: 'sidan_ledger_truncate',
    definition: `before truncate on {accounts} for each statement ${history}`,
  },
  {
    table: 'accounts',
    name: 'sidan_ledger_opening',
    definition: `before insert on {accounts} for each row when (new.[balance] <> 0) ${balance}`,
  },
  {
    table: 'accounts',
    name: 'sidan_ledger_direct',
    definition: `before update on {accounts} for each row when (${DIRECT_WRITE}) ${balance}`,
  },
];

export const triggers = () =>
  TRIGGERS.map(
    ({ name, definition }) => `
  create or replace trigger ${name} ${definition};`,
  );
