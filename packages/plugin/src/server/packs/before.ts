import { SidanError } from '../errors';
import { inForceAt, isDecision } from './history';
import type { Activation } from './stored';
import type { NewActivation } from './write';

/** What a decision puts into force: a version of a pack, or none of it any more. */
export type Next = Pick<NewActivation, 'packName' | 'packVersion' | 'versionId'>;

const none = (packName: string): Next => ({ packName, packVersion: null, versionId: null });

/** Switches a pack of a region off: the one named, or the only one. @throws INVALID_DATA, NOTHING_BEFORE */
export function switchedOff(
  history: readonly Activation[],
  regionCode: string,
  packName: string | undefined,
  at: Date,
): Next {
  const standing = inForceAt(history, regionCode, at);
  if (!packName && standing.length > 1)
    throw new SidanError('INVALID_DATA', { problems: [{ field: 'packName', code: 'REQUIRED' }] });
  const chosen = standing.find((entry) => !packName || entry.packName === packName);
  if (!chosen) throw new SidanError('NOTHING_BEFORE');
  return none(chosen.packName);
}

/**
 * A rollback undoes the latest decision on a pack, be it in force or still to come: what held before it was made is put back. Rolling back again goes one further
 * back. Without a name it is the pack that was decided on last. @throws NOTHING_BEFORE
 */
export function rolledBack(history: readonly Activation[], regionCode: string, packName: string | undefined): Next {
  const left: Activation[] = [];
  for (const entry of history) {
    if (entry.regionCode !== regionCode || !isDecision(entry) || (packName && entry.packName !== packName)) continue;
    if (entry.kind !== 'rollback') left.push(entry);
    else
      left.splice(
        left.findLastIndex((one) => one.packName === entry.packName),
        1,
      );
  }
  const last = left.pop();
  if (!last) throw new SidanError('NOTHING_BEFORE');
  const back = left.findLast((entry) => entry.packName === last.packName);
  if (back) return { packName: back.packName, packVersion: back.packVersion, versionId: back.versionId };
  // What the software brought holds from ever on: there was nothing before it. It can be switched off.
  if (last.kind === 'shipped') throw new SidanError('NOTHING_BEFORE');
  return none(last.packName);
}
