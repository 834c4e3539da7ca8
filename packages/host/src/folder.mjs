import { existsSync, mkdirSync, readdirSync, rmSync, statSync, statfsSync, accessSync, constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from './problem.mjs';
import { openSettings, settingsFile } from './settings.mjs';

/** A fresh county with its demo data takes 0.4 GB; installing packages another 1.5 GB. */
const neededGb = { run: 1, install: 3 };

/** Names that may lie in a folder of ours besides the settings: what an interrupted first start leaves. */
const harmless = (/** @type {string} */ name) => name === '.DS_Store' || /^lock(\.|$)/.test(name);

/**
 * Makes the data folder or checks that it is ours, before anything is written into it.
 * @param {string} folder
 * @throws Problem `foreign`, `notFolder`, `notWritable`
 */
export function openFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new Problem('notFolder', { folder });
    if (code === 'ENOSPC') throw new Problem('disk', { folder, free: '0', needed: neededGb.run });
    throw new Problem('notWritable', { folder });
  }
  const names = readdirSync(folder).filter((name) => !harmless(name));
  if (names.length > 0 && !existsSync(join(folder, settingsFile))) throw new Problem('foreign', { folder });
}

/**
 * Empties a data folder that `openFolder` found to be ours. The settings, which mark it as ours, go last: an interrupted reset can be repeated.
 * @param {string} folder
 */
export function resetFolder(folder) {
  const outside = databaseOutside(folder);
  if (outside) rmSync(outside, { recursive: true, force: true });
  const names = readdirSync(folder).filter((name) => name !== settingsFile && !harmless(name));
  for (const name of [...names, settingsFile]) rmSync(join(folder, name), { recursive: true, force: true });
}

/**
 * @param {string} folder may not exist yet
 * @param {'run' | 'install'} purpose
 * @throws Problem `disk`
 */
export function checkDisk(folder, purpose) {
  let existing = folder;
  while (!existsSync(existing) || !statSync(existing).isDirectory()) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  const freeGb = (bavail * bsize) / 2 ** 30;
  if (freeGb < neededGb[purpose])
    throw new Problem('disk', { folder, free: freeGb.toFixed(1), needed: neededGb[purpose] });
}

/**
 * Where the database is when it could not be in the data folder. Damaged settings do not stand in the way of a reset.
 * @param {string} folder
 */
function databaseOutside(folder) {
  try {
    return existsSync(join(folder, settingsFile)) ? openSettings(folder, {}).settings.databaseFolder : undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
