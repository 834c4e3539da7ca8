import { type Calendar, CHINA } from './calendar';
import type { Measurement } from './measured';
import { needsOf } from './needs';
import type { FactBook } from './source';
import { stretchOf } from './window';

/** Which rows of a source the measured facts needed for `names` look at. */
export interface Reach {
  /** What is measured; none: no row is needed. */
  readonly measurements: readonly Measurement[];
  /** Rows from this instant on are enough for an event at `at` or later; undefined when any may count. ISO 8601. */
  readonly from?: string;
}

export function reachOf(
  book: FactBook,
  names: Iterable<string>,
  source: string,
  at: string,
  calendar: Calendar = CHINA,
): Reach {
  const measurements = needsOf(book.facts, names)
    .measured.map(({ of }) => of)
    .filter((of) => of.source === source);
  const starts = measurements.map(
    ({ window }) => stretchOf(window, Date.parse(at), calendar, book.cycles).from ?? -Infinity,
  );
  const from = Math.min(...starts);
  return Number.isFinite(from) ? { measurements, from: new Date(from).toISOString() } : { measurements };
}
