import { startLoop, type Loop } from './loop';

export interface Job {
  work(): Promise<unknown>;
  idleMs: number;
  /** True when commits leave work for it; the others look by themselves. */
  wakes: boolean;
}

/** The plugin's background work in this process: started with the application, stopped before it, and paused while the past is replayed. */
export interface Jobs {
  start(): void;
  stop(): Promise<void>;
  wake(): void;
  /** Ends what is under way; the function returned starts again. */
  pause(): Promise<() => void>;
}

export function createJobs(jobs: readonly Job[], onError: (error: unknown) => void): Jobs {
  let loops: Loop[] = [];
  /** Started and not stopped: a process that leaves this work to others goes on leaving it after a pause. */
  let wanted = false;
  let paused = false;
  const begin = () => {
    if (wanted && !paused && !loops.length)
      loops = jobs.map(({ work, idleMs }) => startLoop(() => work().then(() => undefined), idleMs, onError));
  };
  const end = async () => {
    await Promise.all(loops.splice(0).map((loop) => loop.stop()));
  };
  return {
    start() {
      wanted = true;
      begin();
    },
    async stop() {
      wanted = false;
      await end();
    },
    wake: () => loops.forEach((loop, i) => jobs[i]!.wakes && loop.wake()),
    async pause() {
      paused = true;
      await end();
      return () => {
        paused = false;
        begin();
      };
    },
  };
}
