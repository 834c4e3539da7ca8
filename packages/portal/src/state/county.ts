/** Of which county this is the portal, where an installation serves several. */
import type { KeyValue } from './storage';

const KEPT_AT = 'sidan.county';

/** What a county hands out: `…/sidan/?county=140213`. Anything but six digits is none. */
export const countyOfAddress = (search: string): string | undefined =>
  /^\d{6}$/.exec(new URLSearchParams(search).get('county') ?? '')?.[0];

/** That of the address, else the one of the last visit; undefined: the first of the installation. */
export const loadCounty = (storage: KeyValue, search: string): string | undefined =>
  countyOfAddress(search) ?? storage.get<string>(KEPT_AT);

export function saveCounty(storage: KeyValue, regionCode: string | undefined): void {
  if (regionCode) storage.set(KEPT_AT, regionCode);
  else storage.remove(KEPT_AT);
}
