import { STEP } from './events';
import { array, get, IDEMPOTENCY_KEY, object, pageOf, PAGING, post, ref, rowId, text, uuid, type Paths } from './parts';

/** The form's own fields (`server/forms/fields.ts`); a county adds others, which `sidanPortal:form` lists. */
const FORM = {
  description: text(2000),
  expectStart: { type: 'string', format: 'date-time' },
  townCode: { type: 'string', description: 'One of the towns of `sidanPortal:form`.' },
  address: text(200),
  contactName: text(50, 'The requester’s own name if left out.'),
  contactPhone: text(20),
};

const placeBody = {
  ...object(
    {
      serviceItemId: uuid('One of `sidanPortal:menu`.'),
      ...FORM,
      requesterId: uuid('For staff and guardians: the person in whose name the order is placed.'),
      beneficiaryId: uuid('For somebody of the household of who asks, by a proof that staff have seen.'),
      channel: { type: 'string', enum: ['portal', 'clerk', 'grid', 'hotline'], default: 'portal' },
    },
    ['description', 'expectStart', 'address', 'contactName', 'requesterId', 'beneficiaryId', 'channel'],
  ),
  description: 'The fields of the form; those that a county added go beside them, under their names.',
  additionalProperties: true,
};

const declareBody = {
  ...object(
    {
      serviceItemId: uuid('One of `sidanPortal:menu`.'),
      summary: { ...text(1000), minLength: 1 },
      minutes: { type: 'integer', minimum: 1, maximum: 1440 },
      ...FORM,
    },
    ['description', 'expectStart', 'address', 'contactName'],
  ),
  additionalProperties: true,
};

