import { Problem } from './problem.mjs';

/** The oldest Node that the bundler runs on. */
const oldest = [20, 19];

/**
 * @param {string} version e.g. `20.20.2`
 * @throws Problem `node`
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new Problem('node', { version, oldest: oldest.join('.') });
}
