import type { Server } from '../support/server';
import type { Random } from './random';

/** A moment after a marked request went out, in which the server is somewhere between reading it and having answered it. */
const DELAY_MS_MAX = 80;

/** Kills the server at moments fixed by the seed, counted in requests, and starts it again each time. */
export interface Killer {
  /** To be called when a request is about to be sent for the first time. */
  onRequest(): void;
  /** SIGKILL now, run `while` with the server dead, start again. */
  strike(whileDead?: () => Promise<void>): Promise<void>;
  /** Whether the server was killed since `moment` (of `performance.now()`), or is not yet back. */
  disturbedSince(moment: number): boolean;
  /** Resolves when all that was begun is over. @throws what a start threw */
  idle(): Promise<void>;
  kills(): number;
  /** How long each kill and start took, in milliseconds. */
  outagesMs(): number[];
}

/** `requests`: how many first requests are to be expected, so that the kills are spread over the whole run. */
export function createKiller(server: Server, plan: { kills: number; requests: number; random: Random }): Killer {
  const { kills, requests, random } = plan;
  // One in each equal part of the run, at a random place of it.
  const marks = Array.from({ length: kills }, (_, i) =>
    Math.floor(((i + 0.1 + 0.8 * random.next()) * requests) / kills),
  );
  const delays = marks.map(() => random.next() * DELAY_MS_MAX);
  let sent = 0;
  let done = 0;
  let back = 0;
  let pending = 0;
  let queue: Promise<void> = Promise.resolve();
  const outages: number[] = [];

  const strike = (whileDead: () => Promise<void> = async () => undefined): Promise<void> => {
    pending += 1;
    queue = queue.then(async () => {
      const began = performance.now();
      await server.kill();
      done += 1;
      await whileDead();
      await server.restart();
      back = performance.now();
      outages.push(back - began);
      pending -= 1;
    });
    return queue;
  };
  return {
    onRequest() {
      sent += 1;
      const index = marks.indexOf(sent);
      if (index >= 0) setTimeout(() => void strike().catch(() => undefined), delays[index]);
    },
    strike,
    disturbedSince: (moment) => pending > 0 || moment < back,
    idle: () => queue,
    kills: () => done,
    outagesMs: () => outages,
  };
}
