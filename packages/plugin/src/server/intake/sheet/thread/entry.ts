/** The thread's own code: one sheet read or written, one answer, the end. A bundle of its own beside the server's (`sheetThread.js`). */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from './read';
import { writeSheets, type Page } from './write';

const asked = workerData as { read: Uint8Array } | { write: Page[] };
parentPort!.postMessage(
  'read' in asked ? readSheet(Buffer.from(asked.read)) : new Uint8Array(writeSheets(asked.write)),
);
