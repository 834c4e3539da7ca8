import { needsOf, type OutcomeOf, type RuleSet } from '@sidan/rules';
import { countedSql } from '@sidan/rules/sql';
import { measureBinding } from '../packs/facts/binding';
import { eventBinding, type MeasuredEvent } from '../packs/facts/measure';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** Rows that are kept of what one fact counted. */
const ROWS_MAX = 20;

/** What says nothing by itself: on which occasion it was looked at, and whom it is about. */
const UNSAID = new Set(['occasion', 'subject.kind']);

export interface SeenFact {
  fact: string;
  value: string | number | boolean;
  unit?: string;
}

/** What a rule saw: its facts, and of those that were measured the rows behind them. */
export interface Evidence {
  facts: SeenFact[];
  rows: { fact: string; row: Record<string, string | number> }[];
}

interface Flagged {
  event: MeasuredEvent;
  outcome: OutcomeOf<'flag'>;
}

/** The evidence of each flag, in their order: one statement for each measured fact that a rule saw. */
export async function evidenceOf(
  { tables }: Pick<Sidan, 'tables'>,
  q: Connection,
  regionCode: string,
  ruleSet: RuleSet,
  flagged: readonly Flagged[],
): Promise<Evidence[]> {
  const measured = flagged.map(({ outcome }) =>
    needsOf(ruleSet.facts, Object.keys(outcome.factsSeen)).measured.map(({ name }) => name),
  );
  const evidence = flagged.map(({ outcome }): Evidence => ({ facts: seenBy(ruleSet.facts, outcome), rows: [] }));
  for (const name of new Set(measured.flat())) {
    const who = flagged.flatMap((_, index) => (measured[index]!.includes(name) ? [index] : []));
    const events = eventBinding(
      regionCode,
      who.map((index) => flagged[index]!.event),
    );
    const query = countedSql(ruleSet, name, measureBinding(tables, regionCode, ruleSet, [name]), events, ROWS_MAX);
    if (!query) continue;
    const { rows } = await q.query<{ id: string; row: Record<string, string | number> }>(query.text, query.values);
    for (const { id, row } of rows) evidence[who[Number(id)]!]!.rows.push({ fact: name, row });
  }
  return evidence;
}

/** The facts that a rule saw, as they are shown: with their units. */
export function seenBy(facts: RuleSet['facts'], { factsSeen }: OutcomeOf<'flag'>): SeenFact[] {
  return Object.entries(factsSeen).flatMap(([fact, value]): SeenFact[] => {
    if (UNSAID.has(fact) || value === null || value === undefined || typeof value === 'object') return [];
    const unit = facts.get(fact)?.unit;
    return [{ fact, value: value as SeenFact['value'], ...(unit ? { unit } : {}) }];
  });
}
