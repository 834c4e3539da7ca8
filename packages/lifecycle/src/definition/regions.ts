/** The optional regions of a definition: checking their list, and whether a choice of them goes together. */
import { checkKeys, isRecord, type Report } from '../problem';
import { NAME } from './event';
import type { RegionFile } from './file';

/** Checks `regions`; gives their names, or undefined when the file has none. Codes: REGIONS_SHAPE, NAME_INVALID, REGION_SHAPE, REGION_UNKNOWN. */
export function checkRegions(regions: unknown, report: Report): ReadonlySet<string> | undefined {
  if (regions === undefined) return undefined;
  if (!isRecord(regions)) {
    report('REGIONS_SHAPE', 'regions');
    return undefined;
  }
  const names = new Set(Object.keys(regions));
  for (const [name, region] of Object.entries(regions)) {
    const path = `regions/${name}`;
    if (!NAME.test(name)) report('NAME_INVALID', path, { name });
    if (!isRecord(region) || typeof region.on !== 'boolean' || typeof region.description !== 'string') {
      report('REGION_SHAPE', path);
      continue;
    }
    checkKeys(region, ['description', 'on', 'needs', 'excludes'], path, report);
    for (const key of ['needs', 'excludes'] as const) {
      const others = region[key] ?? [];
      if (!Array.isArray(others)) report('REGION_SHAPE', `${path}/${key}`);
      else if (others.some((other) => !names.has(other as string) || other === name)) {
        report('REGION_UNKNOWN', `${path}/${key}`, {
          region: others.find((other) => !names.has(other as string)) ?? name,
        });
      }
    }
  }
  return names;
}

/** Whether the regions that are on go together. Codes: REGION_NEEDS, REGION_EXCLUDES, at the region that asks. */
export function checkChoice(
  regions: Readonly<Record<string, RegionFile>>,
  on: ReadonlySet<string>,
  report: Report,
): void {
  for (const name of on) {
    const { needs = [], excludes = [] } = regions[name]!;
    for (const other of needs) if (!on.has(other)) report('REGION_NEEDS', `regions/${name}`, { region: name, other });
    for (const other of excludes)
      if (on.has(other)) report('REGION_EXCLUDES', `regions/${name}`, { region: name, other });
  }
}
