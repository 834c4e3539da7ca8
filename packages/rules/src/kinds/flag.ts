/** Outcome kind `flag` 提示：something that people should look at; of severity `hold`, postings wait until somebody has. */
import schema from '../../schema/flag.schema.json';
import { message } from '../message';
import { problem } from '../problem';
import { assetUse } from './assets';
import { flagPhrases } from './phrases';
import { type CommonParams, NO_FIGURE, type Spec } from './spec';
import { assetTitle } from './words';

export const SEVERITIES = ['info', 'warn', 'hold'] as const;

export interface FlagParams extends CommonParams {
  readonly code: string;
  readonly severity: (typeof SEVERITIES)[number];
  /** Of `hold`: the asset whose postings wait; all if absent. */
  readonly holds?: string;
}

export const flag: Spec<'flag'> = {
  schema,
  pins: [{ fact: 'occasion' }],
  facts: () => [],
  entries: ({ holds }) => (holds === undefined ? [] : assetUse(holds, '/holds')),
  check: ({ severity, holds }, file, path) =>
    holds !== undefined && severity !== 'hold'
      ? [problem('SHAPE_UNKNOWN', file, `${path}/holds`, { name: 'holds' })]
      : [],
  figure: () => () => NO_FIGURE,
  phrases: flagPhrases,
  clauses: ({ params: { severity, holds } }) => [
    holds === undefined
      ? message(`rules.explain.flag.${severity}`)
      : message('rules.explain.flag.hold.asset', { asset: assetTitle(holds) }),
  ],
};
