/** A way in words: texts to be, in no language. */
import { conditionWords, factValue, message, type Message, type Naming } from '@sidan/rules/conditions';
import type { PlainFile } from '../definition/file';
import { localeKey } from '../overlay/titleKeys';
import type { PathStep } from './shortest';

/** Facts have their titles beside those of the definitions; a fact of the event is one of its fields. What has no name there is said as rules say it. */
const namingIn = (file: PlainFile, event: string): Naming => ({
  title: (fact) =>
    message(
      fact.startsWith('event.')
        ? localeKey(file.name, `field.${event}.${fact.slice('event.'.length)}`)
        : `lifecycle.fact.${fact}`,
      { fallback: fact },
    ),
  value: (fact, value) => message(`lifecycle.fact.${fact}.${value}`, { fallback: factValue(fact, value) }),
});

/** One line for each step: who does what, or which clock runs out; under which condition; where it leads. */
export function pathInWords(file: PlainFile, steps: readonly PathStep[]): Message[] {
  const named = (key: string) => message(localeKey(file.name, key), { fallback: key });
  return steps.map(({ event, by, guard, to }) => {
    const state = named(`state.${to}`);
    const line =
      by.length > 0
        ? message('lifecycle.path.event', {
            who: by.map((capacity) => message(`lifecycle.capacity.${capacity}`)),
            event: named(`event.${event}`),
            state,
          })
        : message('lifecycle.path.clock', { clock: named(`done.${event}`), state });
    return guard
      ? message('lifecycle.path.when', { line, condition: conditionWords(guard, namingIn(file, event)) })
      : line;
  });
}

/** The words of a county for keys of its definition, before those of the locales: for `say()`. */
export function lookupTitles(
  file: PlainFile,
  language: string,
  below: (key: string) => string | undefined,
): (key: string) => string | undefined {
  const own = new Map(
    Object.entries(file.titles?.[language] ?? {}).map(([key, text]) => [localeKey(file.name, key), text]),
  );
  return (key) => own.get(key) ?? below(key);
}
