import {
  compile,
  daysOfChange,
  factsAsked,
  needsOf,
  layer,
  loadPackWithPauses,
  type Decide,
  type FactDefinition,
  type Facts,
  type Pack,
  type RuleSet,
} from '@sidan/rules';
import { openArchive } from '@sidan/rules/archive';
import { StackError } from './stackError';
import type { StoredVersion } from './stored';

/** A rule set that is ready to decide. */
export interface Rules {
  readonly ruleSet: RuleSet;
  readonly decide: Decide;
  /** Facts that rules look at on an occasion about a kind of subject; empty when there are none for it. */
  asked(occasion: string, subjectKind: string): readonly string[];
}

/** Packs that stand on each other, widest first, and the rules that they make on each day. */
export interface Stack {
  readonly packs: readonly Pack[];
  /** By the day of the event: no rule has retroactive force. @throws StackError */
  on(day: string): Rules;
  /** All rules, whatever their dates: only so it is seen that a pack changes what nobody has. @throws StackError */
  whole(): Rules;
}

const pause = () => new Promise<void>((done) => setImmediate(done));

/** Opens and loads stored versions, given widest first, each knowing those before it. @throws StackError */
export async function loadStack(versions: readonly StoredVersion[]): Promise<Stack> {
  const packs: Pack[] = [];
  for (const version of versions) packs.push(await loadVersion(version, packs));
  return stackOf(packs);
}

async function loadVersion({ name, archive, facts }: StoredVersion, parents: readonly Pack[]): Promise<Pack> {
  const opened = await openArchive(archive, []);
  if (!opened.ok) throw new StackError(name, opened.problems);
  return mustLoad(name, opened.files, parents, facts ?? []);
}

async function mustLoad(
  name: string,
  files: Readonly<Record<string, unknown>>,
  parents: readonly Pack[],
  facts: readonly FactDefinition[],
): Promise<Pack> {
  const loaded = await loadPackWithPauses(files, { parents, facts }, pause);
  if (!loaded.ok) throw new StackError(name, loaded.problems);
  return loaded.pack;
}

/** Days on which nothing changes share their rules. */
export function stackOf(packs: readonly Pack[]): Stack {
  const changes = daysOfChange(packs);
  const known = new Map<string, Rules>();
  const make = (on?: string) => {
    const layered = layer(packs, { on });
    if (!layered.ok) throw new StackError(packs.at(-1)?.manifest.name ?? '', layered.problems);
    return rulesOf(layered.ruleSet);
  };
  return {
    packs,
    on(day) {
      const since = changes.findLast((change) => change <= day) ?? '';
      const rules = known.get(since) ?? make(day);
      known.set(since, rules);
      return rules;
    },
    whole: () => make(),
  };
}

export function rulesOf(ruleSet: RuleSet): Rules {
  const asked = new Map<string, readonly string[]>();
  return {
    ruleSet,
    decide: compile(ruleSet),
    asked(occasion, subjectKind) {
      const key = `${occasion} ${subjectKind}`;
      let names = asked.get(key);
      if (!names) {
        const pins: Facts = { occasion, 'subject.kind': subjectKind };
        const named = factsAsked(ruleSet, pins);
        // What is given and only part of something derived is asked for too.
        names = [...new Set([...named, ...needsOf(ruleSet.facts, named).given])].sort();
        asked.set(key, names);
      }
      return names;
    },
  };
}
