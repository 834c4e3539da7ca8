import { factValue, quantityWords } from '../../factWords';
import { message, type Message } from '../../message';
import type { AwardParams, Coefficient, Tiers } from '../award';
import { expiryWords, redeemableWords, unitName } from '../words';
import {
  assetWords,
  factTitle,
  holderWords,
  inUnitOf,
  listed,
  measureIn,
  type Named,
  phrase,
  type Phrases,
  say,
} from './phrase';

export const awardPhrases: Phrases<AwardParams> = (params, named) => {
  const { asset, to, rounding, coefficient, step, min, max, expires, redeemable } = params;
  const measure = measureIn(named, asset);
  const unit = unitName(measure.unit);
  return [
    ...phrase(['to', 'asset'], to, () => say('award.to', { holder: holderWords(to), asset: assetWords(asset) })),
    { of: ['quantity', 'per', 'amount', 'partial', 'tiers'], text: rate(params, named) },
    ...phrase(['coefficient'], coefficient, (all) => listed(all.map((one) => factor(one, named)))),
    ...phrase(['rounding'], rounding, () => say(`rounding.${rounding}`)),
    ...phrase(['step'], step, (size) => say('award.step', { step: quantityWords(size, measure.unit) })),
    ...phrase(['min'], min, (limit) => message('rules.explain.award.min', { limit, asset: unit })),
    ...phrase(['max'], max, (limit) => message('rules.explain.award.max', { limit, asset: unit })),
    ...phrase(['redeemable'], redeemable, redeemableWords),
    ...phrase(['expires'], expires, expiryWords),
  ];
};

function rate({ asset, quantity, per = 1, amount = 1, partial, tiers }: AwardParams, named: Named): Message {
  const measure = measureIn(named, asset);
  if (tiers) return tiered(tiers, quantity, asset, named);
  const worth = quantityWords(amount, measure.unit);
  if ('value' in quantity) {
    return quantity.value === per
      ? say('award.each', { amount: worth })
      : say('award.fixed', { quantity: quantity.value, per, amount: worth });
  }
  const { fact } = quantity;
  const params = { fact: factTitle(fact), per: inUnitOf(fact, per, named), amount: worth };
  return say(partial ? 'award.rate.partial' : 'award.rate', params);
}

function tiered({ over, steps }: Tiers, quantity: AwardParams['quantity'], asset: string, named: Named): Message {
  const measure = measureIn(named, asset);
  const unit = 'fact' in quantity ? named.catalogue.facts.get(quantity.fact)?.unit : undefined;
  const tiers = steps.map(({ upTo, per, amount }, index) => {
    const from = steps[index - 1]?.upTo ?? 0;
    const params = {
      from: quantityWords(from, unit),
      per: quantityWords(per, unit),
      amount: quantityWords(amount, measure.unit),
    };
    return upTo === undefined
      ? say('award.tier.last', params)
      : say('award.tier', { ...params, upTo: quantityWords(upTo, unit) });
  });
  const counted = 'fact' in quantity ? factTitle(quantity.fact) : quantityWords(quantity.value, unit);
  return say('award.tiers', { quantity: counted, over: factTitle(over.fact), tiers: listed(tiers) });
}

function factor({ fact, table, bands, default: otherwise }: Coefficient, named: Named): Message {
  const byValue = Object.entries(table ?? {}).map(([value, factor]) =>
    say('award.factor.value', { value: factValue(fact, booleanOf(value, fact, named)), factor }),
  );
  const byBand = (bands ?? []).map(({ from, factor }) =>
    say('award.factor.from', { from: inUnitOf(fact, from, named), factor }),
  );
  const rest = otherwise === undefined ? [] : [say('award.factor.rest', { factor: otherwise })];
  return say('award.factor', { fact: factTitle(fact), rows: listed([...byValue, ...byBand, ...rest]) });
}

/** Names in tables are texts, whatever the fact is. */
function booleanOf(value: string, fact: string, { catalogue }: Named): unknown {
  return catalogue.facts.get(fact)?.type === 'boolean' ? value === 'true' : value;
}
