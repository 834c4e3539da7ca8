/** Layers laid over a definition, from the nation down to the site. */
import { checkDefinition, type CheckOptions } from '../definition/check';
import { loadDefinition, type Definition } from '../definition/definition';
import type { DefinitionFile, PlainFile } from '../definition/file';
import { checkChoice } from '../definition/regions';
import { DefinitionError } from '../problem';
import { applyDispatch } from './apply/dispatch';
import { applyDelays, applyEvents, checkUse } from './apply/events';
import { applyNotices } from './apply/notices';
import { applyRatings } from './apply/ratings';
import { applyRegions } from './apply/regions';
import { applyStates } from './apply/states';
import { applyTitles, checkNewTitles } from './apply/titles';
import { applyTransitions } from './apply/transitions';
import { checkOverlay } from './checkOverlay';
import { BASE, handOf, type Change, type Draft, type LayerProblem } from './draft';
import type { Overlay } from './overlay';
import { resolveRegions } from './resolve';
import { inRange } from './semver';

export interface Composed {
  ok: true;
  /** Plain: what `loadDefinition()` takes, and what is kept with a county's version. */
  file: PlainFile;
  /** path in `file` (state, branch, event, clock), `regions/<name>` or `titles/<language>/<key>` → the layer that made it or changed it last. */
  origin: Readonly<Record<string, string>>;
  /** Every region of the base, and whether it is on. */
  regions: Readonly<Record<string, boolean>>;
  /** What the layers did, in their order, and why. */
  changes: readonly Change[];
}

export type ComposeResult = Composed | { ok: false; problems: readonly LayerProblem[] };

/**
 * Lays `overlays` over `base`, the first undermost, and takes out the regions that are off. Pure; neither argument is changed.
 *
 * Problems, all at once, each with the layer in whose file it is: those of `checkDefinition()` (of the base, and of what came out), of `checkOverlay()`,
 * OVERLAY_TWICE, OVERLAY_BASE (lies over another definition), OVERLAY_VERSION (not made for this version of it), those of `apply/`, of `resolveRegions()`
 * and REGION_NEEDS, REGION_EXCLUDES.
 */
export function compose(base: unknown, overlays: readonly unknown[] = [], options: CheckOptions = {}): ComposeResult {
  const own = checkDefinition(base, options).map((problem) => ({ ...problem, layer: BASE }));
  if (own.length > 0) return { ok: false, problems: own };
  const file = structuredClone(base) as DefinitionFile;
  const on = Object.entries(file.regions ?? {}).flatMap(([name, region]) => (region.on ? [name] : []));
  const draft: Draft = { file, on: new Set(on), madeBy: new Map(), titles: {}, changes: [], problems: [] };
  const layers = layOver(draft, overlays);
  checkNewTitles(draft);
  checkChoice(file.regions ?? {}, draft.on, (code, path, params = {}) => {
    draft.problems.push({ code, path, params, layer: draft.madeBy.get(path) ?? BASE });
  });
  return draft.problems.length > 0 ? { ok: false, problems: draft.problems } : finish(draft, layers, options);
}

/** Gives the layers that were laid. */
function layOver(draft: Draft, overlays: readonly unknown[]): Overlay[] {
  const layers: Overlay[] = [];
  overlays.forEach((json, i) => {
    const named = (json as { overlay?: unknown } | null)?.overlay;
    const layer = typeof named === 'string' ? named : `#${i + 1}`;
    const problems = checkOverlay(json);
    draft.problems.push(...problems.map((problem) => ({ ...problem, layer })));
    if (problems.length > 0) return;
    const overlay = structuredClone(json) as Overlay;
    const hand = handOf(draft, layer, overlay.reason);
    const { name, version } = draft.file;
    if (layers.some((other) => other.overlay === layer)) hand.problem('OVERLAY_TWICE', 'overlay', { name: layer });
    if (overlay.of.name !== name) return hand.problem('OVERLAY_BASE', 'of/name', { name: overlay.of.name, base: name });
    if (!inRange(version, overlay.of.version)) {
      return hand.problem('OVERLAY_VERSION', 'of/version', { range: overlay.of.version, version });
    }
    layers.push(overlay);
    for (const apply of [
      applyRegions,
      applyEvents,
      applyDelays,
      applyStates,
      applyTransitions,
      applyNotices,
      applyDispatch,
      applyRatings,
      applyTitles,
      checkUse,
    ]) {
      apply(overlay, hand);
    }
  });
  return layers;
}

const ANALYSED = new Set([
  'STATE_UNREACHABLE',
  'STATE_NO_EXIT',
  'STATE_STUCK',
  'EVENT_UNUSED',
  'DELAY_UNUSED',
  'BRANCH_DEAD',
]);

function finish(draft: Draft, layers: readonly Overlay[], options: CheckOptions): ComposeResult {
  const { file, on, madeBy, titles } = draft;
  const resolved = resolveRegions(file, on);
  const plain: PlainFile = { ...resolved.file, ...(Object.keys(titles).length > 0 ? { titles } : {}) };
  if (layers.length > 0) plain.version += `+${layers.map(({ overlay, version }) => `${overlay}.${version}`).join('.')}`;
  const origin: Record<string, string> = {};
  for (const [path, part] of resolved.parts) origin[path] = madeBy.get(part) ?? madeBy.get(path) ?? BASE;
  for (const key of madeBy.keys()) if (typeof key === 'string') origin[key] ??= madeBy.get(key)!;
  for (const name of Object.keys(file.regions ?? {})) origin[`regions/${name}`] ??= BASE;
  // What can be reached and what is used is for the analysis to say, together with all that it finds, and for `loadDefinition()` to refuse.
  const checked = checkDefinition(plain, options).filter(({ code }) => !ANALYSED.has(code));
  const found = resolved.problems.length > 0 ? resolved.problems : checked;
  if (found.length > 0) {
    return { ok: false, problems: found.map((problem) => ({ ...problem, layer: layerAt(origin, problem.path) })) };
  }
  const regions = Object.fromEntries(Object.keys(file.regions ?? {}).map((name) => [name, on.has(name)]));
  return { ok: true, file: plain, origin, regions, changes: draft.changes };
}

/** The layer of the innermost part that encloses a path. */
export function layerAt(origin: Readonly<Record<string, string>>, path: string): string {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (Object.hasOwn(origin, at)) return origin[at]!;
  }
  return BASE;
}

/** `compose()` and `loadDefinition()` in one, for a host at its start. Throws DefinitionError (DEFINITION_INVALID) with all problems. */
export function loadComposed(base: unknown, overlays: readonly unknown[] = [], options: CheckOptions = {}): Definition {
  const composed = compose(base, overlays, options);
  if (!composed.ok) throw new DefinitionError(composed.problems);
  return loadDefinition(composed.file, options);
}
