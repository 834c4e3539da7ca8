/**
 * Which packs may stand on which: one line of regions, each pack once, and the parents that they ask for.
 */
import type { Layer } from '../outcome';
import type { Manifest, Pack } from '../pack/pack';
import { problem, type Problem } from '../problem';

const LAYERS: Readonly<Record<number, Layer>> = {
  0: 'national',
  2: 'province',
  4: 'city',
  6: 'county',
  9: 'town',
  12: 'site',
};

/** The level of a region code. Loaded packs have codes of these lengths only. */
export function layerOf(regionCode: string): Layer {
  return LAYERS[regionCode.length] ?? 'site';
}

/** Parents first; packs of one region as they were given: the later one stands on the earlier. */
export function inOrder(packs: readonly Pack[]): Pack[] {
  return [...packs].sort((a, b) => a.manifest.regionCode.length - b.manifest.regionCode.length);
}

export function checkChain(chain: readonly Pack[]): Problem[] {
  return chain.flatMap(({ manifest }, index) => {
    const problems: Problem[] = [];
    const file = `${manifest.name}/pack.json`;
    const { name, version, regionCode } = manifest;
    const before = chain[index - 1]?.manifest;
    const same = chain.slice(0, index).find((pack) => pack.manifest.name === name);
    if (same) {
      const params = { pack: name, version, otherVersion: same.manifest.version };
      problems.push(problem('LAYER_PACK_TWICE', file, '/name', params));
    }
    if (before && !regionCode.startsWith(before.regionCode)) {
      const params = { pack: name, other: before.name, regionCode, otherCode: before.regionCode };
      problems.push(problem('LAYER_NOT_A_CHAIN', file, '/regionCode', params));
    }
    const parent = manifest.extends;
    const found = chain.slice(0, index).some((pack) => parent && satisfies(pack.manifest, parent));
    if (parent && !found) {
      const params = { pack: manifest.name, parent: parent.name, version: parent.version };
      problems.push(problem('LAYER_PARENT_MISSING', file, '/extends', params));
    }
    return problems;
  });
}

/** `1.2.3` is that version; `^1.2.3` is that or a later one of the same major (as in npm, 0.x: of the same minor). */
function satisfies(manifest: Manifest, wanted: { readonly name: string; readonly version: string }): boolean {
  if (manifest.name !== wanted.name) return false;
  if (!wanted.version.startsWith('^')) return manifest.version === wanted.version;
  const [major = 0, minor = 0, patch = 0] = wanted.version.slice(1).split('.').map(Number);
  const [hasMajor = 0, hasMinor = 0, hasPatch = 0] = manifest.version.split('.').map(Number);
  if (hasMajor !== major || (major === 0 && hasMinor !== minor)) return false;
  return hasMinor > minor || (hasMinor === minor && hasPatch >= patch);
}
