import { needsOf, type Facts, type OutcomeOf, type RuleSet } from '@sidan/rules';
import { idOf, inRegion, type StepContext } from '../../commands/command';
import { evaluate } from '../../packs/evaluate';
import { addedFacts, factsOfRow } from '../../packs/facts/added';
import { orderFacts, type Occasion } from '../../packs/facts/given';
import { completeFacts } from '../../packs/facts/measure';
import { factsAround } from '../../packs/facts/rows';
import type { Rules } from '../../packs/load';
import { minuteOf } from '../../packs/regions';
import { seenBy } from '../../watch/evidence';
import { keepFindings, type Found } from '../../watch/keep';
import { holdPoints } from '../../watch/points';
import { isForPeople, watch } from '../../watch/watch';
import { afterEarlier } from './order';
import { store, type Made } from './store';
import { concerned, type Concerned, type Subject } from './subjects';
import { toldFacts } from './told';
import { sharesOf, weighted } from './weigh';

/**
 * 记分：asks the rules in force about everybody concerned, and posts what they award and their limits leave, each posting with the decision that explains it.
 * The key names the rule and the attendance (or the order), so an order that is reopened and confirmed again awards new service only.
 * @throws RULES_BROKEN, what the ledger refuses
 */
export async function award(ctx: StepContext, { occasion }: { occasion: Occasion }): Promise<void> {
  const around = await concerned(ctx, occasion);
  await lookAt(ctx, occasion, around, await awardThose(ctx, occasion, around));
}

/** What was decided, and the facts of the rules that decided it. */
interface Decisions {
  made: readonly Made[];
  facts: RuleSet['facts'];
}

async function awardThose(ctx: StepContext, occasion: Occasion, around: Concerned): Promise<Decisions> {
  const { sidan, q, order, command } = ctx;
  const place = String(order.get('areaCode') ?? order.get('townCode') ?? inRegion(order));
  const rules = await sidan.packs.inForce.rules(q, place, command.now);
  const asked = around.subjects.filter((subject) => isOpen(rules, occasion, subject));
  const { facts: known } = rules.ruleSet;
  if (!asked.length) return { made: [], facts: known };
  const names = [...new Set(asked.flatMap(({ kind }) => rules.asked(occasion, kind)))];
  const told = await toldFacts(ctx, occasion);
  const measures = needsOf(rules.ruleSet.facts, names).measured.length > 0;
  let at = measures ? await afterEarlier(ctx, asked) : command.now;
  const waiting = new Set(asked.map(({ about }) => about));
  const when = (moment: Date): When => ({ occasion, at: moment, waiting, told });
  // What several parties gave is put together by the county's weights before anybody is awarded by it.
  const team = ctx.ratings.length > 1 ? asked.find(({ kind }) => kind === 'team') : undefined;
  if (occasion === 'rated' && team) {
    const [facts] = await factsOf(ctx, rules, names, [team], around, when(at));
    const shares = sharesOf(evaluate(rules, facts!, minuteOf(at)).map(({ outcome }) => outcome));
    if (shares) order.set({ ratingScore: Math.round(weighted(ctx.ratings, shares)) });
  }
  const all: Made[] = [];
  for (const round of inRounds(asked)) {
    const facts = await factsOf(ctx, rules, names, round, around, when(at));
    const made = round.flatMap((subject, index) =>
      evaluate(rules, facts[index]!, minuteOf(at))
        .filter(({ outcome }) => outcome.kind !== 'award' || isFor(subject, outcome.params.to))
        .map(
          ({ outcome, settled }): Made => ({
            id: sidan.newId(),
            key: `${outcome.kind}:${occasion}:${outcome.rule}:${subject.about}`,
            subject,
            outcome,
            settled,
          }),
        ),
    );
    await store(ctx, made, at);
    all.push(...made);
    // What one subject was given counts for the next of the same person.
    for (const { about } of round) waiting.delete(about);
    at = new Date(at.getTime() + 1);
  }
  return { made: all, facts: known };
}

