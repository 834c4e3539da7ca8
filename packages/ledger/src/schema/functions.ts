import { literal } from '../names';
import { postFunction } from './postFunction';
import { raise, raiseCode } from './raise';
import { sealOf } from './seal';

/**
 * The functions behind the triggers. Sequential scans are switched off inside them: PL/pgSQL keeps a plan for the whole session, and one
 * made while the tables were nearly empty would read them from end to end long after they have grown.
 */
const PLANS = 'set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off';

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
    select * into original from {postings} p where p.[regionCode] = new.[regionCode] and p.[id] = new.[reversesId];
    if not found then ${raise('POSTING_NOT_FOUND', `jsonb_build_object('postingId', new.[reversesId])`)} end if;
    if original.[reversesId] is not null or original.[sourceId] <> new.[destinationId] or original.[destinationId] <> new.[sourceId]
        or original.[asset] <> new.[asset] or original.[amount] <> new.[amount] then
      ${raise('NOT_REVERSIBLE', `jsonb_build_object('postingId', new.[reversesId])`)}
    end if;
  end if;
  new.seal := ${sealOf('new')};
  return new;
end`;

const MOVES = `
  select m.region, m.account, sum(m.change) as change, min(m.asset) as asset, max(m.asset) as other,
    bool_or(m.change < 0 and m.kind <> 'reverse') as leaves
  from (
    select f.[regionCode] as region, f.[sourceId] as account, -f.[amount] as change, f.[asset] as asset, f.[kind] as kind from fresh f
    union all
    select f.[regionCode], f.[destinationId], f.[amount], f.[asset], f.[kind] from fresh f) m
  group by m.region, m.account`;

/**
 * After a statement has added postings: balances follow. The accounts are locked in the order of their ids before anything is decided
 * about them, so two statements never wait for each other; accounts without a stored balance are never locked. Judged is the net
 * change of the statement. A session that gave up durable commits gets them back for this transaction.
 */
const BALANCE = `
declare offence record;
begin
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'on', true); end if;

  perform 1 from {accounts} a
  join (select f.[regionCode] as region, f.[sourceId] as account from fresh f
    union select f.[regionCode], f.[destinationId] from fresh f) t on a.[regionCode] = t.region and a.[id] = t.account
  where a.[kept] order by a.[regionCode], a.[id] for no key update of a;

  select case
      when a.[id] is null then 'ACCOUNT_NOT_FOUND'
      when a.[asset] <> m.asset or a.[asset] <> m.other then 'ASSET_MISMATCH'
      when a.[status] = 'closed' then 'ACCOUNT_CLOSED'
      when a.[status] = 'frozen' and m.leaves then 'ACCOUNT_FROZEN'
      else 'INSUFFICIENT' end as code,
    jsonb_build_object('accountId', m.account, 'ownerKind', a.[ownerKind], 'ownerId', a.[ownerId], 'asset', a.[asset],
      'balance', a.[balance], 'change', m.change, 'minBalance', a.[minBalance]) as params
  into offence
  from (${MOVES}) m left join {accounts} a on a.[regionCode] = m.region and a.[id] = m.account
  where a.[id] is null or a.[asset] <> m.asset or a.[asset] <> m.other or a.[status] = 'closed' or (a.[status] = 'frozen' and m.leaves)
    or (m.change < 0 and a.[balance] + m.change < a.[minBalance])
  limit 1;
  if found then ${raiseCode('offence.code', 'offence.params')} end if;

  update {accounts} a set [balance] = a.[balance] + m.change, [updatedAt] = now()
  from (${MOVES}) m
  where a.[regionCode] = m.region and a.[id] = m.account and a.[kept] and m.change <> 0;
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
