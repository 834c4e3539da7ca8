/**
 * Sources: the rows that facts are measured from, attendances or ratings for one. A pack declares them
 * (catalogue/sources.json), the platform binds them to tables.
 */
import type { Citation } from '../rule';
import type { FactCatalogue, FactType } from './fact';
import type { SubjectKind } from './measured';

export interface SourceField {
  readonly name: string;
  readonly type: FactType;
  readonly values?: readonly string[];
}

export interface SourceDefinition {
  readonly name: string;
  /** The field with the time that a row counts for, an instant. */
  readonly time: string;
  /** What facts can be made of. */
  readonly fields: readonly SourceField[];
  /** Which field says whose row it is; every row is counted for all of them. */
  readonly subjects: Readonly<Partial<Record<SubjectKind, string>>>;
  /** The field that names the order or activity: what the window `event` goes by. */
  readonly event?: string;
  readonly cites?: readonly Citation[];
}

/** A cycle: stretches of so many months, one after another, in which `from` (YYYY-MM-DD) is a first day. */
export interface CycleDefinition {
  readonly name: string;
  readonly from: string;
  readonly months: number;
  readonly cites?: readonly Citation[];
}

export type SourceCatalogue = ReadonlyMap<string, SourceDefinition>;
export type CycleCatalogue = ReadonlyMap<string, CycleDefinition>;

/** Everything that facts are worked out from: a `RuleSet` has it. */
export interface FactBook {
  readonly facts: FactCatalogue;
  readonly sources: SourceCatalogue;
  readonly cycles: CycleCatalogue;
}
