import { createHash } from 'node:crypto';
import { loadPack, type FactDefinition, type Pack } from '@sidan/rules';
import { openArchive } from '@sidan/rules/archive';

/** A version as the thread takes it. */
export interface Archive {
  regionCode: string;
  name: string;
  archive: Uint8Array;
  facts: readonly FactDefinition[];
}

/** A thread that answers several times in a row is asked on the same ground. By all that a pack came from; more than a few stacks of a county are not kept. */
const known = new Map<string, Pack | undefined>();
const KNOWN_MAX = 16;

/** Packs as they stand on each other. One that does not load any more is left out: what needs it says so. */
export async function loadAll(versions: readonly Archive[]): Promise<Pack[]> {
  const packs: Pack[] = [];
  let chain = '';
  for (const { archive, facts } of versions) {
    chain = createHash('sha256').update(chain).update(archive).update(JSON.stringify(facts)).digest('hex');
    if (!known.has(chain)) {
      const loaded = await load(archive, facts, packs);
      if (known.size >= KNOWN_MAX) known.clear();
      known.set(chain, loaded);
    }
    const pack = known.get(chain);
    if (pack) packs.push(pack);
  }
  return packs;
}

async function load(archive: Uint8Array, facts: readonly FactDefinition[], parents: Pack[]): Promise<Pack | undefined> {
  const opened = await openArchive(archive, []);
  const loaded = opened.ok ? loadPack(opened.files, { parents: [...parents], facts }) : undefined;
  return loaded?.ok ? loaded.pack : undefined;
}
