/** What is said of something at two times, point by point, and what changed of it. */
import { message, type Message } from '../message';

/** One point: under a label, or a phrase that needs none. */
export interface Said {
  /** The same at both times for the same point. */
  readonly key: string;
  readonly label?: Message;
  /** Absent where nothing is read out, but for that it changed. */
  readonly value?: Message;
  /** What the words are of: they are compared by it. */
  readonly of: unknown;
}

/** The points that differ: those new or changed in the order in which they stand now, then those that are gone. */
export function changesOf(before: readonly Said[], after: readonly Said[]): Message[] {
  const was = new Map(before.map((said) => [said.key, said]));
  const is = new Set(after.map(({ key }) => key));
  return [
    ...after.flatMap((now) => {
      const old = was.get(now.key);
      if (!old) return [added(now)];
      return JSON.stringify(old.of) === JSON.stringify(now.of) ? [] : [changed(old, now)];
    }),
    ...before.filter(({ key }) => !is.has(key)).map(gone),
  ];
}

/** A point as it stands. */
export function stated({ label, value }: Said): Message[] {
  if (!value) return [];
  return [label ? message('rules.diff.param.added', { path: label, after: value }) : value];
}

function added(said: Said): Message {
  return stated(said)[0] ?? adjusted(said);
}

function gone(said: Said): Message {
  const { label, value } = said;
  if (!value) return adjusted(said);
  return label
    ? message('rules.diff.param.removed', { path: label, before: value })
    : message('rules.diff.phrase.removed', { before: value });
}

function changed(old: Said, now: Said): Message {
  const [before, after] = [old.value, now.value];
  // What reads the same, though it is not, is not said twice.
  if (JSON.stringify(before) === JSON.stringify(after)) return adjusted(now);
  if (!before) return added(now);
  if (!after) return gone(old);
  return now.label
    ? message('rules.diff.param.changed', { path: now.label, before, after })
    : message('rules.diff.phrase.changed', { before, after });
}

function adjusted({ key, label }: Said): Message {
  return message('rules.diff.adjusted', { path: label ?? message(`rules.param.${key}`, { fallback: key }) });
}
