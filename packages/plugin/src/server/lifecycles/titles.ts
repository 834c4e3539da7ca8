import { OVERALL } from '@sidan/lifecycle';
import { isSidanError } from '../errors';
import type { Reader } from '../reads/reader';
import type { Lifecycle } from './index';

/** A version for whoever only reads: one that is not to be had leaves the order to be shown without it. */
export function lifecycleIn(
  { sidan, q }: Pick<Reader, 'sidan' | 'q'>,
  regionCode: string,
  version: string | null | undefined,
): Promise<Lifecycle | undefined> {
  return version ? sidan.lifecycles.of(q, regionCode, version).catch(noneIfRefused) : Promise.resolve(undefined);
}

/** The lifecycle in force at a place, for whoever only reads: none where its layers do not fit. */
export const lifecycleNow = (
  { sidan, q }: Pick<Reader, 'sidan' | 'q'>,
  place: string,
): Promise<Lifecycle | undefined> => sidan.lifecycles.current(q, place, sidan.clock()).catch(noneIfRefused);

function noneIfRefused(error: unknown): undefined {
  if (!isSidanError(error)) throw error;
}

/** The words of a lifecycle by key (`state.waiting`, `done.dispatch`): those of its layers first, then the software's. */
export const titlesOf =
  ({ lang, say }: Pick<Reader, 'lang' | 'say'>, lifecycle: Lifecycle | undefined) =>
  (key: string): string =>
    lifecycle?.definition.titles[lang]?.[key] ?? say(`lifecycle.${key}`);

/** What an item of a rating is called: by the lifecycle's words, else as the county has written it; the whole by the event's own field. */
export function ratedName(title: (key: string) => string, item: string, event: string): string {
  if (item === OVERALL) return title(`field.${event}.score`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(item)) return item;
  const key = `rated.${item}`;
  const text = title(key);
  return text.endsWith(key) ? item : text;
}

/** What a step of a scale is called: by its word, else by its number. */
export const stepName = (
  title: (key: string) => string,
  { scale, named }: { scale: string; named?: boolean },
  value: number,
): string => (named ? title(`scale.${scale}.${value}`) : String(value));
