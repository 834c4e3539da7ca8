/** Outcome kind `standing` 信用处置：strikes, freezes and what else befalls the subject's standing. */
import schema from '../../schema/standing.schema.json';
import type { Duration } from '../duration';
import { message, type Message } from '../message';
import { problem } from '../problem';
import { assetUse } from './assets';
import { standingPhrases } from './phrases';
import { type CommonParams, NO_FIGURE, type Spec } from './spec';
import { durationName, standingWords } from './words';

export const STANDING_ACTIONS = [
  'strike',
  'freeze',
  'refuse',
  'zero',
  'deregister',
  'blacklist',
  'interview',
  'restore',
] as const;
export const REFUSED = ['earn', 'redeem', 'serve', 'register'] as const;

export interface StandingParams extends CommonParams {
  readonly action: (typeof STANDING_ACTIONS)[number];
  /** How many strikes; 1 if absent. */
  readonly counts?: number;
  /** Until it ends by itself. */
  readonly lasts?: Duration;
  /** Strikes no longer count after that. */
  readonly decays?: { readonly after: Duration };
  /** What is asked for must be done by then. */
  readonly deadline?: Duration;
  /** Of freeze and zero: which; all if absent. */
  readonly assets?: readonly string[];
  /** Of zero: what this event earns (the default), or all there is. */
  readonly zero?: 'event' | 'balance';
  /** Of refuse and blacklist: what; everything if absent. */
  readonly refuses?: readonly (typeof REFUSED)[number][];
}

/** Params that mean something for some actions only. */
const ONLY_FOR = {
  counts: ['strike'],
  decays: ['strike'],
  assets: ['freeze', 'zero'],
  zero: ['zero'],
  refuses: ['refuse', 'blacklist'],
} as const satisfies Partial<Record<keyof StandingParams, readonly StandingParams['action'][]>>;

export const standing: Spec<'standing'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: () => [],
  entries: ({ assets = [] }) => assets.flatMap((asset, index) => assetUse(asset, `/assets/${index}`)),
  check: (params, file, path) =>
    Object.entries(ONLY_FOR)
      .filter(
        ([name, actions]) => Object.hasOwn(params, name) && !(actions as readonly string[]).includes(params.action),
      )
      .map(([name]) => problem('SHAPE_UNKNOWN', file, `${path}/${name}`, { name })),
  figure: () => () => NO_FIGURE,
  phrases: standingPhrases,
  clauses: ({ params }) => standingClauses(params),
};

function standingClauses(params: StandingParams): Message[] {
  const { lasts, decays, deadline } = params;
  const clauses = [standingWords(params)];
  if (lasts) clauses.push(message('rules.explain.lasts', { duration: durationName(lasts) }));
  if (decays) clauses.push(message('rules.explain.standing.decays', { duration: durationName(decays.after) }));
  if (deadline) clauses.push(message('rules.explain.standing.deadline', { duration: durationName(deadline) }));
  return clauses;
}
