import { raise } from '../raise';

/** One entry as it travels: a transfer (owner of source and destination), a reversal (`reverses` alone) or a capture (`settles` and `to`). */
const ENTRY = `(n int, id uuid, "fromKind" text, "fromId" text, "toKind" text, "toId" text, asset text, amount bigint, key text,
    "decisionId" uuid, reverses uuid, settles uuid, kind text, "subjectKind" text, "subjectId" text, memo jsonb, origin text,
    "expiresAt" timestamptz, "spendableFrom" timestamptz, at timestamptz)`;

const accountOf = (
  row: string,
  end: 'from' | 'to',
  asset: string,
) => `(select a.[id] from {accounts} a where a.[regionCode] = in_region
      and a.[ownerKind] = ${row}."${end}Kind" and a.[ownerId] = ${row}."${end}Id" and a.[asset] = ${asset})`;

/**
 * The entries with their accounts: opened just before, or those of the posting that is reversed or captured. Each destination is looked up by itself: see
 * `PLANS`; the sources once, since most calls have but one.
 */
const RESOLVED = `
  with entry as materialized (select * from jsonb_to_recordset(in_entries) as e${ENTRY})
  select e.n, e.id, coalesce(f.id, o.[destinationId]) as source,
    coalesce(${accountOf('e', 'to', 'coalesce(e.asset, o.[asset])')}, case when e.reverses is not null then o.[sourceId] end) as destination,
    coalesce(e.asset, o.[asset]) as asset, coalesce(e.amount, o.[amount]) as amount, e.key, e."decisionId" as decision, e.reverses, e.settles,
    e.kind, coalesce(e."subjectKind", o.[subjectKind]) as subject_kind, coalesce(e."subjectId", o.[subjectId]) as subject_id, e.memo,
    e.origin, e."expiresAt" as expires, e."spendableFrom" as spendable, e.at
  from entry e
  left join (select g.*, ${accountOf('g', 'from', 'g.asset')} as id from (select distinct "fromKind", "fromId", asset from entry) g) f
    on f."fromKind" = e."fromKind" and f."fromId" = e."fromId" and f.asset = e.asset
  left join lateral (select p.* from {postings} p
    where p.[id] = coalesce(e.reverses, e.settles) and p.[regionCode] = in_region limit 1) o on true`;

/** Awards take their accounts themselves, later (`AWARDS`). */
const ONLY_AWARDS = `select not exists (select 1 from wanted w where w.reverses is not null or w.settles is not null)
      and not exists (select 1 from (select distinct source as id from wanted) f
        where (select a.[kept] from {accounts} a where a.[id] = f.id and a.[regionCode] = in_region) is not false)`;

/** All columns, for what the caller does not know yet. */
export const answerRow = (
  posting: string,
  replayed: boolean,
) => `jsonb_build_object('id', ${posting}.[id], 'regionCode', ${posting}.[regionCode],
      'sourceId', ${posting}.[sourceId], 'destinationId', ${posting}.[destinationId], 'asset', ${posting}.[asset],
      'amount', ${posting}.[amount], 'key', ${posting}.[key], 'kind', ${posting}.[kind], 'at', ${posting}.[at],
      'decisionId', ${posting}.[decisionId], 'reversesId', ${posting}.[reversesId], 'settlesId', ${posting}.[settlesId],
      'subjectKind', ${posting}.[subjectKind], 'subjectId', ${posting}.[subjectId], 'memo', ${posting}.[memo], 'origin', ${posting}.[origin],
      'expiresAt', ${posting}.[expiresAt], 'spendableFrom', ${posting}.[spendableFrom], 'replayed', ${replayed})`;

/**
 * Opens the accounts, adds the postings in the order given and answers with what stands in the book, in one round trip. The accounts of a
 * call are locked in one order before any is written, so that calls form a queue and never a circle. Each statement here sees what was
 * committed before *it* began: after `on conflict do nothing` has waited for another call with the same key, the answer finds that call's posting.
 *
 * Content is what moved: accounts, asset, amount, kind, subject, what is reversed or captured, and what becomes of the lot. Time, decision and
 * memo are circumstances, which a repeated run may make anew.
 */
