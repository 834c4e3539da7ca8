import type { FormField, IntakeDesk } from '../../../api/types';
import { SidanError } from '../../errors';
import { isNear } from '../../access/near';
import { serviceMenu, towns } from '../../reads/portal';
import { rowsOf, type Reader } from '../../reads/reader';
import { maySit } from './caller';

/** Fields without which staff place an order all the same: who has no telephone is found at the address, and the contact is who asks. */
export const clerkForm = (fields: readonly FormField[]): FormField[] =>
  fields.map((field) => (field.name === 'contactPhone' ? { ...field, required: false } : field));

/**
 * 受理台：what the page is made of on which orders are taken down for others: the counties in which the caller does so, and of the one asked for (else the first) its
 * service menu and its form, with the towns of the caller's own area.
 * @throws NOT_ALLOWED
 */
export async function deskOf(reader: Reader, fields: readonly FormField[], asked: unknown): Promise<IntakeDesk> {
  const { actor } = reader;
  const all = await rowsOf<{ regionCode: string; name: string }>(
    reader,
    `select [regionCode] as "regionCode", [name] as name from {sidanCounties} order by [createdAt], [regionCode]`,
    [],
  );
  const counties = all.filter(({ regionCode }) => maySit(actor, regionCode));
  const county = asked ? counties.find(({ regionCode }) => regionCode === asked) : counties[0];
  if (!county) throw new SidanError('NOT_ALLOWED');
  const places = (await towns(reader, county.regionCode)).filter(({ code }) => isNear(actor, county.regionCode, code));
  const options = places.map(({ code, name }) => ({ value: code, label: name }));
  return {
    regionCode: county.regionCode,
    counties,
    items: await serviceMenu(reader, county.regionCode),
    fields: clerkForm(fields).map((field) => (field.name === 'townCode' ? { ...field, options } : field)),
  };
}