export const orderPaths = (): Paths => ({
  ...post('sidanOrders', 'place', {
    summary: 'Place an order',
    description:
      'By a resident for themselves or their ward, or by staff in the name of somebody whose town is theirs.',
    parameters: [IDEMPOTENCY_KEY],
    body: placeBody,
    answer: ref('OrderAnswer'),
    errors: [
      'KEY_INVALID',
      'CAPACITY_NOT_ALLOWED',
      'NOT_FOUND',
      'NOT_JOINED',
      'KEY_REUSED',
      'INVALID_DATA',
      'ITEM_CLOSED',
      'EMERGENCY_ONLY',
      'BENEFICIARY_UNKNOWN',
      'PAY_NO_RULE',
      'PAY_SELF_ONLY',
      'PAY_FAMILY_ONLY',
      'REDEEM_REFUSED',
      'LIFECYCLE_BROKEN',
      'RULES_BROKEN',
      'BUSY',
    ],
  }),
  ...post('sidanOrders', 'declare', {
    summary: 'Declare what one has done',
    description:
      'By a volunteer, where the county’s lifecycle has the route of self-reports (`selfReport`): declared, reviewed, credited. Takes the form besides.',
    parameters: [IDEMPOTENCY_KEY],
    body: declareBody,
    answer: ref('OrderAnswer'),
    errors: [
      'KEY_INVALID',
      'CAPACITY_NOT_ALLOWED',
      'EVENT_NOT_ALLOWED',
      'NOT_JOINED',
      'KEY_REUSED',
      'INVALID_DATA',
      'ITEM_CLOSED',
      'EMERGENCY_ONLY',
      'LIFECYCLE_BROKEN',
      'BUSY',
    ],
  }),
  ...post('sidanOrders', 'send', {
    summary: 'Send any event of an order’s own lifecycle',
    description:
      'What `sidanOrders:<event>` does for the events of the shipped lifecycle, and those that a county’s layer added. `OrderDetail.allowedEvents` says which, and with which data.',
    parameters: [rowId('Id of the order.'), IDEMPOTENCY_KEY],
    body: object(
      {
        event: text(64),
        data: { type: 'object', additionalProperties: true },
        teamId: uuid('For which team the caller acts, when they lead several that were asked.'),
      },
      ['data', 'teamId'],
    ),
    answer: ref('OrderAnswer'),
    errors: STEP,
  }),
  ...post('sidanOrders', 'correct', {
    summary: 'Put a wrongly moved order right',
    description:
      'By administrators of the county and supervisors, with a reason, which its history shows. Clocks are set anew; open offers and presence that the state cannot have are ended. `OrderDetail.correctTo` lists the states.',
    parameters: [rowId('Id of the order.'), IDEMPOTENCY_KEY],
    body: object({ state: text(64), reason: { ...text(500), minLength: 1 } }),
    answer: ref('OrderAnswer'),
    errors: [
      'KEY_INVALID',
      'ORDER_NOT_FOUND',
      'CAPACITY_NOT_ALLOWED',
      'KEY_REUSED',
      'INVALID_DATA',
      'SNAPSHOT_UNFIT',
      'BUSY',
    ],
  }),
  ...get('sidanOrders', 'states', {
    summary: 'The states of orders where I work',
    description:
      'Of the lifecycle in force there, in its order and words; then those in which orders of older versions stand.',
    answer: ref('OrderStates'),
    errors: ['NO_COUNTY', 'LIFECYCLE_BROKEN', 'RULES_BROKEN'],
  }),
  ...get('sidanOrders', 'claimable', {
    summary: 'The orders that my teams may claim',
    description: 'For who leads a team that the rules of dispatch let have them; urgent ones first.',
    parameters: PAGING,
    answer: pageOf('OrderLine'),
    errors: ['RULES_BROKEN'],
  }),
  ...get('sidanOrders', 'mine', {
    summary: 'The orders that I have placed',
    description: 'Newest first.',
    parameters: PAGING,
    answer: pageOf('OrderLine'),
  }),
  ...get('sidanOrders', 'tasks', {
    summary: 'The orders that my teams have accepted',
    description: 'Those under way first; none that is confirmed or ended.',
    parameters: PAGING,
    answer: pageOf('OrderLine'),
  }),
  ...get('sidanOrders', 'detail', {
    summary: 'One order as I may see it',
    description: 'With its story, its people, the decisions in words, and what I may do to it now.',
    parameters: [rowId('Id of the order.')],
    answer: ref('OrderDetail'),
    errors: ['ORDER_NOT_FOUND', 'RULES_BROKEN'],
  }),
  ...get('sidanOrders', 'candidates', {
    summary: 'Teams that could take an order',
    description:
      'Ranked by the county’s rules, best first, 30 at most, and 30 of those who are left out, each with reasons. For dispatchers, site managers and county administrators of the order’s place.',
    parameters: [rowId('Id of the order.')],
    answer: ref('Candidates'),
    errors: ['NOT_ALLOWED', 'ORDER_NOT_FOUND', 'RULES_BROKEN'],
  }),
  ...get('sidanOrders', 'pile', {
    summary: 'The orders that wait, given to teams at once: a preview',
    description: '60 at most, within the caller’s reach; none for who dispatches nowhere. Nothing is sent.',
    parameters: [
      {
        name: 'regionCode',
        in: 'query',
        description: 'For who keeps several counties: which; the first if left out.',
        schema: { type: 'string', pattern: '^\\d{6}$' },
      },
    ],
    answer: ref('Pile'),
    errors: ['RULES_BROKEN', 'NO_COUNTY'],
  }),
  ...post('sidanOrders', 'dispatchPile', {
    summary: 'Dispatch a confirmed pile',
    description:
      'Each order by a command of its own, with its own rights; one that is refused is reported and holds up no other. With the same `Idempotency-Key` nothing is done twice.',
    body: object({ rows: array(ref('PileSending')) }),
    answer: ref('PileSent'),
    errors: ['NOT_ALLOWED', 'INVALID_DATA', 'RULES_BROKEN'],
  }),
  ...post('sidanOrders', 'reveal', {
    summary: 'The contact’s telephone number in full',
    description: 'Who asked, when and why is recorded before it is shown.',
    parameters: [rowId('Id of the order.')],
    body: object({ reason: { ...text(200), minLength: 1 } }),
    answer: ref('Revealed'),
    errors: ['NOT_FOUND', 'INVALID_DATA'],
  }),
});
