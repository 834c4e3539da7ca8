/** So many times what is taken is more than all who share a row can take while one of them waits; then nothing has to be undone, which costs as much as the taking. */
const PLENTY = 1000;

const MINE = `where s.[accountId] = in_account and s.[regionCode] = in_region`;

/**
 * The balance of a popular account lies in several rows, so that as many sessions add to it, or take from it, without waiting for each
 * other: each uses the row of its own number. Only when that has too little are all of them locked, in one order and behind the account's
 * own row, and what is left is spread evenly, so that it does not soon happen again. False: all together have too little, nothing was changed.
 */
export const SLOT = `
declare mine int := pg_backend_pid() % in_slots; total bigint;
begin
  if in_change > 0 or in_floor is null then
    insert into {own:slots} as s ([regionCode], [accountId], [slot], [balance]) values (in_region, in_account, mine, in_change)
    on conflict ([accountId], [slot], [regionCode]) do update set [balance] = s.[balance] + excluded.[balance];
    return true;
  end if;
  select s.[balance] into total from {own:slots} s ${MINE} and s.[slot] = mine;
  if total >= -in_change * ${PLENTY} then
    update {own:slots} s set [balance] = s.[balance] + in_change ${MINE} and s.[slot] = mine and s.[balance] + in_change >= 0;
    if found then return true; end if;
    raise exception using errcode = 'serialization_failure', message = 'others have taken nearly all meanwhile';
  end if;
  -- An update that waited for another and then finds too little keeps the row locked, out of the order below. Undone, it lets go.
  begin
    update {own:slots} s set [balance] = s.[balance] + in_change ${MINE} and s.[slot] = mine and s.[balance] + in_change >= 0;
    if found then return true; end if;
    raise exception using errcode = 'SDSLT';
  exception when sqlstate 'SDSLT' then null;
  end;

  perform 1 from {accounts} a where a.[id] = in_account and a.[regionCode] = in_region for no key update;
  perform 1 from {own:slots} s ${MINE} order by s.[slot] for no key update;
  select coalesce(sum(s.[balance]), 0) + in_change into total from {own:slots} s ${MINE};
  if total < in_floor then return false; end if;
  -- By differences: a row that another session is just adding for the first time keeps what it brings. What divides unevenly, or is owed, is mine.
  insert into {own:slots} as s ([regionCode], [accountId], [slot], [balance])
  select in_region, in_account, n, greatest(total, 0) / in_slots + case when n = mine then total - greatest(total, 0) / in_slots * in_slots else 0 end
    - coalesce((select s.[balance] from {own:slots} s ${MINE} and s.[slot] = n), 0)
  from generate_series(0, in_slots - 1) n order by n
  on conflict ([accountId], [slot], [regionCode]) do update set [balance] = s.[balance] + excluded.[balance];
  return true;
end`;