/** 核查：what the rules of the award flag about somebody's hours, and, when hours are credited, what those of `watched` see. Points that are in question are held at once. */
async function lookAt(
  { sidan, q, order, command }: StepContext,
  occasion: Occasion,
  { attendances }: Concerned,
  { made, facts }: Decisions,
): Promise<void> {
  if (!attendances.length) return;
  const region = inRegion(order);
  const found = made.flatMap(({ subject, outcome }): Found[] => {
    const flag = outcome.kind === 'flag' ? (outcome as OutcomeOf<'flag'>) : undefined;
    if (!flag || subject.kind !== 'volunteer' || !isForPeople(flag)) return [];
    const served = {
      attendanceId: subject.about,
      orderId: idOf(order),
      personId: subject.ownerId,
      townCode: order.get('townCode') as string | null,
    };
    return [{ served, outcome: flag, evidence: { facts: seenBy(facts, flag), rows: [] } }];
  });
  await keepFindings(sidan, q, region, found, command.now);
  if (occasion !== 'rated') await watch(sidan, q, region, attendances, command.now);
  await holdPoints(sidan, q, region, attendances, command.now);
}

const isFor = ({ kind, ownerKind }: Subject, to: string): boolean => to === kind || to === ownerKind;

/** Whether rules are meant for a subject, and those that decided about it before are still the same: what old rules have settled is not settled again by new ones. */
function isOpen(rules: Rules, occasion: Occasion, { kind, decided }: Subject): boolean {
  if (!rules.asked(occasion, kind).length) return false;
  const present = new Set(
    rules.ruleSet.rules.map(({ pack, packVersion, rule }) => `${pack}@${packVersion}/${rule.name}`),
  );
  return decided.every((rule) => present.has(rule));
}

/** Each holder at most once in a round, so that limits see what the round before gave. Mostly one round. */
function inRounds(subjects: readonly Subject[]): Subject[][] {
  const rounds: Subject[][] = [];
  const turns = new Map<string, number>();
  for (const subject of subjects) {
    const turn = turns.get(subject.ownerId) ?? 0;
    turns.set(subject.ownerId, turn + 1);
    (rounds[turn] ??= []).push(subject);
  }
  return rounds;
}

interface When {
  occasion: Occasion;
  at: Date;
  /** Attendances that have not been decided. */
  waiting: ReadonlySet<string>;
  /** What people have said of the order. */
  told: Facts;
}

async function factsOf(
  { sidan, q, order, item }: StepContext,
  { ruleSet }: Rules,
  names: readonly string[],
  round: readonly Subject[],
  { teamCategory }: Concerned,
  { occasion, at, waiting, told }: When,
) {
  const region = inRegion(order);
  const teamId = order.get('teamId') as string | null;
  const added = addedFacts(sidan.db, sidan.coreOf);
  const ids = round.map(({ ownerKind, ownerId }) => ({
    at,
    personId: ownerKind === 'person' ? ownerId : null,
    householdId: ownerKind === 'household' ? ownerId : null,
    teamId,
    itemId: item?.id,
  }));
  const rows = await factsAround(sidan, q, region, added, new Set(names), ids);
  const shared = {
    ...orderFacts({
      occasion,
      at,
      item,
      priority: order.get('priority') as string | null,
      channel: order.get('channel') as string | null,
      emergency: Boolean(order.get('emergencyId')),
      ratingScore: order.get('ratingScore') as number | null,
      teamCategory,
    }),
    ...factsOfRow(added, 'order', (field) => order.get(field)),
    ...told,
  };
  const events = round.map((subject, index) => ({
    ...ids[index]!,
    siteId: order.get('siteId') as string | null,
    townCode: order.get('townCode') as string | null,
    orderId: idOf(order),
    attendanceId: subject.kind === 'volunteer' ? subject.about : null,
    exclude: [...waiting],
    facts: {
      ...shared,
      ...rows[index],
      ...subject.facts,
      ...codesOf(subject, String(order.get('orderNo'))),
      'subject.kind': subject.kind,
    },
  }));
  return completeFacts(sidan, q, region, ruleSet, names, events);
}

/** 一活动一码：who checked in did so at this very order; for packs that ask that code of attendance and activity agree. */
const codesOf = ({ facts }: Subject, orderNo: string) => ({
  'activity.code': orderNo,
  ...(facts['attendance.origin'] === 'app' ? { 'attendance.code': orderNo } : {}),
});
