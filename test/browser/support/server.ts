import { readFileSync } from 'node:fs';
import type { SharedServer } from '../../support/shared';
import { connect, type Server } from '../../support/server';

/** Suites run in another place than the set-up that started the server; the environment is what they have in common. */
const VARIABLE = 'SIDAN_BROWSER_SERVER';

/** The file that describes a server which runs already, for work on a test. */
export const given = (): string | undefined => process.env.SIDAN_TEST_SERVER;

/** Leaves word of the server for the suites. */
export function describeServer({ url, data, admin, accounts, database }: Server): void {
  process.env[VARIABLE] = JSON.stringify({ port: Number(new URL(url).port), data, admin, accounts, database });
}

/** The server of this run. @throws Error outside the jest project `browser` */
export function theServer(): SharedServer {
  const file = given();
  const text = file ? readFileSync(file, 'utf8') : process.env[VARIABLE];
  if (!text) throw new Error('no server: run with `npx jest --selectProjects browser`');
  return connect(JSON.parse(text));
}
