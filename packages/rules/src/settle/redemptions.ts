/** Redemptions: allowed, or refused with every reason, those of the calendar and of the subject's standing included. */
import { dayOfYear, lastDayOf, yearOf } from '../duration';
import { decimal, divideWhole, multiply } from '../decimal';
import type { RedeemParams } from '../kinds';
import { inSmallest, measureOf } from '../kinds/assets';
import type { Measure } from '../outcome';
import type { Refusal, Step } from '../step';
import { dateOf, type Evaluation, hourOf, type Moment, ofKind } from './occasion';
import type { Redemption, StandingResult } from './settlement';

export function settleRedemptions(evaluation: Evaluation, standings: readonly StandingResult[]): Redemption[] {
  const date = dateOf(evaluation);
  return ofKind('redeem', evaluation).map((outcome): Redemption => {
    const { rule, params, amount: cost, steps } = outcome;
    const { asset, keeps = [], benefits, refund, loan } = params;
    const measure = outcome.measure ?? measureOf(evaluation.ruleSet.catalogue, asset);
    const inFacts = steps.filter((step) => step.op === 'refused');
    const inCalendar = closed(params, evaluation).map((reason) => ({ op: 'refused' as const, reason }));
    const stopped = standings.some((standing) => stopsRedeeming(standing, asset));
    const refusals = [
      ...inFacts,
      ...inCalendar,
      ...(stopped ? [{ op: 'refused' as const, reason: 'standing' as const }] : []),
    ];
    const missing = steps.find((step) => step.op === 'missing');
    return {
      rule,
      asset,
      measure,
      cost,
      allowed: refusals.length === 0 && missing === undefined,
      refusals,
      ...(missing ? { missing: missing.fact } : {}),
      ...(loan ? { loan: { max: inSmallest(loan.max, measure), borrowed: borrowedIn(steps, measure) } } : {}),
      keeps,
      ...(benefits === undefined ? {} : { benefits }),
      ...(refund
        ? {
            refund: {
              until: lastDayOf(date, refund.within),
              amount: Number(divideWhole(multiply(decimal(cost), decimal(refund.share)), decimal(1), 'floor')),
            },
          }
        : {}),
    };
  });
}

/** In smallest units. */
function borrowedIn(steps: readonly Step[], measure: Measure): number {
  const step = steps.find(({ op }) => op === 'borrow');
  return step?.op === 'borrow' ? inSmallest(step.result, measure) : 0;
}

/** What the calendar says against it. Where hours matter and only the day is known, it is closed. */
function closed({ open, season, until }: RedeemParams, moment: Moment): Refusal[] {
  const date = dateOf(moment);
  const hour = hourOf(moment);
  const refusals: Refusal[] = [];
  if (open?.weekdays && !open.weekdays.includes(weekdayOf(date))) refusals.push('weekday');
  if (open?.hours && !open.hours.some(([from, to]) => hour !== undefined && from <= hour && hour < to))
    refusals.push('hours');
  if (season && !inSeason(date.slice(5), season)) refusals.push('season');
  if (until !== undefined && date > dayOfYear(yearOf(date), until)) refusals.push('until');
  return refusals;
}

/** 1 is Monday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

function inSeason(day: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

function stopsRedeeming({ action, assets, refuses }: StandingResult, asset: string): boolean {
  if (action === 'freeze') return assets?.includes(asset) ?? true;
  if (action === 'refuse' || action === 'blacklist') return refuses?.includes('redeem') ?? true;
  return action === 'deregister';
}
