/**
 * What has expired leaves its accounts, one posting for each: those that hold the first so many lots, and all that they hold of it. What a call
 * costs does not grow with what else is due. The accounts are locked before it is asked what has expired, so that of two
 * runs at once the later finds what the earlier has left. Frozen accounts keep what they have until they are open again. `in_to`: the account
 * where it goes, with its terms.
 */
export const EXPIRE = `
declare chosen uuid[]; taken int;
begin
  loop
    select array_agg(distinct found.account order by found.account) into chosen from (
      select l.[accountId] as account from {own:lots} l,
        lateral (select 1 from {accounts} a where a.[id] = l.[accountId] and a.[regionCode] = in_region and a.[status] in ('open', 'refusing') limit 1) a
      where l.[regionCode] = in_region and l.[expiresAt] <= in_at and l.[remaining] > 0 order by l.[expiresAt] limit in_limit) found;
    if chosen is null then return 0; end if;
    perform 1 from {accounts} a where a.[id] = any(chosen) and a.[regionCode] = in_region order by a.[id] for no key update;

    insert into {accounts} ([id], [regionCode], [ownerKind], [ownerId], [asset], [balance], [kept], [minBalance], [lotted], [slots], [status], [createdAt], [updatedAt])
    select gen_random_uuid(), in_region, t."ownerKind", t."ownerId", assets.asset, 0, t.kept, case when t.kept then 0 end, t.lotted, t.slots, 'open', now(), now()
    from jsonb_to_record(in_to) as t("ownerKind" text, "ownerId" text, kept boolean, lotted boolean, slots int),
      (select distinct a.[asset] as asset from {accounts} a where a.[id] = any(chosen) and a.[regionCode] = in_region order by 1) assets
    on conflict do nothing;

    insert into {postings} ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [kind], [at], [createdAt], [updatedAt])
    select due.id, in_region, due.account, t.[id], a.[asset], due.total, 'expire:' || due.id, 'expire', in_at, now(), now()
    from (select gen_random_uuid() as id, l.[accountId] as account, sum(l.[remaining]) as total from {own:lots} l
      where l.[accountId] = any(chosen) and l.[regionCode] = in_region and l.[expiresAt] <= in_at and l.[remaining] > 0 group by l.[accountId]) due
    cross join lateral (select a.[asset] from {accounts} a where a.[id] = due.account and a.[regionCode] = in_region and a.[status] in ('open', 'refusing') limit 1) a
    cross join lateral (select t.[id] from {accounts} t where t.[regionCode] = in_region and t.[ownerKind] = in_to ->> 'ownerKind'
      and t.[ownerId] = in_to ->> 'ownerId' and t.[asset] = a.[asset] limit 1) t
    order by due.account;
    get diagnostics taken = row_count;
    -- None: another run has taken them while this one waited for their accounts. What else is due?
    if taken > 0 then return taken; end if;
  end loop;
end`;
