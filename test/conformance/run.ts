/**
 * Draws packs and facts and holds the engines against each other: the stock json-rules-engine, the closures and the SQL on every
 * pack; and plants a trap in each, which must be refused.
 */
import { deepStrictEqual } from 'node:assert';
import type { Client } from 'pg';
import { drawFacts, drawRules } from './drawn';
import { byClosure, byStock, type Decided, decidedBySql, matchedBySql, ruleSetOf, type Trial } from './engines';
import { Random } from './random';
import { refuseTrap } from './plantTrap';

export interface Disagreement {
  /** Draws the pack again. */
  readonly seed: number;
  readonly what: string;
}

export interface Report {
  packs: number;
  events: number;
  /** Rules that fired, over all events. */
  matched: number;
  /** Traps planted and refused. */
  refused: number;
  disagreements: Disagreement[];
}

/** Both lead to one server. */
export interface Databases {
  /** With `QUICK_PLANS`. */
  readonly quick: Client;
  /** As a server plans by itself. */
  readonly usual: Client;
}

const EVENTS_PER_PACK = 3;
/** One pack in so many is asked of the server as it is. */
const USUAL_EVERY = 8;
/** Trials under way at once, so that this process does not wait for the database, nor it for this process. */
const LANES = 3;

export function drawTrial(seed: number): Trial {
  const random = new Random(seed);
  const rules = drawRules(random);
  const typed = random.chance(0.4);
  const events = Array.from({ length: EVENTS_PER_PACK }, () => drawFacts(random, typed));
  return { rules, ruleSet: ruleSetOf(rules), events, typed };
}

export const NOTHING_YET = (): Report => ({ packs: 0, events: 0, matched: 0, refused: 0, disagreements: [] });

/** Tries the packs of `packs` seeds from `firstSeed` on. A disagreement is written down, and the rest goes on. */
export async function conformance(databases: Databases, firstSeed: number, packs: number): Promise<Report> {
  const report = NOTHING_YET();
  let next = firstSeed;
  const lane = async (): Promise<void> => {
    while (next < firstSeed + packs) {
      const seed = next;
      next += 1;
      try {
        const matched = await tryPack(databases, seed);
        report.matched += matched;
        report.refused += 1;
      } catch (error) {
        report.disagreements.push({
          seed,
          what: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      report.packs += 1;
      report.events += EVENTS_PER_PACK;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return report;
}

/** Gives how many rules fired. @throws at a disagreement */
async function tryPack({ quick, usual }: Databases, seed: number): Promise<number> {
  const trial = drawTrial(seed);
  refuseTrap(trial.rules, new Random(-seed));
  // The database works while this process does.
  const [answer, { matched, decided, stock }] = await Promise.all([
    askSql(seed % USUAL_EVERY === 0 ? usual : quick, trial, seed),
    decideHere(trial),
  ]);
  agree(matched, stock, 'closure and stock engine', trial);
  agree(namesOf(decided), matched, 'closure with and without explanation', trial);
  agree(answer.matched, matched, 'SQL and closure', trial);
  if (answer.decided) agree(answer.decided, decided, 'explained SQL and closure', trial);
  return matched.flat().length;
}

async function decideHere(trial: Trial) {
  return { ...byClosure(trial), stock: await Promise.all(trial.events.map((facts) => byStock(trial, facts))) };
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

function agree(actual: unknown, expected: unknown, what: string, { rules, events }: Trial): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}: ${JSON.stringify({ rules, events })}\n${difference}`);
  }
}
