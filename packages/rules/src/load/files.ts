import { CATALOGUE_NAMES, isCatalogueName, type CatalogueName } from '../catalogue';
import { LIMITS } from '../limits';
import { problem, type Problem } from '../problem';
import { SIGNATURE_FILE } from '../pack/signatureFile';
import { guardFile, isForbiddenName } from './guard';
import { checkCatalogueShape, checkShape } from './shape';

/** The rooms of a pack, by the shape of what is in them. Files that are not JSON (README, LICENSE) are none of our business. */
const ROOMS = [
  ['pack', /^pack\.json$/],
  ['rule', /^rules\/[a-z0-9-]+\.json$/],
  ['catalogue', /^catalogue\/([a-z][A-Za-z0-9-]*)\.json$/],
  ['texts', /^locales\/[a-z]{2}-[A-Z]{2}\.json$/],
  ['cases', /^cases\/[a-z0-9-]+\.json$/],
  ['workflow', /^workflows\/[a-z][A-Za-z0-9]*\.json$/],
] as const;

export type Room = 'pack' | 'rule' | 'list' | 'texts' | 'cases' | 'workflow' | CatalogueName;

export interface SortedFiles {
  /** Per room, the files of the right shape, by path. */
  readonly rooms: Readonly<Record<Room, ReadonlyMap<string, unknown>>>;
  readonly problems: Problem[];
}

function roomOf(file: string): Room | undefined {
  for (const [room, pattern] of ROOMS) {
    const match = pattern.exec(file);
    if (!match) continue;
    if (room !== 'catalogue') return room;
    const name = match[1];
    return isCatalogueName(name) ? name : 'list';
  }
  return undefined;
}

/** Guards each file, puts it in its room and checks its shape. Only files without a problem are handed on. */
export function* sortFiles(files: Readonly<Record<string, unknown>>): Generator<undefined, SortedFiles> {
  const all: readonly Room[] = ['pack', 'rule', 'list', 'texts', 'cases', 'workflow', ...CATALOGUE_NAMES];
  const rooms = Object.fromEntries(all.map((room) => [room, new Map()])) as unknown as Record<
    Room,
    Map<string, unknown>
  >;
  const names = Object.keys(files).sort();
  if (names.length > LIMITS.filesMax) {
    return { rooms, problems: [problem('FILES_TOO_MANY', '', '', { max: LIMITS.filesMax })] };
  }
  const problems: Problem[] = [];
  let nodesLeft: number = LIMITS.packNodesMax;
  for (const file of names) {
    if (file === SIGNATURE_FILE || (!file.endsWith('.json') && !isForbiddenName(file))) continue;
    const room = isForbiddenName(file.replace(/\.json$/, '').replaceAll('/', '.')) ? undefined : roomOf(file);
    if (room === undefined) {
      problems.push(problem('FILE_UNKNOWN', file.slice(0, 200), '', { file: file.slice(0, 200) }));
      continue;
    }
    if (nodesLeft <= 0) {
      problems.push(problem('PACK_TOO_LARGE', '', '', { max: LIMITS.packNodesMax }));
      break;
    }
    const guarded = guardFile(file, files[file], nodesLeft);
    nodesLeft -= guarded.nodes;
    const found = guarded.problems.length > 0 ? guarded.problems : shapeOf(room, files[file], file);
    problems.push(...found);
    if (found.length === 0) rooms[room].set(file, files[file]);
    yield;
  }
  return { rooms, problems };
}

function shapeOf(room: Room, content: unknown, file: string): Problem[] {
  // What an overlay may say is for `@sidan/lifecycle` to judge, which knows the definition that it is laid over.
  if (room === 'workflow') {
    const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
    return isObject ? [] : [problem('SHAPE_TYPE', file, '', { expected: 'object' })];
  }
  return isCatalogueName(room) ? checkCatalogueShape(room, content, file) : checkShape(room, content, file);
}
