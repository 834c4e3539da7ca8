import type { Database, Model } from '@nocobase/database';
import { SidanError } from '../errors';

/** Degrees north and east. */
const LIMITS = { latitude: 90, longitude: 180 } as const;

/** Where a team or a site is stands in two columns: both or neither, and none is in the other's place. */
export function checkPlaces(db: Database): void {
  for (const collection of ['sidanTeams', 'sidanSites'])
    db.on(`${collection}.beforeSave`, (row: Model) => {
      const problems = problemsOf((name) => row.get(name)).map((problem) => ({ ...problem, collection }));
      if (problems.length) throw new SidanError('INVALID_DATA', { problems });
    });
}

function problemsOf(read: (name: string) => unknown): { field: string; code: string; min?: number; max?: number }[] {
  const given = Object.entries(LIMITS).map(([field, max]) => ({ field, max, value: read(field) ?? null }));
  if (given.every(({ value }) => value === null)) return [];
  return given.flatMap(({ field, max, value }) => {
    if (value === null) return [{ field, code: 'FIELD_REQUIRED' }];
    const fits = Number.isFinite(Number(value)) && Math.abs(Number(value)) <= max;
    return fits ? [] : [{ field, code: 'RANGE', min: -max, max }];
  });
}
