/**
 * From bytes to JSON, stricter than `JSON.parse`: a key that comes twice in one object is refused, because the first would be lost
 * without a word, and so is what is not UTF-8.
 */
import { LIMITS } from '../limits';
import { problem, type Problem } from '../problem';

export interface Parsed {
  /** By path; null for files that are not JSON (README, LICENSE). */
  readonly files: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Parses the files of a pack; all problems at once. */
export function parseFiles(bytes: ReadonlyMap<string, Uint8Array>): Parsed {
  const files: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [path, content] of bytes) {
    if (!path.endsWith('.json')) {
      put(files, path, null);
      continue;
    }
    const parsed = parseJson(content, path);
    if ('problem' in parsed) problems.push(parsed.problem);
    else put(files, path, parsed.value);
  }
  return { files, problems };
}

/** Own, whatever the name: `__proto__` is a file like any other here, for the guard to refuse. */
function put(files: Record<string, unknown>, path: string, value: unknown): void {
  Object.defineProperty(files, path, { value, enumerable: true, configurable: true, writable: true });
}

export function parseJson(
  bytes: Uint8Array,
  file: string,
): { readonly value: unknown } | { readonly problem: Problem } {
  if (bytes.length > LIMITS.fileBytesMax) {
    return { problem: problem('FILE_BYTES_TOO_MANY', file, '', { max: LIMITS.fileBytesMax }) };
  }
  let text: string;
  try {
    // A byte order mark is dropped: editors on Windows write one.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: problem('FILE_ENCODING', file, '', {}) };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: problem('JSON_SYNTAX', file, '', placeOf(error, text)) };
  }
  const twice = keyTwice(text);
  return twice === undefined
    ? { value }
    : { problem: problem('JSON_KEY_TWICE', file, '', { key: twice.key, line: lineOf(text, twice.at).line }) };
}

function placeOf(error: unknown, text: string): { line: number; column: number } {
  const at = /position (\d+)/.exec(String(error))?.[1];
  return lineOf(text, at === undefined ? text.length : Number(at));
}

function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The first key that an object of sound JSON has twice. One pass, no recursion. */
function keyTwice(text: string): { key: string; at: number } | undefined {
  const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]]/g;
  const open: (Set<string> | undefined)[] = [];
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [token] = match;
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else {
      const keys = open.at(-1);
      if (keys === undefined || !isFollowedByColon(text, TOKEN.lastIndex)) continue;
      const key = JSON.parse(token) as string;
      if (keys.has(key)) return { key: key.slice(0, 100), at: match.index };
      keys.add(key);
    }
  }
  return undefined;
}

function isFollowedByColon(text: string, from: number): boolean {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
