import { factValue } from '../../factWords';
import { message, type Message } from '../../message';
import type { ScoreMethod, ScoreParams } from '../score';
import { cardTitle, enumerated, itemTitle } from '../words';
import { factTitle, inUnitOf, listed, type Named, percentOf, phrase, type Phrases, say } from './phrase';

export const scorePhrases: Phrases<ScoreParams> = ({ card, item, method, weight, floor, cap }, named) => [
  { of: ['card', 'item'], text: say('score.place', { card: cardTitle(card), item: itemTitle(card, item) }) },
  { of: ['method'], text: methodWords(method, named) },
  ...phrase(['weight'], weight, (times) => message('rules.explain.score.weight', { weight: times })),
  ...phrase(['floor'], floor, (limit) => say('score.floor', { limit })),
  ...phrase(['cap'], cap, (limit) => say('score.cap', { limit })),
];

const pointsWords = (points: number): Message =>
  say(points < 0 ? 'score.deducted' : 'score.points', { points: Math.abs(points) });

function methodWords(method: ScoreMethod, named: Named): Message {
  if ('constant' in method) return pointsWords(method.constant);
  if ('bands' in method) {
    const { fact, steps } = method.bands;
    const rows = steps.map(({ from, points }) =>
      say('score.band', { from: inUnitOf(fact, from, named), points: pointsWords(points) }),
    );
    return say('score.bands', { fact: factTitle(fact), rows: listed(rows) });
  }
  if ('each' in method) return each(method.each, named);
  if ('ratio' in method) return ratio(method.ratio);
  if ('range' in method) {
    const { fact, min, max, deduct } = method.range;
    return say(deduct ? 'score.range.deduct' : 'score.range', { fact: factTitle(fact), min, max });
  }
  if ('parts' in method) return parts(method.parts);
  const { fact, points, rest } = method.rank;
  const rows = points.map((given, index) => say('score.place.nth', { place: index + 1, points: pointsWords(given) }));
  const others = rest === undefined ? [] : [say('score.place.rest', { points: pointsWords(rest) })];
  return say('score.rank', { fact: factTitle(fact), rows: listed([...rows, ...others]) });
}

type Of<K extends string> =
  Extract<ScoreMethod, Readonly<Record<K, unknown>>> extends Readonly<Record<K, infer T>> ? T : never;

function each({ fact, per, points, upTo, partial }: Of<'each'>, named: Named): Message {
  const text = say(`score.each${points < 0 ? '.deduct' : ''}${partial ? '.partial' : ''}`, {
    fact: factTitle(fact),
    per: inUnitOf(fact, per, named),
    points: Math.abs(points),
  });
  if (upTo === undefined) return text;
  return listed([text, say(points < 0 ? 'score.upTo.deduct' : 'score.upTo', { limit: upTo })]);
}

function ratio(spec: Of<'ratio'>): Message {
  const { fact, of } = spec;
  const rows =
    'byCount' in spec
      ? spec.byCount.map((share, index) =>
          say(index === spec.byCount.length - 1 ? 'score.share.from' : 'score.share.count', {
            count: index,
            percent: percentOf(share),
          }),
        )
      : Object.entries(spec.table).map(([value, share]) =>
          say('score.share.value', { value: factValue(fact, value), percent: percentOf(share) }),
        );
  return say('score.ratio', { fact: factTitle(fact), of, rows: listed(rows) });
}

function parts({ of, abstain, factor }: Of<'parts'>): Message {
  const rows = of.map(({ fact, weight }) => say('score.part', { fact: factTitle(fact), weight }));
  const times = factor === undefined || factor === 1 ? [] : [say('score.parts.factor', { factor })];
  return listed([say('score.parts', { rows: enumerated(rows) }), ...times, say(`score.abstain.${abstain}`)]);
}
