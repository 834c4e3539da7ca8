import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a process is to load before anything else for its clock to stand where the file named by `SIDAN_TEST_CLOCK` puts it. */
export const MOVED_CLOCK = join(__dirname, 'moved-clock.cjs');

/** The clock stands at `ms` from now on. Put there in one step: whoever looked into a file that is just being written would find it empty. */
export function putClock(file: string, ms: number): void {
  writeFileSync(`${file}.next`, String(ms));
  renameSync(`${file}.next`, file);
}
