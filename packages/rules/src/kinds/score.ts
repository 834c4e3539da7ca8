/**
 * Outcome kind `score` 考核得分：points for one item of a scorecard, by one of seven methods. Its figure is the points of this rule; items and
 * totals are added up by the settlement.
 */
import schema from '../../schema/score.schema.json';
import { problem } from '../problem';
import { checkAscending } from './bands';
import { scoreClauses } from './scoreClauses';
import { scoreFigure } from './scoreFigure';
import { scorePhrases } from './phrases';
import { type CommonParams, type FactUse, numeric, type Spec } from './spec';

export interface ScoreParams extends CommonParams {
  readonly card: string;
  readonly item: string;
  readonly method: ScoreMethod;
  /** Multiplies the points. */
  readonly weight?: number;
  /** Of this rule's points, after the weight. */
  readonly floor?: number;
  readonly cap?: number;
}

export type ScoreMethod =
  /** The same each time: a fixed bonus or deduction. */
  | { readonly constant: number }
  /** Points from each number on. */
  | {
      readonly bands: {
        readonly fact: string;
        readonly steps: readonly { readonly from: number; readonly points: number }[];
      };
    }
  /** Points for each whole increment (in proportion if `partial`), `upTo` so many; negative ones are deducted. */
  | {
      readonly each: {
        readonly fact: string;
        readonly per: number;
        readonly points: number;
        readonly upTo?: number;
        readonly partial?: boolean;
      };
    }
  /** A share of full marks: by descriptor (A, B, C, C#), or by the number of defects. */
  | {
      readonly ratio: { readonly fact: string; readonly of: number } & (
        | { readonly table: Readonly<Record<string, number>> }
        | { readonly byCount: readonly number[] }
      );
    }
  /** What the assessor chose, who must keep within the range; taken off if `deduct`. */
  | { readonly range: { readonly fact: string; readonly min: number; readonly max: number; readonly deduct?: boolean } }
  /** The weighted average of what several parties gave, times `factor`. Who abstained is left out, or counts as 0. */
  | {
      readonly parts: {
        readonly of: readonly { readonly fact: string; readonly weight: number }[];
        readonly abstain: 'leaveOut' | 'zero';
        readonly factor?: number;
      };
    }
  /** Points for the first, second, … place; `rest` for later ones. */
  | { readonly rank: { readonly fact: string; readonly points: readonly number[]; readonly rest?: number } };

export const score: Spec<'score'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: ({ method }) => factsOf(method),
  entries: ({ card }) => [{ catalogue: 'scorecards', entry: card, path: '/card' }],
  check: ({ card, item, method, floor, cap }, file, path, { scorecards }) => {
    const known = scorecards.get(card);
    const problems =
      !known || known.items.some(({ code }) => code === item)
        ? []
        : [problem('ENTRY_UNKNOWN', file, `${path}/item`, { catalogue: 'scorecards', entry: `${card}.${item}` })];
    if ('bands' in method) {
      const froms = method.bands.steps.map(({ from }) => from);
      problems.push(...checkAscending(froms, file, `${path}/method/bands/steps`, 'from'));
    }
    const ranges: [string, number | undefined, number | undefined][] = [['floor', floor, cap]];
    if ('range' in method) ranges.push(['method/range/min', method.range.min, method.range.max]);
    for (const [at, min, max] of ranges) {
      if (min !== undefined && max !== undefined && min > max) {
        problems.push(problem('AMOUNT_RANGE', file, `${path}/${at}`, { min, max }));
      }
    }
    return problems;
  },
  figure: scoreFigure,
  phrases: scorePhrases,
  clauses: scoreClauses,
};

function factsOf(method: ScoreMethod): FactUse[] {
  const at = (name: string) => `/method/${name}/fact`;
  if ('bands' in method) return [numeric(method.bands.fact, at('bands'))];
  if ('each' in method) return [numeric(method.each.fact, at('each'))];
  if ('range' in method) return [numeric(method.range.fact, at('range'))];
  if ('rank' in method) return [numeric(method.rank.fact, at('rank'))];
  if ('parts' in method)
    return method.parts.of.map(({ fact }, index) => numeric(fact, `/method/parts/of/${index}/fact`));
  if ('constant' in method) return [];
  const { ratio } = method;
  return 'byCount' in ratio
    ? [numeric(ratio.fact, at('ratio'))]
    : [{ fact: ratio.fact, path: at('ratio'), types: ['string'], values: Object.keys(ratio.table) }];
}
