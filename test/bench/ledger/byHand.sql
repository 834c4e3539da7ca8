-- Double entry as one would write it by hand, and no more: a transfer with its key, an entry for each side, and two balances that follow.
create schema hand;
create table hand.accounts (id bigint primary key, balance bigint not null default 0, floor bigint, check (floor is null or balance >= floor));
create table hand.transfers (id bigint generated always as identity primary key, key text not null unique, at timestamptz not null default now());
create table hand.entries (transfer_id bigint not null, account_id bigint not null, amount bigint not null, primary key (transfer_id, account_id));
create index on hand.entries (account_id, transfer_id);

create function hand.post(in_key text, source bigint, destination bigint, moved bigint) returns bigint language plpgsql as '
declare made bigint;
begin
  insert into hand.transfers (key) values (in_key) on conflict (key) do nothing returning id into made;
  if made is null then return (select id from hand.transfers where key = in_key); end if;
  insert into hand.entries values (made, source, -moved), (made, destination, moved);
  -- In the order of their ids, so that two transfers never wait for each other in a circle.
  if source < destination then
    update hand.accounts set balance = balance - moved where id = source;
    update hand.accounts set balance = balance + moved where id = destination;
  else
    update hand.accounts set balance = balance + moved where id = destination;
    update hand.accounts set balance = balance - moved where id = source;
  end if;
  return made;
end';

create function hand.post_many(entries jsonb) returns int language plpgsql as '
begin
  with wanted as (
    select * from jsonb_to_recordset(entries) as e(key text, source bigint, destination bigint, amount bigint)),
  made as (insert into hand.transfers (key) select key from wanted on conflict (key) do nothing returning id, key),
  new as (select m.id, w.source, w.destination, w.amount from made m join wanted w using (key)),
  sides as (select id, source as account, -amount as amount from new union all select id, destination, amount from new),
  kept as (insert into hand.entries select id, account, amount from sides)
  update hand.accounts a set balance = a.balance + s.change
  from (select account, sum(amount) as change from sides group by account order by account) s where a.id = s.account;
  return jsonb_array_length(entries);
end';
