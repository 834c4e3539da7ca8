/** What has been done about an order so far: the rounds that were held and who was asked. */
import type { Level } from './level';

/** One holding of a round. A change of level is one too, at the level that is left. */
export interface Run {
  /** Its place in the plan; the number of rounds for the dispatcher's turn after the last. */
  round: number;
  /** 1 for the first holding of a round at its level. */
  time: number;
  level: Level;
  at: Date;
  /** When it is over; left out where the clock of the lifecycle decides. Moved on when more teams are asked. */
  until?: Date;
  /** The clock of the lifecycle has run out, or a person has ended it. */
  over?: boolean;
}

export const OFFER_STATES = ['open', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** One team that was asked. */
export interface Asked {
  teamId: string;
  /** The place of its run in `runs`; -1 where a person asked outside of the plan. */
  run: number;
  at: Date;
  state: OfferState;
  /** How many people it brings, where that counts. */
  people?: number;
}

export interface DispatchHistory {
  runs: readonly Run[];
  asked: readonly Asked[];
}

export const NO_HISTORY: DispatchHistory = { runs: [], asked: [] };

/** What an order needs. */
export interface Need {
  /** How many teams must have accepted. Default 1. */
  teams?: number;
  /** How many people they must bring together. Default: that is not asked. */
  people?: number;
}

/** What of the need is still missing. */
export function missing(
  { teams = 1, people = 0 }: Need,
  { asked }: DispatchHistory,
): { teams: number; people: number } {
  const accepted = asked.filter(({ state }) => state === 'accepted');
  const came = accepted.reduce((sum, { people: brings = 0 }) => sum + brings, 0);
  const [teamsLeft, peopleLeft] = [Math.max(0, teams - accepted.length), Math.max(0, people - came)];
  // Too few people came in enough teams: one more team is needed.
  return { teams: peopleLeft > 0 ? Math.max(1, teamsLeft) : teamsLeft, people: peopleLeft };
}
