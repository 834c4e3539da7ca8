import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

/** The file that marks a data folder as ours and keeps its secrets, readable by its owner only. */
export const settingsFile = 'sidan.json';

/**
 * @typedef {object} Settings
 * @property {1} sidan format of this file
 * @property {string} appKey NocoBase's APP_KEY: signs sessions; personal data are sealed with keys derived from the host's secrets
 * @property {string} databasePassword of the embedded PostgreSQL
 * @property {number} [databasePort] of the embedded PostgreSQL
 * @property {string} [databaseFolder] where it is when it cannot be in the data folder
 * @property {{ email: string, username: string, nickname: string, password: string }} admin
 * @property {string} demoPassword shared by the accounts of the demo county
 * @property {boolean} [demo] true once the demo county is seeded
 * @property {string} [ready] what was installed when a start last succeeded; the next start of the same need not look for upgrades
 */

/** No letters or digits that are mistaken for one another when read aloud or copied from paper. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** @param {number} length */
export function makePassword(length) {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/**
 * Reads the settings of a data folder, or makes them once. `INIT_ROOT_*` and `APP_KEY` of the environment are taken over when they are made.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @throws Problem `settings` when the file cannot be read as ours
 */
export function openSettings(folder, env) {
  const file = join(folder, settingsFile);
  const settings = existsSync(file) ? read(file) : initial(env);
  const save = () => {
    // Renamed into place: a crash must not leave half of the only copy of the keys.
    writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  if (!existsSync(file)) save();
  return { settings, save };
}

/** @param {string} file @returns {Settings} */
function read(file) {
  try {
    const settings = JSON.parse(readFileSync(file, 'utf8'));
    if (settings.sidan === 1) return settings;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Problem('settings', { file });
}

/** @param {NodeJS.ProcessEnv} env @returns {Settings} */
function initial(env) {
  return {
    sidan: 1,
    appKey: env.APP_KEY ?? randomBytes(32).toString('hex'),
    databasePassword: makePassword(24),
    admin: {
      email: env.INIT_ROOT_EMAIL ?? 'admin@sidan.local',
      username: env.INIT_ROOT_USERNAME ?? 'admin',
      nickname: env.INIT_ROOT_NICKNAME ?? 'Admin',
      password: env.INIT_ROOT_PASSWORD ?? makePassword(12),
    },
    demoPassword: makePassword(8),
  };
}
