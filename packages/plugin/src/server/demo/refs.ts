import { createHash } from 'node:crypto';

/**
 * Things of a demo county are named by refs (`team:free-clinic`, `person:v12`). A ref's id is computed, not looked up, so that a run that
 * was interrupted finds its own rows again: a UUID of version 8 (RFC 9562) from the hash of county and ref.
 */
export function idOfRef(regionCode: string, ref: string): string {
  const bytes = createHash('sha256').update(`sidan-demo\n${regionCode}\n${ref}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `{town}{village}` with its values; a name without a value is an error in the county's data. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${template}"`);
    return value;
  });
}
