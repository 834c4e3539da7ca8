import shipped from '../../../../workflows/order.json';
import type { FieldKind } from '@sidan/lifecycle';
import type { ErrorCode } from '../server/errors';
import { array, IDEMPOTENCY_KEY, object, post, ref, rowId, text, uuid, type Paths, type Schema } from './parts';

/** Of the definition file what is said here; everything below is read from it, so that no event is forgotten. */
interface Field {
  kind: FieldKind;
  required: boolean;
  lengthMax?: number;
  max?: number;
  options?: string[];
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

/** With every optional region: an event that a county's lifecycle has not is refused there (EVENT_NOT_ALLOWED). */
const order = shipped;
const states = order.machine.states as unknown as Record<
  string,
  { on?: Record<string, Branch | Branch[]>; description?: string }
>;
const events = order.events as unknown as Record<string, EventFile>;

/** The longest text and the most teams of an event, where the definition says nothing (`@sidan/lifecycle`, `event.ts`). */
const TEXT_LENGTH_MAX = 1000;
const TEAMS_MAX = 50;
const MINUTES_MAX = 1440;
const WHOLE_MAX = 1000;

const KINDS: Record<Field['kind'], (field: Field) => Schema> = {
  text: ({ lengthMax, required }) => ({ ...text(lengthMax ?? TEXT_LENGTH_MAX), ...(required ? { minLength: 1 } : {}) }),
  score: () => ({
    description:
      'Stars; where the order is rated by parts or on another scale (`allowedEvents`: `scale`, `items`), the steps by item, null for one that cannot be judged; or `abstain`.',
    anyOf: [
      { type: 'integer', minimum: 1, maximum: 5 },
      { type: 'string', enum: ['abstain'] },
      {
        type: 'object',
        additionalProperties: { type: 'integer', minimum: 0, maximum: 100, nullable: true },
      },
    ],
  }),
  whole: ({ max }) => ({ type: 'integer', minimum: 0, maximum: max ?? WHOLE_MAX }),
  teams: ({ required }) => ({
    ...array(uuid()),
    ...(required ? { minItems: 1 } : {}),
    maxItems: TEAMS_MAX,
    uniqueItems: true,
  }),
  people: ({ required }) => ({
    ...array(uuid()),
    ...(required ? { minItems: 1 } : {}),
    maxItems: TEAMS_MAX,
    uniqueItems: true,
  }),
  boolean: () => ({ type: 'boolean' }),
  minutes: () => ({ type: 'integer', minimum: 1, maximum: MINUTES_MAX }),
  choice: ({ options = [] }) => ({ type: 'string', enum: options }),
  site: () => uuid('Id of a site.'),
  item: () => uuid('Id of a service item.'),
  order: () => uuid('Id of an order.'),
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
  compile: 'Make an order of a need',
  publish: 'Open an order to all teams',
  claim: 'Claim an order that is open to all',
  delegate: 'Hand an order down to a site',
  escalate: 'Hand an order up',
  ask: 'Ask the resident; the clocks stand still',
  answer: 'Answer; the clocks go on',
  complete: 'State who served, and for how long',
  report: 'File the closing report',
  dispute: 'Object to a rating',
  settle: 'Settle an objection',
  followUp: 'Write down what the resident said when called',
  rework: 'Have the same team do it again',
  redeem: 'Redeem the points of an order',
  recognise: 'Recognise what a volunteer declared',
  merge: 'Merge a duplicate into another order',
};

/** What the effects of a step can refuse, beside the step itself. */
function effectErrors({ type, params }: Action): ErrorCode[] {
  if (type === 'offer.open') return ['TEAM_UNAVAILABLE'];
  if (type === 'offer.close' && params?.of !== 'all') return ['TEAM_AMBIGUOUS'];
  if (type === 'attendance.open') return ['NOT_JOINED', 'ALREADY_CHECKED_IN', 'SERVER_EXCLUDED', 'RULES_BROKEN'];
  if (type === 'attendance.record') return ['SERVER_EXCLUDED', 'RULES_BROKEN'];
  if (type === 'offer.claim') return ['TEAM_AMBIGUOUS', 'CLAIM_EXCLUDED', 'RULES_BROKEN'];
  if (type === 'order.compile') return ['ITEM_CLOSED', 'EMERGENCY_ONLY'];
  if (type === 'redeem') return ['NOTHING_TO_REDEEM', 'INSUFFICIENT', 'RULES_BROKEN'];
  if (type === 'rating.record') return ['ALREADY_RATED'];
  return type === 'attendance.close' ? ['NOT_CHECKED_IN'] : [];
}

export const STEP: ErrorCode[] = [
  'KEY_INVALID',
  'ORDER_NOT_FOUND',
  'CAPACITY_NOT_ALLOWED',
  'EVENT_NOT_ALLOWED',
  'KEY_REUSED',
  'INVALID_DATA',
  'SNAPSHOT_UNFIT',
  'LIFECYCLE_BROKEN',
  'LIFECYCLE_UNKNOWN',
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

/** Events that make an order and take its form. */
const BEGINNINGS = ['place', 'declare'];

/** `sidanOrders:<event>` for every other event. */
export const eventPaths = (): Paths =>
  Object.assign(
    {},
    ...Object.entries(events).map(([type, event]) => (BEGINNINGS.includes(type) ? {} : eventPath(type, event))),
  ) as Paths;
