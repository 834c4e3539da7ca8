/**
 * What a measured fact says: an aggregate of a source's rows, of one subject, over a window of time.
 */
import type { Condition } from '../rule';

export const AGGREGATES = ['count', 'sum', 'average', 'minimum', 'maximum', 'distinct', 'rank', 'share'] as const;
/**
 * `count` rows; the others look at `field`. `rank` is the place of the subject by its sum among all subjects of the same
 * `among` (1 is first, equals share a place), `share` that place as a part of them all: the top fifth has 0.2 or less.
 */
export type Aggregate = (typeof AGGREGATES)[number];

export const SUBJECTS = ['person', 'household', 'team', 'site', 'town', 'county', 'class'] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

export const SPANS = [
  'event',
  'day',
  'week',
  'month',
  'quarter',
  'halfYear',
  'year',
  'cycle',
  'rolling',
  'lifetime',
] as const;
export type Span = (typeof SPANS)[number];

/**
 * A stretch of the county's own calendar, from its beginning up to the moment of the event, which is not in it.
 *
 * `event`: the rows of the event itself (its order or activity) so far. `week` begins on Monday. `cycle`: one of the pack's
 * (catalogue/cycles.json). `rolling`: `days` back to the same time of day. `lifetime`: whatever was before.
 */
export interface Window {
  readonly span: Span;
  /** This one and so many less one before it: the last five years. */
  readonly count?: number;
  readonly days?: number;
  readonly cycle?: string;
  /** The whole one before instead (with `count`, so many of them): the last calendar year. */
  readonly previous?: true;
}

export interface Measurement {
  readonly source: string;
  readonly aggregate: Aggregate;
  readonly field?: string;
  /** Over the fields of the source's rows. */
  readonly where?: Condition;
  readonly window: Window;
  readonly subject: SubjectKind;
  readonly among?: 'town' | 'county' | 'class';
}

/** Divides what is measured by a figure that changes with time: residents, staff. */
export interface Ratio {
  readonly denominator: string;
  /** As known at the time of the event, or at the beginning of its year. */
  readonly at: 'now' | 'yearStart';
}
