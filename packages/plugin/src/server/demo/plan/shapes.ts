import type { OrderState } from '../../../api/types';

/** How an order went. A shape names what is out of the ordinary; `end` is where its own steps stop (clocks may carry it on). */
export interface Shape {
  end: Exclude<OrderState, 'closed'>;
  /** What happens before a team accepts. */
  trouble?: 'declined' | 'expired' | 'withdrawn';
  /** Several teams are asked at once. */
  contested?: boolean;
  reopened?: boolean;
  /** From where it is cancelled. */
  cancelledIn?: 'waiting' | 'offered' | 'accepted';
  /** `finished` → `rated` without a confirmation in between. */
  ratesAtOnce?: boolean;
  /** The resident also rings the centre about it; what is written down then is merged into this one. */
  alsoCalled?: boolean;
}

/** Orders whose history is over: shares of a hundred. */
export const PAST: readonly (Shape & { share: number })[] = [
  { share: 34, end: 'rated' },
  { share: 20, end: 'rated', ratesAtOnce: true },
  { share: 9, end: 'confirmed' },
  { share: 5, end: 'finished' },
  { share: 7, end: 'rated', trouble: 'declined' },
  { share: 6, end: 'rated', trouble: 'expired' },
  { share: 2, end: 'rated', trouble: 'withdrawn' },
  { share: 5, end: 'rated', contested: true },
  { share: 4, end: 'rated', reopened: true },
  { share: 4, end: 'rejected' },
  { share: 2, end: 'cancelled', cancelledIn: 'waiting' },
  { share: 1, end: 'cancelled', cancelledIn: 'offered' },
  { share: 1, end: 'cancelled', cancelledIn: 'accepted' },
];

/** Orders that are in the middle of it when the history ends: so many of each, whatever the size. */
export const PRESENT: readonly (Shape & { count: number })[] = [
  { count: 4, end: 'review' },
  { count: 3, end: 'waiting' },
  { count: 2, end: 'waiting', alsoCalled: true },
  { count: 1, end: 'waiting', trouble: 'declined' },
  { count: 5, end: 'offered' },
  { count: 1, end: 'offered', contested: true },
  { count: 5, end: 'accepted' },
  { count: 3, end: 'serving' },
  { count: 5, end: 'finished' },
  { count: 4, end: 'confirmed' },
  { count: 4, end: 'rated' },
];
