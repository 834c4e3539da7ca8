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

/**
 * SQL for the seal of the posting `row`: SHA-256 over all its columns, written by the database when the posting is made. A posting
 * altered by hand, by somebody who switched the triggers off, no longer fits its seal, and `verify` names it. It finds accidents and
 * clumsy hands; it is no signature, since who may switch off triggers can compute it too.
 */
export function sealOf(row: string): string {
  const values = SEALED.map((column) => column.replace('[', `${row}.[`));
  return `sha256(convert_to(jsonb_build_array(${values.join(', ')})::text, 'UTF8'))`;
}
