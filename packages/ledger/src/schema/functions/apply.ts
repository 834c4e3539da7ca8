import { raise } from '../raise';
import { CREDIT_LOTS, LOT_COLUMNS, NEW_LOT } from './credit';
import { DRAW_LOTS } from './draw';

/** What a refusal says about an account in `held`. */
export const facts = (change: string) =>
  `jsonb_build_object('accountId', held.[id], 'ownerKind', held.[ownerKind], 'ownerId', held.[ownerId], 'asset', held.[asset],
    'balance', held.[balance], 'change', ${change}, 'minBalance', held.[minBalance])`;

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

const GIVES = (s: string) => `not ${s}.[kept] and ${s}.[status] in ('open', 'refusing')`;
const TAKES = (a: string) => `${a}.[lotted] and ${a}.[balance] >= 0 and ${a}.[status] in ('open', 'frozen')`;

/**
 * An award, which is nearly all that is ever posted: from an account that keeps no balance and may give anything, into one lot of an account
 * in good order. Decided and written at once; whatever it finds otherwise in any respect it leaves to the others.
 */
const AWARD = `
    update {accounts} a set [balance] = a.[balance] + n.[amount], [updatedAt] = now()
    from added n, {accounts} s
    where n.[reversesId] is null and s.[id] = n.[sourceId] and s.[regionCode] = n.[regionCode] and s.[asset] = n.[asset] and ${GIVES('s')}
      and a.[id] = n.[destinationId] and a.[regionCode] = n.[regionCode] and a.[asset] = n.[asset] and ${TAKES('a')};
    if found then
      insert into {own:lots} ${LOT_COLUMNS} select ${NEW_LOT('n.[amount]', 'n')} from added n;
      return null;
    end if;`;

/** Whether all that was added is awards of one county. Accounts are looked up one by one: see `PLANS`. */
const ALL_AWARDS = `(select count(distinct n.[regionCode]) = 1 and count(n.[reversesId]) = 0 from added n)
    and not exists (select 1 from (select distinct n.[sourceId] as id, n.[regionCode] as region, n.[asset] as asset from added n) x
      where (select s.[asset] = x.asset and ${GIVES('s')} from {accounts} s where s.[id] = x.id and s.[regionCode] = x.region) is not true)
    and not exists (select 1 from (select distinct n.[destinationId] as id, n.[regionCode] as region, n.[asset] as asset from added n) x
      where (select a.[asset] = x.asset and ${TAKES('a')} from {accounts} a where a.[id] = x.id and a.[regionCode] = x.region) is not true)`;

/** Many awards at once: a row for each account instead of one for each posting, and few statements, since each costs more than what it does. */
const AWARDS = `
    if ${ALL_AWARDS} then
      select array_agg(x.id), jsonb_object_agg(x.id, x.amount), min(x.region) into ids, amounts, region
      from (select n.[destinationId] as id, n.[regionCode] as region, sum(n.[amount])::bigint as amount from added n group by 1, 2) x;
      update {accounts} a set [balance] = a.[balance] + (amounts ->> a.[id]::text)::bigint, [updatedAt] = now()
      where a.[id] = any(ids) and a.[regionCode] = region and ${TAKES('a')};
      get diagnostics many = row_count;
      -- The terms of an account changed between the two: as when two transactions have met, to be tried again.
      if many < cardinality(ids) then
        raise exception using errcode = 'serialization_failure', message = 'the terms of an account changed meanwhile';
      end if;
      insert into {own:lots} ${LOT_COLUMNS} select ${NEW_LOT('n.[amount]', 'n')} from added n;
      return null;
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
  src record; dst record; held record; lot record; many int; ids uuid[]; amounts jsonb; region text;
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
