import { raise } from '../raise';
import { AWARD, AWARDS } from './awards';
import { CREDIT_LOTS } from './credit';
import { DRAW_LOTS } from './draw';
import { facts } from './facts';

const OUT = facts('-new.[amount]');
const IN = facts('new.[amount]');

const find = (id: string, into: string) =>
  `select a.* into ${into} from {accounts} a where a.[id] = ${id} and a.[regionCode] = new.[regionCode];`;

/** What leaves the source, and its lots. */
const LEAVE = `
  ${find('new.[sourceId]', 'src')}
  if not found then ${raise('ACCOUNT_NOT_FOUND', `jsonb_build_object('accountId', new.[sourceId])`)} end if;
  held := src;
  if src.[asset] <> new.[asset] then ${raise('ASSET_MISMATCH', OUT)} end if;
  -- Ordinary accounts in the order of their ids, and before the rows of popular ones.
  if src.[kept] and (src.[slots] > 1 or new.[destinationId] < new.[sourceId]) then
    perform 1 from {accounts} a where a.[id] = new.[destinationId] and a.[regionCode] = new.[regionCode] and a.[kept] and a.[slots] = 1
    for no key update;
  end if;
  if src.[kept] and src.[slots] = 1 then
    update {accounts} a set [balance] = a.[balance] - new.[amount], [updatedAt] = now()
    where a.[id] = new.[sourceId] and a.[regionCode] = new.[regionCode]
      and (a.[status] in ('open', 'refusing') or (reversal and a.[status] <> 'closed'))
      and (a.[minBalance] is null or a.[balance] - new.[amount] >= a.[minBalance]);
    made := found;
    if not made then ${find('new.[sourceId]', 'held')} end if;
  else
    made := src.[status] in ('open', 'refusing') or (reversal and src.[status] <> 'closed');
    if made and src.[kept] then
      made := {fn:slot}(new.[regionCode], new.[sourceId], -new.[amount], src.[minBalance], src.[slots]::int);
    end if;
  end if;
  if not made then
    if held.[status] = 'closed' then ${raise('ACCOUNT_CLOSED', OUT)} end if;
    if held.[status] = 'frozen' and not reversal then ${raise('ACCOUNT_FROZEN', OUT)} end if;
    ${raise('INSUFFICIENT', OUT)}
  end if;
  if src.[lotted] then ${DRAW_LOTS} end if;`;

/** The destination, where it is no account in good order whose balance lies in its own row. */
const ENTER = `
  ${find('new.[destinationId]', 'held')}
  if not found then ${raise('ACCOUNT_NOT_FOUND', `jsonb_build_object('accountId', new.[destinationId])`)} end if;
  if held.[asset] <> new.[asset] then ${raise('ASSET_MISMATCH', IN)} end if;
  if held.[status] = 'closed' then ${raise('ACCOUNT_CLOSED', IN)} end if;
  if held.[status] = 'refusing' and not reversal then ${raise('ACCOUNT_REFUSING', IN)} end if;
  if held.[kept] then
    perform {fn:slot}(new.[regionCode], new.[destinationId], new.[amount], held.[minBalance], held.[slots]::int);
  end if;`;

/**
 * After postings were added: balances and lots follow. One conditional update an account decides and writes at once, under the row's own
 * lock; of two ordinary accounts the one with the lower id is taken first, and both before the rows of a popular one, so that two postings
 * never wait for each other in a circle. Accounts without a stored balance are read and never locked, popular ones take a row of their own
 * (`slot`). A session that gave up durable commits gets them back for this transaction.
 *
 * Once for a statement, not for each row: a batch of awards is a third cheaper so. Anything else is taken row by row, in the order in which it came.
 */
export const APPLY = `
declare
  src record; dst record; held record; lot record; giver record; part record; many int; ids uuid[]; regions text[];
  reversal boolean;
  due bigint; piece bigint; wanted bigint; made boolean;
begin
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;
  select count(*) into many from added;
  if many = 1 then ${AWARD}
  elsif many > 1 then ${AWARDS}
  end if;

  for new in select * from added loop
  reversal := new.[reversesId] is not null;
  ${LEAVE}

  update {accounts} a set [balance] = a.[balance] + new.[amount], [updatedAt] = now()
  where a.[id] = new.[destinationId] and a.[regionCode] = new.[regionCode] and a.[kept] and a.[slots] = 1 and a.[asset] = new.[asset]
    and (a.[status] in ('open', 'frozen') or (reversal and a.[status] <> 'closed'))
  returning a.[lotted], a.[balance] into dst;
  if not found then
    ${ENTER}
  elsif dst.[lotted] then
    ${CREDIT_LOTS}
  end if;
  end loop;
  return null;
end`;
