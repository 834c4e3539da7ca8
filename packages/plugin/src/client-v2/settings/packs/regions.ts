import type { Named } from '../../api/names';
import type { PackVersion } from '../../../api/types';

type Place = Pick<PackVersion, 'regionCode' | 'regionName' | 'title'>;

/** A region by name; where the county's tables know only its code, the pack's own title says more. */
export const placeOf = ({ regionCode, regionName, title }: Place): string =>
  regionName === regionCode ? title : regionName;

/** Regions whose rules one may look at: those that have packs, and every county served; widest first. */
export function regionsOf(versions: readonly Place[], areas: readonly Named[]): Named[] {
  const found = new Map<string, string>();
  for (const version of versions) found.set(version.regionCode, placeOf(version));
  for (const { value, label } of areas) if (value.length === 6) found.set(value, label);
  const width = (code: string) => (code === '0' ? 0 : code.length);
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => width(a.value) - width(b.value) || a.value.localeCompare(b.value));
}
