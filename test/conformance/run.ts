/**
 * Draws packs and facts and holds the engines against each other.
 */
import { deepStrictEqual } from 'node:assert';
import type { Client } from 'pg';
import { drawFacts, drawRules } from './drawn';
import { byClosure, byStock, type Decided, decidedBySql, matchedBySql, ruleSetOf, type Trial } from './engines';
import { Random } from './random';

export interface Report {
  packs: number;
  events: number;
  /** Rules that fired, over all events. */
  matched: number;
  seconds: number;
  /** Milliseconds in each engine. */
  spent: { stock: number; closure: number; sql: number };
}

const EVENTS_PER_PACK = 3;
const BATCH = 40;

export function drawTrial(seed: number): Trial {
  const random = new Random(seed);
  const rules = drawRules(random);
  const typed = random.chance(0.4);
  const events = Array.from({ length: EVENTS_PER_PACK }, () => drawFacts(random, typed));
  return { rules, ruleSet: ruleSetOf(rules), events, typed };
}

/** @throws AssertionError at the first disagreement, which names the seed of the pack */
export async function conformance(
  client: Client,
  packs: number,
  firstSeed: number,
  progress: (report: Report) => void = () => undefined,
): Promise<Report> {
  const begun = performance.now();
  const report: Report = { packs: 0, events: 0, matched: 0, seconds: 0, spent: { stock: 0, closure: 0, sql: 0 } };
  const timed = async <T>(engine: keyof Report['spent'], work: () => Promise<T> | T): Promise<T> => {
    const start = performance.now();
    const result = await work();
    report.spent[engine] += performance.now() - start;
    return result;
  };
  for (let done = 0; done < packs; done += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, packs - done) }, (_, index) => firstSeed + done + index);
    const trials = seeds.map(drawTrial);
    // The database works while this process does.
    const asked = timed('sql', () => Promise.all(trials.map((trial, index) => askSql(client, trial, seeds[index]!))));
    const closures = await timed('closure', () => trials.map(byClosure));
    const stock = await timed('stock', () =>
      Promise.all(trials.map((trial) => Promise.all(trial.events.map((facts) => byStock(trial, facts))))),
    );
    const answers = await asked;
    trials.forEach((trial, index) => {
      const { matched, decided } = closures[index]!;
      const about = (what: string) =>
        `${what}, seed ${seeds[index]}: ${JSON.stringify({ rules: trial.rules, events: trial.events })}`;
      agree(matched, stock[index], about('closure and stock engine'));
      agree(namesOf(decided), matched, about('closure with and without explanation'));
      agree(answers[index]!.matched, matched, about('SQL and closure'));
      if (answers[index]!.decided) agree(answers[index]!.decided, decided, about('explained SQL and closure'));
      report.matched += matched.flat().length;
    });
    report.packs += trials.length;
    report.events += trials.length * EVENTS_PER_PACK;
    report.seconds = (performance.now() - begun) / 1000;
    progress(report);
  }
  return report;
}

/** Every pack is matched in SQL; one in four is decided with its explanation. Of typed packs every second is asked over columns. */
async function askSql(
  client: Client,
  trial: Trial,
  seed: number,
): Promise<{ matched: string[][]; decided?: Decided[][] }> {
  const facts = trial.typed && seed % 2 === 0 ? 'columns' : 'json';
  const explained = new Random(seed).chance(0.25);
  if (!explained) return { matched: await matchedBySql(client, trial, facts) };
  const decided = await decidedBySql(client, trial, facts);
  return { matched: namesOf(decided), decided };
}

const namesOf = (decided: readonly (readonly Decided[])[]): string[][] =>
  decided.map((event) => event.map(({ rule }) => rule));

function agree(actual: unknown, expected: unknown, what: string): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    throw new Error(`${what}\n${error instanceof Error ? error.message : String(error)}`);
  }
}
