const WAKE_MS = 200;
/** Rare work is done soon after a start too: a process that is started anew more often than that would never do it. */
const FIRST_MS = 10_000;

/**
 * Runs `work` within `WAKE_MS` of `wake()` and at least every `idleMs`, first after `FIRST_MS` at the latest, never twice at once in this process. The pause lets what comes at the same time be done
 * together. The database says what is to be done, so that a lost wake-up costs time and nothing else.
 */
export interface Loop {
  wake(): void;
  /** Resolves when work that was under way has ended. */
  stop(): Promise<void>;
}

export function startLoop(work: () => Promise<void>, idleMs: number, onError: (error: unknown) => void): Loop {
  let stopped = false;
  let wanted = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout;

  const run = () => {
    clearTimeout(timer);
    if (stopped || running) return;
    wanted = false;
    running = work()
      .catch(onError)
      .finally(() => {
        running = null;
        if (!stopped) timer = setTimeout(run, wanted ? WAKE_MS : idleMs).unref();
      });
  };
  timer = setTimeout(run, Math.min(idleMs, FIRST_MS)).unref();
  return {
    wake() {
      if (wanted || stopped) return;
      wanted = true;
      if (running) return;
      clearTimeout(timer);
      timer = setTimeout(run, WAKE_MS).unref();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
