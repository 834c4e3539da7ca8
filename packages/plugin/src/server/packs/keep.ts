import type { CheckFit } from './fit';
import { isDecision, keptIn, stackAt } from './history';
import { isOver, isWider } from './regions';
import type { Misfit } from './stackError';
import type { Activation } from './stored';
import type { NewActivation } from './write';

/** A version that a place may go on with, or none of the pack; and from when on. */
export type Choice = Pick<Activation, 'packName' | 'packVersion' | 'versionId' | 'effectiveFrom'>;

/** What changes under some places. */
export interface Change {
  /** The history with it. */
  history: readonly Activation[];
  /** Regions whose stacks it is in. */
  places: readonly string[];
  at: Date;
  /** From when on a place has to fit. */
  since(place: string): Date;
  /** What a place may go on with where it does not. */
  choices(place: string): readonly Choice[];
  /** Whether a place may not go on with another version of a pack, because just that was decided on. */
  isDecided?(place: string, packName: string): boolean;
}

/** Entries that say what places go on with and what no more, and the places that are not helped by that. */
export interface Kept {
  entries: NewActivation[];
  unfit: { place: string; misfit: Misfit }[];
}

/**
 * Place by place, widest first: where everything new fits, what was kept is let go; where it does not, as few older packs as possible are kept. What a wider place
 * lets go, those within it may keep. A place that fits in no way stays as it is.
 */
export async function keepWhatFits(fits: CheckFit, change: Change): Promise<Kept> {
  const kept: Kept = { entries: [], unfit: [] };
  const freed: { place: string; choice: Choice }[] = [];
  let { history } = change;
  for (const place of [...change.places].sort(isWider)) {
    const from = change.since(place);
    // What is kept already is so from now on, be it that something holds from ever on.
    const then = from > change.at ? from : change.at;
    const entry = (choice: Choice, kind: 'kept' | 'released', misfit: Misfit | null = null): NewActivation => {
      const { packName, packVersion, versionId, effectiveFrom } = choice;
      const what = { packName, packVersion, versionId, effectiveFrom };
      return { ...what, regionCode: place, kind, at: change.at, by: null, reason: null, misfit };
    };
    const standing = [...keptIn(history, place, then).values()].map((one) => ({ ...one, effectiveFrom: then }));
    const bare = standing.reduce((past, one) => withEntry(past, entry(one, 'released')), history);
    const misfit = await fits(bare, place, from);
    const choices = [
      ...change.choices(place),
      ...freed.filter((one) => isOver(one.place, place)).map(({ choice }) => choice),
      ...standing,
    ].filter(({ packName }) => !change.isDecided?.(place, packName));
    const isEnough = async (some: readonly Choice[]) =>
      !(await fits(
        some.reduce((past, one) => withEntry(past, entry(one, 'kept')), bare),
        place,
        from,
      ));
    const keep = misfit ? await fewest(widestFirst(choices, history), isEnough) : [];
    if (misfit && !keep.length) {
      kept.unfit.push({ place, misfit });
      continue;
    }
    const gone = standing.filter(({ packName }) => !keep.some((one) => one.packName === packName));
    const now = stackAt(bare, place, then);
    const versionNow = (name: string) => now.find(({ packName }) => packName === name)?.packVersion ?? null;
    const added = [
      ...gone.map((one) => entry({ ...one, packVersion: versionNow(one.packName), versionId: null }, 'released')),
      ...keep
        .filter((one) => !standing.some((was) => isSame(was, one, misfit)))
        .map((one) => entry(one, 'kept', misfit)),
    ];
    freed.push(...gone.map((choice) => ({ place, choice })));
    kept.entries.push(...added);
    history = added.reduce(withEntry, history);
  }
  return kept;
}

/** As if it were there already. */
export const withEntry = (history: readonly Activation[], entry: NewActivation): readonly Activation[] => [
  ...history,
  { ...entry, seq: Infinity, digest: null },
];

const isSame = (was: Activation, one: Choice, misfit: Misfit | undefined): boolean =>
  was.packName === one.packName &&
  was.versionId === one.versionId &&
  JSON.stringify(was.misfit) === JSON.stringify(misfit ?? null);

/** The last one of each pack, by the width of the region that the pack is of: a wide pack's new version is worth more. */
function widestFirst(choices: readonly Choice[], history: readonly Activation[]): Choice[] {
  const regionOf = (name: string) =>
    history.find((entry) => entry.packName === name && isDecision(entry))?.regionCode ?? '';
  return [...new Map(choices.map((one) => [one.packName, one])).values()].sort((a, b) =>
    isWider(regionOf(a.packName), regionOf(b.packName)),
  );
}

/** As few as are enough, letting go of the first ones first; none where all are not enough. */
async function fewest(
  all: readonly Choice[],
  isEnough: (some: readonly Choice[]) => Promise<boolean>,
): Promise<readonly Choice[]> {
  if (!all.length || !(await isEnough(all))) return [];
  let keep = all;
  for (const one of all) {
    const less = keep.filter((other) => other !== one);
    if (less.length && (await isEnough(less))) keep = less;
  }
  return keep;
}
