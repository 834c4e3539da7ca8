/** What people are asked when they rate: the scales that there are, what may be rated by them, and what is asked where a service says nothing else. */
import { checkKeys, isRecord, type Report } from '../problem';

/** Whole steps of equal height, the last one the best. */
export interface Scale {
  from: number;
  to: number;
  /** Each step has a word of its own (`scale.<name>.<step>` of the titles): satisfied, fair, dissatisfied. */
  named?: boolean;
}

export interface Ratings {
  scales: Readonly<Record<string, Scale>>;
  /** What has a name in the titles (`rated.<item>`). A service may ask for others, which are named as they are written. */
  items: readonly string[];
  /** Where neither the service nor its kind says anything. Without items the whole is rated, once. */
  ask: { scale: string; items?: readonly string[] };
}

/** What one rating is asked for: a scale and, where the parts are rated and not the whole, the parts. */
export interface RatingForm extends Scale {
  scale: string;
  items: readonly string[];
}

/** What a service, or its kind, says; empty where it leaves that to whoever stands above it. */
export interface RatingAsk {
  scale?: string | null;
  items?: readonly string[] | null;
}

export const STARS = 'stars';
/** The scale of every score that rules, means and assessments compare. */
export const STAR_SCALE: Scale = { from: 1, to: 5, named: true };
/** Nobody rates more of one service. */
export const RATED_ITEMS_MAX = 12;
export const RATED_NAME_MAX = 40;
const STEP_MAX = 100;
const NAMED_STEPS_MAX = 12;
const NAME = /^[a-z][A-Za-z0-9]{0,63}$/;

const PLAIN: Ratings = { scales: { [STARS]: STAR_SCALE }, items: [], ask: { scale: STARS } };

/**
 * The form by which an order is rated: scale and items each from the nearest of `asked` (the service, its kind) that says it and that this lifecycle knows, else
 * from the lifecycle; one that says nothing of ratings (`undefined`) asks for stars. Items are cleaned of blanks and repetitions, the first `RATED_ITEMS_MAX` count.
 */
export function ratingForm(ratings: Ratings = PLAIN, ...asked: readonly RatingAsk[]): RatingForm {
  const known = (name: string | null | undefined): name is string =>
    Boolean(name) && Object.hasOwn(ratings.scales, name!);
  const scale = [...asked.map((one) => one.scale), ratings.ask.scale].find(known) ?? STARS;
  const items = [...asked.map((one) => one.items), ratings.ask.items].map(clean).find(({ length }) => length > 0) ?? [];
  return { scale, ...(ratings.scales[scale] ?? STAR_SCALE), items };
}

function clean(items: unknown): string[] {
  if (!Array.isArray(items)) return [];
  const names = items.flatMap((item) => (typeof item === 'string' ? [item.trim().slice(0, RATED_NAME_MAX)] : []));
  return [...new Set(names)].filter(Boolean).slice(0, RATED_ITEMS_MAX);
}

/** The steps of a scale, from the least to the best. */
export const stepsOf = ({ from, to }: Scale): number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);

/** Checks `ratings` of a definition file. Codes: RATINGS_SHAPE, RATING_SCALE (steps that are none, or too many to name), RATING_UNKNOWN (asks for what is not there), KEY_UNKNOWN. */
export function checkRatings(ratings: unknown, report: Report): void {
  if (ratings === undefined) return;
  if (!isRecord(ratings) || !isRecord(ratings.scales) || !isNames(ratings.items) || !isRecord(ratings.ask))
    return report('RATINGS_SHAPE', 'ratings');
  checkKeys(ratings, ['scales', 'items', 'ask', 'description'], 'ratings', report);
  for (const [name, scale] of Object.entries(ratings.scales)) checkScale(name, scale, report);
  const { scale, items = [] } = ratings.ask;
  checkKeys(ratings.ask, ['scale', 'items'], 'ratings/ask', report);
  if (!isNames(items)) return report('RATINGS_SHAPE', 'ratings/ask/items');
  if (typeof scale !== 'string' || !Object.hasOwn(ratings.scales, scale))
    report('RATING_UNKNOWN', 'ratings/ask/scale', { name: String(scale) });
  const known = new Set(ratings.items);
  for (const item of items) if (!known.has(item)) report('RATING_UNKNOWN', 'ratings/ask/items', { name: item });
}

function checkScale(name: string, scale: unknown, report: Report): void {
  const path = `ratings/scales/${name}`;
  if (!NAME.test(name)) report('NAME_INVALID', path, { name });
  if (!isRecord(scale)) return report('RATING_SCALE', path, { name });
  checkKeys(scale, ['from', 'to', 'named'], path, report);
  const { from, to, named } = scale as Partial<Scale>;
  const sound =
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    from! >= 0 &&
    to! > from! &&
    to! <= STEP_MAX &&
    (named === undefined || (typeof named === 'boolean' && (!named || to! - from! < NAMED_STEPS_MAX)));
  if (!sound) report('RATING_SCALE', path, { name });
}

const isNames = (names: unknown): names is string[] =>
  Array.isArray(names) &&
  names.length <= RATED_ITEMS_MAX * 4 &&
  new Set(names).size === names.length &&
  names.every((name) => typeof name === 'string' && NAME.test(name));
