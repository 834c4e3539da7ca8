import type { Result } from '../index';
import { core } from './core';
import { database } from './database';

/** The lifecycle in memory beside bare XState, then through the database beside SQL written by hand. */
export async function lifecycle(): Promise<Result> {
  const [inMemory, stored] = [core(), await database()];
  return {
    table: `${inMemory.table}\n\n${stored.table}`,
    figures: { ...inMemory.figures, ...stored.figures },
    goals: [...inMemory.goals, ...stored.goals],
  };
}
