/** Which parts of a definition are there: those of its regions that are on. */
import { checkKeys, isRecord, type Report } from '../problem';

/** Said by a state or transition in its `meta`, by an event, a field, a clock or an effect beside its other members. */
export interface Presence {
  /** There when this region, or one of these, is on. */
  region?: string | readonly string[];
  /** Not there when this region, or one of these, is on. */
  unless?: string | readonly string[];
}

const listOf = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** Whether a part is there when the regions `on` are on. What says nothing always is. */
export function isPresent(presence: Presence | undefined, on: ReadonlySet<string>): boolean {
  const regions = listOf(presence?.region);
  if (regions.length > 0 && !regions.some((name) => on.has(name))) return false;
  return !listOf(presence?.unless).some((name) => on.has(name));
}

/** Whether something is there in some settings and not in others. */
export function isOptional(presence: Presence | undefined): boolean {
  return presence?.region !== undefined || presence?.unless !== undefined;
}

/** Checks the names of `region` and `unless`. Codes: PRESENCE_SHAPE, REGION_UNKNOWN. */
export function checkPresence(
  holder: Record<string, unknown>,
  regions: ReadonlySet<string>,
  path: string,
  report: Report,
): void {
  for (const key of ['region', 'unless'] as const) {
    const value = holder[key];
    if (value === undefined) continue;
    const names = Array.isArray(value) ? (value as unknown[]) : [value];
    if (names.length === 0 || names.some((name) => typeof name !== 'string')) {
      report('PRESENCE_SHAPE', `${path}/${key}`);
      continue;
    }
    for (const name of names as string[]) {
      if (!regions.has(name)) report('REGION_UNKNOWN', `${path}/${key}`, { region: name });
    }
  }
}

/** Checks `meta` of a state (which may say `bypass`) or of a transition. Codes: as above, META_SHAPE, KEY_UNKNOWN. */
export function checkMeta(
  meta: unknown,
  keys: readonly string[],
  regions: ReadonlySet<string>,
  path: string,
  report: Report,
): void {
  if (meta === undefined) return;
  if (!isRecord(meta)) return report('META_SHAPE', path);
  checkKeys(meta, keys, path, report);
  checkPresence(meta, regions, path, report);
}
