/**
 * 工时核查：looks at attendances by the rules of kind `flag` on the occasion `watched`, over what was given and measured near them. The same look is taken twice: in the
 * transaction that credits the hours, so that points can be held before they are spent, and a day later (`later.ts`), when what came after them is known too.
 */
import type { Facts, OutcomeOf } from '@sidan/rules';
import { addedFacts, factsOfRow } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts, type MeasuredEvent } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import type { Rules } from '../packs/load';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { evidenceOf } from './evidence';
import { keepFindings, type Found } from './keep';
import { servedOf, type Served } from './served';

/** Nothing is measured of the moment itself: what was written in it counts from just behind it. */
const BEHIND_MS = 1;

/**
 * Looks at attendances of a county as of `at`, and keeps what is found, each rule once for an attendance.
 * @returns how many findings are new
 * @throws RULES_BROKEN
 */
export async function watch(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  attendanceIds: readonly string[],
  at: Date,
): Promise<number> {
  if (!attendanceIds.length) return 0;
  const moment = new Date(at.getTime() + BEHIND_MS);
  const served = await servedOf(sidan, q, regionCode, attendanceIds);
  const byPlace = new Map<string, Served[]>();
  for (const one of served) byPlace.set(one.place, [...(byPlace.get(one.place) ?? []), one]);
  const inForce = await sidan.packs.inForce.rulesOf(q, [...byPlace.keys()], at);
  const found: Found[] = [];
  for (const [place, here] of byPlace)
    found.push(...(await look(sidan, q, regionCode, inForce.get(place)!, here, moment)));
  return keepFindings(sidan, q, regionCode, found, at);
}

/** Whether a flag is for a person to look at; of the others the decisions keep record. */
export const isForPeople = ({ params }: OutcomeOf<'flag'>): boolean => params.severity !== 'info';

async function look(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  rules: Rules,
  served: readonly Served[],
  at: Date,
): Promise<Found[]> {
  const names = rules.asked('watched', 'volunteer');
  if (!names.length) return [];
  const added = addedFacts(sidan.db, sidan.coreOf);
  const rows = await factsAround(
    sidan,
    q,
    regionCode,
    added,
    new Set(names),
    served.map((one) => ({ ...one, at })),
  );
  const events = served.map((one, index) => ({
    ...eventOf(one, at),
    facts: {
      ...orderFacts({ occasion: 'watched', at, ...one.about }),
      ...factsOfRow(added, 'order', (field) => one.order[sidan.tables.column(field).slice(1, -1)]),
      ...rows[index],
      'attendance.minutes': one.minutes,
      'attendance.origin': one.origin,
      'subject.kind': 'volunteer',
    } as Facts,
  }));
  const facts = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, events);
  const flagged = served.flatMap((one, index) =>
    rules.decide(facts[index]!).flatMap((outcome) => {
      const flag = outcome.kind === 'flag' ? (outcome as OutcomeOf<'flag'>) : undefined;
      return flag && isForPeople(flag) ? [{ one, event: events[index]!, outcome: flag }] : [];
    }),
  );
  if (!flagged.length) return [];
  const evidence = await evidenceOf(sidan, q, regionCode, rules.ruleSet, flagged);
  return flagged.map(({ one, outcome }, index) => ({ served: one, outcome, evidence: evidence[index]! }));
}

export const eventOf = (one: Served, at: Date): MeasuredEvent => ({
  at,
  personId: one.personId,
  teamId: one.teamId,
  siteId: one.siteId,
  townCode: one.townCode,
  orderId: one.orderId,
  attendanceId: one.attendanceId,
  exclude: [],
});
