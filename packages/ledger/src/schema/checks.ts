import { literal } from '../names';
import { ACCOUNT_STATUSES, OWNER_KINDS } from '../types';

/** Amounts cross into JavaScript as numbers: no more than it can count exactly. */
const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;
const list = (values: readonly string[]) => values.map(literal).join(', ');

/** A condition that must be true, and not unknown, of a row before it is written. */
export interface Check {
  name: string;
  check: string;
}

/**
 * What an account is when it is opened; none of it changes later. Looked at by the trigger that opens it, and not a check of the table: see
 * `functions/protect.ts`. That also keeps it from NocoBase's sync, which rewrites nullability and defaults each time a field is added.
 */
export const ACCOUNT_CHECKS: Check[] = [
  {
    name: 'sidan_ledger_account',
    check: `new.[ownerKind] in (${list(OWNER_KINDS)}) and new.[ownerId] <> '' and new.[asset] <> '' and new.[balance] is not null
      and new.[kept] is not null and new.[slots] between 1 and 64 and new.[status] in (${list(ACCOUNT_STATUSES)})`,
  },
  { name: 'sidan_ledger_kept', check: 'new.[kept] or new.[minBalance] is null' },
  {
    name: 'sidan_ledger_slots',
    check: `(not new.[lotted] or (new.[kept] and new.[slots] = 1)) and (new.[slots] = 1 or (new.[kept] and coalesce(new.[minBalance], 0) <= 0))`,
  },
];

export const POSTING_CHECKS: Check[] = [
  {
    name: 'sidan_ledger_posting',
    check: `new.[sourceId] <> new.[destinationId] and new.[asset] is not null and length(new.[key]) between 1 and 200
      and new.[at] is not null and new.[kind] <> ''`,
  },
  { name: 'sidan_ledger_amount', check: `new.[amount] between 1 and ${AMOUNT_MAX}` },
  { name: 'sidan_ledger_reversal', check: `(new.[reversesId] is null) = (new.[kind] <> 'reverse')` },
  { name: 'sidan_ledger_subject', check: '(new.[subjectKind] is null) = (new.[subjectId] is null)' },
];

/** All of them, as one condition. */
export const all = (checks: readonly Check[]): string => `(${checks.map(({ check }) => check).join(' and ')})`;

/** PL/pgSQL that refuses a row as the table's own checks would, by the name of the check. One expression where all is well. */
export const refuseUnless = (checks: readonly Check[]): string => `
  if ${all(checks)} is not true then
    ${checks
      .map(
        ({ name, check }) => `if (${check}) is not true then
      raise exception using errcode = 'check_violation', constraint = '${name}', table = tg_table_name, message = 'refused by ${name}';
    end if;`,
      )
      .join('\n    ')}
  end if;`;

/** Checks of the tables in earlier versions. */
const RETIRED = {
  accounts: ['sidan_ledger_account', 'sidan_ledger_kept', 'sidan_ledger_floor'],
  postings: ['sidan_ledger_posting', 'sidan_ledger_amount', 'sidan_ledger_reversal', 'sidan_ledger_subject'],
};

/** PL/pgSQL statements. */
export const checks = () =>
  Object.entries(RETIRED).flatMap(([table, names]) =>
    names.map(
      (name) => `
  alter table {${table}} drop constraint if exists ${name};`,
    ),
  );
