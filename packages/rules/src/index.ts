/**
 * @sidan/rules: load a rule pack, stack packs by region, decide events, explain what came out. No I/O and no clock.
 *
 *     loadPack(files) → layer(packs) → compile(ruleSet) → decide(facts) → explain(outcome) → say(message, lookup)
 */
export { loadPack, loadPackWithPauses, type LoadOptions, type LoadResult } from './load/loadPack';
export { parseFiles, parseJson, type Parsed } from './load/parse';
export {
  daysOfChange,
  layer,
  layerOf,
  layersByDay,
  type EffectiveEntry,
  type EffectiveRule,
  type EntrySwitchedOff,
  type LayerOptions,
  type LayerResult,
  type RuleSet,
  type SwitchedOff,
} from './layer';
export { CATALOGUES, type Catalogue, type CatalogueEntries, type CatalogueName } from './catalogue';
export type {
  AssetDefinition,
  BenefitDefinition,
  CodeList,
  LadderDefinition,
  ListEntry,
  ScorecardDefinition,
} from './catalogue';
export { compile, compileAmounts, compileMatch, recall, type Amount, type Decide } from './compile';
export { evaluate } from './evaluate';
export { factsAsked } from './asked';
export {
  gradeClass,
  settle,
  type CourtesyResult,
  type DispatchResult,
  type Flag,
  type Graded,
  type GradeResult,
  type ItemScore,
  type Moment,
  type OverflowPosting,
  type Posting,
  type Redemption,
  type ScoreResult,
  type Settlement,
  type StandingResult,
} from './settle';
export {
  runCases,
  type CaseAward,
  type CaseReport,
  type CaseResult,
  type Difference,
  type Expectation,
  type PackCase,
} from './cases';
export { explainMiss, explainMisses, type Beaten, type Miss, type NearMiss } from './misses';
export { explain, explainProblem, lookupIn, packTexts } from './explain';
export { refusal as explainRefusal } from './kinds/redeemClauses';
export { factTitle } from './factWords';
export { explainSettlement, type SettledPart, type SettledSentence, type ToldBy } from './settle/words';
export { POINTS } from './kinds/assets';
export { message, say, type Lookup, type Message } from './message';
export { instantText, isMoment, localMoment, MomentError } from './moment';
export { diff, type RuleSetChange } from './diff/diff';
export { conditionWords } from './diff/conditionWords';
export {
  budgetWords,
  POSTINGS,
  simulate,
  simulator,
  withBudget,
  type Budgeted,
  type Changed,
  type RulesByDay,
  type SimulatedEvent,
  type Simulation,
  type Simulator,
  type Spent,
  type Total,
} from './simulate';
export { LIMITS } from './limits';
export { PROBLEMS, WARNINGS, type Problem, type ProblemCode } from './problem';
export {
  KINDS,
  type AwardParams,
  type BenefitGrant,
  type Coefficient,
  type CommonParams,
  type CourtesyParams,
  type DispatchParams,
  type Expiry,
  type FlagParams,
  type GradeParams,
  type Holder,
  type KindParams,
  type LimitParams,
  type Overflow,
  type PricedBy,
  type Quantity,
  type RedeemParams,
  type Redeemable,
  type ScoreMethod,
  type ScoreParams,
  type StandingParams,
  type Tiers,
  type VetoParams,
} from './kinds';
export { addDuration, type Duration } from './duration';
export { OPERATORS } from './conditions/operators';
export { CHINA, derive, measure, needsOf, reachOf } from './facts';
export type {
  Calendar,
  CycleDefinition,
  Denominator,
  DerivedFact,
  Expression,
  FactBook,
  FactCatalogue,
  FactDefinition,
  Facts,
  FactType,
  FactValue,
  GivenFact,
  MeasuredFact,
  Measurement,
  Needs,
  Ratio,
  Reach,
  Situation,
  SourceDefinition,
  SourceField,
  Standing,
  SubjectKind,
  Window,
} from './facts';
export { measureOf } from './kinds/assets';
export type { Layer, Measure, Outcome, OutcomeOf, Step } from './outcome';
export type { Change, EntryChange, InFile, LocalText, Manifest, Pack, RuleChange } from './pack/pack';
export type {
  AllOf,
  AnyOf,
  Citation,
  Condition,
  Group,
  Kind,
  Not,
  OperatorName,
  Rule,
  RuleOf,
  Scalar,
  Test,
} from './rule';
