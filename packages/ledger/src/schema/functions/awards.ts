import { raise } from '../raise';
import { LOT_COLUMNS, NEW_LOT } from './credit';
import { facts } from './facts';

const TAKES = (a: string) => `${a}.[lotted] and ${a}.[balance] >= 0 and ${a}.[status] in ('open', 'frozen')`;
const LOTS = `insert into {own:lots} ${LOT_COLUMNS} select ${NEW_LOT('n.[amount]', 'n')} from added n;`;

/**
 * An award, which is nearly all that is ever posted: from an account that keeps no balance and may give anything, into one lot of an account
 * in good order. Or a gift, which is the same from a popular account; the destination's row is taken before those of the source, as everywhere.
 * Decided and written at once; whatever it finds otherwise in any respect it leaves to the others.
 */
export const AWARD = `
    update {accounts} a set [balance] = a.[balance] + n.[amount], [updatedAt] = now()
    from added n, {accounts} s
    where n.[reversesId] is null and s.[id] = n.[sourceId] and s.[regionCode] = n.[regionCode] and s.[asset] = n.[asset]
      and (not s.[kept] or s.[slots] > 1) and s.[status] in ('open', 'refusing')
      and a.[id] = n.[destinationId] and a.[regionCode] = n.[regionCode] and a.[asset] = n.[asset] and ${TAKES('a')}
    returning s.[kept], s.[id], s.[regionCode], s.[minBalance], s.[slots], n.[amount] into giver;
    if found then
      if giver.[kept] and not {fn:slot}(giver.[regionCode], giver.[id], -giver.[amount], giver.[minBalance], giver.[slots]::int) then
        select s.* into held from {accounts} s where s.[id] = giver.[id] and s.[regionCode] = giver.[regionCode];
        ${raise('INSUFFICIENT', facts('-giver.[amount]'))}
      end if;
      ${LOTS}
      return null;
    end if;`;

/** Whether all that was added is awards, as far as their sources go: few, and looked up one by one, see `PLANS`. */
const ALL_AWARDS = `(select count(n.[reversesId]) = 0 from added n)
    and not exists (select 1 from (select distinct n.[sourceId] as id, n.[regionCode] as region, n.[asset] as asset from added n) x
      where (select s.[asset] = x.asset and not s.[kept] and s.[status] in ('open', 'refusing')
        from {accounts} s where s.[id] = x.id and s.[regionCode] = x.region) is not true)`;

/**
 * Many awards at once: a row for each account instead of one for each posting, and few statements, since each costs more than what it does.
 * The accounts are taken last, in the order in which all take them, and for no longer than their balances need: batches that share people would otherwise
 * go one after the other. Where an account cannot take what is its own in this way, all of it is undone and taken one by one.
 */
export const AWARDS = `
    if ${ALL_AWARDS} then
      begin
        ${LOTS}
        select array_agg(distinct n.[destinationId]), array_agg(distinct n.[regionCode]) into ids, regions from added n;
        perform 1 from {accounts} a where a.[id] = any(ids) and a.[regionCode] = any(regions) order by a.[id] for no key update;
        for part in select x.region, x.asset, array_agg(x.id) as ids, jsonb_object_agg(x.id, x.amount) as amounts
            from (select n.[regionCode] as region, n.[asset] as asset, n.[destinationId] as id, sum(n.[amount])::bigint as amount
              from added n group by 1, 2, 3) x
            group by 1, 2 loop
          update {accounts} a set [balance] = a.[balance] + (part.amounts ->> a.[id]::text)::bigint, [updatedAt] = now()
          where a.[id] = any(part.ids) and a.[regionCode] = part.region and a.[asset] = part.asset and ${TAKES('a')};
          get diagnostics many = row_count;
          if many < cardinality(part.ids) then raise exception using errcode = 'SDAWD'; end if;
        end loop;
        return null;
      exception when sqlstate 'SDAWD' then
        perform 1 from {accounts} a where a.[id] = any(ids) and a.[regionCode] = any(regions) order by a.[id] for no key update;
      end;
    end if;`;
