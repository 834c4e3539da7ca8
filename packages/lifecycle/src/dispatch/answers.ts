/** How a team answers: how long it takes and how often it accepts, at this hour of the day, from what it has done so far. */
import type { Zone } from '../clock/zone';

/** One offer that a team had, and what came of it. */
export interface Answer {
  at: Date;
  /** Minutes until it answered; left out when it never did. */
  minutes?: number;
  accepted: boolean;
}

export interface Habit {
  /** Expected minutes until it answers, an offer without an answer counted as `SILENCE_MINUTES`. */
  answerMinutes: number;
  /** Expected share of offers that it accepts, 0 to 1. */
  acceptShare: number;
}

/** What an offer without an answer costs: the order has waited a day for nothing. */
export const SILENCE_MINUTES = 1440;
/** What is expected of a county that has no answers yet. */
const UNKNOWN: Habit = { answerMinutes: 120, acceptShare: 0.7 };
/** So many answers of others weigh as much as what a team has done itself. */
const PRIOR_ANSWERS = 3;
/** Answers of offers made so many hours earlier or later in the day count a good third. */
const HOURS_APART = 3;
const HOUR_MS = 3_600_000;

interface Sum {
  weight: number;
  minutes: number;
  accepted: number;
}

const hourOf = (at: Date, { toLocal }: Zone): number => toLocal(at.getTime()).ms / HOUR_MS;

/** An answer with the hour of the day at which it was asked for, worked out once; or several alike of one hour, with their mean of `minutes`. */
export interface Answered extends Omit<Answer, 'at'> {
  hour: number;
  /** How many. Default 1. */
  times?: number;
}

export const withHours = (answers: readonly Answer[], zone: Zone): Answered[] =>
  answers.map(({ at, ...answer }) => ({ ...answer, hour: hourOf(at, zone) }));

function sum(answers: readonly Answered[], hour: number): Sum {
  const total: Sum = { weight: 0, minutes: 0, accepted: 0 };
  for (const { hour: then, minutes, accepted, times = 1 } of answers) {
    const apart = Math.abs(then - hour);
    const weight = times * Math.exp(-((Math.min(apart, 24 - apart) / HOURS_APART) ** 2));
    total.weight += weight;
    total.minutes += weight * Math.min(minutes ?? SILENCE_MINUTES, SILENCE_MINUTES);
    total.accepted += weight * Number(accepted);
  }
  return total;
}

const towards = ({ weight, minutes, accepted }: Sum, prior: Habit): Habit => ({
  answerMinutes: (minutes + PRIOR_ANSWERS * prior.answerMinutes) / (weight + PRIOR_ANSWERS),
  acceptShare: (accepted + PRIOR_ANSWERS * prior.acceptShare) / (weight + PRIOR_ANSWERS),
});

/** What is expected of anybody in the county at that hour, whoever is asked. */
export const habitOfCounty = (answers: readonly Answered[], at: Date, zone: Zone): Habit =>
  towards(sum(answers, hourOf(at, zone)), UNKNOWN);

/** What is expected of one team: its own answers, and as long as these are few, what is usual in the county. */
export const habitOf = (answers: readonly Answered[], usual: Habit, at: Date, zone: Zone): Habit =>
  towards(sum(answers, hourOf(at, zone)), usual);
