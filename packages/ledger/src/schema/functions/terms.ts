import { ACCOUNT_CHECKS, refuseUnless } from '../checks';
import { raise } from '../raise';
import { accountSealOf, termsSealOf } from '../seal';
import { facts } from './facts';
import { ACCOUNT_STATUSES } from '../../types';
import { literal } from '../../names';

const STATUSES = ACCOUNT_STATUSES.map(literal).join(', ');

/** Before an account is opened: it begins with nothing, and with the lots of its kind unless it is said otherwise. */
export const OPEN = `
begin
  if new.[balance] <> 0 then ${raise('LEDGER_BALANCE_PROTECTED', `jsonb_build_object('table', tg_table_name, 'operation', tg_op)`)} end if;
  new.[lotted] := coalesce(new.[lotted], new.[kept] and new.[ownerKind] in ('person', 'household', 'team'));
  new.[slots] := coalesce(new.[slots], 1);
  ${refuseUnless(ACCOUNT_CHECKS)}
  new.seal := ${accountSealOf('new')};
  return new;
end`;

/** After a change of terms was written down: the account has them from now on, unless it is below them already. */
export const SET_TERMS = `
declare held record;
begin
  select a.* into held from {accounts} a where a.[id] = new.[accountId] and a.[regionCode] = new.[regionCode] for no key update;
  if not found then ${raise('ACCOUNT_NOT_FOUND', `jsonb_build_object('accountId', new.[accountId])`)} end if;
  if held.[slots] > 1 then
    perform 1 from {own:slots} s where s.[accountId] = new.[accountId] and s.[regionCode] = new.[regionCode] order by s.[slot] for no key update;
    held.[balance] := coalesce((select sum(s.[balance]) from {own:slots} s where s.[accountId] = new.[accountId] and s.[regionCode] = new.[regionCode]), 0);
  end if;
  if held.[kept] and held.[balance] < new.[minBalance] then
    held.[minBalance] := new.[minBalance];
    ${raise('INSUFFICIENT', facts('0'))}
  end if;
  if new.[status] not in (${STATUSES}) then ${raise('INVALID_ENTRY', `jsonb_build_object('index', 0, 'field', 'status')`)} end if;
  update {accounts} a set [status] = new.[status], [minBalance] = new.[minBalance], [updatedAt] = now()
  where a.[id] = new.[accountId] and a.[regionCode] = new.[regionCode];
  return null;
end`;

/** Before a change of terms is written down. */
export const SEAL_TERMS = `
begin
  new.seal := ${termsSealOf('new')};
  return new;
end`;
