/** Which teams a round asks. */
import { missing, type Asked, type DispatchHistory, type Need } from './history';
import type { BestRound } from './plan';
import type { Level } from './level';
import type { Ranked } from './rank';

export interface Picking {
  round: BestRound;
  /** Its place in the plan. */
  index: number;
  level: Level;
  history: DispatchHistory;
  /** In the order of `rank()`. */
  candidates: readonly Ranked[];
  need: Need;
}

/** Everybody who was asked in this round at this level, however often it has been held. */
const askedIn = ({ index, level, history: { runs, asked } }: Picking): Asked[] =>
  asked.filter(({ run }) => runs[run]?.round === index && runs[run]?.level === level);

/** Teams that may be asked and were not yet in this round, the best first. */
function fresh(picking: Picking): Ranked[] {
  const asked = new Set(askedIn(picking).map(({ teamId }) => teamId));
  return free(picking).filter(({ teamId }) => !asked.has(teamId));
}

/** Eligible, and neither asked now nor already on it. */
function free({ candidates, history }: Picking): Ranked[] {
  const engaged = new Set(
    history.asked.filter(({ state }) => state === 'open' || state === 'accepted').map(({ teamId }) => teamId),
  );
  return candidates.filter(({ teamId, eligible }) => eligible && !engaged.has(teamId));
}

/** Teams for another holding of the round: those not yet asked in it; when all have been, those who gave no answer, then those who declined. */
export function pickAnew(picking: Picking): Ranked[] {
  const first = fresh(picking);
  const { count } = picking.round;
  if (first.length > 0) return enough(first, picking, count);
  const last = new Map(askedIn(picking).map(({ teamId, state }) => [teamId, state]));
  if ([...last.values()].some((state) => state === 'open')) return [];
  const again = free(picking);
  const silent = again.filter(({ teamId }) => last.get(teamId) !== 'declined');
  const declined = again.filter(({ teamId }) => last.get(teamId) === 'declined');
  return enough([...silent, ...declined], picking, count);
}

/** Teams in place of those who declined in the run `run`; none while nobody has, or when the round's `refill` is used up. */
export function pickInstead(picking: Picking, run: number): Ranked[] {
  const { round, history, need } = picking;
  const mine = history.asked.filter((asked) => asked.run === run);
  const open = mine.filter(({ state }) => state === 'open').length;
  const wanted = round.count * Math.max(1, need.teams ?? 1);
  const left = (round.refill ?? round.count) - Math.max(0, mine.length - wanted);
  const gone = mine.some(({ state }) => state === 'declined' || state === 'accepted');
  if (!gone || left <= 0) return [];
  const short = Math.max(0, round.count * missing(need, history).teams - open);
  return short === 0 ? [] : fresh(picking).slice(0, Math.min(left, short));
}

/** `count` for each team that is missing, and more while those who are asked would be too few people. */
function enough(from: readonly Ranked[], { history, need }: Picking, count: number): Ranked[] {
  const { teams, people } = missing(need, history);
  const picked: Ranked[] = [];
  let brings = 0;
  for (const candidate of from) {
    if (picked.length >= count * teams && (people === 0 || brings >= people)) break;
    picked.push(candidate);
    brings += candidate.people;
  }
  return picked;
}
