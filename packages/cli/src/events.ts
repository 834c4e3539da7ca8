/** Past events for a simulation: a file with one JSON object a line. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { instantText, isMoment, localMoment, type SimulatedEvent, type Standing } from '@sidan/rules';
import { EXIT, Failure } from './exit';
import { unreadable } from './folder';
import { isObject } from './values';

/** @throws Failure when the file cannot be read, a line is no event, or one that stands somewhere comes after a later one */
export async function feed(path: string, take: (event: SimulatedEvent, done: number) => void): Promise<void> {
  let line = 0;
  let done = 0;
  let latest = -Infinity;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (;;) {
    const next = await lines.next().catch((error: unknown) => {
      throw unreadable(error, path);
    });
    if (next.done) return;
    line += 1;
    if (next.value.trim() === '') continue;
    const event = eventOf(next.value);
    if (!event) throw new Failure(EXIT.io, 'cli.error.event', { path, line });
    if (event.standing) {
      // What was booked before is counted as it comes.
      const instant = Date.parse(event.standing.at);
      if (instant < latest) throw new Failure(EXIT.io, 'cli.error.eventOrder', { path, line });
      latest = instant;
    }
    done += 1;
    take(event, done);
  }
}

function eventOf(text: string): SimulatedEvent | undefined {
  try {
    const read: unknown = JSON.parse(text);
    if (!isObject(read)) return undefined;
    const { id, person, at, facts } = read;
    if (typeof id !== 'string' || typeof person !== 'string' || !isMoment(at) || !isObject(facts)) return undefined;
    const standing = standingOf(read, person, at, facts['subject.kind']);
    if (standing === 'wrong') return undefined;
    // With a zone it may be another day for the county.
    return {
      id,
      person,
      at: localMoment(at),
      facts: facts as SimulatedEvent['facts'],
      ...(standing ? { standing } : {}),
    };
  } catch {
    return undefined;
  }
}

const LEVELS = ['person', 'household', 'team', 'site', 'town', 'county', 'class'] as const;

/**
 * Where an event stands, of the line's `subject` (ids by level) and `event` (the order): with it what accounts were given before is counted on each side
 * as its own rules gave it. `person` is the subject at the level that `subject.kind` says.
 */
function standingOf(
  { subject, event }: Readonly<Record<string, unknown>>,
  person: string,
  at: string,
  kind: unknown,
): Standing | 'wrong' | undefined {
  if (event !== undefined && typeof event !== 'string') return 'wrong';
  if (subject === undefined) return undefined;
  if (!isObject(subject)) return 'wrong';
  const known = Object.entries(subject).every(
    ([level, id]) => LEVELS.some((one) => one === level) && typeof id === 'string',
  );
  if (!known) return 'wrong';
  const own = LEVELS.find((level) => level === kind) ?? 'person';
  return {
    at: instantText(at),
    subject: { [own]: person, ...subject },
    ...(event === undefined ? {} : { event }),
  };
}
