import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesUnder } from './files.mjs';
import { dist, repoRoot } from './places.mjs';

const isSource = (/** @type {string} */ name) => !/\.test\.[cm]?[jt]sx?$/.test(name) && !name.startsWith('.');

/**
 * A fingerprint of what a stage is made from: names and contents, not times, so that a fresh clone or a change of branch and back builds nothing anew.
 * @param {string[]} inputs files and folders
 */
export function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(input, isSource))) {
    hash.update(relative(repoRoot, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const stampOf = (/** @type {string} */ stage) => join(dist, '.stamps', stage);

/**
 * Whether a stage has to run: its inputs changed since it last succeeded, or what it made is gone.
 * @param {string} stage
 * @param {string} print
 * @param {string[]} outputs
 */
export function isStale(stage, print, outputs) {
  const stamp = stampOf(stage);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== print || outputs.some((output) => !existsSync(output));
}

/**
 * @param {string} stage
 * @param {string} print
 */
export function remember(stage, print) {
  mkdirSync(dirname(stampOf(stage)), { recursive: true });
  writeFileSync(stampOf(stage), print);
}
