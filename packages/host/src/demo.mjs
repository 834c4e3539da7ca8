import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInside } from './command.mjs';
import { demoCounty } from './places.mjs';
import { Problem } from './problem.mjs';
import { language } from './texts.mjs';

/** @typedef {{ username: string, name: string, title: string, titleEn: string, password: string }} Account */

/** Whether there is a demo county to seed. */
export const hasDemo = () => existsSync(join(demoCounty, 'county.json'));

/** The plugin says `demo: orders: 300 of 1200 commands` from time to time. */
const progressLine = /^demo: orders: (\d+) of (\d+)/;

/**
 * Lets the running plugin make the demo county by its own commands. Asked again after an interruption it goes on where it was.
 * @param {object} how
 * @param {string} how.socket of the running NocoBase
 * @param {string} how.password for the demo accounts
 * @param {number} how.scale factor on stations, teams and people
 * @param {number | undefined} how.orders how many orders, by default as many as its description says
 * @param {string} how.log where NocoBase prints
 * @param {(what: string) => void} note receives how far it is
 * @throws Problem `demo`
 */
export async function seedDemo({ socket, password, scale, orders, log }, note) {
  const timer = setInterval(() => {
    const last = readFileSync(log, 'utf8')
      .split('\n')
      .reverse()
      .find((line) => progressLine.test(line));
    if (last) note(last.replace(/^.*?(\d+) of (\d+).*$/, '$1/$2'));
  }, 500);
  try {
    const answer = await runInside(socket, [
      'sidan:demo',
      '--from',
      demoCounty,
      '--password',
      password,
      '--scale',
      String(scale),
      ...(orders === undefined ? [] : ['--orders', String(orders)]),
    ]);
    if (answer.type !== 'success') throw new Problem('demo', { reason: answer.message ?? answer.type, log });
  } finally {
    clearInterval(timer);
  }
}

/**
 * The demo accounts as the plugin wrote them down, titled in the language of the terminal.
 * @param {string} data
 * @returns {{ username: string, title: string, password: string }[]}
 */
export function demoAccounts(data) {
  const file = join(data, 'storage', 'sidan-demo', 'accounts.json');
  if (!existsSync(file)) return [];
  /** @type {Account[]} */
  const accounts = JSON.parse(readFileSync(file, 'utf8'));
  return accounts.map(({ username, name, title, titleEn, password }) => ({
    username,
    password,
    title: language() === 'zh-CN' ? `${title} ${name}` : `${titleEn}, ${name}`,
  }));
}
