import order from '../../../../workflows/order.json';
import type { ErrorCode } from '../server/errors';
import { array, IDEMPOTENCY_KEY, object, post, ref, rowId, text, uuid, type Paths, type Schema } from './parts';

/** Of the definition file what is said here; everything below is read from it, so that no event is forgotten. */
interface Field {
  kind: 'text' | 'score' | 'teams' | 'boolean';
  required: boolean;
  lengthMax?: number;
}

interface EventFile {
  by: string[];
  data?: Record<string, Field>;
}

interface Action {
  type: string;
  params?: { of?: string };
}

interface Branch {
  target?: string;
  description?: string;
  actions?: Action[];
}

const states = order.machine.states as Record<string, { on?: Record<string, Branch | Branch[]>; description?: string }>;
const events = order.events as Record<string, EventFile>;

/** The longest text and the most teams of an event, where the definition says nothing (`@sidan/lifecycle`, `event.ts`). */
const TEXT_LENGTH_MAX = 1000;
const TEAMS_MAX = 50;

const KINDS: Record<Field['kind'], (field: Field) => Schema> = {
  text: ({ lengthMax, required }) => ({ ...text(lengthMax ?? TEXT_LENGTH_MAX), ...(required ? { minLength: 1 } : {}) }),
  score: () => ({ type: 'integer', minimum: 1, maximum: 5 }),
  teams: ({ required }) => ({
    ...array(uuid()),
    ...(required ? { minItems: 1 } : {}),
    maxItems: TEAMS_MAX,
    uniqueItems: true,
  }),
  boolean: () => ({ type: 'boolean' }),
};

const SUMMARIES: Record<string, string> = {
  approve: 'Approve an order in review',
  reject: 'Return an order in review',
  dispatch: 'Offer an order to one or more teams',
  accept: 'Accept an order for a team that was asked',
  decline: 'Decline an order for a team that was asked',
  withdraw: 'Take an order back from the teams',
  start: 'Check in',
  finish: 'Check out',
  confirm: 'Confirm that it is done',
  rate: 'Rate',
  reopen: 'Have it done again',
  cancel: 'Cancel',
};

/** What the effects of a step can refuse, beside the step itself. */
function effectErrors({ type, params }: Action): ErrorCode[] {
  if (type === 'offer.open') return ['TEAM_UNAVAILABLE'];
  if (type === 'offer.close' && params?.of !== 'all') return ['TEAM_AMBIGUOUS'];
  if (type === 'attendance.open') return ['NOT_JOINED', 'ALREADY_CHECKED_IN'];
  return type === 'attendance.close' ? ['NOT_CHECKED_IN'] : [];
}

const STEP: ErrorCode[] = [
  'KEY_INVALID',
  'ORDER_NOT_FOUND',
  'CAPACITY_NOT_ALLOWED',
  'EVENT_NOT_ALLOWED',
  'KEY_REUSED',
  'INVALID_DATA',
  'SNAPSHOT_UNFIT',
  'BUSY',
];

function eventPath(type: string, { by, data = {} }: EventFile): Paths {
  const from = Object.entries(states).filter(([, { on }]) => on?.[type]);
  const branches = from.flatMap(([, { on }]) => [on![type]!].flat());
  const errors = [...new Set(branches.flatMap(({ actions = [] }) => actions.flatMap(effectErrors)))];
  const fields = Object.fromEntries(Object.entries(data).map(([name, field]) => [name, KINDS[field.kind](field)]));
  const optional = Object.keys(data).filter((name) => !data[name]!.required);
  const team = { teamId: uuid('For which team the caller acts, when they lead several that were asked.') };
  const asks = errors.includes('TEAM_AMBIGUOUS');
  const targets = [...new Set(branches.flatMap(({ target }) => target ?? []))];
  return post('sidanOrders', type, {
    summary: SUMMARIES[type] ?? type,
    description: [
      `Event \`${type}\` of the lifecycle \`${order.name}\` ${order.version}.`,
      `From: ${from.map(([name]) => name).join(', ')}. To: ${targets.join(', ') || 'the same state'}. By: ${by.join(', ')}.`,
      ...branches.flatMap(({ description }) => description ?? []),
    ].join('\n\n'),
    parameters: [rowId('Id of the order.'), IDEMPOTENCY_KEY],
    body: object({ ...fields, ...(asks ? team : {}) }, [...optional, 'teamId']),
    answer: ref('OrderAnswer'),
    errors: [...STEP, ...errors],
  });
}

/** `sidanOrders:<event>` for every event but `place`, which makes an order and takes its form. */
export const eventPaths = (): Paths =>
  Object.assign(
    {},
    ...Object.entries(events).map(([type, event]) => (type === 'place' ? {} : eventPath(type, event))),
  ) as Paths;
