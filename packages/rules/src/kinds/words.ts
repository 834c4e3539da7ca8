/** Names that sentences of several kinds share. */
import type { Duration } from '../duration';
import type { Window } from '../facts/measured';
import { message, type Message } from '../message';
import type { Measure } from '../outcome';
import { inUnits, POINTS } from './assets';
import type { Expiry, Redeemable } from './award';
import type { BenefitGrant } from './courtesy';
import type { StandingParams } from './standing';
import type { VetoParams } from './veto';

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

/** The title of a code in a list: that of `pack`, else what any pack calls it, else the code (or `otherwise`). */
export const codeTitle = (list: string, code: string, pack = '', otherwise = code): Message =>
  message(`packs.${pack}.list.${list}.${code}`, {
    fallback: message(`lists.${list}.${code}`, { fallback: otherwise }),
  });

/** Several of a kind, one after another: 《甲》、《乙》. */
export function enumerated(items: readonly Message[]): Message {
  const [first = message('rules.explain.nothing'), ...others] = items;
  return others.reduce((before, part) => message('rules.enumerated', { before, part }), first);
}

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

/** The first day on which it can be spent. */
export function redeemableWords(redeemable: Redeemable): Message {
  if ('from' in redeemable) return message('rules.explain.award.redeemable.nextYear');
  if ('at' in redeemable) return message('rules.explain.award.redeemable.at', { at: redeemable.at });
  return message('rules.explain.award.redeemable.after', { duration: durationName(redeemable.after) });
}

/** The last day on which it can be spent. */
export function expiryWords(expires: Expiry): Message {
  if ('end' in expires) return message(`rules.explain.award.expires.end.${expires.end}`);
  if ('after' in expires)
    return message('rules.explain.award.expires.after', { duration: durationName(expires.after) });
  const { at, years } = expires;
  return years
    ? message('rules.explain.award.expires.at.years', { at, years })
    : message('rules.explain.award.expires.at', { at });
}

/** 免费体检卡 200 元，有效期 1 年. */
export function benefitName({ benefit, quantity, unit, lasts }: BenefitGrant): Message {
  const title = benefitTitle(benefit);
  const counted =
    quantity === undefined
      ? title
      : unit === undefined
        ? message('rules.benefit.counted.bare', { benefit: title, quantity })
        : message('rules.benefit.counted', { benefit: title, quantity, unit: unitName(unit) });
  return lasts ? message('rules.benefit.lasting', { benefit: counted, duration: durationName(lasts) }) : counted;
}

/** What befalls a standing: 冻结账户, 记违规 2 次. */
export function standingWords({ action, counts = 1, assets, zero = 'event', refuses }: StandingParams): Message {
  const key = `rules.explain.standing.${action}`;
  if (action === 'strike') return message(key, { counts });
  if (action === 'freeze') return assets ? message(`${key}.assets`, { assets: assets.map(assetTitle) }) : message(key);
  if (action === 'zero') return message(`${key}.${zero}`);
  return (action === 'refuse' || action === 'blacklist') && refuses
    ? message(`${key}.some`, { what: refuses.map((one) => message(`rules.refused.${one}`)) })
    : message(key);
}

/** What a veto takes. */
export function vetoWords({ card, of, outcome }: VetoParams): Message {
  if (of === 'honours') return message('rules.explain.veto.honours');
  const named = { card: cardTitle(card) };
  if (of === 'grade') {
    return outcome === undefined
      ? message('rules.explain.veto.grade.lowest', named)
      : message('rules.explain.veto.grade', { ...named, grade: gradeTitle(card, String(outcome)) });
  }
  return outcome === undefined
    ? message('rules.explain.veto.total.floor', named)
    : message('rules.explain.veto.total', { ...named, total: outcome });
}
