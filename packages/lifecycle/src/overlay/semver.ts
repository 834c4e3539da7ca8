/** As much of semantic versioning as overlays need: `^2`, `^2.1.3`, `~2.1` or an exact version. */
const RANGE = /^([\^~]?)(\d+)(?:\.(\d+))?(?:\.(\d+))?$/;

export const isRange = (text: unknown): text is string => typeof text === 'string' && RANGE.test(text);

/** Whether `version` (what stands behind a `+` aside) lies in `range`. A part that the range leaves out may be anything. */
export function inRange(version: string, range: string): boolean {
  const wanted = RANGE.exec(range);
  const given = /^(\d+)\.(\d+)\.(\d+)(\+|$)/.exec(version);
  if (!wanted || !given) return false;
  const [, sign = ''] = wanted;
  const asked = wanted.slice(2, 5).map((part) => (part === undefined ? undefined : Number(part)));
  const has = given.slice(1, 4).map(Number);
  // How many of the parts must be equal; what follows may be greater.
  const fixed = sign === '^' ? (asked[0] === 0 ? 2 : 1) : sign === '~' ? 2 : 3;
  for (const [i, part] of asked.entries()) {
    if (part === undefined) return true;
    if (i < fixed ? has[i] !== part : has[i]! < part) return false;
    if (i >= fixed && has[i]! > part) return true;
  }
  return true;
}
