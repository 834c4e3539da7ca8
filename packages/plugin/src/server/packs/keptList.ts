import type { PackKept } from '../../api/types';
import type { Actor } from '../access/actor';
import { maySee, mayChange } from '../access/packs';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { inForceAt, isDecision, keptIn } from './history';
import { regionNames, titlesOf, type Speaking } from './names';
import { isWider } from './regions';
import { activationsOf, type Activation } from './stored';
import { sayProblem } from './said';

interface Names {
  nameOf(code: string): string;
  titleOf(pack: string): string;
  texts: Speaking['texts'];
}

/** What regions of a history go on with at a moment, and why. */
export function keptList(
  history: readonly Activation[],
  at: Date,
  actor: Actor,
  { nameOf, titleOf, texts }: Names,
): PackKept[] {
  const regionOf = (pack: string) => history.find((entry) => entry.packName === pack && isDecision(entry))?.regionCode;
  const newerOf = (pack: string) =>
    inForceAt(history, regionOf(pack) ?? '', at).find(({ packName }) => packName === pack)?.packVersion;
  const places = [...new Set(history.map(({ regionCode }) => regionCode))].sort(isWider);
  return places
    .flatMap((place) => [...keptIn(history, place, at).values()])
    .flatMap((entry): PackKept[] => {
      const { regionCode, packName, packVersion, effectiveFrom, misfit } = entry;
      // A pack that was switched off since is kept nowhere.
      const newer = newerOf(packName);
      if (!newer) return [];
      return [
        {
          regionCode,
          regionName: nameOf(regionCode),
          name: packName,
          title: titleOf(packName),
          ...(packVersion ? { version: packVersion } : {}),
          newer,
          since: effectiveFrom.toISOString(),
          unfit: titleOf(misfit?.pack ?? ''),
          problems: (misfit?.problems ?? []).map((problem) => sayProblem(problem, texts)),
          mayChange: mayChange(actor, regionCode),
        },
      ];
    });
}

/** The same, of all regions that somebody may know of, as it is now. */
export async function keptFor(sidan: Sidan, q: Connection, actor: Actor, speaking: Speaking): Promise<PackKept[]> {
  const history = (await activationsOf(sidan, q, null)).filter(({ regionCode }) => maySee(actor, regionCode));
  const { rows } = await q.query<{ name: string; title: Record<string, string> }>(
    sidan.write(
      `select v.[name] as name, v.[manifest] -> 'title' as title from {sidanPackVersions} v order by v.[uploadedAt]`,
    ),
  );
  const codes = history.map(({ regionCode }) => regionCode);
  const nameOf = await regionNames(sidan, q, codes, speaking);
  return keptList(history, sidan.clock(), actor, {
    nameOf,
    titleOf: titlesOf(rows, speaking.lang),
    texts: speaking.texts,
  });
}
