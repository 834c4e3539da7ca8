/**
 * Grades: of each ladder in question the highest level whose rule matched, and what the ladder's policy makes of it for who
 * holds another. A ladder of which no rule matched is in question too: that is how a level is lost.
 */
import type { LadderDefinition } from '../catalogue';
import { factOf, type Facts } from '../facts';
import { type Evaluation, inQuestion, ofKind } from './occasion';
import type { GradeResult } from './settlement';

export function settleGrades(evaluation: Evaluation): GradeResult[] {
  const fired = ofKind('grade', evaluation);
  const names = new Set([
    ...inQuestion('grade', evaluation).map(({ event }) => event.params.ladder),
    ...fired.map(({ params }) => params.ladder),
  ]);
  return [...names].sort().flatMap((name) => {
    const ladder = evaluation.ruleSet.catalogue.ladders.get(name);
    const matched = fired.filter(({ params }) => params.ladder === name);
    if (!ladder) return [];
    const result = settleLadder(
      ladder,
      matched.map(({ params }) => params.level),
      evaluation.facts,
    );
    return [{ ...result, rules: matched.map(({ rule }) => rule) }];
  });
}

/** Levels are counted from 0; −1 is none. */
function settleLadder(ladder: LadderDefinition, matched: readonly string[], facts: Facts): Omit<GradeResult, 'rules'> {
  const { levels } = ladder;
  const qualified = Math.max(-1, ...matched.map((level) => levels.indexOf(level)));
  const held = factOf(facts, `${ladder.name}.current`);
  const current = typeof held === 'string' ? levels.indexOf(held) : -1;
  const level = byPolicy(ladder, qualified, current);
  const nameOf = (index: number): string | null => levels[index] ?? null;
  const name = nameOf(level);
  const change = level > current ? 'up' : level < current ? 'down' : 'same';
  const approver = name === null ? undefined : ownOf(ladder.approver, name);
  const funds = name === null ? undefined : fundsOf(ladder, name, facts);
  return {
    ladder: ladder.name,
    level: name,
    qualified: nameOf(qualified),
    current: nameOf(current),
    change,
    ...(level === qualified ? {} : { held: level > qualified ? ('demotion' as const) : ('promotion' as const) }),
    ...(approver === undefined ? {} : { approver }),
    ...(funds === undefined ? {} : { funds }),
    title: name !== null && (ladder.titleOnce ? !listed(facts, `${ladder.name}.titles`, name) : change === 'up'),
    prize: name !== null && (ladder.prizeEachCycle ? !listed(facts, `${ladder.name}.prizes`, name) : change === 'up'),
  };
}

function byPolicy({ demotion, promotion }: LadderDefinition, qualified: number, current: number): number {
  if (qualified < current) {
    if (demotion === 'none') return current;
    return demotion === 'oneStep' ? current - 1 : qualified;
  }
  return qualified > current && promotion === 'oneStep' ? current + 1 : qualified;
}

function fundsOf({ funds, fundsBy }: LadderDefinition, level: string, facts: Facts): number | undefined {
  const figure = ownOf(funds, level);
  if (typeof figure !== 'object') return figure;
  const key = fundsBy === undefined ? undefined : factOf(facts, fundsBy);
  return typeof key === 'string' ? ownOf(figure, key) : undefined;
}

/** A level may be named like a member of every object. */
function ownOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Whether a list holds the level. A list that is missing holds nothing: what was never given was not given. */
function listed(facts: Facts, fact: string, level: string): boolean {
  const list = factOf(facts, fact);
  return Array.isArray(list) && list.includes(level);
}
