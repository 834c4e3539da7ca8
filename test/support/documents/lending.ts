import { documentFiles, namedApart } from './install';

/** 杭州西湖, of which no published rule lends: with a loan, it is what a county could make of it. */
export const LENDS = '08-xihu-time-bank';
/** So much may be owed. */
export const LENT = 3;

interface RuleFile {
  conditions: { all: { fact: string; value: unknown }[] };
  event: { params: Record<string, unknown> };
}

/** The document's rule for who is helped, which lends; and one by which coins are given to a fund, without a look at the balance. */
export function lending(regionCode: string, suffix: string): Record<string, unknown> {
  const files = documentFiles(LENDS, regionCode);
  const helped = files['rules/redeem-helped.json'] as RuleFile;
  const { params } = helped.event;
  const purpose = (all: RuleFile['conditions']['all']) =>
    all.flatMap((one) => {
      if (one.fact === 'redemption.for') return [];
      return [one.fact === 'redemption.purpose' ? { ...one, value: 'donate' } : one];
    });
  const { balance: _unread, benefits: _whose, ...plain } = params;
  const gift = {
    ...helped,
    name: 'gift',
    conditions: { all: purpose(helped.conditions.all) },
    event: {
      ...helped.event,
      params: { ...plain, quantity: { fact: 'redemption.amount' }, price: { amount: 1, per: 1, of: 'unit' } },
    },
  };
  const texts = (lang: string, words: Record<string, string>) => ({
    ...(files[`locales/${lang}.json`] as object),
    ...words,
  });
  return {
    ...namedApart(LENDS, regionCode, suffix),
    'rules/redeem-helped.json': {
      ...helped,
      event: {
        ...helped.event,
        params: {
          ...params,
          quantity: { fact: 'redemption.minutes' },
          price: { amount: 1, per: 60, of: 'service' },
          loan: { max: LENT },
        },
      },
    },
    'rules/redeem-gift.json': gift,
    'locales/zh-CN.json': texts('zh-CN', { 'rule.gift.title': '捐赠时间', 'rule.gift.because': '捐给公益时间基金' }),
    'locales/en-US.json': texts('en-US', { 'rule.gift.title': 'A gift', 'rule.gift.because': 'given to a fund' }),
  };
}
