/** The thread's own code: one inspection, one answer, the end. A bundle of its own beside the server's (`packThread.js`). */
import { parentPort, workerData } from 'node:worker_threads';
import { inspect, type Inspection } from './inspect';

void inspect(workerData as Inspection).then((answer) => parentPort!.postMessage(answer));
