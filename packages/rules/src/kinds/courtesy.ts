/** Outcome kind `courtesy` 礼遇：benefits that are due, once in a window or to the first so many where the rule says so. */
import schema from '../../schema/courtesy.schema.json';
import type { Duration } from '../duration';
import { factOf } from '../facts';
import type { Window } from '../facts/measured';
import { message, type Message } from '../message';
import type { Step } from '../step';
import { finite } from './bands';
import { courtesyPhrases } from './phrases';
import { type CommonParams, numeric, type Spec } from './spec';
import { benefitName, windowName } from './words';

export interface CourtesyParams extends CommonParams {
  readonly benefits: readonly BenefitGrant[];
  /** Courtesies that exclude each other where exclusive; its own rule if absent. */
  readonly class?: string;
  /** Once in the window: how many of the class were given in it before. */
  readonly exclusive?: { readonly window: Window; readonly used: { readonly fact: string } };
  /** Only for the first so many places. */
  readonly top?: { readonly fact: string; readonly places: number };
}

export interface BenefitGrant {
  readonly benefit: string;
  readonly quantity?: number;
  readonly unit?: string;
  readonly lasts?: Duration;
}

export const courtesy: Spec<'courtesy'> = {
  schema,
  pins: [{ fact: 'occasion' }, { fact: 'subject.kind' }],
  facts: ({ exclusive, top }) => [
    ...(exclusive ? [numeric(exclusive.used.fact, '/exclusive/used/fact')] : []),
    ...(top ? [numeric(top.fact, '/top/fact')] : []),
  ],
  entries: ({ benefits }) =>
    benefits.map(({ benefit }, index) => ({
      catalogue: 'benefits',
      entry: benefit,
      path: `/benefits/${index}/benefit`,
    })),
  check: () => [],
  figure:
    ({ exclusive, top }) =>
    (facts) => {
      const steps: Step[] = [];
      if (exclusive) {
        const used = finite(factOf(facts, exclusive.used.fact));
        if (used === undefined) steps.push({ op: 'missing', fact: exclusive.used.fact });
        else if (used >= 1) steps.push({ op: 'taken', fact: exclusive.used.fact, window: exclusive.window });
      }
      if (top) {
        const place = finite(factOf(facts, top.fact)) ?? null;
        if (place === null || place > top.places) {
          steps.push({ op: 'notAmong', fact: top.fact, place, places: top.places });
        }
      }
      return { amount: 0, steps };
    },
  phrases: courtesyPhrases,
  clauses: ({ params, steps }, titleOf) => {
    const refused = steps.flatMap((step): Message[] => {
      if (step.op === 'missing') return [message('rules.explain.courtesy.missing', { fact: titleOf(step.fact) })];
      if (step.op === 'taken') return [message('rules.explain.courtesy.taken', { window: windowName(step.window) })];
      return step.op === 'notAmong' ? [message('rules.explain.courtesy.notAmong', { places: step.places })] : [];
    });
    return refused.length > 0
      ? refused
      : [message('rules.explain.courtesy.given', { benefits: params.benefits.map(benefitName) })];
  },
};
