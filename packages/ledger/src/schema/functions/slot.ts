const MINE = `where s.[accountId] = in_account and s.[regionCode] = in_region`;

const add = (change: string) => `
  insert into {own:slots} as s ([regionCode], [accountId], [slot], [balance]) values (in_region, in_account, mine, ${change})
  on conflict ([accountId], [slot], [regionCode]) do update set [balance] = s.[balance] + excluded.[balance];`;

/**
 * The balance of a popular account lies in several rows, so that as many sessions add to it, or take from it, without waiting for each
 * other: each uses the row of its own number. Only when that has too little are all of them locked, in one order and behind the account's
 * own row, and the rest is taken where it lies. False: all together have too little, nothing was changed.
 */
export const SLOT = `
declare mine int := pg_backend_pid() % in_slots; total bigint; one record; due bigint := -in_change; piece bigint;
begin
  if in_change > 0 or in_floor is null then ${add('in_change')} return true; end if;
  update {own:slots} s set [balance] = s.[balance] - due ${MINE} and s.[slot] = mine and s.[balance] >= due;
  if found then return true; end if;

  perform 1 from {accounts} a where a.[id] = in_account and a.[regionCode] = in_region for no key update;
  perform 1 from {own:slots} s ${MINE} order by s.[slot] for no key update;
  select coalesce(sum(s.[balance]), 0) into total from {own:slots} s ${MINE};
  if total - due < in_floor then return false; end if;
  for one in select s.[slot], s.[balance] from {own:slots} s ${MINE} and s.[balance] > 0 order by s.[balance] desc loop
    exit when due = 0;
    piece := least(one.[balance], due);
    update {own:slots} s set [balance] = s.[balance] - piece ${MINE} and s.[slot] = one.[slot];
    due := due - piece;
  end loop;
  if due > 0 then ${add('-due')} end if;
  return true;
end`;
