import { derive, needsOf, type Facts, type RuleSet } from '@sidan/rules';
import { id, measuredSqlForPopulation, param, sql, type EventBinding } from '@sidan/rules/sql';
import type { Sidan } from '../../sidan';
import type { Connection } from '../../sql';
import { measureBinding } from './binding';

/** An event whose facts are measured: who and where it is about, and when. */
export interface MeasuredEvent {
  at: Date;
  personId?: string | null;
  householdId?: string | null;
  teamId?: string | null;
  siteId?: string | null;
  townCode?: string | null;
  orderId: string;
  /** The attendance that it is about: what lies near it is measured for no other. */
  attendanceId?: string | null;
  /** Attendances that are the event itself. */
  exclude: readonly string[];
}

/** How events are measured. */
export interface Measuring {
  /** What accounts were given is counted for the whole of a window, what came after the event too: for events that are decided late, so that a limit holds all the same. */
  late?: boolean;
}

/**
 * The facts of events, complete: the given ones with what is measured and derived of them for `names`. One query, whatever the number of events, rules and facts; none
 * when nothing is measured.
 */
export async function completeFacts(
  sidan: Pick<Sidan, 'tables'>,
  q: Connection,
  regionCode: string,
  ruleSet: RuleSet,
  names: readonly string[],
  events: readonly (MeasuredEvent & { facts: Facts })[],
  how: Measuring = {},
): Promise<Facts[]> {
  const measured = await measuredFacts(sidan, q, regionCode, ruleSet, names, events, how);
  return events.map(({ facts }, index) => derive(ruleSet.facts, { ...measured[index], ...facts }, names));
}

/** Only what is measured, likewise. */
export async function measuredFacts(
  { tables }: Pick<Sidan, 'tables'>,
  q: Connection,
  regionCode: string,
  ruleSet: RuleSet,
  names: readonly string[],
  events: readonly MeasuredEvent[],
  { late = false }: Measuring = {},
): Promise<Facts[]> {
  if (!events.length || !needsOf(ruleSet.facts, names).measured.length) return events.map(() => ({}));
  const query = measuredSqlForPopulation(
    ruleSet,
    names,
    measureBinding(tables, regionCode, ruleSet, names, late),
    eventBinding(regionCode, events),
  );
  const { rows: found } = await q.query<{ id: string; facts: Facts }>(query.text, query.values);
  const byId = new Map(found.map((row) => [row.id, row.facts]));
  return events.map((_, index) => byId.get(String(index)) ?? {});
}

/** Events as the row `e` that sources know; `id` is their place in the list. */
export function eventBinding(regionCode: string, events: readonly MeasuredEvent[]): EventBinding {
  const rows = events.map((event, index) => ({
    id: String(index),
    at: event.at.toISOString(),
    person: event.personId ?? null,
    household: event.householdId ?? null,
    team: event.teamId ?? null,
    site: event.siteId ?? null,
    town: event.townCode ?? null,
    county: regionCode,
    order: event.orderId,
    attendance: event.attendanceId ?? null,
    exclude: event.exclude,
  }));
  const column = (name: string) => id('e', name);
  return {
    from: sql`jsonb_to_recordset(${param(JSON.stringify(rows), 'jsonb')})
      as e(id text, at timestamptz, person uuid, household uuid, team uuid, site uuid, town text, county text, "order" uuid, attendance uuid, exclude jsonb)`,
    id: column('id'),
    at: column('at'),
    subject: {
      person: column('person'),
      household: column('household'),
      team: column('team'),
      site: column('site'),
      town: column('town'),
      county: column('county'),
    },
    event: column('order'),
  };
}
