/** Cases of a pack (schema/cases.schema.json). */
import type { Facts } from '../facts';
import type { Denominator } from '../facts/measure';
import type { SubjectKind } from '../facts/measured';
import type { Citation } from '../rule';

/** A situation with what must come out of it. */
export interface PackCase {
  readonly name: string;
  readonly cites: readonly Citation[];
  /** `YYYY-MM-DD` or a time, the county's own unless a zone is given; the first day of the pack if absent. */
  readonly at?: string;
  /** Whose history is measured. */
  readonly subject?: Readonly<Partial<Record<SubjectKind, string>>>;
  readonly event?: string;
  /** Facts by value; one that is here is not measured. */
  readonly facts: Facts;
  /** Rows by source. */
  readonly history?: Readonly<Record<string, readonly Facts[]>>;
  readonly denominators?: readonly Denominator[];
  /** All awards, before limits, in the asset's unit. */
  readonly outcomes?: readonly CaseAward[];
  readonly expect?: Expectation;
}

export interface CaseAward {
  readonly rule: string;
  readonly amount: number;
}

/** Part of a settlement as `plain` shows it: of each list that is given all entries, of each entry what is given. */
export type Expectation = Readonly<Record<string, unknown>>;
