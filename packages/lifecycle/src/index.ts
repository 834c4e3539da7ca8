/**
 * Lifecycle definitions (XState v5, as JSON) with optional regions, the layers that counties lay over them, their analysis, the pure `start()` and `step()`,
 * and the work calendar. No clock, no random source, no database, no host: everything comes in as an argument and goes out as data.
 */
export { FACTS, factsOfEvent } from './catalogue/facts';
export {
  CalendarError,
  chineseCalendar,
  MINUTES_MAX,
  type Calendars,
  type ChineseCalendarOptions,
  type Span,
  type Stretch,
  type WorkCalendar,
} from './clock/calendar';
export {
  ALWAYS,
  calendarOf,
  calendarsOf,
  factsOfMinutes,
  spanOf,
  type CalendarName,
  type Delay,
  type Minutes,
} from './clock/delay';
export { dueAt, remaining, resumed, type Due } from './clock/due';
export { chineseHolidays, type DayKind, type HolidayProvider, type LocalDate, type YearNotice } from './clock/holidays';
export { addWork, addWorkMinutes, workBetween, type WorkedTime, type WorkTime } from './clock/workTime';
export { zone, type LocalTime, type Zone } from './clock/zone';
export { CAPACITIES, isCapacity, type Capacity } from './definition/capacity';
export { checkDefinition, type CheckOptions } from './definition/check';
export { eventSpec, loadDefinition, WARNING_TEMPLATE, type Clock, type Definition } from './definition/definition';
export { type ActionType, type Effect, type Effects, type EffectType } from './definition/effect';
export {
  checkEventData,
  FIELD_KINDS,
  WHOLE_MAX,
  type EventField,
  type EventSpec,
  type FieldKind,
  type LifecycleEvent,
} from './definition/event';
export { type DefinitionFile, type PlainFile, type RegionFile, type Titles } from './definition/file';
export * from './dispatch';
export { checkOverlay } from './overlay/checkOverlay';
export { compose, layerAt, loadComposed, type Composed, type ComposeResult } from './overlay/compose';
export { BASE, type Change, type LayerProblem } from './overlay/draft';
export { type Overlay, type Reason } from './overlay/overlay';
export { localeKey, titleKeys } from './overlay/titleKeys';
export { vocabulary, type Vocabulary } from './overlay/vocabulary';
export { DefinitionError, type Problem } from './problem';
export * from './recurrence';
export { ABSTAIN, judge, OVERALL, scoreOf, type Judged, type Mark } from './rating/judge';
export {
  ratingForm,
  STARS,
  stepsOf,
  type RatingAsk,
  type RatingForm,
  type Ratings,
  type Scale,
} from './rating/ratings';
export { can, fits, REFUSALS, start, step, type Refusal, type Snapshot, type Step } from './step/step';
export type { Condition, Facts } from '@sidan/rules/conditions';
export { analyse, analyseLayers } from './analysis/analyse';
export type { AnalysisContext, Finding } from './analysis/finding';
export { migrate, moveSnapshot, type Mapping, type MigrationPlan, type Move, type Moved } from './migrate/migrate';
export { edgesOf, type Edge } from './path/edges';
export { shortestPaths, type PathStep } from './path/shortest';
export { solve } from './path/solve';
export { walks, type Walk } from './path/walks';
export { lookupTitles, pathInWords } from './path/words';
