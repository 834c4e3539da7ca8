import { raise } from '../raise';
import { LOT_COLUMNS, NEW_LOT } from './credit';
import { facts } from './facts';

const GIVES = (s: string) => `not ${s}.[kept] and ${s}.[status] in ('open', 'refusing')`;
const TAKES = (a: string) => `${a}.[lotted] and ${a}.[balance] >= 0 and ${a}.[status] in ('open', 'frozen')`;

/**
 * An award, which is nearly all that is ever posted: from an account that keeps no balance and may give anything, into one lot of an account
 * in good order. Decided and written at once; whatever it finds otherwise in any respect it leaves to the others.
 */
export const AWARD = `
    update {accounts} a set [balance] = a.[balance] + n.[amount], [updatedAt] = now()
    from added n, {accounts} s
    where n.[reversesId] is null and s.[id] = n.[sourceId] and s.[regionCode] = n.[regionCode] and s.[asset] = n.[asset] and ${GIVES('s')}
      and a.[id] = n.[destinationId] and a.[regionCode] = n.[regionCode] and a.[asset] = n.[asset] and ${TAKES('a')};
    if found then
      insert into {own:lots} ${LOT_COLUMNS} select ${NEW_LOT('n.[amount]', 'n')} from added n;
      return null;
    end if;`;

/** A gift: the same from a popular account. The destination's row is taken before those of the source, as everywhere. */
export const GIFT = `
    update {accounts} a set [balance] = a.[balance] + n.[amount], [updatedAt] = now()
    from added n, {accounts} s
    where n.[reversesId] is null and s.[id] = n.[sourceId] and s.[regionCode] = n.[regionCode] and s.[asset] = n.[asset]
      and s.[kept] and s.[slots] > 1 and s.[status] in ('open', 'refusing')
      and a.[id] = n.[destinationId] and a.[regionCode] = n.[regionCode] and a.[asset] = n.[asset] and ${TAKES('a')}
    returning s.*, n.[amount] as gone into held;
    if found then
      if not {fn:slot}(held.[regionCode], held.[id], -held.gone, held.[minBalance], held.[slots]::int) then ${raise('INSUFFICIENT', facts('-held.gone'))} end if;
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
export const AWARDS = `
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
