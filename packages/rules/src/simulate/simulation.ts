/** What a simulation finds. Amounts are whole, in the asset's smallest unit (`measures`). */
import type { Message } from '../message';
import type { Measure } from '../outcome';
import type { Budgeted } from './budget';

export interface Simulation {
  readonly events: number;
  readonly persons: number;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly totals: readonly Total[];
  readonly gainers: number;
  readonly losers: number;
  readonly unchanged: number;
  /** The ten persons whose sums change most, with the events that did it, both ways explained. */
  readonly mostChanged: readonly Changed[];
}

export interface Total {
  readonly asset: string;
  readonly before: number;
  readonly after: number;
  /** Where one was given. */
  readonly budget?: Budgeted;
}

export interface Changed {
  readonly person: string;
  readonly asset: string;
  readonly before: number;
  readonly after: number;
  /** At most five, those with the largest difference. */
  readonly events: readonly {
    readonly id: string;
    readonly before: readonly Message[];
    readonly after: readonly Message[];
  }[];
}
