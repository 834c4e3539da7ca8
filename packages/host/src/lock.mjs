import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { ended, isRunning, running } from './processes.mjs';

/**
 * Who uses a data folder: the process and the leashed ones it started.
 * @typedef {{ owner: import('./processes.mjs').Running, address: string, children: import('./processes.mjs').Running[], stopping?: boolean }} Holder
 */

/** One who was just told to stop may not have noticed yet; one who is stopping takes as long as NocoBase and PostgreSQL together may. */
const hesitateMs = 2_000;
const stoppingMs = 45_000;

/**
 * Takes the data folder for this process. A lock whose owner is gone (killed, or the machine restarted) is taken over, after what the owner started is
 * gone too: the leash needs a moment to stop a database.
 * @param {string} folder
 * @param {string} address what to tell another who wants the folder
 * @throws Problem `running`
 */
export async function lockFolder(folder, address) {
  const file = join(folder, 'lock');
  const own = join(folder, `lock.${process.pid}`);
  /** @type {Holder} */
  const holder = { owner: running(process.pid), address, children: [] };
  const began = Date.now();
  writeFileSync(own, JSON.stringify(holder));
  try {
    while (!tryLink(own, file)) {
      const other = read(file);
      if (other && isRunning(other.owner)) {
        if (Date.now() - began > (other.stopping ? stoppingMs : hesitateMs)) {
          throw new Problem('running', { folder, pid: other.owner.pid, address: other.address });
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      await bury(other);
      // Two may arrive here at once: the one whose rename succeeds has removed the dead lock, and both try again.
      moveAway(file, `${own}.dead`);
    }
  } finally {
    rmSync(own, { force: true });
  }
  const save = () => {
    writeFileSync(own, JSON.stringify(holder));
    renameSync(own, file);
  };
  return {
    /** Remembers a child, so that a later start can find it if both we and its leash are killed. @param {import('./processes.mjs').Running} child */
    add(child) {
      holder.children.push(child);
      save();
    },
    /** Lets another start wait for us instead of giving up. */
    stopping() {
      holder.stopping = true;
      save();
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** @param {string} from @param {string} to */
function tryLink(from, to) {
  try {
    // Unlike "create if absent, then write", a link appears with its content.
    linkSync(from, to);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file @returns {Holder | null} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const buryMs = 30_000;

/** @param {Holder | null} holder */
async function bury(holder) {
  const children = holder?.children ?? [];
  if (await ended(children, buryMs)) return;
  for (const child of children.filter(isRunning)) {
    // The leash leads a process group of its own; nothing else is in it.
    process.kill(-child.pid, 'SIGKILL');
  }
  await ended(children, buryMs);
}

/** @param {string} file @param {string} to */
function moveAway(file, to) {
  try {
    if (existsSync(file)) renameSync(file, to);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  rmSync(to, { force: true });
}
