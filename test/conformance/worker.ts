/** A thread of `npm run conformance`: tries the packs that it is handed, on connections of its own, and reports. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TestPostgres } from '../support/postgres';
import { connect, QUICK_PLANS } from './database';
import { conformance, type Report } from './run';

export interface Portion {
  readonly firstSeed: number;
  readonly packs: number;
}

async function main(config: ReturnType<TestPostgres['config']>): Promise<void> {
  const databases = { quick: await connect(config, QUICK_PLANS), usual: await connect(config) };
  parentPort?.on('message', (portion: Portion | undefined) => {
    const done = portion
      ? conformance(databases, portion.firstSeed, portion.packs).then((report: Report) =>
          parentPort?.postMessage(report),
        )
      : Promise.all([databases.quick.end(), databases.usual.end()]).then(() => parentPort?.close());
    // Ends the thread with the reason, which its parent hears.
    done.catch((error: unknown) => {
      throw error;
    });
  });
  parentPort?.postMessage('ready');
}

void main(workerData as ReturnType<TestPostgres['config']>);
