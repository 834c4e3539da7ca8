/** What `post_one` takes, in this order; as SQL types and as the columns of a row. */
export const ONE: readonly (readonly [column: string, type: string])[] = [
  ['id', 'uuid'],
  ['fromKind', 'text'],
  ['fromId', 'text'],
  ['toKind', 'text'],
  ['toId', 'text'],
  ['asset', 'text'],
  ['amount', 'bigint'],
  ['key', 'text'],
  ['kind', 'text'],
  ['at', 'timestamptz'],
  ['decisionId', 'uuid'],
  ['subjectKind', 'text'],
  ['subjectId', 'text'],
  ['memo', 'jsonb'],
  ['origin', 'text'],
  ['expiresAt', 'timestamptz'],
  ['spendableFrom', 'timestamptz'],
];

const accountOf = (end: 'from' | 'to') => `(select a.[id] from {accounts} a
    where a.[regionCode] = in_region and a.[ownerKind] = "${end}Kind" and a.[ownerId] = "${end}Id" and a.[asset] = "asset")`;

/**
 * One transfer between accounts that exist, which is what nearly all calls are: the same as `post` without taking apart and putting
 * together lists, at a third of its cost. Null: this is not such a case (an account must be opened, the key was used), ask `post`.
 */
export const POST_ONE = `
#variable_conflict use_variable
declare source uuid; destination uuid;
begin
  select ${accountOf('from')}, ${accountOf('to')} into source, destination;
  if source is null or destination is null then return null; end if;
  insert into {postings} ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [decisionId], [kind],
    [subjectKind], [subjectId], [memo], [origin], [expiresAt], [spendableFrom], [at], [createdAt], [updatedAt])
  values ("id", in_region, source, destination, "asset", "amount", "key", "decisionId", "kind",
    "subjectKind", "subjectId", "memo", "origin", "expiresAt", "spendableFrom", "at", now(), now())
  on conflict do nothing;
  if not found then return null; end if;
  return jsonb_build_array(source, destination);
end`;