export const POST = `
declare
  missing record;
  earlier record;
  answer jsonb;
begin
  insert into {accounts} ([id], [regionCode], [ownerKind], [ownerId], [asset], [balance], [kept], [minBalance], [lotted], [slots], [status], [createdAt], [updatedAt])
  select p.id, in_region, p."ownerKind", p."ownerId", p.asset, 0, p.kept, case when p.kept then 0 end, p.lotted, p.slots, 'open', now(), now()
  from jsonb_to_recordset(in_parties) as p(id uuid, "ownerKind" text, "ownerId" text, asset text, kept boolean, lotted boolean, slots int)
  left join lateral (select a.[id] from {accounts} a
    where a.[regionCode] = in_region and a.[ownerKind] = p."ownerKind" and a.[ownerId] = p."ownerId" and a.[asset] = p.asset limit 1) known on true
  where known.[id] is null
  order by p."ownerKind", p."ownerId", p.asset
  on conflict do nothing;

  with wanted as materialized (${RESOLVED}),
  locked as materialized (
    select 1 from (select w.id from (select source as id from wanted union select destination from wanted) w order by w.id) w,
      lateral (select 1 from {accounts} a where a.[id] = w.id and a.[regionCode] = in_region and a.[kept] and a.[slots] = 1 for no key update) a
    where not (${ONLY_AWARDS})),
  added as (
    insert into {postings} ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [decisionId], [reversesId], [settlesId], [kind],
      [subjectKind], [subjectId], [memo], [origin], [expiresAt], [spendableFrom], [at], [createdAt], [updatedAt])
    select r.id, in_region, r.source, r.destination, r.asset, r.amount, r.key, r.decision, r.reverses, r.settles, r.kind,
      r.subject_kind, r.subject_id, r.memo, r.origin, r.expires, r.spendable, r.at, now(), now()
    from wanted r, (select count(*) from locked) l
    order by r.n
    on conflict do nothing
    returning *)
  select coalesce(jsonb_object_agg(p.[key], case when coalesce(p.[reversesId], p.[settlesId]) is null
    then jsonb_build_array(p.[sourceId], p.[destinationId]) else ${answerRow('p', false)} end), '{}') into answer from added p;

  if (select count(*) from jsonb_object_keys(answer)) < jsonb_array_length(in_entries) then
    for missing in select * from (${RESOLVED}) x loop
      continue when jsonb_exists(answer, missing.key);
      select p.* into earlier from {postings} p where p.[regionCode] = in_region and p.[key] = missing.key;
      if not found and coalesce(missing.reverses, missing.settles) is not null then
        perform 1 from {postings} p where p.[regionCode] = in_region and p.[settlesId] = coalesce(missing.reverses, missing.settles);
        if found then ${raise('ALREADY_SETTLED', `jsonb_build_object('postingId', coalesce(missing.reverses, missing.settles))`)} end if;
        ${raise('ALREADY_REVERSED', `jsonb_build_object('postingId', missing.reverses)`)}
      end if;
      if not found then ${raise('INVALID_ENTRY', `jsonb_build_object('index', missing.n, 'field', 'id')`)} end if;
      if earlier.[sourceId] <> missing.source or earlier.[destinationId] <> missing.destination or earlier.[asset] <> missing.asset
          or earlier.[amount] <> missing.amount or earlier.[kind] <> missing.kind or earlier.[reversesId] is distinct from missing.reverses
          or (missing.reverses is null and earlier.[settlesId] is distinct from missing.settles) or earlier.[origin] is distinct from missing.origin
          or earlier.[expiresAt] is distinct from missing.expires or earlier.[spendableFrom] is distinct from missing.spendable
          or earlier.[subjectKind] is distinct from missing.subject_kind or earlier.[subjectId] is distinct from missing.subject_id then
        ${raise('KEY_CONFLICT', `jsonb_build_object('key', missing.key, 'postingId', earlier.[id])`)}
      end if;
      answer := answer || jsonb_build_object(missing.key, ${answerRow('earlier', true)});
    end loop;
  end if;
  return answer;
end`;
