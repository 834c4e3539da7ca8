/**
 * Draws packs and facts and holds the engines against each other: the stock json-rules-engine, the closures and the SQL on every
 * pack; and plants a trap in each, which must be refused.
 */
import { deepStrictEqual } from 'node:assert';
import type { Client } from 'pg';
import type { Facts } from '../../packages/rules/src';
import { drawFacts, drawRules } from './drawn';
import {
  amountsBySql,
  type Awarded,
  byClosure,
  type ByClosure,
  byStock,
  type Decided,
  decidedBySql,
  matchedBySql,
  ruleSetOf,
  type Trial,
} from './engines';
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
  const drawn = Array.from({ length: EVENTS_PER_PACK }, () => drawFacts(random, typed));
  // Events come as JSON: no two facts of one are the same list, which JavaScript alone would call equal.
  const events = JSON.parse(JSON.stringify(drawn)) as Facts[];
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
  const [answer, { matched, amounts, decided, stock }] = await Promise.all([
    askSql(seed % USUAL_EVERY === 0 ? usual : quick, trial, seed),
    decideHere(trial),
  ]);
  agree(matched, stock, 'closure and stock engine', trial);
  agree(amounts, amountsOf(decided), 'closure with amounts and with explanation', trial);
  agree(namesOf(amounts), matched, 'closure with amounts and with rules alone', trial);
  const expected = { matched, amounts, decided }[answer.asked];
  agree(answer.found, expected, `SQL and closure, ${answer.asked}`, trial);
  return matched.flat().length;
}

async function decideHere(trial: Trial) {
  return { ...byClosure(trial), stock: await Promise.all(trial.events.map((facts) => byStock(trial, facts))) };
}

/** Every pack is asked of the SQL: half for its rules, one in four with amounts, one in four with explanations. Of typed packs every second over columns. */
async function askSql(
  client: Client,
  trial: Trial,
  seed: number,
): Promise<{ asked: keyof ByClosure; found: string[][] | Awarded[][] }> {
  const facts = trial.typed && seed % 2 === 0 ? 'columns' : 'json';
  const asked = new Random(seed).pick(['matched', 'matched', 'amounts', 'decided'] as const);
  const ask = { matched: matchedBySql, amounts: amountsBySql, decided: decidedBySql }[asked];
  return { asked, found: await ask(client, trial, facts) };
}

const namesOf = (events: readonly (readonly Awarded[])[]): string[][] =>
  events.map((event) => event.map(({ rule }) => rule));

const amountsOf = (events: readonly (readonly Decided[])[]): Awarded[][] =>
  events.map((event) => event.map(({ rule, amount }) => ({ rule, amount })));

function agree(actual: unknown, expected: unknown, what: string, { rules, events }: Trial): void {
  try {
    deepStrictEqual(actual, expected);
  } catch (error) {
    const difference = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}: ${JSON.stringify({ rules, events })}\n${difference}`);
  }
}
