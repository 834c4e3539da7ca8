/** Events of a simulation. */
import type { Facts, Standing } from '../facts';

export interface SimulatedEvent {
  readonly id: string;
  /** Whose account; events of one person are added up. */
  readonly person: string;
  /** The county's own day, or day and hour. */
  readonly at: string;
  /** Given and measured ones. */
  readonly facts: Facts;
  /** Measured ones that the rules after define otherwise, as these have them. */
  readonly factsAfter?: Facts;
  /**
   * When exactly and where it stands. With it, facts measured from `postings` are worked out from what each side itself has booked,
   * whatever value was given; such events have to come in the order of their time.
   */
  readonly standing?: Standing;
}
