import { raise, raiseCode } from '../raise';

/**
 * Who may write what. `pg_trigger_depth()` is 1 in a trigger when somebody writes to its table directly, and 2 when the postings' trigger
 * does: a balance is changed by postings and by nothing else, the terms by a row of their history.
 *
 * These stand in functions, and not as conditions of the triggers or checks of the tables, since PostgreSQL reads those anew from the
 * catalogue for every statement; that cost more than the statements themselves (measured: 90 of 117 microseconds of an update).
 */
const PROTECTED = raise('LEDGER_BALANCE_PROTECTED', `jsonb_build_object('table', tg_table_name, 'operation', tg_op)`);

/** Refuses whatever the trigger stands before; the code is the trigger's argument. */
export const REFUSE = `
begin
  ${raiseCode('tg_argv[0]', `jsonb_build_object('table', tg_table_name, 'operation', tg_op)`)}
end`;

/** What an account is never changes. */
export const IDENTITY = `
begin
  if row(new.[id], new.[regionCode], new.[ownerKind], new.[ownerId], new.[asset], new.[kept], new.[lotted], new.[slots], new.seal)
      is distinct from row(old.[id], old.[regionCode], old.[ownerKind], old.[ownerId], old.[asset], old.[kept], old.[lotted], old.[slots], old.seal) then
    ${PROTECTED}
  end if;
  return new;
end`;

/** And no balance falls below what the account's terms allow. */
export const DIRECT = `
begin
  if new.[balance] < new.[minBalance] then
    raise exception using errcode = 'check_violation', constraint = 'sidan_ledger_floor', message = 'no balance below what its terms allow';
  end if;
  if pg_trigger_depth() < 2 and (new.[balance] is distinct from old.[balance] or new.[status] is distinct from old.[status]
      or new.[minBalance] is distinct from old.[minBalance]) then
    ${PROTECTED}
  end if;
  return new;
end`;

/** The ledger's own tables are written by the postings' trigger only. */
export const INNER = `
begin
  if pg_trigger_depth() < 2 then ${PROTECTED} end if;
  return new;
end`;

/** As `inner`; and no lot is ever overdrawn. */
export const INNER_LOT = `
begin
  if pg_trigger_depth() < 2 or (new.[amount] > 0 and new.[remaining] between 0 and new.[amount]) is not true then
    if pg_trigger_depth() < 2 then ${PROTECTED} end if;
    raise exception using errcode = 'check_violation', constraint = 'sidan_ledger_lot', message = 'a lot holds between nothing and its amount';
  end if;
  return new;
end`;
