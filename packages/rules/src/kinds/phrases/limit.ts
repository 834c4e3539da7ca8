import { message, type Message } from '../../message';
import type { LimitParams, Overflow } from '../limit';
import { quantityWords } from '../../factWords';
import { enumerated, windowName } from '../words';
import { assetWords, factTitle, holderWords, measureIn, type Named, phrase, type Phrases, say } from './phrase';

export const limitPhrases: Phrases<LimitParams> = (params, named) => {
  const { asset, max, per, window, used, overflow } = params;
  return [
    { of: ['asset', 'to', 'of'], text: concerned(params, named) },
    {
      of: ['max', 'per', 'window'],
      text: message('rules.explain.limit.max', {
        per: message(`rules.per.${per}`),
        window: windowName(window),
        max: quantityWords(max, measureIn(named, asset).unit),
      }),
    },
    ...phrase(['used'], used, ({ fact }) => say('limit.used', { fact: factTitle(fact) })),
    ...phrase(['overflow'], overflow, (rest) => overflowWords(rest, named)),
  ];
};

function concerned({ asset, to, of }: LimitParams, named: Named): Message {
  const params = { holder: holderWords(to), asset: assetWords(asset) };
  if (!of) return say('limit.all', params);
  const rules = named.chosen(of);
  return rules.length > 0 ? say('limit.some', { ...params, rules: enumerated(rules) }) : say('limit.none', params);
}

function overflowWords(overflow: Overflow, named: Named): Message {
  if (overflow.do === 'drop') return say('limit.overflow.drop');
  if (overflow.do === 'donate') return say('limit.overflow.donate', { fund: named.code('funds', overflow.fund) });
  const into = overflow.asset === undefined ? undefined : assetWords(overflow.asset);
  const account = overflow.account === undefined ? undefined : named.code('accounts', overflow.account);
  if (into && account) return say('limit.overflow.move.both', { into, account });
  if (into) return say('limit.overflow.move.asset', { into });
  return account ? say('limit.overflow.move.account', { account }) : say('limit.overflow.move');
}
