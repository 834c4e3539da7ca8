/** Every column that a posting is made of, in the order in which it is sealed. Changing this list breaks all seals. */
const SEALED = [
  '[id]',
  '[regionCode]',
  '[sourceId]',
  '[destinationId]',
  '[asset]',
  '[amount]',
  '[key]',
  '[decisionId]',
  '[reversesId]',
  '[kind]',
  '[subjectKind]',
  '[subjectId]',
  '[memo]::jsonb',
  // Seconds since 1970: the text of a time would depend on the session's time zone.
  'extract(epoch from [at])',
  'extract(epoch from [createdAt])',
];

/** Columns that came later. A posting that has none of them is sealed as before they came. */
const LATER = ['[settlesId]', '[origin]', 'extract(epoch from [expiresAt])', 'extract(epoch from [spendableFrom])'];

const of = (row: string, columns: readonly string[]) => columns.map((column) => column.replace('[', `${row}.[`));

/**
 * SQL for the seal of the posting `row`: SHA-256 over all its columns, written by the database when the posting is made. A posting
 * altered by hand, by somebody who switched the triggers off, no longer fits its seal, and `verify` names it. It finds accidents and
 * clumsy hands; it is no signature, since who may switch off triggers can compute it too.
 */
export function sealOf(row: string): string {
  const later = of(row, LATER);
  return `sha256(convert_to(json_build_array(${of(row, SEALED).join(', ')})::text
    || case when coalesce(${later.map((value) => `${value}::text`).join(', ')}) is null then '' else json_build_array(${later.join(', ')})::text end, 'UTF8'))`;
}

/** SQL for the seal of an account: what it is never changes; what it has follows from postings, and its terms from their history. */
export const accountSealOf = (row: string): string =>
  `sha256(convert_to(json_build_array(${of(row, ['[id]', '[regionCode]', '[ownerKind]', '[ownerId]', '[asset]', '[kept]', '[lotted]', '[slots]']).join(', ')})::text, 'UTF8'))`;

const TERMS = [
  '[id]',
  '[regionCode]',
  '[accountId]',
  '[status]',
  '[minBalance]',
  '[reason]',
  '[byId]',
  'extract(epoch from [at])',
  'extract(epoch from [createdAt])',
];

/** SQL for the seal of a change of terms. */
export const termsSealOf = (row: string): string =>
  `sha256(convert_to(json_build_array(${of(row, TERMS).join(', ')})::text, 'UTF8'))`;
