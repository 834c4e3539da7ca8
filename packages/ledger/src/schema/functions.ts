import { literal } from '../names';
import { postFunction } from './postFunction';
import { raise, raiseCode } from './raise';
import { sealOf } from './seal';

/**
 * The functions behind the triggers. PL/pgSQL keeps a plan for the whole session, and one made while the tables were nearly empty would
 * read a county from end to end long after it has grown (all rows of a county share its code, and to a planner without statistics one
 * index looks as good as another). So rows are looked up one at a time, by conditions that a single index fits: ids without the county
 * (`is not distinct from` cannot enter an index), owners and keys by their unique index.
 */
const PLANS = 'set enable_seqscan = off';

const routine = (name: string, signature: string, body: string, settings = '') => `
  create or replace function {fn:${name}}${signature} language plpgsql ${settings} as ${literal(body)};`;

/**
 * Before a posting is added: its time of writing, its seal, and, for a reversal, that it mirrors its original. Nothing that is looked
 * at here can change later, so no lock is needed.
 */
const ADMIT = `
declare original record;
begin
  new.[createdAt] := coalesce(new.[createdAt], now());
  if new.[reversesId] is not null then
    select * into original from {postings} p where p.[id] = new.[reversesId] and p.[regionCode] is not distinct from new.[regionCode];
    if not found then ${raise('POSTING_NOT_FOUND', `jsonb_build_object('postingId', new.[reversesId])`)} end if;
    if original.[reversesId] is not null or original.[sourceId] <> new.[destinationId] or original.[destinationId] <> new.[sourceId]
        or original.[asset] <> new.[asset] or original.[amount] <> new.[amount] then
      ${raise('NOT_REVERSIBLE', `jsonb_build_object('postingId', new.[reversesId])`)}
    end if;
  end if;
  new.seal := ${sealOf('new')};
  return new;
end`;

/** What a statement's postings (`fresh`) do to each account, in the order in which all statements take their accounts. */
const MOVES = `
  select m.region, m.account, sum(m.change)::bigint as change, min(m.asset) as asset, max(m.asset) as other,
    bool_or(m.change < 0 and m.kind <> 'reverse') as leaves
  from (
    select f.[regionCode] as region, f.[sourceId] as account, -f.[amount] as change, f.[asset] as asset, f.[kind] as kind from fresh f
    union all
    select f.[regionCode], f.[destinationId], f.[amount], f.[asset], f.[kind] from fresh f) m
  group by m.region, m.account order by m.region, m.account`;

const FACTS = `jsonb_build_object('accountId', moved.account, 'ownerKind', held.[ownerKind], 'ownerId', held.[ownerId], 'asset', held.[asset],
        'balance', held.[balance], 'change', moved.change, 'minBalance', held.[minBalance])`;

/**
 * After a statement has added postings: balances follow. One conditional update an account decides and writes at once, under the row's
 * own lock; accounts are taken in the order of their ids, so two statements never wait for each other in a circle. Accounts without
 * a stored balance are read and never locked. Judged is the net change of the statement. A session that gave up durable commits gets
 * them back for this transaction.
 */
const BALANCE = `
declare moved record; held record;
begin
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;
  for moved in ${MOVES} loop
    update {accounts} t set [balance] = t.[balance] + moved.change, [updatedAt] = now()
    where t.[id] = moved.account and t.[regionCode] is not distinct from moved.region and t.[kept] and t.[asset] = moved.asset and t.[asset] = moved.other
      and (t.[status] = 'open' or (t.[status] = 'frozen' and not moved.leaves))
      and (moved.change >= 0 or t.[minBalance] is null or t.[balance] + moved.change >= t.[minBalance]);
    continue when found;

    select t.* into held from {accounts} t where t.[id] = moved.account and t.[regionCode] is not distinct from moved.region;
    if not found then ${raise('ACCOUNT_NOT_FOUND', `jsonb_build_object('accountId', moved.account)`)} end if;
    if held.[asset] <> moved.asset or held.[asset] <> moved.other then ${raise('ASSET_MISMATCH', FACTS)} end if;
    if held.[status] = 'closed' then ${raise('ACCOUNT_CLOSED', FACTS)} end if;
    if held.[status] = 'frozen' and moved.leaves then ${raise('ACCOUNT_FROZEN', FACTS)} end if;
    if held.[kept] then ${raise('INSUFFICIENT', FACTS)} end if;
  end loop;
  return null;
end`;

/** Refuses whatever the trigger stands before; the code is the trigger's argument. */
const REFUSE = `
begin
  ${raiseCode('tg_argv[0]', `jsonb_build_object('table', tg_table_name, 'operation', tg_op)`)}
end`;

export const functions = () => [
  routine('admit', '() returns trigger', ADMIT, PLANS),
  routine('balance', '() returns trigger', BALANCE, PLANS),
  routine('refuse', '() returns trigger', REFUSE),
  routine('post', '(in_region text, in_parties jsonb, in_entries jsonb) returns jsonb', postFunction, PLANS),
];
