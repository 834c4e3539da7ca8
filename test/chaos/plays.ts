import type { OrderEventType, OrderState } from '@sidan/plugin-sidan/api';
import type { Random } from './random';

/** Who of an order's cast does a step. Two teams are cast, each with a leader and two members. */
export type Who =
  | 'requester'
  | 'dispatcher'
  | 'leader0'
  | 'leader1'
  | 'member00'
  | 'member01'
  | 'member10'
  | 'member11';

export type Step =
  /** Somebody sends an event; the state after it. */
  | { do: 'send'; event: OrderEventType; who: Who; data?: Record<string, unknown>; to: OrderState }
  /** A clock runs out; the state after it. */
  | { do: 'wait'; clock: string; to: OrderState }
  /** Those who are checked in have been there for so long by now. */
  | { do: 'serve'; minutes: number };

/** How one order goes from beginning to end: known beforehand, so that what it must leave behind is known too. */
export interface Play {
  kind: string;
  reviewed: boolean;
  steps: Step[];
}

const send = (event: OrderEventType, who: Who, to: OrderState, data?: Record<string, unknown>): Step => ({
  do: 'send',
  event,
  who,
  to,
  ...(data ? { data } : {}),
});
const wait = (clock: string, to: OrderState): Step => ({ do: 'wait', clock, to });

/** `team0` and `team1` in `teamIds` become the teams that are cast. */
const offer = (...teamIds: string[]) => send('dispatch', 'dispatcher', 'offered', { teamIds, reason: '检验' });
const take = [offer('team0'), send('accept', 'leader0', 'accepted')];
const serve = (minutes: number): Step[] => [
  send('start', 'member00', 'serving'),
  { do: 'serve', minutes },
  send('finish', 'member00', 'finished', { report: '已完成' }),
];
const confirm = send('confirm', 'requester', 'confirmed');
const rate = (score: number) => send('rate', 'requester', 'rated', { score, comment: '谢谢' });
const archive = wait('archiveClock', 'closed');

/** Minutes well away from where the points change, so that a slow machine changes nothing: 0, 1, 3 and, capped, 16 points. */
const MINUTES = [5, 35, 95, 605];

const KINDS: Record<string, (random: Random) => Step[]> = {
  plain: (random) => [...take, ...serve(random.pick(MINUTES)), confirm, rate(1 + random.below(5)), archive],
  ratedAtOnce: (random) => [...take, ...serve(random.pick(MINUTES)), rate(5), archive],
  unanswered: (random) => [
    offer('team0', 'team1'),
    wait('responseClock', 'waiting'),
    ...take,
    ...serve(random.pick(MINUTES)),
    rate(4),
    archive,
  ],
  declined: (random) => [
    offer('team0', 'team1'),
    send('decline', 'leader1', 'offered', { reason: '人手不足' }),
    send('accept', 'leader0', 'accepted'),
    ...serve(random.pick(MINUTES)),
    rate(5),
    archive,
  ],
  twoVolunteers: (random) => [
    ...take,
    send('start', 'member00', 'serving'),
    send('start', 'member01', 'serving'),
    { do: 'serve', minutes: random.pick(MINUTES) },
    send('finish', 'member00', 'serving'),
    send('finish', 'member01', 'finished', { report: '两人已完成' }),
    confirm,
    rate(5),
    archive,
  ],
  reopened: (random) => [
    ...take,
    ...serve(random.pick(MINUTES)),
    confirm,
    send('reopen', 'requester', 'waiting', { reason: '没修好' }),
    ...take,
    ...serve(random.pick(MINUTES)),
    rate(3),
    archive,
  ],
  withdrawn: (random) => [
    ...take,
    send('withdraw', 'dispatcher', 'waiting', { reason: '改派' }),
    offer('team1'),
    send('accept', 'leader1', 'accepted'),
    send('start', 'member10', 'serving'),
    { do: 'serve', minutes: random.pick(MINUTES) },
    send('finish', 'leader1', 'finished', { all: true }),
    rate(5),
    archive,
  ],
  unconfirmed: (random) => [
    ...take,
    ...serve(random.pick(MINUTES)),
    wait('confirmClock', 'confirmed'),
    wait('ratingClock', 'closed'),
  ],
  approved: (random) => [
    send('approve', 'dispatcher', 'waiting'),
    ...take,
    ...serve(random.pick(MINUTES)),
    confirm,
    rate(2),
    archive,
  ],
  rejected: () => [send('reject', 'dispatcher', 'rejected', { reason: '不在服务范围' })],
  cancelled: () => [offer('team0'), send('cancel', 'requester', 'cancelled', { reason: '不需要了' })],
};

const REVIEWED = ['approved', 'rejected'];

/** So many plays, every kind as often as the others, in mixed order. */
export function makePlays(count: number, random: Random): Play[] {
  const kinds = Object.keys(KINDS);
  const plays = Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length]!;
    const reviewed = REVIEWED.includes(kind);
    const place = send('place', 'requester', reviewed ? 'review' : 'waiting');
    return { kind, reviewed, steps: [place, ...KINDS[kind]!(random)] };
  });
  for (let i = plays.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [plays[i], plays[j]] = [plays[j]!, plays[i]!];
  }
  return plays;
}

export const endOf = (play: Play): OrderState => (play.steps.at(-1) as Extract<Step, { to: OrderState }>).to;
