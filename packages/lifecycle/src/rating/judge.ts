/** What a rating comes to: checked against what was asked, and made comparable. */
import { isRecord, type Problem } from '../problem';
import { RATED_ITEMS_MAX, RATED_NAME_MAX, STAR_SCALE, type RatingForm, type Scale } from './ratings';

/** Instead of a score: whoever was asked cannot judge. */
export const ABSTAIN = 'abstain';
/** The one mark of a rating that asks for no parts. */
export const OVERALL = 'overall';

export interface Mark {
  item: string;
  /** A step of the scale; null: could not be judged. */
  value: number | null;
}

export type Judged =
  /** `score`: 1 to 5, null for an abstention. `marks` as they were given, in the order of the form; none where only stars for the whole were. */
  { ok: true; score: number | null; marks: Mark[] } | { ok: false; problems: Problem[] };

/** Whether a value may be a rating at all: whole stars, an abstention, or marks by item. Whether it fits what was asked is for `judge()`. */
export function isScore(value: unknown): boolean {
  if (value === ABSTAIN || onScale(STAR_SCALE, value)) return true;
  if (!isRecord(value)) return false;
  const marks = Object.entries(value);
  return (
    marks.length > 0 &&
    marks.length <= RATED_ITEMS_MAX &&
    marks.every(
      ([item, mark]) => item !== '' && item.length <= RATED_NAME_MAX && (mark === null || Number.isSafeInteger(mark)),
    )
  );
}

/**
 * A rating by its form. Every item is marked, or said not to be judged (null); who judges none abstains, as who says so (`ABSTAIN`). Plain stars are for forms that
 * ask for stars for the whole; on any other scale the whole is the item `OVERALL`.
 *
 * Problems, all at once, `path` is `score` or `score.<item>`: FIELD_REQUIRED (not marked), FIELD_KIND (no step of the scale), FIELD_UNKNOWN (not asked for).
 */
export function judge(form: RatingForm, given: unknown): Judged {
  const items = form.items.length > 0 ? form.items : [OVERALL];
  if (given === ABSTAIN) return { ok: true, score: null, marks: [] };
  if (!isRecord(given)) return plain(form, items, given);
  const problems: Problem[] = [];
  for (const item of items) {
    const mark = Object.hasOwn(given, item) ? given[item] : undefined;
    if (mark === undefined) problems.push(problem('FIELD_REQUIRED', item));
    else if (mark !== null && !onScale(form, mark)) problems.push(problem('FIELD_KIND', item));
  }
  for (const item of Object.keys(given)) if (!items.includes(item)) problems.push(problem('FIELD_UNKNOWN', item));
  if (problems.length > 0) return { ok: false, problems };
  const marks = items.map((item): Mark => ({ item, value: given[item] as number | null }));
  return { ok: true, score: scoreOf(form, marks), marks };
}

function plain(form: RatingForm, items: readonly string[], given: unknown): Judged {
  const stars = form.items.length === 0 && form.from === STAR_SCALE.from && form.to === STAR_SCALE.to;
  if (stars && onScale(form, given)) return { ok: true, score: given as number, marks: [] };
  if (stars || !onScale(STAR_SCALE, given))
    return { ok: false, problems: [{ code: 'FIELD_KIND', path: 'score', params: { field: 'score' } }] };
  return { ok: false, problems: items.map((item) => problem('FIELD_REQUIRED', item)) };
}

const problem = (code: string, item: string): Problem => ({ code, path: `score.${item}`, params: { item } });

const onScale = ({ from, to }: Scale, value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

/**
 * The comparable score, 1 to 5: the mean of the marks that were given, each item alike, stretched so that the least of the scale is 1 and the best 5, rounded to a
 * whole number, halves up: 1 + 4 × (mean − from) / (to − from). Counted in whole numbers, so that a half is a half. Null where nothing was judged.
 */
export function scoreOf({ from, to }: Scale, marks: readonly Mark[]): number | null {
  const given = marks.flatMap(({ value }) => (value === null ? [] : [value - from]));
  if (given.length === 0) return null;
  const best = (to - from) * given.length;
  const sum = given.reduce((total, value) => total + value, 0);
  return 1 + Math.floor((8 * sum + best) / (2 * best));
}
