import { ARCHIVE_LIMITS } from './limits';

/** Letters of any language, digits, `._-` and spaces inside; no dot or hyphen first, no dot or space last. */
const SEGMENT = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._ -]*[\p{L}\p{N}_-])?$/u;

/**
 * Whether a path may be in an archive: relative, below the pack, and the same on every file system. No `..`, no drive, no
 * backslash, no hidden file, no characters that look alike in another normal form.
 */
export function isSafePath(path: string): boolean {
  if (path.length > ARCHIVE_LIMITS.pathLengthMax || path !== path.normalize('NFC')) return false;
  const segments = path.split('/');
  return segments.length <= ARCHIVE_LIMITS.pathDepthMax && segments.every((segment) => SEGMENT.test(segment));
}

/** Orders paths by code unit, whatever the language of the machine. */
export function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
