import { factsAsked, layersByDay, needsOf, POSTINGS, type Pack, type RuleSet } from '@sidan/rules';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { allInForce, stackWith } from '../around';
import { packConflict } from '../fit';
import { loadStack } from '../load';
import { isOver, isWider } from '../regions';
import { StackError } from '../stackError';
import { stackOver } from '../standing';
import type { StoredVersion } from '../stored';

/** The rules of one side of a simulation: those of each day's own, be the packs in force on it or not. */
export interface SideRules {
  on(day: string): RuleSet;
  /** What all of its days have in common and in sum: facts, sources, assets. */
  readonly book: RuleSet;
  /** Every fact that its rules look at. */
  readonly names: readonly string[];
  /** Whether rules are meant for an occasion and a kind of subject. */
  asks(occasion: string, subjectKind: string): boolean;
}

const OCCASIONS = ['confirmed', 'rated'] as const;
const KINDS = ['volunteer', 'resident', 'team', 'site'] as const;

/** What is in force in a place, and the same with a version in it. @throws PACK_CONFLICT */
export async function sidesOf(
  sidan: Sidan,
  q: Connection,
  version: StoredVersion,
  regionCode: string,
  days: readonly string[],
  texts: Readonly<Record<string, string>>,
): Promise<{ before: SideRules; after: SideRules; packs: Pack[] }> {
  // A pack of a town of the county is tried with the county's rules below it.
  const place = isWider(regionCode, version.regionCode) < 0 ? version.regionCode : regionCode;
  const all = await allInForce(sidan, q, sidan.clock());
  const isKeeping = all.kept.some((kept) => isOver(kept.place, place));
  const side = async (versions: readonly StoredVersion[]) => {
    const { packs } = await loadStack(versions);
    return { packs, rules: sideOf(packs, days) };
  };
  const now = stackOver(all, place);
  const changed = () => side(stackWith(stackOver(all, place, true), version));
  try {
    const before = await side(now);
    // As activating it does: on the newer packs if it fits them, else on those that the place goes on with.
    const after = await changed().catch((error: unknown) =>
      isKeeping && error instanceof StackError
        ? side(stackWith(now, version)).catch(() => Promise.reject(error))
        : Promise.reject(error),
    );
    return { before: before.rules, after: after.rules, packs: [...after.packs, ...before.packs] };
  } catch (error) {
    throw error instanceof StackError ? packConflict(error, texts) : error;
  }
}

/** All days are looked at first: what does not fit on one of them is said before anything is counted. @throws StackError */
function sideOf(packs: readonly Pack[], days: readonly string[]): SideRules {
  const layered = layersByDay(packs, { anyPack: true });
  const on = (day: string): RuleSet => {
    const found = layered(day);
    if (!found.ok) throw new StackError(packs.at(-1)?.manifest.name ?? '', found.problems);
    return found.ruleSet;
  };
  const sets = [...new Set(days.map(on))];
  const asked = new Map(
    OCCASIONS.flatMap((occasion) =>
      KINDS.map((kind) => [
        `${occasion} ${kind}`,
        sets.flatMap((set) => factsAsked(set, { occasion, 'subject.kind': kind })),
      ]),
    ),
  );
  return {
    on,
    book: sets.reduce((book, set) => together(set, book)),
    names: [...new Set([...asked.values()].flat())],
    asks: (occasion, kind) => Boolean(asked.get(`${occasion} ${kind}`)?.length),
  };
}

/** What two sets know; the first says what both know. */
export const together = (first: RuleSet, second: RuleSet): RuleSet => ({
  ...first,
  facts: new Map([...second.facts, ...first.facts]),
  sources: new Map([...second.sources, ...first.sources]),
  cycles: new Map([...second.cycles, ...first.cycles]),
  catalogue: { ...first.catalogue, assets: new Map([...second.catalogue.assets, ...first.catalogue.assets]) },
});

/** What is measured from anything but what the sides themselves book. */
export const measuredElsewhere = ({ book, names }: Pick<SideRules, 'book' | 'names'>): string[] =>
  needsOf(book.facts, names)
    .measured.filter(({ of }) => of.source !== POSTINGS)
    .map(({ name }) => name);

/** Those of them that the rules after measure in another way than those before. */
export const measuredOtherwise = (before: SideRules, after: SideRules): string[] =>
  measuredElsewhere(after).filter((name) => {
    const [was, is] = [before.book.facts.get(name), after.book.facts.get(name)];
    return was !== undefined && JSON.stringify(meaning(was)) !== JSON.stringify(meaning(is));
  });

const meaning = (fact: object | undefined): unknown =>
  fact && Object.fromEntries(['kind', 'of', 'over', 'is'].map((key) => [key, (fact as Record<string, unknown>)[key]]));
