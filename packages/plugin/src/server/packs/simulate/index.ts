import { simulator, type Pack, type RuleSet, type Simulation } from '@sidan/rules';
import type { PackSimulation } from '../../../api/types';
import { SidanError } from '../../errors';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { completeFacts } from '../facts/measure';
import { loadStack, type Rules } from '../load';
import { isOver, isWider, minuteOf, startOf } from '../regions';
import { StackError } from '../stackError';
import { allInForce, stackWith } from '../around';
import type { StoredVersion } from '../stored';
import { wordsOf, type Words } from '../words';
import { addedFacts } from '../facts/added';
import { sayProblem } from '../thread/inspect';
import { EVENTS_MAX, pastEvents, type PastEvent } from './events';

const DAYS_MAX = 366;
const CHUNK = 500;

/** A period by its first and last day. @throws INVALID_DATA */
export function periodOf(from: unknown, to: unknown): { from: Date; to: Date } {
  const day = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? startOf(value) : new Date(NaN);
  const [first, last] = [day(from), day(to)];
  const end = new Date(last.getTime() + 86_400_000);
  const days = (end.getTime() - first.getTime()) / 86_400_000;
  if (!(days >= 1 && days <= DAYS_MAX))
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'from', code: 'PERIOD' }] });
  return { from: first, to: end };
}

/**
 * A version against what is in force, over the events that a county had in a period. Nothing is written. What was counted before each event (hours, caps) is
 * what was really counted then.
 */
export async function simulatePack(
  sidan: Sidan,
  q: Connection,
  version: StoredVersion,
  regionCode: string,
  period: { from: Date; to: Date },
  { lang, texts }: { lang: string; texts: Readonly<Record<string, string>> },
): Promise<PackSimulation> {
  const { before, after, packs } = await sidesOf(sidan, q, version, regionCode, texts);
  const names = [
    ...new Set(
      [before, after].flatMap((rules) => [
        ...rules.asked('confirmed', 'volunteer'),
        ...rules.asked('rated', 'volunteer'),
        ...rules.asked('rated', 'resident'),
      ]),
    ),
  ];
  const events = await pastEvents(sidan, q, regionCode, period, new Set(names));
  const run = simulator(before.ruleSet, after.ruleSet);
  const book = bookOf(before.ruleSet, after.ruleSet);
  for (let at = 0; at < events.length; at += CHUNK) {
    const chunk = events.slice(at, at + CHUNK);
    const facts = await completeFacts(sidan, q, regionCode, book, names, chunk);
    chunk.forEach((event, index) =>
      run.add({ id: event.id, person: event.person, at: minuteOf(event.at), facts: facts[index]! }),
    );
    // Others are answered in between.
    await new Promise((done) => setImmediate(done));
  }
  return said(
    run.result(),
    events,
    wordsOf(packs, lang, addedFacts(sidan.db, sidan.coreOf)),
    events.length === EVENTS_MAX,
  );
}

/** What either side measures: a fact means the same on both, a pack cannot change it. */
const bookOf = (before: RuleSet, after: RuleSet): RuleSet => ({
  ...after,
  facts: new Map([...before.facts, ...after.facts]),
  sources: new Map([...before.sources, ...after.sources]),
  cycles: new Map([...before.cycles, ...after.cycles]),
});

async function sidesOf(
  sidan: Sidan,
  q: Connection,
  version: StoredVersion,
  regionCode: string,
  texts: Readonly<Record<string, string>>,
): Promise<{ before: Rules; after: Rules; packs: Pack[] }> {
  // A pack of a town of the county is tried with the county's rules below it.
  const place = isWider(regionCode, version.regionCode) < 0 ? version.regionCode : regionCode;
  const inForce = (await allInForce(sidan, q, sidan.clock())).filter((one) => isOver(one.regionCode, place));
  try {
    const before = await loadStack(inForce);
    const after = await loadStack(stackWith(inForce, version));
    // All rules, whatever their dates: a draft's begin later than what it is tried on.
    return { before: before.whole(), after: after.whole(), packs: [...after.packs, ...before.packs] };
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    const problems = error.problems.map((problem) => sayProblem(problem, texts));
    throw new SidanError('PACK_CONFLICT', { pack: error.pack, problems, count: problems.length });
  }
}

function said(result: Simulation, events: readonly PastEvent[], words: Words, cut: boolean): PackSimulation {
  const names = new Map(events.map(({ person, name }) => [person, name]));
  const inUnits = (asset: string, amount: number) =>
    words.amount(amount, result.measures[asset] ?? { unit: 'point', scale: 0 });
  const both = (asset: string, before: number, after: number) => ({
    asset,
    unit: inUnits(asset, 0).unit,
    before: inUnits(asset, before).amount,
    after: inUnits(asset, after).amount,
  });
  return {
    events: result.events,
    persons: result.persons,
    gainers: result.gainers,
    losers: result.losers,
    unchanged: result.unchanged,
    cut,
    totals: result.totals.map(({ asset, before, after }) => both(asset, before, after)),
    mostChanged: result.mostChanged.map((changed) => ({
      ...both(changed.asset, changed.before, changed.after),
      personId: changed.person,
      name: names.get(changed.person) ?? '',
      events: changed.events.map((event) => ({
        at: events.find(({ id }) => id === event.id)?.at.toISOString() ?? '',
        before: event.before.map(words.say),
        after: event.after.map(words.say),
      })),
    })),
  };
}
