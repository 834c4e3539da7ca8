import { Worker } from 'node:worker_threads';
import { threadFile } from '../../../assets';
import { SidanError } from '../../../errors';
import type { SheetFault, SheetRead } from '../limits';
import type { Page } from './write';

/** A sheet that takes longer or more than this is not to be had. */
const LIMIT_MS = 60_000;
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
const WAITING_MAX = 4;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** In a thread of its own, one at a time: others are answered meanwhile. Undefined for one that takes too long or too much. @throws BUSY */
function inThread<T>(asked: unknown): Promise<T | undefined> {
  if (waiting >= WAITING_MAX) return Promise.reject(new SidanError('BUSY'));
  waiting += 1;
  const turn = last.then(() => run<T>(asked)).finally(() => (waiting -= 1));
  last = turn.catch(() => undefined);
  return turn;
}

const run = <T>(workerData: unknown): Promise<T | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(threadFile('sheetThread'), { workerData, resourceLimits: LIMITS, execArgv: [], env: {} });
    const patience = setTimeout(() => void worker.terminate(), LIMIT_MS);
    worker.once('message', resolve);
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => {
      clearTimeout(patience);
      resolve(undefined);
    });
  });

export const readInThread = async (read: Uint8Array): Promise<SheetRead | SheetFault> =>
  (await inThread<SheetRead | SheetFault>({ read })) ?? 'SHEET_BROKEN';

/** @throws BUSY */
export async function writeInThread(write: readonly Page[]): Promise<Buffer> {
  const bytes = await inThread<Uint8Array>({ write });
  if (!bytes) throw new SidanError('BUSY');
  return Buffer.from(bytes);
}
