/** Outcome kind `veto` 一票否决：one fault that undoes honours, the grade or the points of a scorecard. */
import schema from '../../schema/veto.schema.json';
import type { Duration } from '../duration';
import { message } from '../message';
import { problem } from '../problem';
import { vetoPhrases } from './phrases';
import { type CommonParams, NO_FIGURE, type Spec } from './spec';
import { durationName, vetoWords } from './words';

export interface VetoParams extends CommonParams {
  readonly card: string;
  readonly of: 'honours' | 'grade' | 'total';
  /** Of the grade: the best still possible, the lowest if absent. Of the total: what it becomes, the card's floor if absent. */
  readonly outcome?: string | number;
  /** Of honours: which; all if absent. */
  readonly honours?: readonly string[];
  readonly lasts?: Duration;
}

export const veto: Spec<'veto'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: () => [],
  entries: ({ card }) => [{ catalogue: 'scorecards', entry: card, path: '/card' }],
  check: ({ card, of, outcome }, file, path, { scorecards }) => {
    if (outcome === undefined) return [];
    const at = `${path}/outcome`;
    const expected = { honours: '-', grade: 'string', total: 'number' }[of];
    if (typeof outcome !== expected) return [problem('SHAPE_TYPE', file, at, { expected })];
    const known = scorecards.get(card);
    return of !== 'grade' || !known || known.grades?.some(({ name }) => name === outcome)
      ? []
      : [problem('ENTRY_UNKNOWN', file, at, { catalogue: 'scorecards', entry: `${card}.${outcome}` })];
  },
  figure: () => () => NO_FIGURE,
  phrases: vetoPhrases,
  clauses: ({ params }) => [
    vetoWords(params),
    ...(params.lasts ? [message('rules.explain.lasts', { duration: durationName(params.lasts) })] : []),
  ],
};
