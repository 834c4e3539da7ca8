import { LANGUAGES } from '../assets';
import type { Compile } from '../forms/fields';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { addedFacts } from './facts/added';
import { rulesInForce, type InForce } from './inForce';
import { spokenOf, type Spoken } from './spoken';
import { versionsOf } from './stored';
import { wordsOf, type Words } from './words';

/** Which version of which pack. */
export interface PackRef {
  pack: string;
  packVersion: string;
}

/** The rule packs of this installation. */
export interface Packs {
  readonly inForce: InForce;
  /** What these versions of packs say, and those in force in a county besides; a pack that cannot be read any more is called by its name. */
  words(q: Connection, lang: string, regionCode: string, refs: readonly PackRef[], compile?: Compile): Promise<Words>;
}

const KEPT_MAX = 200;

export function createPacks(
  sidan: Pick<Sidan, 'write' | 'db' | 'coreOf' | 'clock'>,
  complain: (error: unknown) => void,
): Packs {
  const inForce = rulesInForce(sidan, complain);
  const known = new Map<string, Spoken>();

  /** Packs of decisions made long ago: by name and version, each by itself. Their words are wanted, whatever they stand on now. */
  async function packsOf(q: Connection, refs: readonly PackRef[]): Promise<Spoken[]> {
    const names = [...new Set(refs.map(({ pack, packVersion }) => `${pack}@${packVersion}`))];
    const missing = names.filter((name) => !known.has(name));
    for (const version of missing.length ? await versionsOf(sidan, q, { names: missing }) : []) {
      const pack = await spokenOf(version);
      if (!pack) continue;
      if (known.size >= KEPT_MAX) known.delete(known.keys().next().value!);
      known.set(`${version.name}@${version.version}`, pack);
    }
    return names.flatMap((name) => known.get(name) ?? []);
  }

  return {
    inForce,
    async words(q, lang, regionCode, refs, compile) {
      const spoken = LANGUAGES.find((one) => one === lang) ?? LANGUAGES[0];
      const now = await inForce.stack(q, regionCode, sidan.clock()).catch(() => undefined);
      const here = now?.packs ?? [];
      const isHere = ({ pack, packVersion }: PackRef) =>
        here.some(({ manifest }) => manifest.name === pack && manifest.version === packVersion);
      const packs = [
        ...(await packsOf(
          q,
          refs.filter((ref) => !isHere(ref)),
        )),
        ...here,
      ];
      return wordsOf(packs, spoken, addedFacts(sidan.db, sidan.coreOf), compile);
    },
  };
}
