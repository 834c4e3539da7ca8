import { LIMITS } from '../limits';
import { problem, type Problem } from '../problem';
import { guardFile, isForbiddenName } from './guard';
import { checkShape } from './shape';

/** The rooms of a pack, by the shape of what is in them. Files that are not JSON (README, LICENSE) are none of our business. */
const ROOMS = [
  ['pack', /^pack\.json$/],
  ['rule', /^rules\/[a-z0-9-]+\.json$/],
  ['facts', /^catalogue\/facts\.json$/],
  ['texts', /^locales\/[a-z]{2}-[A-Z]{2}\.json$/],
  ['cases', /^cases\/[a-z0-9-]+\.json$/],
] as const;

export type Room = (typeof ROOMS)[number][0];

export interface SortedFiles {
  /** Per room, the files of the right shape, by path. */
  readonly rooms: Readonly<Record<Room, ReadonlyMap<string, unknown>>>;
  readonly problems: Problem[];
}

/** Guards each file, puts it in its room and checks its shape. Only files without a problem are handed on. */
export function sortFiles(files: Readonly<Record<string, unknown>>): SortedFiles {
  const rooms: Record<Room, Map<string, unknown>> = {
    pack: new Map(),
    rule: new Map(),
    facts: new Map(),
    texts: new Map(),
    cases: new Map(),
  };
  const names = Object.keys(files).sort();
  if (names.length > LIMITS.filesMax) {
    return { rooms, problems: [problem('FILES_TOO_MANY', '', '', { max: LIMITS.filesMax })] };
  }
  const problems: Problem[] = [];
  let nodesLeft: number = LIMITS.packNodesMax;
  for (const file of names) {
    if (!file.endsWith('.json') && !isForbiddenName(file)) continue;
    const room = ROOMS.find(([, pattern]) => pattern.test(file))?.[0];
    if (room === undefined) {
      problems.push(problem('FILE_UNKNOWN', file.slice(0, 200), '', { file: file.slice(0, 200) }));
      continue;
    }
    const guarded = guardFile(file, files[file], nodesLeft);
    nodesLeft -= guarded.nodes;
    const found = guarded.problems.length > 0 ? guarded.problems : checkShape(room, files[file], file);
    problems.push(...found);
    if (found.length === 0) rooms[room].set(file, files[file]);
  }
  return { rooms, problems };
}
