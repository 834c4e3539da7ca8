import { startServer, type Server } from '../support/server';
import { describeServer, given } from './support/server';

/** The one server of all browser suites, with the demo county. `SIDAN_TEST_SERVER` names a file that describes a server that runs already. */
export default async function globalSetup(): Promise<void> {
  if (given()) return;
  const server = await startServer({ demo: true });
  (globalThis as { sidanBrowserServer?: Server }).sidanBrowserServer = server;
  describeServer(server);
}
