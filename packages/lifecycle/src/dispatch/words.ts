/** What is known of a candidate, in words. */
import { message, type FactValue, type Facts, type Message } from '@sidan/rules/conditions';
import type { Lacking } from './facts';
import { brief, daysWords, hoursWords, percentOf, spanWords } from './figures';

type Say = (value: NonNullable<FactValue>) => Message | undefined;

const flag =
  (yes: string, no?: string): Say =>
  (value) => {
    const key = value === true ? yes : no;
    return key === undefined ? undefined : message(key);
  };
/** A number, said by `as`: by itself as `brief` has it, or a time in the unit that fits. */
const figure =
  (key: string, as: (value: number) => number | Message = brief, min = 0): Say =>
  (value) =>
    typeof value === 'number' && value >= min ? message(key, { value: as(value) }) : undefined;
const count = (key: string): Say => figure(key, brief, 1);

/** In the order in which they are said. */
const KNOWN: Readonly<Record<string, Say>> = {
  'team.suspended': flag('lifecycle.dispatch.known.suspended'),
  'team.absent': flag('lifecycle.dispatch.known.absent'),
  'team.sameCategory': flag('lifecycle.dispatch.known.sameCategory', 'lifecycle.dispatch.known.otherCategory'),
  'team.sameTown': flag('lifecycle.dispatch.known.sameTown'),
  'team.distanceKm': figure('lifecycle.dispatch.known.distanceKm'),
  'team.qualificationsMissing': count('lifecycle.dispatch.known.qualificationsMissing'),
  'team.skillsMissing': count('lifecycle.dispatch.known.skillsMissing'),
  'team.peopleShort': count('lifecycle.dispatch.known.peopleShort'),
  'team.timeConflict': flag('lifecycle.dispatch.known.timeConflict'),
  'team.loadShare': figure('lifecycle.dispatch.known.loadShare', percentOf),
  'team.monthLoad': figure('lifecycle.dispatch.known.monthLoad', hoursWords),
  'team.ratingYear': figure('lifecycle.dispatch.known.ratingYear'),
  'team.answerMinutes': figure('lifecycle.dispatch.known.answerMinutes', spanWords),
  'team.acceptShare': figure('lifecycle.dispatch.known.acceptShare', percentOf),
  'team.daysSinceAsked': figure('lifecycle.dispatch.known.daysSinceAsked', daysWords),
};

/** What is lacking, by name. */
function named(key: string, [first, ...others]: readonly string[] = []): Message | undefined {
  if (first === undefined) return undefined;
  const names = others.reduce<string | Message>(
    (before, next) => message('lifecycle.dispatch.known.list', { before, next }),
    first,
  );
  return message(key, { names });
}

/** One message for each fact that is there and says something; what is lacking is named where that is known, else counted. */
export function factsInWords(facts: Facts, lacking: Partial<Lacking> = {}): Message[] {
  const byName: Readonly<Record<string, Message | undefined>> = {
    'team.qualificationsMissing': named('lifecycle.dispatch.known.qualificationsLacking', lacking.qualifications),
    'team.skillsMissing': named('lifecycle.dispatch.known.skillsLacking', lacking.skills),
  };
  return Object.entries(KNOWN).flatMap(([name, say]) => {
    const told = byName[name];
    if (told) return told;
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return value === undefined || value === null ? [] : (say(value) ?? []);
  });
}
