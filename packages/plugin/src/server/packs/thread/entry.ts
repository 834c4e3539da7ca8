/** The thread's own code: inspections, one after the other, each with its answer. A bundle of its own beside the server's (`packThread.js`). */
import { parentPort } from 'node:worker_threads';
import { inspect, type Inspection } from './inspect';

parentPort!.on('message', (asked: Inspection) => {
  // What fails ends the thread; who waits for it is told by that.
  void inspect(asked).then((answer) => parentPort!.postMessage(answer));
});
