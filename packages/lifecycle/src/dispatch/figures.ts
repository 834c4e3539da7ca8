/** Figures as a person would write them: 4.8 分, 3 小时, 74 天. What is counted stays exact; only words are made of these. */
import { message, type Message } from '@sidan/rules/conditions';

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
/** Up to so many days hours are said: 36 hours is not 2 days yet. */
const HOURS_UNTIL_DAYS = 2;
/** From here on a decimal says nothing any more. */
const WHOLE_FROM = 10;

/** One decimal below ten, none from there on; 0 is never negative. */
export function brief(value: number): number {
  const tenths = Math.round(value * 10) / 10;
  return (Math.abs(tenths) < WHOLE_FROM ? tenths : Math.round(value)) + 0;
}

/** A time in the largest unit that says enough: minutes below one hour, hours below two days, else days. */
export function spanWords(minutes: number): Message {
  if (Math.round(minutes) < HOUR_MINUTES) return message('lifecycle.span.minutes', { value: Math.round(minutes) });
  if (minutes < HOURS_UNTIL_DAYS * DAY_MINUTES)
    return message('lifecycle.span.hours', { value: brief(minutes / HOUR_MINUTES) });
  return message('lifecycle.span.days', { value: Math.round(minutes / DAY_MINUTES) });
}

export const hoursWords = (hours: number): Message => spanWords(hours * HOUR_MINUTES);
export const daysWords = (days: number): Message => spanWords(days * DAY_MINUTES);

/** A share of one as a whole percentage. */
export const percentOf = (share: number): number => Math.round(share * 100);
