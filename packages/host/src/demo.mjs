import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInside } from './command.mjs';
import { demoCounty } from './places.mjs';
import { Problem } from './problem.mjs';
import { language } from './texts.mjs';

/** @typedef {{ username: string, name: string, title: string, titleEn: string }} Account */

/** Whether there is a demo county to seed. */
export const hasDemo = () => existsSync(join(demoCounty, 'county.json'));

/**
 * Lets the running plugin make the demo county by its own actions. The plugin may be asked again after an interruption: it goes on where it was.
 * @param {string} socket of the running NocoBase
 * @param {string} password for the demo accounts
 * @param {string} log
 * @throws Problem `demo`
 */
export async function seedDemo(socket, password, log) {
  const answer = await runInside(socket, ['sidan:demo', '--from', demoCounty, '--password', password]);
  if (answer.type !== 'success') throw new Problem('demo', { reason: answer.message ?? answer.type, log });
}

/** @returns {{ username: string, title: string }[]} the demo accounts, titled in the language of the terminal */
export function demoAccounts() {
  const file = join(demoCounty, 'accounts.json');
  if (!existsSync(file)) return [];
  /** @type {Account[]} */
  const accounts = JSON.parse(readFileSync(file, 'utf8'));
  return accounts.map(({ username, name, title, titleEn }) => ({
    username,
    title: language() === 'zh-CN' ? `${title} ${name}` : `${titleEn}, ${name}`,
  }));
}
