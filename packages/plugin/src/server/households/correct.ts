import type { Model } from '@nocobase/database';
import { SidanError } from '../errors';

const CHECKS = 'sidanHouseholdChecks';
/** What was found, and whether it counts: what these say is settled anew. */
const CORRECTED = ['cleanHouse', 'status'] as const;
/** What may be written without anything being settled. */
const BESIDE: ReadonlySet<string> = new Set(['note', 'reason', 'updatedAt', 'updatedById']);

/**
 * 更正：a check that is put right says why, each time anew; whose it is and of which period stays. Counts the turn, by which its postings are told from those before.
 * @returns whether anything is to be settled anew
 * @throws FIELD_PROTECTED, INVALID_DATA
 */
export function markCorrection(row: Model): boolean {
  const changed = (row.changed() || []) as string[];
  const corrected = CORRECTED.filter((field) => changed.includes(field));
  const other = changed.find((field) => !BESIDE.has(field) && !CORRECTED.includes(field as never));
  if (other) throw new SidanError('FIELD_PROTECTED', { field: other });
  if (!corrected.length) return false;
  const reason = String(row.get('reason') ?? '').trim();
  const problems = [
    ...(reason ? [] : [{ field: 'reason', code: 'REQUIRED' }]),
    ...(['stands', 'void'].includes(String(row.get('status'))) ? [] : [{ field: 'status', code: 'CHOICE' }]),
    ...(row.get('period') === 'halfYear' && corrected.includes('cleanHouse')
      ? [{ field: 'cleanHouse', code: 'CHOICE' }]
      : []),
  ].map((problem) => ({ ...problem, collection: CHECKS }));
  if (problems.length) throw new SidanError('INVALID_DATA', { problems });
  row.set({ reason, revision: Number(row.get('revision') ?? 0) + 1 });
  return true;
}
