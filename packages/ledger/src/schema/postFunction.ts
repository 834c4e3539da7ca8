import { raise } from './raise';

/** One entry as it travels: a transfer (owner of source and destination) or a reversal (`reverses` alone). */
const ENTRY = `(n int, id uuid, "fromKind" text, "fromId" text, "toKind" text, "toId" text, asset text, amount bigint, key text,
    "decisionId" uuid, reverses uuid, kind text, "subjectKind" text, "subjectId" text, memo jsonb, at timestamptz)`;

/** The entries with their accounts: opened just before, or those of the posting that is reversed. */
const RESOLVED = `
  select e.n, e.id, coalesce(s.[id], o.[destinationId]) as source, coalesce(d.[id], o.[sourceId]) as destination,
    coalesce(e.asset, o.[asset]) as asset, coalesce(e.amount, o.[amount]) as amount, e.key, e."decisionId" as decision, e.reverses,
    e.kind, coalesce(e."subjectKind", o.[subjectKind]) as subject_kind, coalesce(e."subjectId", o.[subjectId]) as subject_id, e.memo, e.at
  from jsonb_to_recordset(in_entries) as e${ENTRY}
  left join {accounts} s on s.[regionCode] = in_region and s.[ownerKind] = e."fromKind" and s.[ownerId] = e."fromId" and s.[asset] = e.asset
  left join {accounts} d on d.[regionCode] = in_region and d.[ownerKind] = e."toKind" and d.[ownerId] = e."toId" and d.[asset] = e.asset
  left join {postings} o on o.[regionCode] = in_region and o.[id] = e.reverses`;

/**
 * Opens the accounts, adds the postings and answers with what stands in the book, in one round trip. Everything that can make another
 * call wait is taken in one order (accounts by owner, keys, then account rows by id in the trigger), so that calls form a queue and
 * never a circle. Each statement here sees what was committed before *it* began: after `on conflict do nothing` has waited for
 * another call with the same key, the answer finds that call's posting.
 *
 * Content is what moved: accounts, asset, amount, kind, subject, what is reversed. Time, decision and memo are circumstances, which a
 * repeated run may make anew.
 */
export const postFunction = `
declare
  added bigint;
  offence record;
  answer jsonb;
begin
  insert into {accounts} ([id], [regionCode], [ownerKind], [ownerId], [asset], [balance], [kept], [minBalance], [status], [createdAt], [updatedAt])
  select p.id, in_region, p."ownerKind", p."ownerId", p.asset, 0, p.kept, p."minBalance", 'open', now(), now()
  from jsonb_to_recordset(in_parties) as p(id uuid, "ownerKind" text, "ownerId" text, asset text, kept boolean, "minBalance" bigint)
  order by p."ownerKind", p."ownerId", p.asset
  on conflict do nothing;

  insert into {postings} ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [decisionId], [reversesId], [kind],
    [subjectKind], [subjectId], [memo], [at], [createdAt], [updatedAt])
  select r.id, in_region, r.source, r.destination, r.asset, r.amount, r.key, r.decision, r.reverses, r.kind,
    r.subject_kind, r.subject_id, r.memo, r.at, now(), now()
  from (${RESOLVED}) r
  order by r.key
  on conflict do nothing;
  get diagnostics added = row_count;

  if added < jsonb_array_length(in_entries) then
    select r.key, r.reverses, p.[id] as id into offence
    from (${RESOLVED}) r left join {postings} p on p.[regionCode] = in_region and p.[key] = r.key
    where p.[id] is null or p.[sourceId] <> r.source or p.[destinationId] <> r.destination or p.[asset] <> r.asset
      or p.[amount] <> r.amount or p.[kind] <> r.kind or p.[reversesId] is distinct from r.reverses
      or p.[subjectKind] is distinct from r.subject_kind or p.[subjectId] is distinct from r.subject_id
    limit 1;
    if found and offence.id is null and offence.reverses is null then
      ${raise('INVALID_ENTRY', `jsonb_build_object('key', offence.key, 'field', 'id')`)}
    end if;
    if found and offence.id is null then ${raise('ALREADY_REVERSED', `jsonb_build_object('postingId', offence.reverses)`)} end if;
    if found then ${raise('KEY_CONFLICT', `jsonb_build_object('key', offence.key, 'postingId', offence.id)`)} end if;
  end if;

  select jsonb_agg(jsonb_build_object('id', p.[id], 'regionCode', p.[regionCode], 'sourceId', p.[sourceId],
      'destinationId', p.[destinationId], 'asset', p.[asset], 'amount', p.[amount], 'key', p.[key], 'kind', p.[kind], 'at', p.[at],
      'decisionId', p.[decisionId], 'reversesId', p.[reversesId], 'subjectKind', p.[subjectKind], 'subjectId', p.[subjectId],
      'memo', p.[memo], 'replayed', p.[id] <> e.id) order by e.n)
  into answer
  from jsonb_to_recordset(in_entries) as e(n int, id uuid, key text)
  join {postings} p on p.[regionCode] = in_region and p.[key] = e.key;
  return answer;
end`;
