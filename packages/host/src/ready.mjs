import { networkInterfaces } from 'node:os';
import { text } from './texts.mjs';

/** The first address of this machine that a phone in the same network can reach. */
function lanAddress() {
  return Object.values(networkInterfaces())
    .flat()
    .find((one) => one && one.family === 'IPv4' && !one.internal && !one.address.startsWith('169.254.'))?.address;
}

/** Width on a terminal: a Chinese character takes two columns. @param {string} word */
const width = (word) => [...word].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(char) ? 2 : 1), 0);

/** Columns aligned; the last is left as it is. @param {string[][]} rows */
function table(rows) {
  const widest = (/** @type {number} */ column) => Math.max(...rows.map((row) => width(row[column] ?? '')));
  const cell = (/** @type {string} */ word, /** @type {number} */ column) =>
    word + ' '.repeat(widest(column) - width(word));
  return rows.map(
    (row) => `    ${row.map((word, column) => (column === row.length - 1 ? word : cell(word, column))).join('  ')}`,
  );
}

/**
 * What is printed when everything runs. The first line begins with the word READY in every language, for scripts that wait for it.
 * @param {object} what
 * @param {string} what.seconds
 * @param {number} what.port
 * @param {{ username: string, password: string }} what.admin
 * @param {{ username: string, title: string, password: string }[]} what.demo accounts of the demo county
 * @param {string} what.data
 * @param {string} [what.databaseFolder] where the database is when it could not be in the data folder
 */
export function readyText({ seconds, port, admin, demo, data, databaseFolder }) {
  const local = `http://localhost:${port}`;
  const lan = lanAddress();
  const addresses = [
    [text('portal'), `${local}/sidan/`],
    ...(lan ? [[text('portalLan'), `http://${lan}:${port}/sidan/`]] : []),
    [text('nocobase'), `${local}/`],
  ];
  const lines = [`READY  ${text('ready', { seconds })}`, '', ...table(addresses), ''];
  lines.push(`  ${text('admin')}`, ...table([[admin.username, admin.password]]), '');
  if (demo.length > 0)
    lines.push(`  ${text('demoAccounts')}`, ...table(demo.map((one) => [one.username, one.password, one.title])), '');
  if (databaseFolder) lines.push(`  ${text('databaseIn', { folder: databaseFolder })}`);
  lines.push(`  ${text('keptIn', { data })}`, `  ${text('howToStop')}`, '');
  return lines.join('\n');
}
