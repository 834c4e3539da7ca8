/** Grades: the rules that matched, what the ladder makes of them, and what comes with the level. */
import { ladderTitle, levelTitle } from '../../kinds/words';
import { message, type Message } from '../../message';
import type { GradeResult } from '..';
import type { SettledSentence, SettledWords } from '.';
import type { Told } from './told';
import { clauses } from './told';

export const gradeWords: SettledWords = ({ grades }, all) =>
  grades.flatMap((grade): SettledSentence[] => [
    ...reasons(grade, all).map((rule) => ({ part: 'grade' as const, rules: [rule], text: all.explained(rule) })),
    { part: 'grade', rules: grade.rules, text: clauses(result(grade, all)) },
  ]);

/** Who qualifies for four stars does for three, too: the rules of the highest level say enough. */
function reasons({ ladder, qualified }: GradeResult, all: Told): string[] {
  const highest = all.outcomes('grade').filter(({ params }) => params.ladder === ladder && params.level === qualified);
  return highest.map(({ rule }) => rule);
}

function result(grade: GradeResult, all: Told): Message[] {
  const { ladder: name, level, qualified, current, approver, funds, title, prize, held } = grade;
  const ladder = all.ruleSet.catalogue.ladders.get(name);
  const named = (of: string | null) => (of === null ? '' : levelTitle(name, of));
  const params = { ladder: ladderTitle(name), before: named(current), after: named(level) };
  const parts = [message(`rules.settled.grade.${changeOf(grade)}`, params)];
  if (held === 'promotion') parts.push(message('rules.settled.grade.held.promotion', { qualified: named(qualified) }));
  if (held === 'demotion') {
    parts.push(message(`rules.settled.grade.held.demotion.${ladder?.demotion === 'none' ? 'none' : 'oneStep'}`));
  }
  if (level === null) return parts;
  if (approver !== undefined && grade.change !== 'same') {
    parts.push(message('rules.settled.grade.approver', { approver: message(`rules.approver.${approver}`) }));
  }
  if (title) parts.push(message('rules.settled.grade.title'));
  if (prize) parts.push(message('rules.settled.grade.prize'));
  if (funds !== undefined) parts.push(message('rules.settled.grade.funds', { funds }));
  return parts;
}

function changeOf({ level, current, change }: GradeResult): string {
  if (change === 'up') return current === null ? 'first' : 'up';
  if (change === 'down') return level === null ? 'lost' : 'down';
  return level === null ? 'none' : 'same';
}
