import type { Candidate, Candidates } from '../../api/types';

/** Whether a choice passes over a team that weighs more: then it needs a reason. The server decides; this asks for it in time. */
export function overrules({ rows }: Candidates, teamIds: readonly string[]): boolean {
  if (teamIds.length === 0) return false;
  const lowest = Math.min(
    ...teamIds.map((id) => rows.find(({ teamId }) => teamId === id)?.weight ?? Number.NEGATIVE_INFINITY),
  );
  const passed = rows.find(({ teamId }) => !teamIds.includes(teamId));
  return lowest < (passed?.weight ?? -Number.MAX_VALUE);
}

/** `+20`, `-5`. */
export const signed = (weight: NonNullable<Candidate['weight']>): string => `${weight > 0 ? '+' : ''}${weight}`;
