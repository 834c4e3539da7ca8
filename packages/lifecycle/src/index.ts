/**
 * Lifecycle definitions (XState v5, as JSON), the pure `start()` and `step()`, and the work calendar.
 * No clock, no random source, no database, no host: everything comes in as an argument and goes out as data.
 */
export { CAPACITIES, isCapacity, type Capacity } from './capacity';
export {
  addWorkMinutes,
  CalendarError,
  chineseCalendar,
  MINUTES_MAX,
  type ChineseCalendarOptions,
  type Span,
  type WorkCalendar,
  type WorkTime,
} from './calendar';
export { checkDefinition } from './check';
export { type Condition, type Facts } from './condition';
export { eventSpec, loadDefinition, type Clock, type Definition } from './definition';
export { type Delay } from './delay';
export { type ActionType, type Effect, type Effects, type EffectType } from './effect';
export { checkEventData, type EventField, type EventSpec, type FieldKind, type LifecycleEvent } from './event';
export { chineseHolidays, type HolidayProvider, type LocalDate, type YearNotice } from './holidays';
export { DefinitionError, type Problem } from './problem';
export { can, fits, REFUSALS, start, step, type Refusal, type Snapshot, type Step } from './step';
export { zone, type LocalTime, type Zone } from './zone';
