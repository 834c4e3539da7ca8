/**
 * A text to be: a key and its params, in no language. Params may be texts themselves.
 */
export interface Message {
  /** Full key: `rules.explain.…`, or `packs.<pack>.…` for the texts of a pack. */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number | Message | readonly Message[]>>;
}

/** Finds the text of a full key in one language; undefined when there is none. */
export type Lookup = (key: string) => string | undefined;

export function message(key: string, params: Message['params'] = {}): Message {
  return { key, params };
}

/** A third of an hour is not read out to the twelfth decimal; what is counted is exact all the same. */
const DECIMALS_SHOWN = 4;

/** Joins the clauses of a list; its text is the separator of the language. */
const JOIN_KEY = 'rules.explain.join';

/**
 * Says a message in the language of `lookup`. Placeholders are `{{name}}`; a list is joined with the language's own
 * separator. A message whose text is missing says its param `fallback` if it has one, else its key: nothing is hidden.
 */
export function say(text: Message, lookup: Lookup): string {
  const template = lookup(text.key);
  if (template === undefined) {
    const fallback = text.params.fallback;
    return fallback === undefined ? text.key : sayParam(fallback, lookup);
  }
  let said = '';
  let rest = template;
  for (const [placeholder, name] of template.matchAll(/\{\{\s*([A-Za-z0-9]+)\s*\}\}/g)) {
    const at = rest.indexOf(placeholder);
    const value = Object.hasOwn(text.params, name!) ? text.params[name!] : undefined;
    const [before, after] = [rest.slice(0, at), rest.slice(at + placeholder.length)];
    const [words, left] =
      value === undefined ? [before + placeholder, after] : joined(before, sayParam(value, lookup), after);
    said += words;
    rest = left;
  }
  return said + rest;
}

const HAN_LAST = /\p{Script=Han}$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST_SPACE = /\p{Script=Han} $/u;
const HAN_FIRST_SPACE = /^ \p{Script=Han}/u;

/**
 * Between Chinese characters of a text and a number there is a space, and none between two of them: whether a value is one or the other is known only here. What
 * stands between two values stays as it is.
 * @param before of the text, from the value before this one
 * @returns that and the value, and what comes after
 */
function joined(before: string, value: string, after: string): [string, string] {
  let [left, right] = [before, after];
  if (HAN_LAST.test(before) && /^[-+]?\d/.test(value)) left += ' ';
  else if (HAN_LAST_SPACE.test(before) && HAN_FIRST.test(value)) left = before.slice(0, -1);
  if (HAN_FIRST.test(after) && /\d$/.test(value)) right = ` ${after}`;
  else if (HAN_FIRST_SPACE.test(after) && HAN_LAST.test(value)) right = after.slice(1);
  return [left + value, right];
}

function sayParam(value: Message['params'][string], lookup: Lookup): string {
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toFixed(DECIMALS_SHOWN)));
  if (typeof value === 'string') return value;
  if ('key' in value) return say(value as Message, lookup);
  return (value as readonly Message[]).map((item) => say(item, lookup)).join(lookup(JOIN_KEY) ?? ', ');
}
