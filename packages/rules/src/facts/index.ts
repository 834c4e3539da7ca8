/** Facts: their catalogue, and how those that are not given are worked out. */
export { factOf } from './fact';
export type {
  DerivedFact,
  FactCatalogue,
  FactDefinition,
  Facts,
  FactType,
  FactValue,
  GivenFact,
  MeasuredFact,
} from './fact';
export type { Arithmetic, ArithmeticName, Expression, Rounded } from './expression';
export type { Aggregate, Measurement, Ratio, Span, SubjectKind, Window } from './measured';
export type {
  CycleCatalogue,
  CycleDefinition,
  FactBook,
  SourceCatalogue,
  SourceDefinition,
  SourceField,
} from './source';
export { CHINA, type Calendar } from './calendar';
export { derive, deriver } from './derive';
export { measure, type Denominator, type Situation } from './measure';
export { tallied, tally, type Standing, type Tallied, type Tally } from './tally';
export { needsOf, type Needs } from './needs';
export { reachOf, type Reach } from './reach';
export { checkFact } from './check';
