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

const account = (row: string, end: 'from' | 'to') =>
  `${row}.[regionCode] = in_region and ${row}.[ownerKind] = "${end}Kind" and ${row}.[ownerId] = "${end}Id" and ${row}.[asset] = "asset"`;

/**
 * One transfer between accounts that exist, which is what nearly all calls are: the same as `post` without taking apart and putting
 * together lists, at a third of its cost. Null: this is not such a case (an account must be opened, the key was used), ask `post`.
 */
export const POST_ONE = `
#variable_conflict use_variable
declare source uuid; destination uuid;
begin
  insert into {postings} as p ([id], [regionCode], [sourceId], [destinationId], [asset], [amount], [key], [decisionId], [kind],
    [subjectKind], [subjectId], [memo], [origin], [expiresAt], [spendableFrom], [at], [createdAt], [updatedAt])
  select "id", in_region, s.[id], d.[id], "asset", "amount", "key", "decisionId", "kind",
    "subjectKind", "subjectId", "memo", "origin", "expiresAt", "spendableFrom", "at", now(), now()
  from {accounts} s, {accounts} d where ${account('s', 'from')} and ${account('d', 'to')}
  on conflict do nothing
  returning p.[sourceId], p.[destinationId] into source, destination;
  if not found then return null; end if;
  return jsonb_build_array(source, destination);
end`;
