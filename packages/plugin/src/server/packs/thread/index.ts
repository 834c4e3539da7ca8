import { Worker } from 'node:worker_threads';
import { SidanError } from '../../errors';
import { threadFile } from '../../assets';
import type { Inspected, Inspection } from './inspect';

export type { Inspected } from './inspect';

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

/** Who sends a pack looks at it and puts it into force next: a thread that has just loaded everything answers many times as fast. */
const IDLE_MS = 30_000;
let thread: Worker | undefined;
let idle: NodeJS.Timeout | undefined;

function open(): Worker {
  const worker = new Worker(threadFile('packThread'), { resourceLimits: LIMITS, execArgv: [], env: {} });
  // It ends with the server, not the server with it; and what becomes of it while nobody asks is nobody's trouble.
  worker.unref();
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    if (thread === worker) thread = undefined;
  });
  return worker;
}

function close(): void {
  void thread?.terminate();
  thread = undefined;
}

function run(asked: Inspection): Promise<Inspected> {
  clearTimeout(idle);
  const worker = (thread ??= open());
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(patience);
      worker.off('message', give).off('error', refuse).off('exit', refuse);
    };
    const give = (answer: Inspected) => {
      settle();
      idle = setTimeout(close, IDLE_MS).unref();
      resolve(answer);
    };
    // What a pack has brought down, or keeps busy, answers nobody any more.
    const refuse = () => {
      settle();
      close();
      reject(new SidanError('INVALID_DATA', { problems: [{ field: 'file', code: 'ARCHIVE' }] }));
    };
    const patience = setTimeout(refuse, LIMIT_MS);
    worker.on('message', give).on('error', refuse).on('exit', refuse);
    worker.postMessage(asked);
  });
}
