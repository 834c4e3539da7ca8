/** Names that sentences of several kinds share. */
import type { Duration } from '../duration';
import type { Window } from '../facts/measured';
import { message, type Message } from '../message';
import type { Measure } from '../outcome';
import { inUnits, POINTS } from './assets';

export const unitName = (unit: string): Message => message(`rules.unit.${unit}`);

export const assetTitle = (asset: string): Message => message(`assets.${asset}.title`, { fallback: asset });
export const cardTitle = (card: string): Message => message(`cards.${card}.title`, { fallback: card });
export const itemTitle = (card: string, item: string): Message =>
  message(`cards.${card}.item.${item}`, { fallback: item });
export const gradeTitle = (card: string, grade: string): Message =>
  message(`cards.${card}.grade.${grade}`, { fallback: grade });
export const ladderTitle = (ladder: string): Message => message(`ladders.${ladder}.title`, { fallback: ladder });
export const levelTitle = (ladder: string, level: string): Message =>
  message(`ladders.${ladder}.level.${level}`, { fallback: level });
export const benefitTitle = (benefit: string): Message => message(`benefits.${benefit}.title`, { fallback: benefit });

/** 4 分; of an asset other than points with its name before it: 道德积分 4 分. `amount` is in smallest units. */
export function amountOf(amount: number, measure: Measure | undefined): Message {
  return quantityOf(inUnits(amount, measure ?? POINTS), measure);
}

/** The same for an amount that is in the asset's own unit already. */
export function quantityOf(amount: number, measure: Measure | undefined): Message {
  const { asset, unit } = measure ?? POINTS;
  const params = { amount, unit: unitName(unit) };
  return asset === POINTS.asset
    ? message('rules.amount.points', params)
    : message('rules.amount.asset', { ...params, asset: assetTitle(asset) });
}

/** 每日, 近 5 年, 上一年度, 累计. */
export function windowName(window: Window): Message {
  const key = `rules.window.${window.span}`;
  const count = window.count ?? 1;
  if (window.span === 'rolling') {
    return message(window.previous ? `${key}.previous` : key, { days: window.days ?? 1 });
  }
  if (window.previous) {
    // No text says "the 1 months before"; an event or a lifetime is not counted at all.
    const counted = count > 1 || window.span === 'event' || window.span === 'lifetime';
    return message(`${key}.${counted ? 'previous' : 'before'}`, { count });
  }
  return count > 1 ? message(`${key}.last`, { count }) : message(key);
}

/** 30 天, 6 个月, 1 年. */
export function durationName(length: Duration): Message {
  if ('days' in length) return message('rules.duration.days', { count: length.days });
  return 'months' in length
    ? message('rules.duration.months', { count: length.months })
    : message('rules.duration.years', { count: length.years });
}
