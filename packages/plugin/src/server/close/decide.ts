import { keepDecisions, type Ground, type Made } from '../effects/award/store';
import { evaluate } from '../packs/evaluate';
import { addedFacts } from '../packs/facts/added';
import { orderFacts } from '../packs/facts/given';
import { completeFacts } from '../packs/facts/measure';
import { factsAround } from '../packs/facts/rows';
import type { Rules } from '../packs/load';
import { minuteOf } from '../packs/regions';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';
import { rulesAt, type RulesAt } from './rules';
import { waitingOf, type Waiting } from './waiting';

const OCCASION = 'confirmed';
const KIND = 'volunteer';

/** What came of some people's hours. */
export interface Tally {
  people: number;
  events: number;
  decisions: number;
  postings: number;
}

/**
 * Decides all that waits of some people, each hour by the rules in force at its own time, in the order of time, and posts what limits leave. The same keys as an order's
 * awards (`award:confirmed:<rule>:<attendance>`), so that nothing is awarded twice, whoever comes by.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function decideHours(
  sidan: Sidan,
  q: Connection,
  { regionCode, closeId, until }: { regionCode: string; closeId: string; until: Date },
  people: readonly string[],
): Promise<Tally> {
  const waiting = await waitingOf(sidan, q, regionCode, until, people);
  const rules = rulesAt(sidan, q);
  const tally: Tally = { people: people.length, events: waiting.length, decisions: 0, postings: 0 };
  for (const round of inRounds(waiting)) {
    const made = await decideRound(sidan, q, regionCode, round, rules);
    const kept = await keepDecisions(sidan, q, regionCode, made);
    tally.decisions += kept.decisions;
    tally.postings += kept.postings;
  }
  await q.query(
    sidan.write(
      `update {sidanAttendances} set [awaitsClose] = null, [closeId] = $2::uuid, [updatedAt] = now() where [regionCode] = $1 and [id] = any($3::uuid[])`,
    ),
    [regionCode, closeId, waiting.map(({ id }) => id)],
  );
  return tally;
}

/** The first of each person, then the second of each …: limits see what the round before gave. */
function inRounds(waiting: readonly Waiting[]): Waiting[][] {
  const rounds: Waiting[][] = [];
  const turns = new Map<string, number>();
  for (const one of waiting) {
    const turn = turns.get(one.personId) ?? 0;
    turns.set(one.personId, turn + 1);
    (rounds[turn] ??= []).push(one);
  }
  return rounds;
}

async function decideRound(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  round: readonly Waiting[],
  rulesOf: RulesAt,
): Promise<(Made & { ground: Ground })[]> {
  const groups = new Map<Rules, Waiting[]>();
  for (const one of round) {
    const rules = await rulesOf(one.townCode ?? regionCode, one.at);
    if (!rules.asked(OCCASION, KIND).length) continue;
    groups.set(rules, [...(groups.get(rules) ?? []), one]);
  }
  const made: (Made & { ground: Ground })[] = [];
  for (const [rules, events] of groups) made.push(...(await decideSome(sidan, q, regionCode, rules, events)));
  return made;
}

async function decideSome(
  sidan: Sidan,
  q: Connection,
  regionCode: string,
  rules: Rules,
  events: readonly Waiting[],
): Promise<(Made & { ground: Ground })[]> {
  const names = rules.asked(OCCASION, KIND);
  const added = addedFacts(sidan.db, sidan.coreOf);
  const ids = events.map(({ at, personId, teamId, item }) => ({ at, personId, teamId, itemId: item?.id }));
  const around = await factsAround(sidan, q, regionCode, added, new Set(names), ids);
  const measured = events.map((event, index) => ({
    ...ids[index]!,
    townCode: event.townCode,
    // No order has this id: a window over the order's own rows finds none.
    orderId: event.id,
    attendanceId: event.id,
    exclude: [event.id],
    facts: {
      ...orderFacts({ occasion: OCCASION, at: event.at, item: event.item, teamCategory: event.teamCategory }),
      ...around[index],
      'attendance.minutes': event.minutes,
      'attendance.origin': event.origin,
      'subject.kind': KIND,
    },
  }));
  const facts = await completeFacts(sidan, q, regionCode, rules.ruleSet, names, measured, { late: true });
  return events.flatMap((event, index) => {
    const subject = subjectOf(event);
    const ground: Ground = {
      orderId: null,
      townCode: event.townCode,
      at: event.at,
      isLookedAt: false,
      subject: { kind: 'attendance', id: event.id },
    };
    return evaluate(rules, facts[index]!, minuteOf(event.at))
      .filter(({ outcome }) => outcome.kind !== 'award' || outcome.params.to === KIND || outcome.params.to === 'person')
      .map(({ outcome, settled }) => ({
        id: sidan.newId(),
        key: `${outcome.kind}:${OCCASION}:${outcome.rule}:${event.id}`,
        subject,
        outcome,
        settled,
        ground,
      }));
  });
}

const subjectOf = ({ id, personId, personName, minutes, origin }: Waiting): Made['subject'] => ({
  kind: KIND,
  ownerKind: 'person',
  ownerId: personId,
  name: personName ?? '',
  about: id,
  facts: { 'attendance.minutes': minutes, 'attendance.origin': origin },
  decided: [],
});
