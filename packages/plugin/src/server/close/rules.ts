import { codesOf, dayOf } from '../packs/regions';
import type { Rules } from '../packs/load';
import { revisionOf } from '../packs/stored';
import type { Sidan } from '../sidan';
import type { Connection } from '../sql';

/** The rules that were in force in a place at a moment. */
export type RulesAt = (place: string, at: Date) => Promise<Rules>;

/**
 * The rules of many moments. What has been put into force is read once for each place, and moments of one day between which nothing was decided share their rules, so that
 * a hundred thousand events ask the database as often as one. @throws RULES_BROKEN
 */
export function rulesAt(sidan: Pick<Sidan, 'write' | 'packs'>, q: Connection): RulesAt {
  const places = new Map<string, Promise<{ revision: string; changes: number[] }>>();
  const known = new Map<string, Promise<Rules>>();
  const placeOf = async (place: string) => ({
    revision: await revisionOf(sidan, q, codesOf(place)),
    changes: await changesIn(sidan, q, place),
  });
  return async (place, at) => {
    if (!places.has(place)) places.set(place, placeOf(place));
    const { revision, changes } = await places.get(place)!;
    const day = dayOf(at);
    const key = `${place} ${day} ${changes.filter((change) => change <= at.getTime()).length}`;
    if (!known.has(key))
      known.set(
        key,
        sidan.packs.inForce.stack(q, place, at, revision).then((stack) => stack.on(day)),
      );
    return known.get(key)!;
  };
}

/** When what is in force in a place changed. */
async function changesIn({ write }: Pick<Sidan, 'write'>, q: Connection, place: string): Promise<number[]> {
  const { rows } = await q.query<{ at: Date }>(
    write(
      `select distinct a.[effectiveFrom] as at from {sidanPackActivations} a where a.[regionCode] = any($1::text[]) order by 1`,
    ),
    [codesOf(place)],
  );
  return rows.map(({ at }) => new Date(at).getTime());
}
