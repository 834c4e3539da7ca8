import { OVERALL, STARS, type Definition } from '@sidan/lifecycle';
import type { OrderDetail } from '../../api/types';
import type { GivenForm } from '../commands/command';
import { sharesOf, weighted, type Shares } from '../effects/award/weigh';
import { ratedName, stepName } from '../lifecycles/titles';
import type { OrderRecords } from './orderRecords';
import { iso, type Reader } from './reader';

/** What the parties gave, and what that comes to by the weights of the rules, where there are several. */
export function ratingsOf(
  { ratings, decisions }: Pick<OrderRecords, 'ratings' | 'decisions'>,
  say: Reader['say'],
  lifecycle?: { definition: Definition; title: (key: string) => string },
): Pick<OrderDetail, 'ratings' | 'ratingMean'> {
  const given = ratings ?? [];
  // Of an order that was reopened each party's last word counts.
  const last = [...new Map(given.map((rating) => [rating.raterKind, rating])).values()].flatMap((rating) =>
    rating.score === null ? [] : [{ ...rating, score: rating.score }],
  );
  const equal = () => {
    const parties = last.filter(({ raterKind }) => raterKind !== 'followUp');
    return Object.fromEntries(parties.map(({ raterKind }) => [raterKind, 1 / parties.length]));
  };
  const shares: Shares = sharesOf([...(decisions ?? [])].reverse().map(({ outcome }) => outcome)) ?? equal();
  const counted = last.filter(({ raterKind }) => shares[raterKind] !== undefined);
  const isCounted = ({ raterKind, at }: { raterKind: string; at: string }) =>
    counted.some((one) => one.raterKind === raterKind && one.at === at);
  const mean = weighted(
    counted.map(({ raterKind, score }) => ({ kind: raterKind, score })),
    shares,
  );
  return {
    ratings: given.map(({ form, givenScore, ...rating }) => ({
      ...rating,
      ...(givenScore === null ? {} : { voidScore: givenScore }),
      ...marksOf(form, say, lifecycle),
      raterName: say(`collections.sidanRatings.raterKind.${rating.raterKind}`),
      comment: rating.comment ?? undefined,
      at: iso(rating.at)!,
      ...(counted.length > 1 && isCounted(rating) ? { share: Math.round(shares[rating.raterKind]! * 100) } : {}),
    })),
    ...(counted.length > 1 ? { ratingMean: Math.round(mean * 10) / 10 } : {}),
  };
}

/** The marks of a rating in words, on the scale on which they were given. */
function marksOf(
  form: GivenForm | null,
  say: Reader['say'],
  lifecycle: { definition: Definition; title: (key: string) => string } | undefined,
): { marks?: { name: string; text: string }[] } {
  if (!form?.marks.length) return {};
  const title = lifecycle?.title ?? ((key: string) => say(`lifecycle.${key}`));
  const { scale, from, to } = form;
  const known = lifecycle?.definition.ratings?.scales[scale];
  // The words are of the scale as it was: one that has changed since is told in numbers.
  const named = known?.named === true && known.from === from && known.to === to;
  const step = (value: number) =>
    scale === STARS || !named ? say('api.rating.step', { value, of: to }) : stepName(title, { scale, named }, value);
  return {
    marks: form.marks.map(({ item, value }) => ({
      name: item === OVERALL ? say('api.rating.overall') : ratedName(title, item, 'rate'),
      text: value === null ? say('api.rating.abstained') : step(value),
    })),
  };
}
