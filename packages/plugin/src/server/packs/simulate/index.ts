import { simulator, withBudget, type Facts, type Simulator } from '@sidan/rules';
import type { PackSimulation } from '../../../api/types';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { addedFacts } from '../facts/added';
import { measuredFacts } from '../facts/measure';
import { minuteOf } from '../regions';
import type { StoredVersion } from '../stored';
import { wordsOf } from '../words';
import { booked, type Booked } from './booked';
import { budgetOf } from './budget';
import { pastEvents, type PastEvent } from './events';
import { oneOfFew, turns } from './limits';
import { daysOf, type Period } from './period';
import { said } from './said';
import { measuredElsewhere, measuredOtherwise, sidesOf, together, type SideRules } from './sides';

export { periodOf } from './period';

const CHUNK = 500;

/** What is asked of a simulation. */
export interface Asked {
  version: StoredVersion;
  regionCode: string;
  period: Period;
  /** As it was sent. */
  budget?: unknown;
}

/**
 * A version against what is in force, over the events that a county had in a period, each by the rules of its own day. Nothing is written. Hours, ratings and whatever else was
 * counted before each event is what was really counted then; what an account was given is counted on each side as its own rules gave it.
 * @throws PACK_CONFLICT, INVALID_DATA (the budget), SIMULATION_TOO_LARGE, BUSY
 */
export async function simulatePack(
  sidan: Sidan,
  q: Connection,
  { version, regionCode, period, budget }: Asked,
  { lang, texts }: { lang: string; texts: Readonly<Record<string, string>> },
): Promise<PackSimulation> {
  return oneOfFew(async () => {
    const turn = turns();
    const { before, after, packs } = await sidesOf(sidan, q, version, regionCode, daysOf(period), texts);
    const all = together(after.book, before.book);
    const wanted = budgetOf(budget, all);
    const events = await pastEvents(sidan, q, regionCode, period, [before, after]);
    const run = simulator(before.on, after.on);
    const rows = booked(sidan, q, regionCode, period, [before, after], events);
    const bookUntil = bookInto(run, rows, turn);
    for (let at = 0; at < events.length; at += CHUNK) {
      const chunk = events.slice(at, at + CHUNK);
      const facts = await factsOf(sidan, q, regionCode, before, after, chunk);
      for (const [index, event] of chunk.entries()) {
        await bookUntil(event.at);
        run.add({
          id: event.id,
          person: event.person,
          at: minuteOf(event.at),
          ...facts[index]!,
          standing: standingOf(event, regionCode),
        });
        await turn();
      }
    }
    const result = withBudget(run.result(), wanted, all.catalogue);
    return said(result, events, wordsOf(packs, lang, addedFacts(sidan.db, sidan.coreOf)));
  });
}

/** Books what was booked besides up to a moment; it comes in the order of time. */
function bookInto(run: Simulator, rows: AsyncGenerator<Booked>, turn: () => Promise<void>) {
  let next: IteratorResult<Booked> | undefined;
  return async (until: Date): Promise<void> => {
    next ??= await rows.next();
    while (!next.done && next.value.at < until.getTime()) {
      run.book(next.value.row);
      await turn();
      next = await rows.next();
    }
  };
}

/** What is given, and what is measured from anything but postings: of one query where both sides mean the same. */
async function factsOf(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  before: SideRules,
  after: SideRules,
  events: readonly PastEvent[],
): Promise<{ facts: Facts; factsAfter?: Facts }[]> {
  const names = [...new Set([...measuredElsewhere(before), ...measuredElsewhere(after)])];
  const book = together(before.book, after.book);
  const shared = await measuredFacts(sidan, q, regionCode, book, names, events);
  const otherwise = measuredOtherwise(before, after);
  const own = otherwise.length
    ? await measuredFacts(sidan, q, regionCode, after.book, otherwise, events)
    : events.map(() => undefined);
  return events.map(({ facts }, index) => {
    const factsAfter = own[index];
    return { facts: { ...shared[index], ...facts }, ...(factsAfter ? { factsAfter } : {}) };
  });
}

function standingOf({ at, personId, teamId, siteId, townCode, orderId }: PastEvent, county: string) {
  const subject = { person: personId, team: teamId, site: siteId, town: townCode, county };
  const known = Object.fromEntries(Object.entries(subject).filter(([, id]) => id)) as Record<string, string>;
  return { at: at.toISOString(), subject: known, event: orderId };
}
