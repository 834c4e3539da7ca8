import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOVED_CLOCK, putClock } from './movedClock';
import { startServer, type Server } from './server';

export interface MovedServer {
  server: Server;
  /** The server's clock stands there from now on, on every node of it. */
  stand(at: string): void;
  stop(): Promise<void>;
}

/**
 * A server of its own whose clock stands where the test puts it (`moved-clock.cjs`). At first that is late in the year, or at `begin`: who signs in then is signed in all the time before,
 * whatever day it is where this runs.
 */
export async function startMovedServer(begin = '2026-12-20T08:00:00+08:00'): Promise<MovedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sidan-clock-'));
  const file = join(folder, 'now');
  const stand = (at: string) => {
    putClock(file, Date.parse(at));
    // The server looks there every 50 milliseconds: whoever asks it next is to find the new time.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  };
  stand(begin);
  const server = await startServer({
    env: { NODE_OPTIONS: `--require=${MOVED_CLOCK}`, SIDAN_TEST_CLOCK: file },
  });
  return {
    server,
    stand,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
