/** Scales and items that a layer adds, and what it asks where a service says nothing else. */
import { stepsOf } from '../../rating/ratings';
import type { Hand } from '../draft';
import type { Overlay } from '../overlay';
import { LANGUAGES } from './titles';

/** OVERLAY_TITLE_MISSING for a scale, a named step or an item that is new and that nobody named. */
export function applyRatings({ ratings, titles = {} }: Overlay, hand: Hand): void {
  if (!ratings) return;
  const { file } = hand.draft;
  const below = file.ratings ?? { scales: {}, items: [], ask: { scale: '' } };
  const scales = ratings.scales ?? {};
  const items = (ratings.items ?? []).filter((item) => !below.items.includes(item));
  file.ratings = {
    ...below,
    scales: { ...below.scales, ...scales },
    items: [...below.items, ...items],
    ask: ratings.ask ?? below.ask,
  };
  hand.sign('ratings', 'change', 'ratings', ratings.reason);
  const keys = [
    ...Object.entries(scales).flatMap(([name, scale]) => [
      `scale.${name}`,
      ...(scale.named ? stepsOf(scale).map((step) => `scale.${name}.${step}`) : []),
    ]),
    ...items.map((item) => `rated.${item}`),
  ];
  for (const language of LANGUAGES)
    for (const key of keys)
      if (titles[language]?.[key] === undefined)
        hand.problem('OVERLAY_TITLE_MISSING', `titles/${language}/${key}`, { key, language });
}
