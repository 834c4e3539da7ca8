/**
 * Outcome kind `grade` 评级：the subject qualifies for a level of a ladder. Of the levels qualified for the highest counts, and the ladder's
 * policy decides what becomes of who holds another; that is the settlement's work.
 */
import schema from '../../schema/grade.schema.json';
import { message } from '../message';
import { problem } from '../problem';
import { gradePhrases } from './phrases';
import { type CommonParams, NO_FIGURE, type Spec } from './spec';
import { ladderTitle, levelTitle } from './words';

export interface GradeParams extends CommonParams {
  readonly ladder: string;
  readonly level: string;
}

export const grade: Spec<'grade'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: () => [],
  entries: ({ ladder }) => [{ catalogue: 'ladders', entry: ladder, path: '/ladder' }],
  check: ({ ladder: name, level }, file, path, { ladders, facts }) => {
    const ladder = ladders.get(name);
    if (!ladder) return [];
    const problems = ladder.levels.includes(level)
      ? []
      : [problem('ENTRY_UNKNOWN', file, `${path}/level`, { catalogue: 'ladders', entry: `${name}.${level}` })];
    const current = ladder.demotion !== 'toFit' || ladder.promotion === 'oneStep';
    const needed: [string, boolean | undefined][] = [
      [`${name}.current`, current],
      [`${name}.titles`, ladder.titleOnce],
      [`${name}.prizes`, ladder.prizeEachCycle],
    ];
    for (const [fact, wanted] of needed) {
      if (wanted && !facts.has(fact)) problems.push(problem('FACT_UNKNOWN', file, `${path}/ladder`, { fact }));
    }
    return problems;
  },
  figure: () => () => NO_FIGURE,
  phrases: gradePhrases,
  clauses: ({ params: { ladder, level } }) => [
    message('rules.explain.grade.qualifies', { ladder: ladderTitle(ladder), level: levelTitle(ladder, level) }),
  ],
};
