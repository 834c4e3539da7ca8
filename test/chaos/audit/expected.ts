import type { Part } from '../cast';
import { person } from '../cast';
import type { Play, Who } from '../plays';

/** What an order's history must be, worked out from its play and from nothing that the server said. */
export interface ExpectedEvent {
  type: string;
  from: string | null;
  to: string;
}

/** Every move that the lifecycle allows (docs/architecture.md): event, from, to. A history with any other is wrong, whatever its play was. */
const LEGAL = new Set(
  `place>review place>waiting review.approve>waiting review.reject>rejected review.cancel>cancelled waiting.dispatch>offered waiting.cancel>cancelled
   offered.dispatch>offered offered.accept>accepted offered.decline>offered offered.decline>waiting offered.withdraw>waiting offered.cancel>cancelled
   offered.responseClock>waiting accepted.start>serving accepted.withdraw>waiting accepted.cancel>cancelled serving.start>serving serving.finish>serving
   serving.finish>finished finished.confirm>confirmed finished.rate>rated finished.reopen>waiting finished.confirmClock>confirmed confirmed.rate>rated
   confirmed.reopen>waiting confirmed.ratingClock>closed rated.reopen>waiting rated.archiveClock>closed`.split(/\s+/),
);

export const isLegal = ({ type, from, to }: ExpectedEvent): boolean =>
  LEGAL.has(`${from ? `${from}.` : ''}${type}>${to}`);

export function expectedEvents(play: Play): ExpectedEvent[] {
  let from: string | null = null;
  return play.steps.flatMap((step) => {
    if (step.do === 'serve') return [];
    const event = { type: step.do === 'send' ? step.event : step.clock, from, to: step.to };
    from = step.to;
    return [event];
  });
}

/** Which messages a move leaves behind (workflows/order.json). */
const NOTICES: Record<string, string[]> = {
  'place>review': ['orderPlaced', 'reviewNeeded'],
  'place>waiting': ['orderPlaced', 'dispatchNeeded'],
  'review.approve>waiting': ['orderApproved', 'dispatchNeeded'],
  'review.reject>rejected': ['orderRejected'],
  'waiting.dispatch>offered': ['orderDispatched', 'offerOpened'],
  'offered.accept>accepted': ['orderAccepted', 'offerTaken', 'taskAssigned'],
  'offered.decline>offered': ['offerDeclined'],
  'offered.responseClock>waiting': ['offerExpired'],
  'offered.cancel>cancelled': ['orderCancelled'],
  'waiting.cancel>cancelled': ['orderCancelled'],
  'accepted.start>serving': ['serviceStarted'],
  'accepted.withdraw>waiting': ['offerWithdrawn', 'orderReturned'],
  'serving.finish>finished': ['serviceFinished'],
  'finished.confirm>confirmed': ['orderConfirmed'],
  'finished.rate>rated': ['orderRated'],
  'finished.confirmClock>confirmed': ['orderAutoConfirmed'],
  'confirmed.rate>rated': ['orderRated'],
  'confirmed.reopen>waiting': ['orderReopened'],
};

export const expectedNotices = (play: Play): string[] =>
  expectedEvents(play)
    .flatMap(({ type, from, to }) => NOTICES[`${from ? `${from}.` : ''}${type}>${to}`] ?? [])
    .sort();

/** Who was there, for how long at least, and whether the order was confirmed (or rated, which confirms) afterwards. */
export interface ExpectedService {
  personId: string;
  minutes: number;
}

export function expectedServices(part: Part): ExpectedService[] {
  const services: ExpectedService[] = [];
  const present = new Set<Who>();
  for (const step of part.play.steps) {
    if (step.do === 'send' && step.event === 'start') present.add(step.who);
    if (step.do === 'serve')
      for (const who of present) services.push({ personId: person(part, who).personId, minutes: step.minutes });
    if (step.do === 'send' && step.event === 'finish') present.clear();
  }
  return services;
}

/** The score of the play's rating, if it has one. */
export function scoreOf(play: Play): number | undefined {
  const rating = play.steps.find((step) => step.do === 'send' && step.event === 'rate');
  return rating?.do === 'send' ? Number(rating.data!.score) : undefined;
}
