import { SidanError } from '../../errors';

/** The most events that are simulated at once: two months of a large county. */
export const EVENTS_MAX = 20_000;
const LIMIT_MS = 120_000;
const TURN_MS = 20;

/** The period has more than can be looked at. */
export const tooLarge = (): SidanError =>
  new SidanError('SIMULATION_TOO_LARGE', { events: EVENTS_MAX, seconds: LIMIT_MS / 1000 });

/** Two administrators at once; a third waits, not the county behind them. */
const RUNNING_MAX = 2;
let running = 0;

/** Runs a simulation unless too many are. @throws BUSY */
export async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) throw new SidanError('BUSY');
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
  }
}

/** To be awaited between pieces of work: others are answered in between, and what takes too long ends. @throws SIMULATION_TOO_LARGE */
export function turns(): () => Promise<void> {
  const began = Date.now();
  let since = began;
  return async () => {
    const now = Date.now();
    if (now - since < TURN_MS) return;
    if (now - began > LIMIT_MS) throw tooLarge();
    await new Promise((done) => setImmediate(done));
    since = Date.now();
  };
}
