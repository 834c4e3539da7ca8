import { createServer } from 'node:net';

/**
 * Whether a server may listen there now.
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<number | null>} the port, or null when it is taken or not allowed
 */
export function freePort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}
