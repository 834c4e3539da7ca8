/** 周期计划：dates that come round by the week, the month, the lunar festivals and the solar terms, and what becomes of them on days off. */
export { FESTIVALS, SOLAR_TERMS, type Festival, type SolarTerm } from './almanac';
export { MOVED_DAYS_MAX, occasions, type DayOffRule, type Occasion, type Rule } from './occasions';
export { readRecurrence, RECURRENCE_KINDS } from './read';
export { datesOf, OFFSET_DAYS_MAX, plusDays, weekdayOf, type Recurrence, type Weekday } from './recurrence';
