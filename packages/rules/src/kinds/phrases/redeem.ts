import { message, type Message } from '../../message';
import type { RedeemParams } from '../redeem';
import { durationName, quantityOf, windowName } from '../words';
import {
  assetWords,
  factTitle,
  inUnitOf,
  listed,
  measureIn,
  type Named,
  percentOf,
  phrase,
  type Phrases,
  say,
} from './phrase';

export const redeemPhrases: Phrases<RedeemParams> = (params, named) => {
  const {
    asset,
    quantity,
    whole,
    minimum,
    unlock,
    balance,
    loan,
    times,
    keeps,
    benefits,
    open,
    season,
    until,
    refund,
  } = params;
  return [
    { of: ['asset', 'price'], text: price(params, named) },
    ...phrase(['quantity'], quantity, (of) =>
      'fact' in of
        ? say('redeem.quantity', { fact: factTitle(of.fact) })
        : say('redeem.quantity.fixed', { quantity: of.value }),
    ),
    ...phrase(['whole'], whole, (up) => (up ? say('redeem.whole') : undefined)),
    ...phrase(['minimum'], minimum, (least) =>
      message('rules.refusal.minimum', { limit: quantityOf(least, measureIn(named, asset)) }),
    ),
    ...phrase(['unlock'], unlock, ({ fact, atLeast }) =>
      say('redeem.unlock', { fact: factTitle(fact), limit: inUnitOf(fact, atLeast, named) }),
    ),
    ...phrase(['times'], times, ({ max, used, window }) =>
      window
        ? say('redeem.times.window', { max, window: windowName(window), fact: factTitle(used.fact) })
        : say('redeem.times', { max, fact: factTitle(used.fact) }),
    ),
    ...phrase(['balance'], balance, ({ fact }) => say('redeem.balance', { fact: factTitle(fact) })),
    ...phrase(['loan'], loan, ({ max }) => say('redeem.loan', { limit: quantityOf(max, measureIn(named, asset)) })),
    ...phrase(['keeps'], keeps, (assets) => message('rules.explain.redeem.keeps', { assets: assets.map(assetWords) })),
    ...phrase(['benefits'], benefits, (who) => message(`rules.explain.redeem.benefits.${who}`)),
    ...phrase(['open'], open, opening),
    ...phrase(['season'], season, ({ from, to }) => message('rules.refusal.season', { from, to })),
    ...phrase(['until'], until, (day) => say('redeem.until', { until: day })),
    ...phrase(['refund'], refund, ({ within, share }) =>
      message('rules.explain.redeem.refund', { duration: durationName(within), percent: percentOf(share) }),
    ),
  ];
};

function price({ asset, price: of }: RedeemParams, named: Named): Message {
  const measure = measureIn(named, asset);
  if (!('fact' in of)) {
    return message('rules.explain.redeem.price', {
      per: of.per,
      of: message(`rules.priced.${of.of}`),
      amount: quantityOf(of.amount, measure),
    });
  }
  const bounds = [
    ...(of.min === undefined ? [] : [say('redeem.price.min', { limit: quantityOf(of.min, measure) })]),
    ...(of.max === undefined ? [] : [say('redeem.price.max', { limit: quantityOf(of.max, measure) })]),
  ];
  const params = { fact: factTitle(of.fact), of: message(`rules.priced.${of.of}`), asset: assetWords(asset) };
  return listed([say('redeem.price.fact', params), ...bounds]);
}

function opening({ weekdays, hours }: NonNullable<RedeemParams['open']>): Message | undefined {
  const parts = [
    ...(weekdays
      ? [message('rules.refusal.weekday', { weekdays: weekdays.map((day) => message(`rules.weekday.${day}`)) })]
      : []),
    ...(hours ? [message('rules.refusal.hours', { hours: hours.map(([from, to]) => `${from}-${to}`).join(' ') })] : []),
  ];
  return parts.length === 0 ? undefined : listed(parts);
}
