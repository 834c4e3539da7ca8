import { createConnection } from 'node:net';

/**
 * Runs a command inside the running NocoBase, through the socket that its own command line uses, without loading a second NocoBase.
 * @param {string} socket
 * @param {string[]} args
 * @returns {Promise<{ type: 'success' | 'not_found' | 'error', message?: string }>}
 */
export function runInside(socket, args) {
  return new Promise((resolve, reject) => {
    let text = '';
    const client = createConnection({ path: socket });
    client.once('error', reject);
    client.once('close', () => reject(new Error(text || 'closed')));
    client.once('connect', () =>
      client.write(`${JSON.stringify({ type: 'passCliArgv', payload: { argv: ['node', 'nocobase', ...args] } })}\n`),
    );
    client.on('data', (chunk) => {
      text += chunk;
      if (!text.endsWith('\n')) return;
      const answer = JSON.parse(text);
      resolve({ type: answer.type, message: answer.payload?.message });
      client.end();
    });
  });
}
