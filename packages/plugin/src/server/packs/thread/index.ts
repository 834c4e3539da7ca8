import { Worker } from 'node:worker_threads';
import { SidanError } from '../../errors';
import { threadFile } from '../../assets';
import type { Inspected, Inspection } from './inspect';

export type { Inspected, SaidProblem } from './inspect';

/** A pack that takes longer or more than this is not to be had. */
const LIMIT_MS = 30_000;
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** One at a time: who sends many packs waits behind themselves, not the county behind them. */
const WAITING_MAX = 4;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Inspects an archive in a thread of its own, so that others are answered meanwhile. @throws BUSY; INVALID_DATA for one that takes too long or too much */
export function inspectInThread(asked: Inspection): Promise<Inspected> {
  if (waiting >= WAITING_MAX) return Promise.reject(new SidanError('BUSY'));
  waiting += 1;
  const turn = last.then(() => run(asked)).finally(() => (waiting -= 1));
  last = turn.catch(() => undefined);
  return turn;
}

function run(asked: Inspection): Promise<Inspected> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile('packThread'), {
      workerData: asked,
      resourceLimits: LIMITS,
      execArgv: [],
      env: {},
    });
    const refuse = () => reject(new SidanError('INVALID_DATA', { problems: [{ field: 'file', code: 'ARCHIVE' }] }));
    const patience = setTimeout(() => {
      refuse();
      void worker.terminate();
    }, LIMIT_MS);
    worker.once('message', resolve);
    worker.once('error', refuse);
    worker.once('exit', () => {
      clearTimeout(patience);
      refuse();
    });
  });
}
