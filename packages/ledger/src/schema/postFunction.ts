import { raise } from './raise';

/** One entry as it travels: a transfer (owner of source and destination) or a reversal (`reverses` alone). */
const ENTRY = `(n int, id uuid, "fromKind" text, "fromId" text, "toKind" text, "toId" text, asset text, amount bigint, key text,
    "decisionId" uuid, reverses uuid, kind text, "subjectKind" text, "subjectId" text, memo jsonb, at timestamptz)`;

const accountOf = (end: 'from' | 'to') => `(select a.[id] from {accounts} a where a.[regionCode] = in_region
      and a.[ownerKind] = e."${end}Kind" and a.[ownerId] = e."${end}Id" and a.[asset] = e.asset)`;

/** The entries with their accounts: opened just before, or those of the posting that is reversed. Each looked up by itself: see `PLANS`. */
const RESOLVED = `
  select e.n, e.id, coalesce(${accountOf('from')}, o.[destinationId]) as source, coalesce(${accountOf('to')}, o.[sourceId]) as destination,
    coalesce(e.asset, o.[asset]) as asset, coalesce(e.amount, o.[amount]) as amount, e.key, e."decisionId" as decision, e.reverses,
    e.kind, coalesce(e."subjectKind", o.[subjectKind]) as subject_kind, coalesce(e."subjectId", o.[subjectId]) as subject_id, e.memo, e.at
  from jsonb_to_recordset(in_entries) as e${ENTRY}
  left join lateral (select p.* from {postings} p
    where p.[id] = e.reverses and p.[regionCode] is not distinct from in_region limit 1) o on true`;

const answerRow = (
  posting: string,
  replayed: boolean,
) => `jsonb_build_object('id', ${posting}.[id], 'regionCode', ${posting}.[regionCode],
      'sourceId', ${posting}.[sourceId], 'destinationId', ${posting}.[destinationId], 'asset', ${posting}.[asset],
      'amount', ${posting}.[amount], 'key', ${posting}.[key], 'kind', ${posting}.[kind], 'at', ${posting}.[at],
      'decisionId', ${posting}.[decisionId], 'reversesId', ${posting}.[reversesId], 'subjectKind', ${posting}.[subjectKind],
      'subjectId', ${posting}.[subjectId], 'memo', ${posting}.[memo], 'replayed', ${replayed})`;

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
  wanted record;
  earlier record;
  answer jsonb;
begin
  insert into {accounts} ([id], [regionCode], [ownerKind], [ownerId], [asset], [balance], [kept], [minBalance], [status], [createdAt], [updatedAt])
  select p.id, in_region, p."ownerKind", p."ownerId", p.asset, 0, p.kept, p."minBalance", 'open', now(), now()
  from jsonb_to_recordset(in_parties) as p(id uuid, "ownerKind" text, "ownerId" text, asset text, kept boolean, "minBalance" bigint)
  order by p."ownerKind", p."ownerId", p.asset
  on conflict do nothing;

  with added as (
    insert into {postings} ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [decisionId], [reversesId], [kind],
      [subjectKind], [subjectId], [memo], [at], [createdAt], [updatedAt])
    select r.id, in_region, r.source, r.destination, r.asset, r.amount, r.key, r.decision, r.reverses, r.kind,
      r.subject_kind, r.subject_id, r.memo, r.at, now(), now()
    from (${RESOLVED}) r
    order by r.key
    on conflict do nothing
    returning *)
  select coalesce(jsonb_object_agg(p.[key], ${answerRow('p', false)}), '{}') into answer from added p;

  if (select count(*) from jsonb_object_keys(answer)) < jsonb_array_length(in_entries) then
    for wanted in select * from (${RESOLVED}) x loop
      continue when jsonb_exists(answer, wanted.key);
      select p.* into earlier from {postings} p where p.[regionCode] = in_region and p.[key] = wanted.key;
      if not found and wanted.reverses is not null then ${raise('ALREADY_REVERSED', `jsonb_build_object('postingId', wanted.reverses)`)} end if;
      if not found then ${raise('INVALID_ENTRY', `jsonb_build_object('index', wanted.n, 'field', 'id')`)} end if;
      if earlier.[sourceId] <> wanted.source or earlier.[destinationId] <> wanted.destination or earlier.[asset] <> wanted.asset
          or earlier.[amount] <> wanted.amount or earlier.[kind] <> wanted.kind or earlier.[reversesId] is distinct from wanted.reverses
          or earlier.[subjectKind] is distinct from wanted.subject_kind or earlier.[subjectId] is distinct from wanted.subject_id then
        ${raise('KEY_CONFLICT', `jsonb_build_object('key', wanted.key, 'postingId', earlier.[id])`)}
      end if;
      answer := answer || jsonb_build_object(wanted.key, ${answerRow('earlier', true)});
    end loop;
  end if;
  return answer;
end`;
