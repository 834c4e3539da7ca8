/**
 * What the platform tells the compiler about its tables. All of it is code of the platform's, put together with `sql` and `id`.
 */
import type { Calendar } from '../facts/calendar';
import type { SubjectKind } from '../facts/measured';
import type { Column } from './access';
import type { Fragment } from './fragment';

/** A source as a table: what is `from` goes after FROM, the rest are expressions over it. */
export interface SourceBinding {
  /** With its alias: sql`${id('attendances')} as a`. Aliases that begin with `sidan_` are ours. */
  readonly from: Fragment;
  /** Which rows there are at all: those of the county. */
  readonly where?: Fragment;
  /** A timestamptz. */
  readonly time: Fragment;
  readonly fields: Readonly<Record<string, Column>>;
  /** Of the same types as the subjects of the events. */
  readonly subjects: Readonly<Partial<Record<SubjectKind, Fragment>>>;
  readonly event?: Fragment;
  /** True: a window of the calendar counts to its own end, not to the event; for events that are decided after what came later. */
  readonly whole?: boolean;
}

/** Dated figures. */
export interface DenominatorBinding {
  readonly from: Fragment;
  readonly where?: Fragment;
  readonly name: Fragment;
  /** The date from which it holds. */
  readonly since: Fragment;
  readonly value: Fragment;
  /** Whose figure it is, as text; null for any. */
  readonly of: Fragment;
}

export interface MeasureBinding {
  readonly sources: Readonly<Record<string, SourceBinding>>;
  readonly denominators?: DenominatorBinding;
  /** China's if absent. */
  readonly calendar?: Calendar;
}

/** The events of a population, one row each. */
export interface EventBinding {
  /** With its alias. */
  readonly from: Fragment;
  readonly where?: Fragment;
  /** What tells events apart. */
  readonly id: Fragment;
  /** A timestamptz. */
  readonly at: Fragment;
  readonly subject?: Readonly<Partial<Record<SubjectKind, Fragment>>>;
  /** The order or activity, for the window `event`. */
  readonly event?: Fragment;
}
