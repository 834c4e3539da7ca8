import type { Pack } from '@sidan/rules';

/** A pack's layer over a definition, and which version of the pack it is from. */
export interface Layer {
  pack: string;
  packVersion: string;
  overlay: unknown;
}

/** The layers of packs over a definition, in the order in which the packs stand on each other. */
export const layersIn = (packs: readonly Pack[], definition: string): Layer[] =>
  packs.flatMap(({ manifest, workflows }) =>
    workflows
      .filter(({ file }) => file === `workflows/${definition}.json`)
      .map(({ value }) => ({ pack: manifest.name, packVersion: manifest.version, overlay: value })),
  );
